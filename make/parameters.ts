// The inputs of a declaration as the parameters of a Make module, and its output as an interface.
import { appliesTo, type Field, type Fields } from '../operation/field.ts';
import { type Operation, type OutputField, planFor } from '../operation/operation.ts';
import { type PassType, passTypeLabels, passTypes } from '../operation/passType.ts';
import { dropdowns } from '../passes/dropdowns.ts';
import { kinds } from '../passes/kinds.ts';
import { projectField, variantField } from '../passes/projectFields.ts';
import type { Json } from './iml.ts';
import { camelCase, sentenceCase } from './wording.ts';

type Parameter = { readonly [key: string]: Json };

const makeType = {
  text: 'text',
  email: 'email',
  number: 'number',
  boolean: 'boolean',
  choice: 'select',
  choices: 'select',
  dateTime: 'date',
  date: 'date',
  keyValues: 'array',
} as const;

/** The mappable parameters of a module. With a pass type, each type's own fields are nested in its option. */
export function parametersOf(operation: Operation): Parameter[] {
  const { passType, ...rest } = operation.fields;
  const limit = rest.limit ? [limitParameter(rest.limit)] : [];
  const common = Object.entries(rest).filter(
    ([key, { passTypes }]) => !(passType && passTypes) && key !== 'limit',
  );
  const own = (type: PassType | undefined) =>
    levels(
      Object.fromEntries(
        Object.entries(rest).filter(([, field]) => appliesTo(field, type) && field.passTypes),
      ),
      operation,
      type,
    );
  if (!passType) return [...levels(Object.fromEntries(common), operation, undefined), ...limit];
  return [
    {
      ...toParameter('passType', passType, undefined),
      options: passTypes.map((type) => ({
        value: type,
        label: sentenceCase(passTypeLabels[type]),
        nested: own(type),
      })),
    },
    ...levels(Object.fromEntries(common), operation, undefined),
    ...limit,
  ];
}

/** Fields one after the other; what depends on a dropdown is nested in it, so that Make loads it anew. */
function levels(fields: Fields, operation: Operation, type: PassType | undefined): Parameter[] {
  const needing = (key: string) =>
    Object.keys(fields).filter((other) => needsOf(fields[other], type).includes(key));
  const inner = new Set(Object.keys(fields).flatMap(needing));
  const build = (key: string, field: Field): Parameter[] => {
    const nested = needing(key).flatMap((other) => {
      const dependent = fields[other];
      return dependent ? build(other, dependent) : [];
    });
    const custom =
      operation.fields.metaData && key === customFieldsDriver(operation, type)
        ? [customFields(operation)]
        : [];
    return [toParameter(key, field, type, [...nested, ...custom])];
  };
  return Object.entries(fields).flatMap(([key, field]) => (inner.has(key) ? [] : build(key, field)));
}

function needsOf(field: Field | undefined, type: PassType | undefined): readonly string[] {
  const dropdown = dropdowns.find(({ key }) => key === field?.dropdown);
  // The list of passes depends on a project of any type, which stands elsewhere in the form.
  if (!dropdown || dropdown.key === 'pass_list' || dropdown.key === 'coupon_list') return [];
  return planFor(dropdown.source, type)?.needs ?? [];
}

/** The field whose choice decides which custom fields there are: the variant, or else the project. */
function customFieldsDriver(operation: Operation, type: PassType | undefined): string | undefined {
  const own = Object.entries(operation.fields).filter(
    ([, { passTypes }]) => type && passTypes?.includes(type),
  );
  const keys = own.map(([key]) => key);
  if (!('id' in operation.fields)) return keys.findLast((key) => key in variantField && key !== 'eventId');
  return keys.find((key) => key === 'programId' || key === 'campaignId');
}

const customFields = (operation: Operation): Parameter => ({
  name: 'customFields',
  type: 'collection',
  label: 'Fields of the pass template',
  spec: ['id' in operation.fields ? 'rpc://projectFields' : 'rpc://templateFields'],
});

function toParameter(
  key: string,
  field: Field,
  type: PassType | undefined,
  nested: Parameter[] = [],
): Parameter {
  const dropdown = field.dropdown && `rpc://${camelCase(field.dropdown)}`;
  const options = dropdown && (nested.length > 0 ? { store: dropdown, nested } : dropdown);
  const choices = field.choices?.filter((choice) => appliesTo(choice, type));
  return {
    name: key,
    type: dropdown ? 'select' : makeType[field.type],
    label: sentenceCase(field.label),
    ...(field.help && { help: field.help }),
    ...((field.required === true || (field.required && key in projectField)) && { required: true }),
    ...(options && { options }),
    ...(choices && { options: choices.map(({ value, label }) => ({ value, label: sentenceCase(label) })) }),
    ...(field.type === 'choices' && { multiple: true }),
    ...(field.type === 'date' && { time: false }),
    ...(field.type === 'keyValues' && { spec: keyValueSpec }),
  };
}

const keyValueSpec: Json = [
  { name: 'key', type: 'text', label: 'Field key', required: true },
  { name: 'value', type: 'text', label: 'Value' },
];

/** Make wants the limit of a search last, with a default, and not required. */
const limitParameter = ({ help }: Field): Parameter => ({
  name: 'limit',
  type: 'uinteger',
  label: 'Limit',
  default: 10,
  ...(help && { help }),
});

const outputType = { text: 'text', number: 'number', dateTime: 'date', keyValues: 'collection' } as const;

/** The output of an operation as a Make interface. */
export const interfaceOf = (output: Record<string, OutputField>): Parameter[] =>
  Object.entries(output).map(([name, { label, type }]) => ({
    name,
    type: outputType[type],
    label: sentenceCase(label),
  }));

/** The project, with its dropdown, and what else belongs to a pass type, nested in its option. */
export const perPassType = (more: (passType: PassType) => Json[]): Json => ({
  name: 'passType',
  type: 'select',
  label: 'Pass type',
  required: true,
  options: passTypes.map((value) => {
    const key = kinds[value].projectKey;
    const { label, dropdown } = projectField[key];
    const select = {
      name: key,
      type: 'select',
      label,
      required: true,
      options: `rpc://${camelCase(dropdown)}`,
    };
    return { value, label: sentenceCase(passTypeLabels[value]), nested: [select, ...more(value)] };
  }),
});
