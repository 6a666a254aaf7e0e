// Which operations a difference between the platforms is about; those that are about none stand on the page of all alone.
import { differences } from '../make/differences.ts';
import { isProject } from '../make/parameters.ts';
import type { Field } from '../operation/field.ts';
import { listsRecords, type Operation } from '../operation/operation.ts';
import type { CallStep, FindStep, Step } from '../operation/step.ts';
import { dropdownOf } from '../passes/dropdowns.ts';

type Concerns = (operation: Operation) => boolean;

const somePlan =
  (holds: (steps: readonly Step[]) => boolean): Concerns =>
  ({ plans }) =>
    Object.values(plans).some(({ steps }) => holds(steps));
const isCall = (step: Step): step is CallStep => step.kind === 'call';
const writes = (steps: readonly Step[]) => steps.filter(isCall).filter(({ call }) => call.effect !== 'reads');
const findsOf = (steps: readonly Step[]): FindStep[] =>
  steps.flatMap((step) => {
    if (step.kind === 'find') return [step];
    return isCall(step) && step.unless ? [step.unless.found] : [];
  });
const someFind = (holds: (step: FindStep) => boolean) => somePlan((steps) => findsOf(steps).some(holds));
const someField =
  (holds: (field: Field, key: string) => boolean): Concerns =>
  ({ fields }) =>
    Object.entries(fields).some(([key, field]) => holds(field, key));
const one =
  (...keys: readonly string[]): Concerns =>
  ({ key }) =>
    keys.includes(key);
const all: Concerns = () => false;

const concerns: Record<keyof typeof differences, Concerns> = {
  order: somePlan((steps) =>
    steps.some((step) => isCall(step) && step.unless && !step.unless.found.optional),
  ),
  lostAnswer: somePlan((steps) => writes(steps).length > 0),
  partly: somePlan((steps) => writes(steps).length > 1),
  project: someField((field, key) => isProject(key) && typeof field.required === 'object'),
  unknownId: (operation) => listsRecords(operation) && 'id' in operation.fields,
  boardingPasses: someFind(({ optional }) => optional === true),
  names: someField(({ dropdown }) => dropdownOf(dropdown)?.byName !== undefined),
  findOrIssue: one('issue_pass', 'find_pass'),
  events: someFind(({ among }) => among !== undefined),
  apiCall: all,
  manyPasses: one('issue_pass'),
  spaces: all,
  dateAlone: someField((_field, key) => key === 'expiryDate'),
  period: someField((_field, key) => key === 'expiryDate'),
  words: someField((_field, key) => key === 'passType'),
  triggers: all,
  newEvents: all,
  eventFields: all,
  dropdowns: someField(({ dropdown }) => dropdown !== undefined),
};

const keys = Object.keys(differences).filter((key): key is keyof typeof differences => key in concerns);

/** The differences that an operation shows. */
export const differencesOf = (operation: Operation) =>
  keys.filter((key) => concerns[key](operation)).map((key) => differences[key]);
