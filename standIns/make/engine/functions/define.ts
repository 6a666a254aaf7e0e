// How the built-in functions of IML are written down, and how they read their arguments.
// Part of a MODEL of Make's engine, not Make.
import { ModelError } from '../errors.ts';
import { isNothing, isRecord, kindOf } from '../values.ts';

/** A function of IML: how many arguments it takes and what it does, in the time zone of the run. */
export interface ImlFunction {
  min: number;
  max: number;
  call(args: readonly unknown[], zone: string): unknown;
}

export const define = (min: number, max: number, call: ImlFunction['call']): ImlFunction => ({
  min,
  max,
  call,
});

/** An argument that must be an array; null is an empty one. */
export function arrayOf(value: unknown): readonly unknown[] {
  if (isNothing(value)) return [];
  if (Array.isArray(value)) return value;
  throw new ModelError(`An array expected instead of ${kindOf(value)}`);
}

/** An argument that must be a collection; null is an empty one. */
export function collectionOf(value: unknown): Readonly<Record<string, unknown>> {
  if (isNothing(value)) return {};
  if (isRecord(value)) return value;
  throw new ModelError(`A collection expected instead of ${kindOf(value)}`);
}

/** An argument that must be a number. */
export function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  throw new ModelError(`A number expected instead of ${kindOf(value)}`);
}

/** A number that may be left out. */
export const optionalNumber = (value: unknown): number | undefined =>
  isNothing(value) ? undefined : numberOf(value);
