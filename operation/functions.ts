// The functions of the expression language, by name. Each is pure, takes undefined for what is missing, and
// does no more than Make's IML can.
import { DateTime } from 'luxon';

type Maybe<T> = T | undefined;
type Scalar = string | number | boolean;
type StringMap = Record<string, string>;

const isFilled = (value: unknown) => value !== undefined && value !== null && value !== '';

export const orElse = (...values: unknown[]) => values.find(isFilled);
export const choose = (condition: unknown, then: unknown, otherwise?: unknown) => (condition ? then : otherwise);
export const filled = isFilled;
export const not = (value: unknown) => !value;
export const all = (...values: unknown[]) => values.every(Boolean);
export const any = (...values: unknown[]) => values.some(Boolean);
export const equal = (a: Maybe<Scalar>, b: Maybe<Scalar>) => a === b;
export const sameText = (a: Maybe<string>, b: Maybe<string>) =>
  a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();
export const notAfter = (a: Maybe<string>, b: Maybe<string>) =>
  a !== undefined && b !== undefined && Date.parse(a) <= Date.parse(b);
export const join = (...parts: Maybe<Scalar>[]) => parts.map((part) => part ?? '').join('');
export const words = (...parts: Maybe<Scalar>[]) => parts.filter(isFilled).join(' ') || undefined;

export const mergeMaps = (under: Maybe<StringMap>, over: Maybe<StringMap>) =>
  under || over ? { ...under, ...over } : undefined;

export const toPassKitDate = (date: Maybe<string>) => {
  if (!date) return undefined;
  const { year, month, day } = DateTime.fromISO(date, { zone: 'utc' });
  return { year, month, day };
};

export const fromPassKitDate = (date: Maybe<{ year: number; month: number; day: number }>) =>
  date && DateTime.fromObject(date, { zone: 'utc' }).toFormat('yyyy-MM-dd');

export const readableTime = (time: Maybe<string>) =>
  time && `${DateTime.fromISO(time, { zone: 'utc' }).toFormat('yyyy-MM-dd HH:mm')} UTC`;
