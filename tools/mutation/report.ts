// From Stryker's JSON report to docs/mutation.md: figures by room, and the mutants that no test noticed, each with its word
// from words.json, where it has one.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { mostTime, notAsked, notMutated, roomOf, rooms } from './rooms.ts';
import { inSample, oneIn } from './sample.ts';

const place = z.object({ line: z.number(), column: z.number() });
const report = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.string(),
      mutants: z.array(
        z.object({
          id: z.string(),
          mutatorName: z.string(),
          replacement: z.string().default(''),
          location: z.object({ start: place, end: place }),
          status: z.string(),
        }),
      ),
    }),
  ),
});

const page = 'docs/mutation.md';
const wordsFile = 'tools/mutation/words.json';

const { files } = report.parse(JSON.parse(readFileSync('build/mutation/report.json', 'utf8')));
const words = z
  .record(z.string(), z.string())
  .parse(existsSync(wordsFile) ? JSON.parse(readFileSync(wordsFile, 'utf8')) : {});

const mutants = Object.entries(files).flatMap(([file, { source, mutants: found }]) =>
  found.map(({ id, status, location: { start, end }, mutatorName, replacement }) => {
    const line = (source.split('\n')[start.line - 1] ?? '').trim();
    return {
      room: roomOf(file) ?? '',
      file,
      noticed: status === 'Killed' || status === 'Timeout',
      ignored: status === 'Ignored' || !inSample(id),
      // Says which mutant it is, wherever the line moves.
      key: `${file} | ${line} | ${mutatorName} | ${replacement.split('\n')[0]} | ${end.column - start.column}`,
      shown: `${file}:${start.line} ${mutatorName}: \`${line.slice(0, 90)}\` → \`${(replacement.split('\n')[0] ?? '').slice(0, 60)}\``,
    };
  }),
);

const asked = mutants.filter(({ ignored }) => !ignored);
const figures = Object.keys(rooms).flatMap((room) => {
  const own = asked.filter((mutant) => mutant.room === room);
  const noticed = own.filter((mutant) => mutant.noticed).length;
  return own.length === 0
    ? [`| ${room} | not run | | |`]
    : [`| ${room} | ${own.length} | ${noticed} | ${((100 * noticed) / own.length).toFixed(1)} % |`];
});
const survivors = asked.filter(({ noticed }) => !noticed);
const left = (what: Readonly<Record<string, string>>) =>
  Object.entries(what).map(([name, reason]) => `- \`${name}\`: ${reason}`);

writeFileSync(
  page,
  [
    '# Mutation testing',
    '',
    'Faults are put into the source one at a time; a fault that no test notices is a survivor. `npm run mutate -- ROOM` runs',
    'a room, `npm run mutate` all of them, and writes this page; see [CONTRIBUTING](../CONTRIBUTING.md).',
    '',
    `Each fault is shown to the tests of its room for ${mostTime / 1000} seconds of processor time, the most promising first. So a share is the`,
    'least that is true: a survivor may be one that a later test would have noticed.',
    '',
    ...(oneIn > 1
      ? [
          `**These are figures of a sample: one fault in ${oneIn} was tried**, by \`npm run mutate -- --sample ${oneIn}\`. A share of a few`,
          'hundred faults is right within some four points; survivors are those of the sample alone.',
          '',
        ]
      : []),
    '| Room | Mutants | Noticed | Share |',
    '|---|---|---|---|',
    ...figures,
    '',
    'Not mutated:',
    '',
    ...left(notMutated),
    '- texts under `label`, `help`, `description`, `noun`, `notice`: only people read them',
    '- texts under `effect`, `method`, `filters`, `operator`: the compiler takes no other word',
    '',
    'Not asked:',
    '',
    ...left(notAsked),
    '',
    `## Survivors (${survivors.length})`,
    '',
    ...survivors.map(({ key, shown }) => `- ${shown} — ${words[key] ?? '**no word yet**'}`),
    '',
  ].join('\n'),
);
console.log(figures.join('\n'));
console.log(
  `Survivors: ${survivors.length}, ${survivors.filter(({ key }) => !words[key]).length} without a word; see ${page}`,
);
