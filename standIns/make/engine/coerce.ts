// How the value of one simple parameter turns into the type it is declared with.
// Part of a MODEL of Make's engine, written from its documentation, not Make.
import { DateTime } from 'luxon';
import { ModelError } from './errors.ts';
import { kindOf, toText } from './values.ts';

const TEXT_TYPES = new Set(
  'text email url password hidden path cert pkey color filename timezone uuid time json'.split(' '),
);
// Files and folders come from other modules; anything goes.
const OPEN_TYPES = new Set(['any', 'buffer', 'file', 'folder']);

/** The converted value, or nothing when the value does not fit the type. */
export type Coercion = { value: unknown } | { invalid: true };

const INVALID: Coercion = { invalid: true };

/** Converts a value that is there to the type of its parameter; times without an offset are in `timezone`. */
export function coerce(type: string, value: unknown, timezone: string): Coercion {
  if (TEXT_TYPES.has(type)) return isScalar(value) ? { value: toText(value) } : INVALID;
  if (OPEN_TYPES.has(type)) return { value };
  switch (type) {
    case 'number':
      return toNumber(value, () => true);
    case 'integer':
      return toNumber(value, Number.isInteger);
    case 'uinteger':
    case 'port':
      return toNumber(value, (number) => Number.isInteger(number) && number >= 0);
    case 'boolean':
      return toBoolean(value);
    case 'date':
    case 'timestamp':
      return toDate(value, timezone);
    default:
      throw new ModelError(`Parameters of type ${type} are not modelled`);
  }
}

const isScalar = (value: unknown): boolean => ['text', 'number', 'boolean', 'date'].includes(kindOf(value));

function toNumber(value: unknown, fits: (number: number) => boolean): Coercion {
  const isNumeric = typeof value === 'string' && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(value);
  const number = isNumeric ? Number(value) : value;
  return typeof number === 'number' && fits(number) ? { value: number } : INVALID;
}

function toBoolean(value: unknown): Coercion {
  if (typeof value === 'boolean') return { value };
  return value === 'true' || value === 'false' ? { value: value === 'true' } : INVALID;
}

/** Dates reach a module as ISO text in UTC. */
function toDate(value: unknown, zone: string): Coercion {
  if (value instanceof Date) return { value: value.toISOString() };
  const parsed = typeof value === 'string' ? DateTime.fromISO(value, { zone }) : undefined;
  return parsed?.isValid ? { value: parsed.toJSDate().toISOString() } : INVALID;
}
