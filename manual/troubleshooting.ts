// docs/troubleshooting.md: every message by its code, with what it means and what to do next, from PassKit's problems and
// from the declarations.
import { creates } from '../creates/index.ts';
import { errorFor } from '../make/errors.ts';
import type { Operation } from '../operation/operation.ts';
import { connectionMistakes } from '../passkit/connectionMistakes.ts';
import { PassKitError } from '../passkit/errors.ts';
import {
  isProblemCode,
  type ProblemCode,
  type ProblemKind,
  problemOf,
  problems,
  sentenceOf,
} from '../passkit/problems.ts';
import { searches } from '../searches/index.ts';
import { zapierError } from '../zapier/errors.ts';
import { explained } from './explained.ts';
import { partsOf } from './fromMessage.ts';
import { endingsOf } from './halts.ts';
import { and, code, page, table } from './markdown.ts';
import { mistakeCodes, mistakes } from './mistakes.ts';

interface Said {
  words: string;
  by: Operation[];
}

const kinds: Record<ProblemKind, string> = {
  data: 'Something in the data of this run has to be mended. Other runs are not touched.',
  setting: 'Something has to be settled by a person before it can go on.',
  passing: 'Nothing is wrong with your data. Time mends it.',
};

/** The messages of all operations by their code, each once. */
function saidByCode(): Map<string, Said[]> {
  const codes = new Map<string, Said[]>();
  for (const operation of [...creates, ...searches]) {
    for (const { code: name, words } of endingsOf(operation)) {
      const all = codes.get(name) ?? [];
      codes.set(name, all);
      const same = all.find((one) => one.words === words);
      if (!same) all.push({ words, by: [operation] });
      else if (!same.by.includes(operation)) same.by.push(operation);
    }
  }
  return new Map([...codes].sort(([one], [other]) => one.localeCompare(other)));
}

const said = saidByCode();

/** What the messages of a code say in one of their parts, where they all say the same. */
function fromMessages(name: string, part: 'means' | 'next'): string {
  const parts = new Set((said.get(name) ?? []).map(({ words }) => partsOf(words)[part]));
  return parts.size === 1 ? ([...parts][0] ?? '') : '';
}

/** What a code means; empty where nobody has said it. */
export const meaningOf = (name: string): string =>
  explained[name]?.means ?? (isProblemCode(name) ? kinds[problemOf(name).kind] : fromMessages(name, 'means'));

/** What to do after the messages of a code; empty where nobody has said it. */
export const nextFor = (name: string): string =>
  explained[name]?.next ?? (isProblemCode(name) ? problemOf(name).next : fromMessages(name, 'next'));

/** The codes that steps end with. */
export const allCodes: readonly string[] = [...new Set([...Object.keys(problems), ...said.keys()])];

const links = (operations: readonly Operation[]) =>
  and(operations.map(({ key, label }) => `[${label}](reference/${key}.md)`));

/** An error of PassKit's that has this code. */
function errorOf(name: ProblemCode): PassKitError {
  if (name === 'clock') return new PassKitError('token used before issued', 401);
  const error = new PassKitError('…', problemOf(name).statuses[0]);
  if (name === 'unsure') error.safeToRepeat = false;
  return error;
}

const onZapier: Readonly<Record<string, string>> = {
  AppError: 'an error, and the run stops',
  HaltedError: 'the run is halted, which does not count as an error',
  ThrottledError: 'Zapier tries it again by itself',
  ExpiredAuthError: 'Zapier asks you to reconnect PassKit',
};

function zapierDoes(name: ProblemCode): string {
  const error = zapierError(errorOf(name));
  const kind = error instanceof Error ? error.name : '';
  const does = onZapier[kind];
  if (!does) throw new Error(`Nobody has said what Zapier does with ${kind}`);
  return does;
}

const problemCodes = Object.keys(problems).filter(isProblemCode);

const problemPart = (name: ProblemCode): string => {
  const { statuses } = problemOf(name);
  const own = said.get(name) ?? [];
  return page(
    `### ${name}`,
    `> ${sentenceOf(name, '…')} ${problemOf(name).next}`,
    ...own.map(({ words, by }) => `> ${words}\n\nFrom ${links(by)}.`),
    `**What it means.** ${meaningOf(name)}${statuses.length > 0 ? ` PassKit answered ${and(statuses.map(String)).replace(' and ', ' or ')}.` : ''} On Zapier: ${zapierDoes(name)}. On Make: ${code(errorFor(name).type)}.`,
    `**Next step.** ${nextFor(name)}`,
  ).trimEnd();
};

const stepPart = (name: string): string => {
  const all = said.get(name) ?? [];
  return page(
    `### ${name}`,
    ...all.map(({ words, by }) => `> ${words}\n\nFrom ${links(by)}.`),
    `**What it means.** ${meaningOf(name)}`,
    `**Next step.** ${nextFor(name)}`,
  ).trimEnd();
};

const own = allCodes.filter((name) => !isProblemCode(name));

export const troubleshooting = page(
  '# Troubleshooting by message',
  'A message ends with its code in brackets, such as `[not_found]`. The code is the same on Zapier, on Make, in Coda and on the\nwebhook, and stays when the words change. What stands in italics here is the value of that field; what stands in brackets is not\nalways there; three dots are what only the run knows.',
  table(
    ['Code', 'Next step'],
    [
      ...[...problemCodes, ...own].map((name) => [`[${code(name)}](#${name})`, nextFor(name)]),
      ...Object.entries(mistakeCodes).map(([name, next]) => [
        `[${code(name)}](#before-passkit-is-asked)`,
        next,
      ]),
    ],
  ),
  '## From PassKit',
  'Every step can end with these. Where a part of the step was done before, the message on Zapier says so; running it again is safe.',
  ...problemCodes.map(problemPart),
  '## From the steps',
  'These are how a step ends when it is not done and nothing is broken. On Zapier the run is halted; on Make it is a `DataError`, which\nan error handler can ignore.',
  ...own.map(stepPart),
  '## Before PassKit is asked',
  'An input that cannot be right is refused before anything is sent. The message names the field and says what to write:',
  mistakes.map((message) => `- ${message}`).join('\n'),
  'And when you connect:',
  Object.values(connectionMistakes)
    .map((say) => `- ${say((label) => label)}`)
    .join('\n'),
);
