// The names in `temp`: the one place where they are claimed, so that nothing is ever put in the place of something else.
import type { Fields } from '../operation/field.ts';
import { listsRecords, type Operation, type Plan } from '../operation/operation.ts';
import type { FindStep } from '../operation/step.ts';
import { CannotCompile } from './compile.ts';
import { problemsInTemp } from './errors.ts';
import { isPrepared } from './resolve.ts';

/** What every module puts there itself, and what a search does. */
const own = [
  ...Object.keys(problemsInTemp),
  'claims',
  'pages',
  'named',
  'bundle',
  'metaDataJson',
  'customFieldsJson',
];
const ofSearches = ['project', 'one', 'list', 'by', 'field', 'value', 'filters', 'pageSize'];

function claimed(names: readonly string[]): ReadonlySet<string> {
  const taken = new Set<string>();
  for (const name of names) {
    if (taken.has(name)) throw new CannotCompile(`two things are named ${name} in temp`);
    taken.add(name);
  }
  return taken;
}

/** The names that stand in `temp` from the first request of a module to the last. */
export const namesOf = (operation: Operation, named: ReadonlySet<string>): ReadonlySet<string> =>
  claimed([
    ...own,
    ...(listsRecords(operation) ? ofSearches : []),
    ...Object.keys(operation.plans),
    ...inputsInTemp(operation.fields, named),
  ]);

const inputsInTemp = (fields: Fields, named: ReadonlySet<string>) =>
  Object.entries(fields).flatMap(([key, field]) => (named.has(key) || isPrepared(field) ? [key] : []));

/** What a find is made of, below its pass type. */
const partsOf = ({ name, optional }: FindStep) =>
  optional ? [] : [name, `${name}Found`, `${name}By`, `${name}Value`, `${name}Due`];

/** Refuses steps that would stand in one place of `temp`, below their pass type. */
export function checkSteps({ steps }: Plan): void {
  claimed([
    'bundle',
    ...steps.flatMap((step) => {
      if (step.kind === 'halt') return [];
      if (step.kind === 'find') return partsOf(step);
      return [step.name, ...(step.kind === 'call' && step.unless ? partsOf(step.unless.found) : [])];
    }),
  ]);
}
