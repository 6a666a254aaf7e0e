// The page of an action or search in the field reference, all of it from the declaration.
import { cutsOf } from '../coda/cuts.ts';
import { moduleOf } from '../make/modules.ts';
import type { Operation } from '../operation/operation.ts';
import { passTypes as allTypes, isPassType, kindOf } from '../passes/kinds.ts';
import { differencesOf } from './concerns.ts';
import { endingsOf } from './halts.ts';
import { inputsTable, typesInWords } from './inputs.ts';
import { and, code, page, table } from './markdown.ts';
import { formPicture } from './pictures.ts';
import { type Asked, askedByMake, askedByRunner } from './requests.ts';

/** Where `npm start` serves the studio when nothing else is said. */
const studio = 'http://127.0.0.1:4747/operations';

/** Where to try a step in the studio; not every step is on Make. */
export const tryIt = (key: string, onMake = true): string =>
  `Try it: run \`npm start\`, then open [this form](${studio}/${key}) as Zapier shows it${onMake ? `, or [as Make does](${studio}/${key}?platform=make)` : ''}.`;

export const note = (notice: string | undefined): string => (notice ? `> ${notice}` : '');

export const json = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;

/** What comes back: the keys, and the sample that the editors show. */
export const outputPart = (
  output: Operation['output'],
  sample: unknown,
  passTypes: readonly string[],
): string => {
  const all = Object.values(output);
  const ofSome = Object.keys(output).some((key) => passTypes.length > 1 && ownersOf(key, passTypes) !== '');
  return page(
    `## What comes back`,
    table(
      ['Key', 'Label', 'Holds', ...(ofSome ? ['Pass types'] : [])],
      Object.entries(output).map(([key, { label, type }]) => [
        code(key),
        label,
        ownersOf(key, [...allTypes, '']) && !belongs(key, passTypes) ? 'always blank here' : holds[type],
        ...(ofSome ? [ownersOf(key, passTypes) || 'all'] : []),
      ]),
    ),
    all.length > 0 ? 'Every key is always there; what PassKit does not say is blank. For example:' : '',
    json(sample),
  ).trimEnd();
};

const holds = {
  text: 'text',
  number: 'number',
  dateTime: 'date and time',
  keyValues: 'names and values',
} as const;

/** Whether an output belongs to one of the types more than to others. */
const belongs = (key: string, passTypes: readonly string[]) =>
  passTypes.some((passType) => isPassType(passType) && key in kindOf(passType).output);

/** The types that alone have an output; empty where it belongs to no type more than to another. */
function ownersOf(key: string, passTypes: readonly string[]): string {
  const owners = passTypes.filter((passType) => isPassType(passType) && key in kindOf(passType).output);
  return owners.length < passTypes.length ? typesInWords(owners) : '';
}

const list = (asked: readonly Asked[]): string =>
  asked
    .map(({ request, when }, index) => `${index + 1}. ${code(request)}${when ? `, ${when}` : ''}`)
    .join('\n');

/** What PassKit is asked, for each pass type. Types that ask the same on both platforms have one list. */
function requestsPart(operation: Operation): string {
  const onMake = askedByMake(operation);
  const plans = Object.entries(operation.plans);
  const parts = plans.flatMap(([passType, plan]) => {
    const [runner, make] = [list(askedByRunner(plan, operation.fields)), list(onMake[passType] ?? [])];
    const heading = plans.length > 1 ? `### ${kindOf(passType).label}` : '';
    if (runner === make) return [heading, `On each platform:\n\n${runner}`];
    return [heading, `On Zapier and in Coda:\n\n${runner}`, `On Make:\n\n${make}`];
  });
  return page('## What PassKit is asked', ...parts).trimEnd();
}

const shared = '[that all steps share](../troubleshooting.md#from-passkit)';

function endingsPart(operation: Operation): string {
  const several = Object.keys(operation.plans).length > 1;
  const endings = endingsOf(operation);
  return page(
    '## Messages it ends with',
    table(
      ['Code', 'Message', ...(several ? ['Pass types'] : [])],
      endings.map(({ code: name, words, passTypes }) => [
        `[${code(name)}](../troubleshooting.md#${name})`,
        words,
        ...(several ? [typesInWords(passTypes)] : []),
      ]),
    ),
    endings.length > 0
      ? `What stands in italics is the value of that field, what stands in brackets is not always there.\nEvery step can also end with a message ${shared}.`
      : `It has none of its own; like every step it can end with one ${shared}.`,
  ).trimEnd();
}

const differencesPart = (operation: Operation): string => {
  const rows = differencesOf(operation);
  return rows.length === 0
    ? ''
    : page(
        '## Where Zapier and Make differ',
        table(
          ['', 'On Zapier', 'On Make'],
          rows.map(({ what, zapier, make }) => [what, zapier, make]),
        ),
      ).trimEnd();
};

export function operationPage(operation: Operation): string {
  const { key, kind, label, description, notice, group, fields, output, sample, plans } = operation;
  const module = moduleOf(operation);
  return page(
    `# ${label}`,
    description,
    note(notice),
    table(
      ['', 'On Zapier', 'On Make', 'In Coda'],
      [
        ['Name', `**${label}**`, `**${module.label}**`, ''],
        ['Key', code(key), code(module.name), and(cutsOf(operation).map(({ formula }) => code(formula)))],
        [
          'Is',
          kind === 'create' ? 'an action' : 'a search',
          `${module.moduleType === 'search' ? 'a search' : 'an action'}, under *${group}*`,
          '',
        ],
      ],
    ),
    tryIt(key),
    '## Inputs',
    formPicture(key),
    inputsTable(fields),
    outputPart(output, sample, Object.keys(plans)),
    requestsPart(operation),
    endingsPart(operation),
    differencesPart(operation),
  );
}
