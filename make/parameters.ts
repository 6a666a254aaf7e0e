// The inputs of a declaration as the parameters of a Make module, and its output as an interface.
import { appliesTo, type Field, type Fields } from '../operation/field.ts';
import { forType, listsRecords, type Operation, type OutputField } from '../operation/operation.ts';
import type { PollingTrigger } from '../operation/trigger.ts';
import { dropdownOf } from '../passes/dropdowns.ts';
import { kindOf, passTypes } from '../passes/kinds.ts';
import { CannotCompile } from './compile.ts';
import type { Json } from './iml.ts';
import { camelCase, sentenceCase } from './wording.ts';

type Parameter = { readonly [key: string]: Json };

const makeType = {
  text: 'text',
  email: 'email',
  url: 'url',
  number: 'number',
  count: 'uinteger',
  boolean: 'boolean',
  choice: 'select',
  choices: 'select',
  dateTime: 'date',
  date: 'date',
  keyValues: 'array',
} as const;

/** The mappable parameters of a module. With a pass type, each type's own fields are nested in its option. */
export function parametersOf(operation: Operation): Parameter[] {
  const { passType, limit: asked, ...rest } = operation.fields;
  const limit = listsRecords(operation) ? [limitParameter(asked)] : [];
  const [only] = Object.keys(operation.plans);
  if (!passType) return [...levels(rest, operation, only), ...limit];
  const common = Object.entries(rest).filter(([, field]) => !differs(field));
  const own = (type: string) =>
    levels(
      Object.fromEntries(
        Object.entries(rest).filter(([, field]) => differs(field) && appliesTo(field, type)),
      ),
      operation,
      type,
      true,
    );
  return [
    {
      ...toParameter('passType', passType, undefined),
      options: Object.keys(operation.plans).map((type) => ({
        value: type,
        label: sentenceCase(kindOf(type).label),
        nested: own(type),
      })),
    },
    ...levels(Object.fromEntries(common), operation, undefined),
    ...limit,
  ];
}

/** Whether a field is not the same for every pass type. */
const differs = ({ passTypes, choices = [] }: Field) =>
  passTypes !== undefined || choices.some((choice) => choice.passTypes);

/**
 * Fields one after the other; what depends on a dropdown is nested in it, so that Make loads it anew. Make wants nothing
 * advanced inside of anything else.
 */
function levels(fields: Fields, operation: Operation, type: string | undefined, inside = false): Parameter[] {
  const needing = (key: string) =>
    Object.keys(fields).filter((other) => needsOf(fields[other], type).includes(key));
  const inner = new Set(Object.keys(fields).flatMap(needing));
  const build = (key: string, { advanced, ...field }: Field, within = inside): Parameter[] => {
    const nested = needing(key).flatMap((other) => {
      const dependent = fields[other];
      return dependent ? build(other, dependent, true) : [];
    });
    const custom =
      operation.fields.metaData && key === customFieldsDriver(operation, type)
        ? [customFields(operation)]
        : [];
    const shown = toParameter(key, field, type, [...nested, ...custom]);
    return [advanced && !within ? { ...shown, advanced } : shown];
  };
  return Object.entries(fields).flatMap(([key, field]) => (inner.has(key) ? [] : build(key, field)));
}

function needsOf(field: Field | undefined, type: string | undefined): readonly string[] {
  const dropdown = dropdownOf(field?.dropdown);
  return dropdown && !dropdown.ofPasses ? (forType(dropdown.sources, type)?.needs ?? []) : [];
}

/** The field whose choice decides which custom fields there are: the variant, or else the project. */
function customFieldsDriver({ fields }: Operation, type: string | undefined): string | undefined {
  if (!type) return undefined;
  const { template, metaKeys, project } = kindOf(type);
  if ('id' in fields) return metaKeys && project.key;
  return template.variantKey;
}

const customFields = (operation: Operation): Parameter => ({
  name: 'customFields',
  type: 'collection',
  label: 'Fields of the pass template',
  spec: [customFieldsRpc(operation)],
});

/** Which RPC knows the custom fields: those of the template of a new pass, or those in use in the project. */
export function customFieldsRpc({ fields, plans }: Pick<Operation, 'fields' | 'plans'>): string {
  const [only] = Object.keys(plans);
  const name = 'metaData' in fields && !('id' in fields) ? 'templateFields' : 'projectFields';
  return `rpc://${name}${'passType' in fields ? '' : `?passType=${only}`}`;
}

function toParameter(
  key: string,
  field: Field,
  type: string | undefined,
  nested: Parameter[] = [],
): Parameter {
  const dropdown = field.dropdown && `rpc://${camelCase(field.dropdown)}`;
  // The newest passes are offered; the ID of any other is typed or mapped.
  const typed = dropdownOf(field.dropdown)?.ofPasses;
  const options = dropdown && (nested.length > 0 ? { store: dropdown, nested } : dropdown);
  const choices = field.choices?.filter((choice) => appliesTo(choice, type));
  return {
    name: key,
    type: dropdown ? 'select' : makeType[field.type],
    label: sentenceCase(field.label),
    ...(field.help && { help: field.help }),
    ...((field.required === true || (field.required && isProject(key))) && { required: true }),
    ...(options && { options }),
    ...(typed && { mode: 'edit' }),
    ...(choices && { options: choices.map(({ value, label }) => ({ value, label: sentenceCase(label) })) }),
    ...(field.type === 'choices' && { multiple: true }),
    ...(field.type === 'date' && { time: false }),
    ...(field.type === 'keyValues' && { spec: keyValueSpec }),
  };
}

/** A project is always needed on Make: a pass is looked up in the list of its project. */
export const isProject = (key: string) => passTypes.some((passType) => kindOf(passType).project.key === key);

const keyValueSpec: Json = [
  { name: 'key', type: 'text', label: 'Field key', required: true },
  { name: 'value', type: 'text', label: 'Value' },
];

/** Make wants the limit of a search last, with a default, and not required. */
const limitParameter = ({
  help = 'The largest number of passes to return; 10 when blank.',
}: Partial<Field> = {}): Parameter => ({
  name: 'limit',
  type: 'uinteger',
  label: 'Limit',
  default: 10,
  help,
});

const outputType = { text: 'text', number: 'number', dateTime: 'date', keyValues: 'collection' } as const;

/** The output of an operation as a Make interface; an RPC knows what custom fields there are. */
export const interfaceOf = (output: Record<string, OutputField>, customFields: string): Parameter[] =>
  Object.entries(output).map(([name, { label, type, parts }]) => ({
    name,
    type: outputType[type],
    label: sentenceCase(label),
    ...(type === 'keyValues' && { spec: parts ? partsOf(parts) : [customFields] }),
  }));

const partsOf = (parts: Readonly<Record<string, string>>): Json =>
  Object.entries(parts).map(([name, label]) => ({ name, type: 'text', label: sentenceCase(label) }));

/** The project, with its dropdown, and what else belongs to a pass type, nested in its option. */
export const perPassType = (types: readonly string[], more: (passType: string) => Json[]): Json => ({
  name: 'passType',
  type: 'select',
  label: 'Pass type',
  required: true,
  options: types.map((value) => {
    const { label, project } = kindOf(value);
    const select = {
      name: project.key,
      type: 'select',
      label: project.field.label,
      required: true,
      options: `rpc://${camelCase(project.field.dropdown ?? '')}`,
    };
    return { value, label: sentenceCase(label), nested: [select, ...more(value)] };
  }),
});

/** The parameters of a trigger that looks at a list; with several pass types these, and their projects. */
export const watchParameters = ({ fields, passTypes }: PollingTrigger): Json[] => {
  const [only, another] = passTypes;
  if (another === undefined)
    return Object.entries(fields).map(([key, field]) => toParameter(key, field, only));
  const others = Object.keys(fields).filter((key) => key !== 'passType' && !isProject(key));
  if (others.length > 0) throw new CannotCompile(`Make does not ask for ${others.join(', ')} by pass type`);
  return [perPassType(passTypes, () => [])];
};
