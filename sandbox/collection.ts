// The live passes of one kind, with the indexes PassKit needs: own id within a project, and e-mail.
import { missing, taken } from './errors.ts';
import { child, type Message, text } from './messages.ts';
import { addDays, type Clock, parseTimestamp } from './time.ts';

/** PassKit deletes a pass this long after its expiry. */
const PURGE_DAYS = 90;

export interface PassRecord extends Message {
  id: string;
  created: string;
  updated: string;
}

export interface PassKind {
  /** PassKit's word for it in messages. */
  name: 'member' | 'coupon' | 'ticket';
  /** The field that holds the project the own id is unique in. */
  scope: 'programId' | 'campaignId' | 'productionId';
  /** The field that holds the caller's own id. */
  ownId: 'externalId' | 'ticketNumber';
}

/** The moment a pass expires, if it does. */
export const expiryOf = (record: Message): number =>
  parseTimestamp(text(record, 'expiryDate')) ?? Number.POSITIVE_INFINITY;

/** Records are never changed in place: put() a new one, so that a list being sent stays as it was. */
export class PassCollection {
  readonly kind: PassKind;
  readonly #clock: Clock;
  readonly #records = new Map<string, PassRecord>();
  readonly #byOwnId = new Map<string, string>();
  readonly #byEmail = new Map<string, Set<string>>();
  #nextPurge = Number.POSITIVE_INFINITY;

  constructor(kind: PassKind, clock: Clock) {
    this.kind = kind;
    this.#clock = clock;
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

  /** Stores a record; 409 when its own id belongs to another one. */
  put(record: PassRecord): void {
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
    this.#nextPurge = Math.min(this.#nextPurge, purgeMoment(record));
  }

  delete(record: PassRecord): void {
    this.#unindex(record);
    this.#records.delete(record.id);
  }

  /** The records after the purge that is due by now. */
  #live(): Map<string, PassRecord> {
    const now = this.#clock.now().getTime();
    if (now > this.#nextPurge) {
      this.#nextPurge = Number.POSITIVE_INFINITY;
      for (const record of this.#records.values()) {
        const moment = purgeMoment(record);
        if (now > moment) this.delete(record);
        else this.#nextPurge = Math.min(this.#nextPurge, moment);
      }
    }
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
