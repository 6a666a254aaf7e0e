// Everything the sandbox holds: projects (programs, campaigns, productions and what belongs to them),
// passes and the clock.
import { PassCollection } from './collection.ts';
import { missing } from './errors.ts';
import { type Message, text } from './messages.ts';
import { type Clock, timestamp } from './time.ts';

export interface ProjectRecord extends Message {
  id: string;
}
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
  readonly #projects = new Map<string, ProjectRecord>();

  constructor(clock: Clock, region: Region) {
    this.clock = clock;
    this.region = region;
    this.startedAt = this.stamp();
    this.members = new PassCollection({ name: 'member', scope: 'programId', ownId: 'externalId' }, clock);
    this.coupons = new PassCollection({ name: 'coupon', scope: 'campaignId', ownId: 'externalId' }, clock);
    this.tickets = new PassCollection(
      { name: 'ticket', scope: 'productionId', ownId: 'ticketNumber' },
      clock,
    );
  }

  /** The sandbox time as PassKit writes it. */
  stamp(): string {
    return timestamp(this.clock.now());
  }

  passes(): number {
    return this.members.size + this.coupons.size + this.tickets.size;
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
