// The inputs of a declaration as parameters of Coda, and the values of parameters as inputs.
import * as coda from '@codahq/packs-sdk';
import { DateTime } from 'luxon';
import type { Field, Fields, FieldType } from '../operation/field.ts';
import { UserMistake } from '../operation/input.ts';
import { limits } from '../operation/list.ts';
import type { Dropdown } from '../operation/operation.ts';
import { runDropdown } from '../operation/run.ts';
import { dropdownOf } from '../passes/dropdowns.ts';
import { keysInOrder } from './cuts.ts';
import { shown } from './errors.ts';
import { type Context, runtimeOf } from './http.ts';

// Coda turns what is in a cell into the type that is asked for. A date as text would come as the doc shows it, in
// whichever order of day and month; so it is asked for as a date.
const typeOf = {
  text: coda.ParameterType.String,
  email: coda.ParameterType.String,
  url: coda.ParameterType.String,
  choice: coda.ParameterType.String,
  number: coda.ParameterType.Number,
  count: coda.ParameterType.Number,
  boolean: coda.ParameterType.Boolean,
  dateTime: coda.ParameterType.Date,
  date: coda.ParameterType.Date,
  // A list that keeps its blank items: a name beside a blank value stays a pair.
  choices: coda.ParameterType.SparseStringArray,
  keyValues: coda.ParameterType.SparseStringArray,
} as const satisfies Record<FieldType, coda.ParameterType>;

/** A parameter for each field. Those that are required come first, as Coda wants it. */
export function parametersOf(fields: Fields): coda.ParamDefs {
  const [first, ...rest] = keysInOrder(fields).map((key) =>
    parameter(key, fields[key] ?? { type: 'text', label: key }),
  );
  return first ? [first, ...rest] : [];
}

/** The inputs in the values of parameters, which come in the order of `parametersOf`. */
export const inputsIn = (fields: Fields, values: readonly unknown[], zone: string): Record<string, unknown> =>
  Object.fromEntries(
    keysInOrder(fields).map((key, index) => [key, inputIn(fields[key], values[index], zone)]),
  );

function parameter(key: string, field: Field) {
  const { label, help, choices, required } = field;
  const list = dropdownOf(field.dropdown);
  const say = field.type === 'keyValues' ? ` ${pairs}` : '';
  return coda.makeParameter({
    type: typeOf[field.type],
    name: key,
    description: `${help ? `${label}: ${help}` : `${label}.`}${say}`,
    ...(required !== true && { optional: true }),
    ...(list && { autocomplete: optionsOf(list) }),
    ...(choices && { autocomplete: choices.map(({ value, label: display }) => ({ display, value })) }),
  });
}

const pairs = 'Write them as a list of names and values in turn, such as List("plan", thisRow.Plan).';

/** The choices of a list of PassKit, narrowed by what is typed; `given` are the other parameters. */
const optionsOf =
  (list: Dropdown): coda.MetadataFunction =>
  (context, search, given) =>
    shown(async () =>
      coda.autocompleteSearchObjects(search, await choicesOf(list, given ?? {}, context), 'name', 'id'),
    );

/** The first choices of a list; none while what it needs is blank. */
export async function choicesOf(list: Dropdown, given: Readonly<Record<string, unknown>>, context: Context) {
  const runtime = runtimeOf(context);
  const items = [];
  for (let page = 0; items.length < limits.choices; page++) {
    const more = await runDropdown(list, given, page, runtime);
    items.push(...more);
    if (more.length < limits.page) break;
  }
  return items;
}

function inputIn(field: Field | undefined, value: unknown, zone: string): unknown {
  if (isDate(value)) return dateIn(value, zone, field?.type === 'date');
  if (field?.type === 'keyValues' && Array.isArray(value)) return pairsIn(field.label, value);
  return value;
}

/** Whether it is a date, also one that was made outside of where the pack runs. */
export const isDate = (value: unknown): value is Date =>
  Object.prototype.toString.call(value) === '[object Date]';

/**
 * A date as a declaration reads it. Coda has a moment for everything, and for a date alone midnight in the zone of the doc:
 * that stands for the day. It is written without an offset, as the day may end with another one than it began with.
 */
export function dateIn(value: Date, zone: string, dayOnly = false): string {
  const time = DateTime.fromJSDate(value, { zone });
  if (!time.isValid) throw new UserMistake('A date could not be read. Use a column of the type Date.');
  const isDay = dayOnly || time.toMillis() === time.startOf('day').toMillis();
  return isDay ? time.toISODate() : time.toISO();
}

function pairsIn(label: string, items: readonly unknown[]): Record<string, unknown> {
  if (items.length % 2 > 0)
    throw new UserMistake(
      `${label} has ${items.length} ${items.length === 1 ? 'item' : 'items'}. ${pairs} Each name needs a value after it.`,
    );
  return Object.fromEntries(
    items.flatMap((name, index) => (index % 2 === 0 ? [[String(name ?? ''), items[index + 1]]] : [])),
  );
}
