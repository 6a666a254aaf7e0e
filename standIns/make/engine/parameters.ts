// What Make does to a module's parameters before it runs: drops what is not declared, checks what is required,
// converts types. A MODEL in outline, written from Make's documentation: no `validate`, no `default`.

import { type Coercion, coerce } from './coerce.ts';
import { MakeError } from './errors.ts';
import { choicesOf, type Item, listOf, type Parameter } from './parameterSpec.ts';
import { isNothing, isRecord } from './values.ts';

const isBlank = (value: unknown): boolean => value === undefined || value === '';

/** How a level of parameters is read. */
interface Reading {
  /** Times without an offset are in this zone. */
  timezone: string;
  /** Make does not check `required` inside an array of collections. */
  lenient: boolean;
}

/** The parameters of a level as the engine sees them. Throws a MakeError of type ValidationError. */
export function readParameters(
  items: readonly Item[],
  given: Readonly<Record<string, unknown>>,
  reading: Reading,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const known = new Set<string>();
  const queue = [...items];
  for (const item of queue) {
    if (typeof item === 'string' || item.name === undefined) continue;
    known.add(item.name);
    const value = readParameter(item, given[item.name], reading);
    if (value !== undefined) result[item.name] = value;
    queue.push(...nestedOf(item, value));
  }
  // An RPC may declare any field, so every key is taken.
  if (!queue.some((item) => typeof item === 'string')) return result;
  const dynamic = Object.entries(given).filter(([key, value]) => !known.has(key) && !isBlank(value));
  return { ...Object.fromEntries(dynamic), ...result };
}

function readParameter(parameter: Parameter, given: unknown, reading: Reading): unknown {
  const value = isBlank(given) ? undefined : given;
  // A collection that is left empty is sent as {}, and its own required fields still count.
  if (parameter.type === 'collection' && value === undefined) return readCollection(parameter, {}, reading);
  if (isNothing(value)) {
    if (parameter.required && !reading.lenient) {
      throw invalid(`Missing value of required parameter '${nameOf(parameter)}'.`);
    }
    return value === null && parameter.type === 'array' ? [] : value;
  }
  if (parameter.type === 'collection') return readCollection(parameter, value, reading);
  if (parameter.type === 'array') return readArray(parameter, value, reading);
  if (parameter.type === 'select') return readSelect(parameter, value);
  return converted(parameter, value, reading);
}

function readCollection(parameter: Parameter, value: unknown, reading: Reading): Record<string, unknown> {
  if (isRecord(value)) return readParameters(listOf(parameter.spec), value, reading);
  throw invalid(`Invalid collection in parameter '${nameOf(parameter)}'.`);
}

function readArray(parameter: Parameter, value: unknown, reading: Reading): unknown[] {
  if (!Array.isArray(value)) throw invalid(`Invalid array in parameter '${nameOf(parameter)}'.`);
  const { spec } = parameter;
  if (spec === undefined) return value;
  if (!Array.isArray(spec) && typeof spec !== 'string') {
    return value.map((item) => readParameter({ label: nameOf(parameter), ...spec }, item, reading));
  }
  return value.map((item) => readCollection(parameter, item, { ...reading, lenient: true }));
}

// Text that is none of the options is taken for a mapped value, which Make accepts.
function readSelect(parameter: Parameter, value: unknown): unknown {
  if (parameter.multiple) {
    if (Array.isArray(value)) return value.map((item) => readSelect({ ...parameter, multiple: false }, item));
    throw invalid(`Invalid array in parameter '${nameOf(parameter)}'.`);
  }
  if (typeof value === 'string' || choicesOf(parameter).some((choice) => choice.value === value))
    return value;
  throw invalid(`Value of parameter '${nameOf(parameter)}' is not one of its options.`);
}

function converted(parameter: Parameter, value: unknown, reading: Reading): unknown {
  const result: Coercion = coerce(parameter.type, value, reading.timezone);
  if ('value' in result) return result.value;
  throw invalid(`Invalid ${parameter.type} in parameter '${nameOf(parameter)}'.`);
}

/** The fields that a value brings with it: they stand on the same level. */
function nestedOf(parameter: Parameter, value: unknown): Item[] {
  if (isNothing(value) || value === false) return [];
  const { options } = parameter;
  const shared = typeof options === 'object' && !Array.isArray(options) ? options.nested : undefined;
  const chosen = choicesOf(parameter).find((choice) => String(choice.value) === String(value));
  return [...listOf(chosen?.nested), ...listOf(shared), ...listOf(parameter.nested)];
}

const nameOf = (parameter: Parameter): string => parameter.label ?? parameter.name ?? parameter.type;

const invalid = (message: string): MakeError => new MakeError('ValidationError', message);
