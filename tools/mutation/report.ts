// From Stryker's JSON report to docs/mutation.md: figures by room, and the mutants that no test noticed, each with its word
// from words.json, where it has one. The figures of the rooms that this run did not try stay, in figures.json.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { notAsked, notMutated, roomOf, rooms } from './rooms.ts';
import { inSample, oneIn } from './sample.ts';
import { nameOf, Shown } from './shown.ts';

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
const figuresFile = 'tools/mutation/figures.json';
const read = (path: string): unknown => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {});

const { files } = report.parse(read('build/mutation/report.json'));
const words = z.record(z.string(), z.string()).parse(read(wordsFile));
const figures = z
  .record(
    z.string(),
    z.object({
      oneIn: z.number(),
      mutants: z.number(),
      noticed: z.number(),
      /** Of the survivors: those shown to every test that runs them. */
      shownAll: z.number().optional(),
      survivors: z.array(z.object({ key: z.string(), shown: z.string() })),
    }),
  )
  .parse(read(figuresFile));

/** As Markdown's code, also with backticks in it. */
const code = (text: string) => (text.includes('`') ? `\`\`\` ${text} \`\`\`` : `\`${text}\``);

const shown = new Shown();
const mutants = Object.entries(files).flatMap(([file, { source, mutants: found }]) =>
  found.map(({ id, status, location: { start, end }, mutatorName, replacement }) => {
    const line = (source.split('\n')[start.line - 1] ?? '').trim();
    return {
      room: roomOf(file) ?? '',
      noticed: status === 'Killed' || status === 'Timeout',
      ignored: status === 'Ignored' || !inSample(id),
      name: nameOf({ fileName: file, mutatorName, replacement, location: { start, end } }),
      // Says which mutant it is, wherever the line moves.
      key: `${file} | ${line} | ${mutatorName} | ${replacement.split('\n')[0]} | ${end.column - start.column}`,
      shown: `${file}:${start.line} ${mutatorName}: ${code(line.slice(0, 90))} → ${code((replacement.split('\n')[0] ?? '').slice(0, 60))}`,
    };
  }),
);
for (const room of process.argv.slice(2)) {
  const asked = mutants.filter((mutant) => mutant.room === room && !mutant.ignored);
  const left = asked.filter(({ noticed }) => !noticed);
  figures[room] = {
    oneIn,
    mutants: asked.length,
    noticed: asked.length - left.length,
    shownAll: left.filter(({ name }) => shown.toAll(name)).length,
    survivors: left.map(({ key, shown }) => ({ key, shown })),
  };
}
writeFileSync(figuresFile, `${JSON.stringify(figures, null, 2)}\n`);

const known = Object.keys(rooms).map((room) => ({ room, figure: figures[room] }));
const rows = known.map(({ room, figure }) =>
  figure
    ? `| ${room} | ${figure.oneIn === 1 ? 'all' : `1 in ${figure.oneIn}`} | ${figure.mutants} | ${figure.noticed} | ${((100 * figure.noticed) / figure.mutants).toFixed(1)} % | ${figure.shownAll ?? ''} |`
    : `| ${room} | not run | | | | |`,
);
const survivors = known.flatMap(({ figure }) => figure?.survivors ?? []);
const byWord = Map.groupBy(survivors, ({ key }) => words[key] ?? '**no word yet**');
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
    'Each fault is shown to the tests of its room for some seconds of processor time, the most promising first (`--seconds`), and a',
    'survivor to the next ones when it is tried again (`--again`). So a share is the least that is true: of the survivors, the last',
    'column tells how many were shown to every test that runs them. Where one fault in several was tried (`--sample`), the share is',
    'that of the sample.',
    '',
    '| Room | Tried | Mutants | Noticed | Share | Shown to every test |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
    'Not mutated:',
    '',
    ...left(notMutated),
    '- texts under `label`, `labels`, `help`, `description`, `noun`, `notice`, `group`, `sample`: only people read them',
    '- texts under `effect`, `method`, `filters`, `operator`, `kind`, `type`: the compiler takes no other word',
    '- the names that a declaration gives to its calls and values: any other would do',
    '',
    'Not asked:',
    '',
    ...left(notAsked),
    '',
    `## Survivors (${survivors.length})`,
    '',
    ...[...byWord].flatMap(([word, group]) => [
      `### ${word} (${group.length})`,
      '',
      ...group.map(({ shown }) => `- ${shown}`),
      '',
    ]),
  ].join('\n'),
);
console.log(rows.join('\n'));
console.log(
  `Survivors: ${survivors.length}, ${survivors.filter(({ key }) => !words[key]).length} without a word; see ${page}`,
);
