// The live passes of one kind, with the indexes PassKit needs: own id within a project, and e-mail.
import { missing, taken } from './errors.ts';
import type { PassChange } from './events.ts';
import { child, type Message, text } from './messages.ts';
import { invalidated, isInvalidated, walletChange } from './passMetaData.ts';
import { expiryOf, type PassKind, type PassRecord } from './records.ts';
import { addDays, type Clock, timestamp } from './time.ts';

/** PassKit deletes a pass this long after its expiry. */
const PURGE_DAYS = 90;

/** Records are never changed in place: put() a new one, so that a list being sent stays as it was. */
export class PassCollection {
  readonly kind: PassKind;
  readonly #clock: Clock;
  readonly #changed: (change: PassChange, record: PassRecord) => void;
  readonly #records = new Map<string, PassRecord>();
  readonly #byOwnId = new Map<string, string>();
  readonly #byEmail = new Map<string, Set<string>>();
  #nextSweep = Number.POSITIVE_INFINITY;

  /** `changed` hears of every change, with the record after it (before it, when the pass is deleted). */
  constructor(kind: PassKind, clock: Clock, changed: (change: PassChange, record: PassRecord) => void) {
    this.kind = kind;
    this.#clock = clock;
    this.#changed = changed;
  }

  get size(): number {
    return this.#live().size;
  }

  all(): Iterable<PassRecord> {
    return this.#live().values();
  }

  get(id: string): PassRecord | undefined {
    return this.#live().get(id);
  }

  byOwnId(scope: string, ownId: string): PassRecord | undefined {
    return this.#live().get(this.#byOwnId.get(`${scope} ${ownId}`) ?? '');
  }

  byEmail(email: string): PassRecord[] {
    const live = this.#live();
    return [...(this.#byEmail.get(email) ?? [])].flatMap((id) => live.get(id) ?? []);
  }

  /** The record with this id, or 404. */
  require(id: string): PassRecord {
    const record = this.get(id);
    if (!record) throw missing(this.kind.name, 'id', id);
    return record;
  }

  /** The record with this own id in this project, or 404. */
  requireOwnId(scope: string, ownId: string): PassRecord {
    const record = this.byOwnId(scope, ownId);
    if (!record) throw missing(this.kind.name, this.kind.ownId, ownId);
    return record;
  }

  /** Stores a record; 409 when its own id belongs to another one. `change` is what happened to an old one. */
  put(record: PassRecord, change: PassChange = 'updated'): void {
    const { ownId, name } = this.kind;
    const own = text(record, ownId);
    const holder = this.byOwnId(text(record, this.kind.scope), own);
    if (own && holder && holder.id !== record.id) throw taken(name, ownId, own);
    const old = this.#records.get(record.id);
    if (old) this.#unindex(old);
    this.#records.set(record.id, record);
    if (own) this.#byOwnId.set(this.#ownKey(record), record.id);
    const email = emailOf(record);
    if (email) {
      const ids = this.#byEmail.get(email) ?? new Set();
      this.#byEmail.set(email, ids.add(record.id));
    }
    this.#nextSweep = Math.min(this.#nextSweep, sweepMoment(record));
    this.#changed(old ? change : 'created', record);
    this.sweep();
  }

  delete(record: PassRecord): void {
    this.#remove(record);
    this.#changed('deleted', walletChange(record, timestamp(this.#clock.now())));
  }

  /** Does what the clock asks for: passes that have expired are invalidated, long-expired ones purged. */
  sweep(): void {
    const now = this.#clock.now().getTime();
    if (now < this.#nextSweep) return;
    this.#nextSweep = Number.POSITIVE_INFINITY;
    for (const old of this.#records.values()) {
      const expires = expiryOf(old) <= now && !isInvalidated(old);
      const record = expires ? invalidated(old, timestamp(now)) : old;
      if (expires) this.#records.set(record.id, record);
      if (now > purgeMoment(record)) this.#remove(record);
      else this.#nextSweep = Math.min(this.#nextSweep, sweepMoment(record));
      if (expires) this.#changed('invalidated', record);
    }
  }

  #remove(record: PassRecord): void {
    this.#unindex(record);
    this.#records.delete(record.id);
  }

  /** The records as they are by now. */
  #live(): Map<string, PassRecord> {
    this.sweep();
    return this.#records;
  }

  #unindex(record: PassRecord): void {
    this.#byOwnId.delete(this.#ownKey(record));
    const email = emailOf(record);
    const ids = this.#byEmail.get(email);
    ids?.delete(record.id);
    if (ids?.size === 0) this.#byEmail.delete(email);
  }

  #ownKey(record: PassRecord): string {
    return `${text(record, this.kind.scope)} ${text(record, this.kind.ownId)}`;
  }
}

const emailOf = (record: Message) => text(child(record, 'person'), 'emailAddress');
const purgeMoment = (record: Message) => {
  const expiry = expiryOf(record);
  return Number.isFinite(expiry) ? addDays(expiry, PURGE_DAYS) : expiry;
};
/** When the clock next has something to do for a pass. */
const sweepMoment = (record: PassRecord) => (isInvalidated(record) ? purgeMoment(record) : expiryOf(record));
