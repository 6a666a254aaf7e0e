// The functions of the expression language, by name. Each is pure, takes undefined for what is missing, and
// does no more than Make's IML can.
import { DateTime } from 'luxon';

type Maybe<T> = T | undefined;
type Scalar = string | number | boolean;
type StringMap = Record<string, string>;

const isFilled = (value: unknown) => value !== undefined && value !== null && value !== '';

const orElse = (...values: unknown[]) => values.find(isFilled);
const choose = (condition: unknown, then: unknown, otherwise?: unknown) => (condition ? then : otherwise);
const not = (value: unknown) => !value;
const all = (...values: unknown[]) => values.every(Boolean);
const any = (...values: unknown[]) => values.some(Boolean);
const equal = (a: Maybe<Scalar>, b: Maybe<Scalar>) => isFilled(a) && a === b;
const sameText = (a: Maybe<string>, b: Maybe<string>) =>
  a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();
const notAfter = (a: Maybe<string>, b: Maybe<string>) =>
  a !== undefined && b !== undefined && Date.parse(a) <= Date.parse(b);
const join = (...parts: Maybe<Scalar>[]) => parts.map((part) => part ?? '').join('');
const words = (...parts: Maybe<Scalar>[]) => parts.filter(isFilled).join(' ').trim() || undefined;

const mergeMaps = (under: Maybe<StringMap>, over: Maybe<StringMap>) =>
  under || over ? { ...under, ...over } : undefined;

const toPassKitDate = (date: Maybe<string>) => {
  if (!date) return undefined;
  const { year, month, day } = DateTime.fromISO(date, { zone: 'utc' });
  return { year, month, day };
};

const fromPassKitDate = (date: Maybe<{ year: number; month: number; day: number }>) =>
  date && DateTime.fromObject(date, { zone: 'utc' }).toFormat('yyyy-MM-dd');

const readableTime = (time: Maybe<string>) =>
  time && `${DateTime.fromISO(time, { zone: 'utc' }).toFormat('yyyy-MM-dd HH:mm')} UTC`;

export const functions = {
  orElse,
  choose,
  filled: isFilled,
  not,
  all,
  any,
  equal,
  sameText,
  notAfter,
  join,
  words,
  mergeMaps,
  toPassKitDate,
  fromPassKitDate,
  readableTime,
};
