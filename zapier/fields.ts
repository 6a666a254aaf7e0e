// The inputs of a declaration as Zapier input fields. With a pass type the fields depend on it, and the
// custom fields of the chosen template join them.
import type { Bundle, InputField, PlainInputField, ZObject } from 'zapier-platform-core';
import { appliesTo, type Field } from '../operation/field.ts';
import { customFieldPrefix, simple } from '../operation/input.ts';
import { forType, type Operation } from '../operation/operation.ts';
import {
  type CustomField,
  customFieldDrivers,
  projectFields,
  templateFields,
} from '../passes/customFields.ts';
import { dropdownOf } from '../passes/dropdowns.ts';
import { type PassType, passTypes } from '../passes/kinds.ts';
import { zapierError } from './errors.ts';
import { runtimeOf } from './runtime.ts';

/** What has inputs: an action, a search or a trigger. */
type Form = Pick<Operation, 'fields' | 'notice'> & { kind: string; plans?: Operation['plans'] };

const zapierType = {
  text: 'string',
  email: 'string',
  url: 'string',
  number: 'number',
  count: 'integer',
  boolean: 'boolean',
  choice: 'string',
  choices: 'string',
  // Not Zapier's datetime: that turns a date alone into nine o'clock before anyone can tell.
  dateTime: 'string',
  date: 'string',
  keyValues: 'string',
} as const;

/** The input fields of an operation: static ones first, then a function where they depend on what was chosen. */
export function inputFieldsOf(operation: Form): InputField[] {
  const { passType } = operation.fields;
  const notice: PlainInputField[] = operation.notice
    ? [{ key: 'notice', type: 'copy', helpText: operation.notice }]
    : [];
  if (!passType) {
    const { first, rest } = inOrder(operation);
    const [only = ''] = Object.keys(operation.plans ?? {});
    if (!operation.fields.metaData) return [...notice, ...first, ...rest];
    const custom = (z: ZObject, bundle: Bundle) => customFieldsOf(operation, only, z, bundle);
    return [...notice, ...first, custom, ...rest];
  }
  return [
    ...notice,
    { ...toInputField(operation, 'passType', passType), altersDynamicFields: true },
    dependentFields(operation),
  ];
}

/** The fields that depend on the pass type: those it has, and the custom fields of the chosen template. */
export const dependentFields =
  (operation: Form) =>
  async (z: ZObject, bundle: Bundle): Promise<PlainInputField[]> => {
    const choice = chosenPassType(bundle);
    if (choice === 'none') return [];
    const chosen = choice === 'any' ? undefined : choice;
    const { first, rest } = inOrder(operation, chosen);
    // What the template names itself comes before the field for whatever else it may have.
    const custom =
      chosen && operation.fields.metaData ? await customFieldsOf(operation, chosen, z, bundle) : [];
    return [...first, ...custom, ...rest];
  };

/** The fields that most need, and after them, in their group, those that few need. */
function inOrder(operation: Form, chosen?: string) {
  const fields = Object.entries(operation.fields).filter(
    ([key, field]) => key !== 'passType' && appliesTo(field, chosen),
  );
  const those = (advanced: boolean) =>
    fields
      .filter(([, field]) => (field.advanced ?? false) === advanced)
      .map(([key, field]) => toInputField(operation, key, field, chosen));
  return { first: those(false), rest: those(true) };
}

const advanced = 'advanced';

/** The groups of a form, where it has fields that few need. */
export const groupsOf = ({ fields }: Pick<Form, 'fields'>) =>
  Object.values(fields).some((field) => field.advanced)
    ? { inputFieldGroups: [{ key: advanced, label: 'Advanced', emphasize: false }] }
    : {};

/**
 * The pass type the editor can count on. When it is mapped from a row, any type may come, also if Zapier
 * shows the row's sample value here: then the fields of all types are offered. Before it is chosen there are none.
 */
function chosenPassType({ inputData, inputDataRaw }: Bundle): PassType | 'any' | 'none' {
  const given = String(inputDataRaw?.passType ?? inputData.passType ?? '').trim();
  if (given === '') return 'none';
  return passTypes.find((type) => simple(type) === simple(given)) ?? 'any';
}

function toInputField(operation: Form, key: string, field: Field, chosen?: string): PlainInputField {
  const dropdown = dropdownOf(field.dropdown);
  const source = dropdown && forType(dropdown.sources, chosen);
  const needs = source?.needs.filter((need) => need in operation.fields) ?? [];
  const always = !field.passTypes || chosen !== undefined || !('passType' in operation.fields);
  return {
    key,
    label: field.label,
    type: zapierType[field.type],
    required: field.required === true && always,
    ...(field.help && { helpText: field.help }),
    ...(field.type === 'keyValues' && { dict: true }),
    ...(field.type === 'choices' && { list: true }),
    ...(field.choices && {
      choices: field.choices
        .filter((choice) => appliesTo(choice, chosen))
        .map(({ value, label }) => ({ value, sample: value, label })),
    }),
    ...(dropdown && { dynamic: `${dropdown.key}.id.name` }),
    ...(dropdown && key === 'id' && operation.kind === 'create' && { search: 'find_pass.id' }),
    ...(field.advanced && { group: advanced }),
    ...(needs.length > 0 && { dependsOn: needs }),
    ...(customFieldDrivers.includes(key) && { altersDynamicFields: true }),
  };
}

async function customFieldsOf(operation: Form, passType: string, z: ZObject, bundle: Bundle) {
  const read = 'id' in operation.fields ? projectFields : templateFields;
  try {
    return (await read(passType, bundle.inputData, runtimeOf(z, bundle))).map(toCustomInput);
  } catch (error) {
    throw zapierError(error);
  }
}

const toCustomInput = ({ key, label, help, type, required }: CustomField): PlainInputField => ({
  key: `${customFieldPrefix}${key}`,
  label,
  type: type === 'longText' ? 'text' : type === 'boolean' ? 'boolean' : 'string',
  required,
  ...(help && { helpText: help }),
});
