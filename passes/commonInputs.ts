// Inputs of operations that are for several pass types: which type, which project, which pass.
import { filled, orElse, ref, text, when } from '../operation/expression.ts';
import { type Field, type Fields, inputsOf } from '../operation/field.ts';
import type { FindStep } from '../operation/step.ts';
import { campaignId } from './coupon.ts';
import { externalIdField } from './fields.ts';
import { kindOf, passTypes, perPassType } from './kinds.ts';
import type { PassKind } from './passKind.ts';

/** Which of some pass types a trigger is for: it has no row that could say so. */
export const passTypeChoice = (types: readonly string[] = passTypes) =>
  ({
    type: 'choice',
    label: 'Pass Type',
    required: true,
    choices: types.map((value) => ({ value, label: kindOf(value).label })),
  }) satisfies Field;

/** Which of some pass types a step is for. */
export const passTypeField = (types: readonly string[] = passTypes) =>
  ({
    ...passTypeChoice(types),
    help: `Choose one, or map a column that says ${listed(types)} in each row.`,
  }) satisfies Field;

/** Words in a sentence: a, b or c. */
export const listed = (words: readonly string[]) =>
  words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : (words[0] ?? '');

const listedOf = (word: (kind: PassKind) => string) =>
  listed(passTypes.map((passType) => word(kindOf(passType)).toLowerCase()));

/** Every pass type in a sentence. An operation cut by pass type has its own there (`byPassType`). */
export const anyType = listedOf(({ label }) => label);

/** The project of every pass type in a sentence, likewise. */
export const anyProject = listedOf(({ project }) => project.field.label);

/** The project of each pass type. */
export const projectFields = (types: readonly string[] = passTypes): Record<string, Fields> =>
  perPassType(({ project: { key, field } }) => ({ [key]: field }), types);

/** The project of each pass type, not needed when a PassKit ID names the pass on its own. */
export const projectsUnlessId = (types: readonly string[] = passTypes): Record<string, Fields> =>
  perPassType(
    ({ project: { key, field } }) => ({ [key]: { ...field, required: { unless: ['id'] } } }),
    types,
  );

/** A pass named by its PassKit ID, or by its external ID within its project. */
export const passNameFields = {
  id: {
    type: 'text',
    label: 'Pass',
    dropdown: 'pass_list',
    help: 'Pick a pass or map its PassKit ID. Leave it blank to use the external ID.',
  },
  externalId: { ...externalIdField, required: { unless: ['id'] } },
} satisfies Fields;

const named = inputsOf(passNameFields);

/** What the user is told when there is no pass of that name. PassKit cannot say whether there ever was one. */
export function passNotFound({ label, project: { key, field } }: PassKind): FindStep['missing'] {
  const project = ref<string>('input', key);
  const where = when(filled(project), text` in the ${field.label.toLowerCase()} “${project}”`);
  return {
    code: 'pass_not_found',
    message: text`PassKit has no ${label.toLowerCase()} “${orElse(named.id, named.externalId)}”${where} in this connection’s region. Check the ID, the pass type and the project; the pass may have been deleted. Nothing was changed.`,
  };
}

/** A coupon named by its external ID, which may be left out where a PassKit ID names it. */
export const couponNameFields = {
  campaignId: { ...campaignId, required: { unless: ['id'] } },
  externalId: {
    ...externalIdField,
    required: { unless: ['id'] },
    help: 'For a reusable redemption link this is the PassKit ID of the membership pass.',
  },
} satisfies Fields;
