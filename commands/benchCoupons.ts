// `npm run bench:coupons`: how near `coupons issue` comes to a bare loop that sends the same requests, with answers of
// varying time and with answers that come at once; exits with 1 when an aim is missed. With `--million`, its
// memory for a million rows instead, which is long.
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
  { mean: 50, lanes: 8, rows: 400, turns: 7, aim: 0.95 },
  { mean: 50, lanes: 50, rows: 2_500, turns: 7, aim: 0.95 },
];

/** What is run for its memory. `convert` is so quick that the heap of a shorter run has not found its size. */
const runs = [
  { command: 'issue', sizes: [100_000, 1_000_000] },
  { command: 'convert', sizes: [300_000, 3_000_000] },
];

/** How many times the memory ten times the rows may take. */
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
  let missed = 0;
  const { url, child } = await startServer(0);
  try {
    for (const { command, sizes } of runs) {
      console.log(pc.bold(`\n${command}`));
      const peaks: number[] = [];
      for (const rows of sizes) {
        const file = join(folder, `${rows}.csv`);
        await writeMembers(file, rows);
        const { seconds, megabytes } = await measureRun(command, file, url);
        peaks.push(megabytes);
        console.log(
          `  ${rows.toLocaleString('en').padStart(9)} rows   ${figure(rows / seconds)} rows/s   ${figure(megabytes)} MB at most   ${pc.dim(`${seconds.toFixed(1)} s`)}`,
        );
      }
      const [few = 0, many = 0] = peaks;
      const good = many / few <= memoryAim;
      if (!good) missed++;
      const ratio = `${(many / few).toFixed(2)} times the memory for ten times the rows, aim ${memoryAim} or less`;
      console.log(`  ${good ? ratio : pc.red(`✗ ${ratio}`)}`);
    }
  } finally {
    child.kill();
  }
  return missed;
}

function figure(value: number): string {
  return Math.round(value).toLocaleString('en').padStart(7);
}

function percent(value: number): string {
  return `${Math.round(100 * value)} %`;
}
