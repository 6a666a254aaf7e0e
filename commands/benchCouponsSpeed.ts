// How fast `coupons issue` is beside a bare loop: the same requests from the same process to the same server, with
// nothing else done. The two take turns, so that a busy machine slows both.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { manyHttp } from '../coupons/http.ts';
import { issue } from '../coupons/issue.ts';
import { requestHeaders } from '../passkit/connection.ts';
import { hostsOf } from '../passkit/regions.ts';

export const connection = { region: 'pub1', apiKey: 'bench', apiSecret: 'bench' } as const;

const memberId = (n: number) => `Member${String(n).padStart(16, '0')}`;

/** Writes an export as people have it: an ID, a name, an address, points. */
export async function writeMembers(file: string, rows: number): Promise<void> {
  function* lines(): Generator<string> {
    yield 'Pass ID,person.displayName,person.emailAddress,Points\r\n';
    for (let n = 0; n < rows; n++)
      yield `${memberId(n)},"Doe, Jane ${n}",jane${n}@example.com,${n % 500}\r\n`;
  }
  await pipeline(Readable.from(lines()), createWriteStream(file));
}

/** Starts a PassKit whose answers take `mean` milliseconds. */
export async function startServer(mean: number): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, ['commands/benchCouponsServer.ts', String(mean)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  return { url: String(line).trim(), child };
}

export interface Load {
  url: string;
  rows: number;
  lanes: number;
}

/**
 * Rows per second of the bare loop and of the command, which take turns, and the command's share of the bare loop's in
 * each: the median of all turns.
 */
export async function compare(load: Load, turns: number, folder: string) {
  const members = join(folder, 'members.csv');
  await writeMembers(members, load.rows);
  const seen: { bare: number[]; command: number[]; ratio: number[] } = { bare: [], command: [], ratio: [] };
  for (let turn = 0; turn < turns; turn++) {
    const bare = await bareLoop(load);
    const command = await issueAll(load, members, join(folder, 'result.csv'));
    seen.bare.push(bare);
    seen.command.push(command);
    seen.ratio.push(command / bare);
  }
  return { bare: median(seen.bare), command: median(seen.command), ratio: median(seen.ratio) };
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

const perSecond = (rows: number, since: number) => (1000 * rows) / (performance.now() - since);

async function bareLoop({ url, rows, lanes }: Load): Promise<number> {
  let next = 0;
  const headers = await requestHeaders(connection, new Date(), '');
  const lane = async () => {
    while (next < rows) {
      const body = JSON.stringify({
        campaignId: 'BenchCampaign000000001',
        offerId: 'BenchOffer000000000001',
        externalId: memberId(next++),
      });
      const response = await fetch(`${url}/coupon/singleUse/coupon`, { method: 'POST', headers, body });
      await response.text();
    }
  };
  const since = performance.now();
  await Promise.all(Array.from({ length: lanes }, lane));
  return perSecond(rows, since);
}

/** From when campaign and offer are found until the result is in its place. */
async function issueAll({ url, rows, lanes }: Load, members: string, out: string): Promise<number> {
  const hosts = hostsOf('pub1', url);
  const none = () => undefined;
  let since = 0;
  const start = () => {
    since = performance.now();
  };
  const { tally, ended } = await issue(
    { members, campaign: 'Bench', offer: 'Bench', out, reissue: false, dryRun: false, concurrency: lanes },
    {
      http: manyHttp({ connection, hosts }, lanes),
      pages: hosts.pages,
      progress: { start, row: none, note: console.error, stop: none },
      interrupted: new AbortController().signal,
    },
  );
  if (ended || tally.rows !== rows || tally.failed > 0) throw new Error('Not every coupon was issued.');
  return perSecond(rows, since);
}
