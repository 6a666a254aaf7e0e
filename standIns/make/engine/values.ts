// The values of IML: their kinds, and how each reads as text. Part of a MODEL of Make's engine, not Make.
import { ModelError } from './errors.ts';

export type Kind = 'nothing' | 'text' | 'number' | 'boolean' | 'date' | 'array' | 'collection';

/** The kind of a value; null and undefined are one kind. */
export function kindOf(value: unknown): Kind {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number' && Number.isFinite(value)) return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (value instanceof Date && !Number.isNaN(value.getTime())) return 'date';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'object' && !(value instanceof Date)) return 'collection';
  throw new ModelError(`Not a value of IML: ${String(value)}`);
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

export const isNothing = (value: unknown): value is null | undefined => value === null || value === undefined;

/** A value as it stands in text; a collection or an array has no text. */
export function toText(value: unknown): string {
  if (isNothing(value)) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object')
    throw new ModelError(`A collection or an array as text: ${JSON.stringify(value)}`);
  kindOf(value);
  return String(value);
}

/** The member of a collection; undefined where there is none. */
export function member(value: unknown, name: string): unknown {
  if (Array.isArray(value)) throw new ModelError(`.${name} of an array: sources do not say what it is`);
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The item of an array, counted from 1, or from the end when negative. */
export function itemAt(value: unknown, position: number): unknown {
  if (isNothing(value)) return undefined;
  if (!Array.isArray(value)) throw new ModelError(`[${position}] of a value that is not an array`);
  if (position === 0) throw new ModelError('[0]: arrays start at 1');
  return value.at(position > 0 ? position - 1 : position);
}

/** A value as the next module sees it: no undefined members, dates as ISO text. */
export function toJson(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** A value by a path in text, such as `a.b`, `items[2].id` or `2`. */
export function valueAt(value: unknown, path: unknown): unknown {
  if (toText(path).includes('`')) throw new ModelError(`A path in text with back-ticks: ${toText(path)}`);
  const steps = toText(path).match(/[^.[\]]+/g) ?? [];
  return steps.reduce<unknown>(
    (found, step) =>
      Array.isArray(found) && /^-?\d+$/.test(step) ? itemAt(found, Number(step)) : member(found, step),
    value,
  );
}
