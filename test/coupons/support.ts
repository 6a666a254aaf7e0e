// What the coupon tests share: a folder, exports in it, and runs on a sandbox with a clock that never waits.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { manyHttp } from '../../coupons/http.ts';
import { type IssueOptions, issue, type Surroundings } from '../../coupons/issue.ts';
import type { Progress } from '../../coupons/progress.ts';
import type { Clock } from '../../coupons/retries.ts';
import { hostsOf } from '../../passkit/regions.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { list, send } from '../sandbox/client.ts';

export type Row = Record<string, string>;

/** A folder for a test file. */
export function useFolder() {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'coupons-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  let files = 0;
  return {
    path: (name: string) => join(folder, name),
    /** Writes a file under a name of its own and answers its path. */
    file(content: string | Buffer): string {
      const path = join(folder, `members-${++files}.csv`);
      writeFileSync(path, content);
      return path;
    },
  };
}

/** The ID of the nth member: 22 letters and digits. */
export const memberId = (n: number) => `Member${String(n).padStart(16, '0')}`;

/** An export with the members `from` to `to`, without the last. */
export const membersCsv = (to: number, from = 0) =>
  ['id,name', ...Array.from({ length: to - from }, (_, n) => `${memberId(from + n)},Jane`), ''].join('\n');

/** The rows of a CSV file by its header. */
export const readRows = (path: string): Row[] => parse<Row>(readFileSync(path), { columns: true });

export const outcomesIn = (path: string) => readRows(path).map(({ outcome }) => outcome);

export const silent: Progress = {
  start: () => undefined,
  row: () => undefined,
  note: () => undefined,
  stop: () => undefined,
};

/** A clock whose waits pass at once, and what was waited for, in milliseconds. */
export function fastClock(): Clock & { waits: number[] } {
  let ahead = 0;
  const waits: number[] = [];
  return {
    waits,
    now: () => ahead,
    sleep: async (milliseconds, signal) => {
      signal.throwIfAborted();
      ahead += milliseconds;
      waits.push(milliseconds);
    },
  };
}

type Options = Partial<IssueOptions> & Pick<IssueOptions, 'members'>;

/** Runs `issue` in the sandbox's demo campaign; the result is beside the members unless said otherwise. */
export const issueOn = (sandbox: Sandbox, options: Options, surroundings: Partial<Surroundings> = {}) =>
  issue(
    {
      campaign: sandbox.demo.campaignId,
      offer: sandbox.demo.offerId,
      out: resultOf(options.members),
      reissue: false,
      dryRun: false,
      concurrency: 8,
      ...options,
    },
    {
      http: httpOf(sandbox),
      pages: sandbox.url,
      progress: silent,
      interrupted: new AbortController().signal,
      clock: fastClock(),
      ...surroundings,
    },
  );

export const resultOf = (members: string) => `${members}.result`;

export const httpOf = ({ url, credentials }: Sandbox, apiToken = credentials.apiToken) =>
  manyHttp({ connection: { region: 'pub1', apiToken }, hosts: hostsOf('pub1', url) }, 8);

/** The coupons of the demo campaign. */
export const couponsOf = (sandbox: Sandbox) =>
  list(sandbox, `/coupon/singleUse/coupons/list/${sandbox.demo.campaignId}`, { filters: { limit: -1 } });

/** How many coupons there are of each external ID that is not that of a finished and renamed one. */
export async function countsByMember(sandbox: Sandbox): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { externalId } of await couponsOf(sandbox)) {
    const id = String(externalId);
    if (!id.includes('-')) counts[id] = (counts[id] ?? 0) + 1;
  }
  return counts;
}

/** What `countsByMember` says when each of these members has one coupon. */
export const oneEach = (to: number, from = 0) =>
  Object.fromEntries(Array.from({ length: to - from }, (_, n) => [memberId(from + n), 1]));

/** Gives members 0 to 2 a coupon each: redeemed, expired, active. */
export async function issueThree(sandbox: Sandbox): Promise<void> {
  const { campaignId, offerId } = sandbox.demo;
  const past = { expiryDate: new Date(Date.now() - 86_400_000).toISOString() };
  for (const [n, more] of [{}, past, {}].entries())
    await send(sandbox, 'POST /coupon/singleUse/coupon', {
      campaignId,
      offerId,
      externalId: memberId(n),
      ...more,
    });
  await send(sandbox, 'PUT /coupon/singleUse/coupon/redeem', { campaignId, externalId: memberId(0) });
}
