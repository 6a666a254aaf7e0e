// Everything the sandbox holds: projects (programs, campaigns, productions and what belongs to them),
// passes and the clock.
import { PassCollection } from './collection.ts';
import { missing } from './errors.ts';
import type { PassChange } from './events.ts';
import { type Message, text } from './messages.ts';
import type { PassKind, PassRecord, ProjectRecord, SinkRecord } from './records.ts';
import { type Clock, timestamp } from './time.ts';

export type Region = 'pub1' | 'pub2';
export type ProjectKind =
  | 'program'
  | 'tier'
  | 'campaign'
  | 'offer'
  | 'production'
  | 'venue'
  | 'event'
  | 'ticket type'
  | 'template';

export class Store {
  readonly clock: Clock;
  readonly region: Region;
  readonly startedAt: string;
  readonly members: PassCollection;
  readonly coupons: PassCollection;
  readonly tickets: PassCollection;
  /** Flights, by what names them; see flights.ts. PassKit has neither lists nor subscriptions for them and their passes. */
  readonly flights = new Map<string, Message>();
  /** Boarding passes, by id. */
  readonly boardingPasses = new Map<string, Message>();
  /** What happened to members, oldest first. */
  readonly memberEvents: Message[] = [];
  /** The subscriptions, by id. */
  readonly sinks = new Map<string, SinkRecord>();
  /** Messages that were created, by id. */
  readonly messages = new Map<string, Message & { id: string }>();
  /** What was sent to holders, oldest first: e-mails and messages. */
  readonly outbox: Message[] = [];
  /** Hears of every change to a pass. */
  onPassChange: (kind: PassKind, change: PassChange, record: PassRecord) => void = () => {};
  readonly #projects = new Map<string, ProjectRecord>();

  constructor(clock: Clock, region: Region) {
    this.clock = sweeping(clock, () => this.#sweep());
    this.region = region;
    this.startedAt = this.stamp();
    const passes = (kind: PassKind) =>
      new PassCollection(kind, clock, (change, record) => this.onPassChange(kind, change, record));
    this.members = passes({
      name: 'member',
      protocol: 'MEMBERSHIP',
      scope: 'programId',
      ownId: 'externalId',
    });
    this.coupons = passes({
      name: 'coupon',
      protocol: 'SINGLE_USE_COUPON',
      scope: 'campaignId',
      ownId: 'externalId',
    });
    this.tickets = passes({
      name: 'ticket',
      protocol: 'EVENT_TICKETING',
      scope: 'productionId',
      ownId: 'ticketNumber',
    });
  }

  /** The sandbox time as PassKit writes it. */
  stamp(): string {
    return timestamp(this.clock.now());
  }

  passes(): number {
    return this.members.size + this.coupons.size + this.tickets.size;
  }

  /** A pass of any kind with the collection it is in, or 404. */
  pass(id: string): { passes: PassCollection; record: PassRecord } {
    for (const passes of [this.members, this.coupons, this.tickets]) {
      const record = passes.get(id);
      if (record) return { passes, record };
    }
    throw missing('pass', 'id', id);
  }

  #sweep(): void {
    for (const passes of [this.members, this.coupons, this.tickets]) passes.sweep();
  }

  addProject(kind: ProjectKind, record: ProjectRecord): ProjectRecord {
    this.#projects.set(projectKey(kind, record.id, text(record, 'programId')), record);
    return record;
  }

  findProject(kind: ProjectKind, id: string): ProjectRecord | undefined {
    return this.#projects.get(projectKey(kind, id));
  }

  /** A project by id (or uid, where PassKit takes one), or 404. */
  project(kind: ProjectKind, id: string): ProjectRecord {
    const found =
      this.findProject(kind, id) ?? this.projects(kind).find(({ uid }) => uid !== undefined && uid === id);
    if (!found) throw missing(kind, 'id', id);
    return found;
  }

  /** A tier of a program, or 404 for whichever of the two is unknown. */
  tier(programId: string, tierId: string): ProjectRecord {
    this.project('program', programId);
    const tier = this.#projects.get(projectKey('tier', tierId, programId));
    if (!tier) throw missing('tier', 'id', tierId);
    return tier;
  }

  projects(kind: ProjectKind): ProjectRecord[] {
    return [...this.#projects].filter(([key]) => key.startsWith(`${kind}/`)).map(([, record]) => record);
  }
}

/** A tier id is a slug, unique only within its program. */
const projectKey = (kind: ProjectKind, id: string, programId = '') =>
  kind === 'tier' ? `tier/${programId}/${id}` : `${kind}/${id}`;

/** The clock, which lets passes expire as soon as it is moved. */
const sweeping = (clock: Clock, sweep: () => void): Clock => ({
  now: () => clock.now(),
  set: (date) => {
    clock.set(date);
    sweep();
  },
  advance: (ms) => {
    clock.advance(ms);
    sweep();
  },
});
