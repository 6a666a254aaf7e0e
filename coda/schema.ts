// The outputs of a declaration as a schema of Coda, and a bundle as a value of it.
import * as coda from '@codahq/packs-sdk';
import type { FieldType } from '../operation/field.ts';
import { customFieldPrefix } from '../operation/input.ts';
import type { Operation, OutputField } from '../operation/operation.ts';
import type { ResultBundle } from '../operation/run.ts';
import type { CustomField } from '../passes/customFields.ts';
import type { PassKind } from '../passes/passKind.ts';
import { personFields } from '../passes/person.ts';

type Output = Operation['output'];
export type Property = coda.Schema & coda.ObjectSchemaProperty;
export type Properties = coda.ObjectSchemaProperties;

/** What a row of passes is called, and one of them: Members and Member. */
export function tableNames({ dropdowns, label }: PassKind): { one: string; many: string } {
  const noun = dropdowns.find(({ ofPasses }) => ofPasses)?.noun ?? label;
  const one = noun.replaceAll(' ', '');
  return { one, many: /(s|x|ch|sh)$/.test(one) ? `${one}es` : `${one}s` };
}

const hintOf: Partial<Record<FieldType, coda.ValueHintType.Email | coda.ValueHintType.Date>> = {
  email: coda.ValueHintType.Email,
  date: coda.ValueHintType.Date,
};
const fieldTypes: Readonly<Record<string, { type: FieldType }>> = personFields;

function property(key: string, { label, type }: OutputField): Property {
  const base = { displayName: label, fromKey: key };
  if (type === 'number') return { ...base, type: coda.ValueType.Number };
  const text = { ...base, type: coda.ValueType.String } as const;
  if (type === 'dateTime') return { ...text, codaType: coda.ValueHintType.DateTime };
  if (type === 'keyValues') return { ...text, description: 'As JSON: ParseJSON() reads one of them.' };
  if (key.endsWith('Url')) return { ...text, codaType: coda.ValueHintType.Url };
  const hint = hintOf[fieldTypes[key]?.type ?? 'text'];
  return hint ? { ...text, codaType: hint } : text;
}

/** A property for each output. */
export const propertiesOf = (output: Output): Properties =>
  Object.fromEntries(Object.entries(output).map(([key, field]) => [key, property(key, field)]));

/** What is shown of a pass where there is room for a word only. */
const chip = { type: coda.ValueType.String, displayName: 'Pass', fromKey: 'chip' } as const;

/** The schema of a pass: it may have more columns than are named here, those of its custom fields. */
export const passSchema = (properties: Properties) =>
  coda.makeObjectSchema({
    properties: { ...properties, chip },
    displayProperty: 'chip',
    idProperty: 'id',
    featuredProperties: ['passUrl', 'status'].filter((key) => key in properties),
    includeUnknownProperties: true,
  });

/** The schema of what is no pass, such as a count. */
export function plainSchema(output: Output) {
  const properties = propertiesOf(output);
  const [displayProperty = ''] = Object.keys(output).filter((key) => key !== 'passType');
  return coda.makeObjectSchema({ properties, displayProperty });
}

/** Whether a bundle is that of a pass. */
export const isPass = (output: Output) => 'id' in output && 'passUrl' in output;

/** The columns of the custom fields of a project. */
export const customProperties = (fields: readonly CustomField[]): Properties =>
  Object.fromEntries(
    fields.map(({ key, label }) => [
      `${customFieldPrefix}${key}`,
      {
        type: coda.ValueType.String,
        displayName: label,
        fromKey: `${customFieldPrefix}${key}`,
        mutable: true,
      },
    ]),
  );

/** A bundle as Coda takes it. What is not known is left out: a row keeps what it has there. */
export function rowOf(bundle: ResultBundle): Record<string, unknown> {
  const { metaData, ...rest } = bundle;
  const known = Object.entries(rest).filter(([, value]) => value !== null && value !== undefined);
  const custom = Object.entries(isRecord(metaData) ? metaData : {});
  return {
    ...Object.fromEntries(known),
    ...(custom.length > 0 && { metaData: JSON.stringify(metaData) }),
    ...Object.fromEntries(custom.map(([key, value]) => [`${customFieldPrefix}${key}`, value])),
    // An update need not know whose pass it is; then the row keeps what it shows.
    ...('passUrl' in bundle &&
      (bundle.displayName ?? bundle.created ?? undefined) !== undefined && { chip: chipOf(bundle) }),
  };
}

const chipOf = ({ displayName, externalId, id, status }: ResultBundle): string =>
  [displayName ?? externalId ?? id, status].filter((word) => word).join(' · ');

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
