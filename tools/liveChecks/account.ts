// The PassKit account that the live checks try, and how it is asked.
import * as z from 'zod';
import type { Http } from '../../operation/ask.ts';
import { fetchHttp } from '../../operation/fetchHttp.ts';
import type { Runtime } from '../../operation/run.ts';
import { kindOf, type PassType, passTypes } from '../../passes/kinds.ts';
import type { PassKind } from '../../passes/passKind.ts';
import type { Connection } from '../../passkit/connection.ts';
import { PassKitError, reasonIn } from '../../passkit/errors.ts';
import { parseJson } from '../../passkit/lines.ts';
import { type Hosts, hostsOf } from '../../passkit/regions.ts';
import type { Sandbox } from '../../sandbox/index.ts';

/** The PassKit account that is tried, and its projects. */
export interface Account {
  connection: Connection;
  hosts: Hosts;
  /** Project and variant of each pass type to try, by input key. */
  projects: Partial<Record<PassType, Record<string, string>>>;
  /** How many seconds PassKit has until a change must show. */
  showsWithin: number;
}

/** The inputs that say where a pass is issued: its project, and what must be chosen in it. */
export const placeKeys = ({ project, issueFields }: PassKind): string[] => [
  project.key,
  ...Object.keys(issueFields).filter((key) => issueFields[key]?.required === true),
];

/** Project and variant of each pass type whose IDs are all known. */
export function projectsWhere(idOf: (key: string) => unknown): Account['projects'] {
  const all = passTypes.map((passType) => {
    const ids = placeKeys(kindOf(passType)).map((key) => [key, idOf(key)] as const);
    return [passType, ids.every(([, id]) => id) ? ids : undefined] as const;
  });
  return Object.fromEntries(
    all.flatMap(([passType, ids]) =>
      ids ? [[passType, Object.fromEntries(ids.map(([key, id]) => [key, String(id)]))]] : [],
    ),
  );
}

/** The account of a sandbox, with its demo projects. */
export const sandboxAccount = ({ url, credentials, demo }: Sandbox): Account => ({
  connection: { region: 'pub1', apiKey: credentials.apiKey, apiSecret: credentials.apiSecret },
  hosts: hostsOf('pub1', url),
  projects: projectsWhere(
    (key) => Object.entries({ ...demo, tierId: demo.tiers.bronze }).find(([name]) => name === key)?.[1],
  ),
  showsWithin: 0,
});

const projectPath: Record<PassType, string> = {
  membership: '/members/program/',
  coupon: '/coupon/singleUse/campaign/',
  eventTicket: '/eventTickets/production/',
};

const projectStatus = z.object({ status: z.array(z.string()).catch([]) });

/** The projects that do not say they are drafts: passes in those may be billed. */
export async function projectsNotInDraft(account: Account): Promise<string[]> {
  const found: string[] = [];
  for (const passType of passTypes) {
    const id = account.projects[passType]?.[kindOf(passType).project.key];
    if (!id) continue;
    const path = `${projectPath[passType]}${encodeURIComponent(id)}`;
    const { status, body, reason } = await get(account, path);
    if (status >= 400) throw new PassKitError(reason || `HTTP status ${status}`, status);
    const flags = projectStatus.parse(parseJson(body)).status;
    if (!flags.includes('PROJECT_DRAFT') || flags.includes('PROJECT_PUBLISHED'))
      found.push(`${passType} project ${id}`);
  }
  return found;
}

type Asked = Pick<Account, 'connection' | 'hosts'>;

/** What PassKit answers, also when it refuses; `ahead` is by how many seconds the clock of the request is off. */
export async function get(asked: Asked, path: string, ahead = 0) {
  const { status, body } = await httpOf(asked, ahead)({ effect: 'reads', method: 'GET', path });
  return { status, body, reason: reasonOf(body) ?? '' };
}

/** What the account's operations run in. */
export const accountRuntime = (account: Account): Runtime => ({
  http: httpOf(account),
  pages: account.hosts.pages,
  timezone: 'UTC',
  now: new Date(),
});

const httpOf = (asked: Asked, ahead = 0): Http =>
  fetchHttp(
    asked,
    () => AbortSignal.timeout(20_000),
    () => new Date(Date.now() + ahead * 1000),
  );

export function reasonOf(body: string): string | undefined {
  try {
    return reasonIn(JSON.parse(body));
  } catch {
    return undefined;
  }
}
