// `npm run bench:coupons`: how near `coupons issue` comes to a bare loop that sends the same requests, with answers of
// varying time and with answers that come at once; exits with 1 when an aim is missed. With `--million`, what it takes
// for a million rows instead, which is long.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { measureRun } from './benchCouponsMemory.ts';
import { compare, startServer, writeMembers } from './benchCouponsSpeed.ts';

const { values: flags } = parseArgs({ options: { million: { type: 'boolean', default: false } } });

/** `mean` is how long answers take, in milliseconds; `aim` is the least share of the bare loop's rows per second. */
const loads = [
  { mean: 0, lanes: 8, rows: 2_000, turns: 7, aim: 0.6 },
  { mean: 0, lanes: 50, rows: 2_000, turns: 7, aim: 0.6 },
  { mean: 50, lanes: 8, rows: 800, turns: 3, aim: 0.95 },
  { mean: 50, lanes: 50, rows: 5_000, turns: 3, aim: 0.95 },
];

/** How much more memory a million rows may take at most than a tenth of them. */
const memoryAim = 1.2;

const folder = await mkdtemp(join(tmpdir(), 'coupons-'));
const missed = await (flags.million ? million() : speed()).finally(() => rm(folder, { recursive: true }));
console.log(missed === 0 ? pc.green('\nEvery aim is met.') : pc.red(`\n${missed} missed.`));
process.exitCode = missed === 0 ? 0 : 1;

async function speed(): Promise<number> {
  let missed = 0;
  for (const mean of new Set(loads.map((load) => load.mean))) {
    const time = mean === 0 ? 'come at once' : `take ${mean} ms on average, spread exponentially`;
    console.log(pc.bold(`\nAnswers ${time}`));
    const { url, child } = await startServer(mean);
    try {
      // What runs first is slow; it does not count.
      await compare({ url, lanes: 50, rows: 1_000 }, 1, folder);
      for (const { lanes, rows, turns, aim } of loads.filter((load) => load.mean === mean)) {
        const { bare, command, ratio } = await compare({ url, lanes, rows }, turns, folder);
        const good = ratio >= aim;
        if (!good) missed++;
        const share = `${percent(ratio)} of it, aim ${percent(aim)}`;
        console.log(
          `  ${String(lanes).padStart(2)} rows at a time   bare loop ${figure(bare)} rows/s   command ${figure(command)} rows/s   ${good ? share : pc.red(`✗ ${share}`)}   ${pc.dim(`medians of ${turns} turns`)}`,
        );
      }
    } finally {
      child.kill();
    }
  }
  return missed;
}

async function million(): Promise<number> {
  const { url, child } = await startServer(0);
  const peaks: Record<string, number[]> = { issue: [], convert: [] };
  try {
    for (const rows of [100_000, 1_000_000]) {
      console.log(pc.bold(`\n${rows.toLocaleString('en')} rows`));
      const file = join(folder, `${rows}.csv`);
      await writeMembers(file, rows);
      for (const [name, seen] of Object.entries(peaks)) {
        const { seconds, megabytes } = await measureRun(name, file, url);
        seen.push(megabytes);
        console.log(
          `  ${name.padEnd(8)}${figure(rows / seconds)} rows/s   ${figure(megabytes)} MB at most   ${pc.dim(`${seconds.toFixed(1)} s`)}`,
        );
      }
    }
  } finally {
    child.kill();
  }
  const ratios = Object.entries(peaks).map(([name, [few = 0, many = 0]]) => ({ name, ratio: many / few }));
  console.log(pc.bold('\nMemory for ten times the rows'));
  for (const { name, ratio } of ratios)
    console.log(`  ${name.padEnd(8)}${ratio.toFixed(2)} times as much, aim ${memoryAim} or less`);
  return ratios.filter(({ ratio }) => !(ratio <= memoryAim)).length;
}

function figure(value: number): string {
  return Math.round(value).toLocaleString('en').padStart(7);
}

function percent(value: number): string {
  return `${Math.round(100 * value)} %`;
}
