// `npm run mutate -- ROOM …`: puts faults into the source of some rooms, or of all, one at a time, and says which of them
// no test notices. Takes minutes for each hundred faults; what it found before is kept in build/mutation and not tried again.
// `--sample 8` tries one fault in eight; `--again` shows those that nobody noticed to the tests that have not seen them yet.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { withoutSurvivors } from '../tools/mutation/again.ts';
import { notMutated, rooms } from '../tools/mutation/rooms.ts';

const { values: flags, positionals: wanted } = parseArgs({
  options: {
    sample: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '4' },
    again: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
for (const name of ['sample', 'seconds'] as const)
  if (!/^[1-9]\d*$/.test(flags[name])) {
    console.error(`--${name} takes a whole number.`);
    process.exit(2);
  }
const unknown = wanted.filter((room) => !Object.hasOwn(rooms, room));
if (unknown.length > 0) {
  console.error(`There is no room ${unknown.join(', ')}. There are: ${Object.keys(rooms).join(', ')}.`);
  process.exit(2);
}

const run = (command: string, ...args: string[]) => {
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    env: {
      ...process.env,
      MUTATION_SAMPLE: flags.sample,
      MUTATION_SECONDS: flags.seconds,
      MUTATION_PROJECT: process.cwd(),
    },
  });
  if (status !== 0) process.exit(status ?? 1);
};

// Stryker is not for everyone who runs npm ci: it is installed where it runs, once.
if (!existsSync('tools/mutation/node_modules'))
  run('npm', 'ci', '--prefix', 'tools/mutation', '--no-audit', '--no-fund');
const known = 'build/mutation/incremental.json';
if (flags.again && existsSync(known)) writeFileSync(known, withoutSurvivors(readFileSync(known, 'utf8')));
const stryker = 'tools/mutation/node_modules/@stryker-mutator/core/bin/stryker.js';
const files = wanted.flatMap((room) => rooms[room]?.files ?? []);
// Naming files takes the place of all that the settings say of them.
const excluded = Object.keys(notMutated).map((glob) => `!${glob}`);
const only = files.length > 0 ? ['--mutate', [...files, ...excluded].join(',')] : [];
const flag = '--experimental-async-context-frame';
run(process.execPath, flag, stryker, 'run', 'tools/mutation/stryker.config.mjs', ...only);
run(process.execPath, 'tools/mutation/report.ts', ...(wanted.length > 0 ? wanted : Object.keys(rooms)));
