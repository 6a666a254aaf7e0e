// `npm run docs`: writes what the documentation repeats from the declarations. `--check` fails when it is stale.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { cutsOf, keysInOrder } from '../coda/cuts.ts';
import { exitCodes, outcomes } from '../coupons/outcomes.ts';
import { resultColumns } from '../coupons/resultFile.ts';
import { creates } from '../creates/index.ts';
import { costs } from '../manual/costs.ts';
import { table } from '../manual/markdown.ts';
import { referencePages } from '../manual/reference.ts';
import { troubleshooting } from '../manual/troubleshooting.ts';
import type { Operation } from '../operation/operation.ts';
import { eventOutput } from '../passes/memberEvents.ts';
import { actionOutput } from '../passes/output.ts';
import { faces, states } from '../redeem/faces.ts';
import { en } from '../redeem/texts/en.ts';
import { notices } from '../redeem/texts/types.ts';
import { searches } from '../searches/index.ts';
import { liveChecksPage } from '../tools/liveChecks/index.ts';
import { triggerOutput } from '../triggers/delivery.ts';
import { filesIn, inFolder, staleFiles, writeGenerated } from './generated.ts';

const { values: flags } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const code = (keys: string[]) => keys.map((key) => `\`${key}\``).join(', ');

/** The formulas of the Coda Pack, with their parameters in order. */
const formulas = (operations: readonly Operation[]) =>
  table(
    ['Formula', 'What it does', 'Required', 'Optional'],
    operations.flatMap(cutsOf).map(({ formula, description, fields }) => {
      const isRequired = (key: string) => fields[key]?.required === true;
      const keys = keysInOrder(fields);
      return [
        `\`${formula}\``,
        description,
        code(keys.filter(isRequired)),
        code(keys.filter((key) => !isRequired(key))),
      ];
    }),
  );

const sections: Record<string, Record<string, string>> = {
  'docs/good-to-know.md': {
    output: code(Object.keys(actionOutput)),
    triggerOutput: code(Object.keys(triggerOutput)),
    eventOutput: code(Object.keys(eventOutput)),
  },
  'docs/coda.md': {
    codaActions: formulas(creates),
    codaFormulas: formulas(searches),
  },
  'docs/redeem.md': {
    faces: table(
      ['Word', 'Colour of the screen', 'Sign'],
      states.map((state) => [`**${en.words[state]}**`, faces[state].color, faces[state].shows]),
    ),
    pages: table(
      ['Heading', 'Word', 'Status', 'Text'],
      Object.entries(en.notices).flatMap(([name, { heading, text }]) =>
        Object.entries(notices)
          .filter(([notice]) => notice === name)
          .map(([, { status, state }]) => [`**${heading}**`, en.words[state], String(status), text]),
      ),
    ),
  },
  'docs/coupons-csv.md': {
    columns: table(
      ['Column', 'What it says'],
      Object.entries(resultColumns).map(([column, what]) => [`\`${column}\``, what]),
    ),
    outcomes: table(
      ['`outcome`', 'What happened'],
      Object.entries(outcomes).map(([outcome, what]) => [`\`${outcome}\``, what]),
    ),
    exitCodes: table(['Exit code', 'Means'], Object.entries(exitCodes)),
  },
};

/** The text with a generated section between its two markers replaced. */
function withSection(path: string, text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest] = text.split(start);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`${path} has no section ${start} … ${end}.`);
  return `${before}${start}\n${content}\n${end}${after}`;
}

const reference = 'docs/reference';
const pages: Record<string, string> = {
  'docs/live-checks.md': liveChecksPage(),
  'docs/troubleshooting.md': troubleshooting,
  'docs/costs.md': costs,
  ...inFolder(reference, referencePages),
};
for (const [path, parts] of Object.entries(sections)) {
  pages[path] = Object.entries(parts).reduce(
    (text, [name, content]) => withSection(path, text, name, content),
    readFileSync(path, 'utf8'),
  );
}

if (!flags.check) writeGenerated(pages);
else {
  for (const path of staleFiles(
    pages,
    filesIn(reference).filter((file) => file.endsWith('.md')),
  )) {
    console.error(`${path} is not what the declarations say. Run npm run docs and commit it.`);
    process.exitCode = 1;
  }
}
