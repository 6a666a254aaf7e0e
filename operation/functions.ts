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
const sameText = (a: Maybe<string>, b: Maybe<string>) => isFilled(a) && a?.toLowerCase() === b?.toLowerCase();
const notAfter = (a: Maybe<string>, b: Maybe<string>) =>
  a !== undefined && b !== undefined && Date.parse(a) <= Date.parse(b);
const agrees = (asked: Maybe<string>, found: Maybe<string>) => !isFilled(asked) || asked === found;
const agreesText = (asked: Maybe<string>, found: Maybe<string>) =>
  !isFilled(asked) || asked?.toLowerCase() === found?.toLowerCase();
const within = (time: Maybe<string>, from: Maybe<string>, until: Maybe<string>) =>
  time === undefined || ((!from || notAfter(from, time)) && (!until || notAfter(time, until)));
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

/** `value` as text is looked up among pairs of a text and what it stands for. */
const translate = (value: Maybe<Scalar>, otherwise: Maybe<string>, ...pairs: string[]) => {
  if (!isFilled(value)) return undefined;
  const found = pairs.findIndex((from, index) => index % 2 === 0 && from === String(value));
  return found < 0 ? otherwise : pairs[found + 1];
};

const includes = (list: Maybe<readonly unknown[]>, value: Maybe<Scalar>) => list?.includes(value) ?? false;

const startingWith = (list: Maybe<readonly string[]>, start: string) => {
  const found = list?.filter((name) => name.startsWith(start)) ?? [];
  return found.length > 0 ? found : undefined;
};

const toNumber = (value: Maybe<string>) => (isFilled(value) ? Number(value) : undefined);

type Time = Maybe<string | { seconds: number; nanos?: number }>;

const toTime = (time: Time) =>
  typeof time === 'object'
    ? DateTime.fromSeconds(time.seconds, { zone: 'utc' }).toISO({ suppressMilliseconds: true })
    : time;

/** A time down to the nanosecond, as text that is the same whenever it is. */
const stamp = (time: Time) => (typeof time === 'object' ? `${time.seconds}.${time.nanos ?? 0}` : time);

const customFieldPrefix = 'meta.';

/** The custom fields among the data of a pass as a webhook writes it: the keys that begin with `meta.`. */
const customFieldsIn = (data: Maybe<Record<string, unknown>>) =>
  data &&
  Object.fromEntries(
    Object.entries(data)
      .filter(([key]) => key.startsWith(customFieldPrefix))
      .map(([key, value]) => [key.slice(customFieldPrefix.length), value]),
  );

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
  agrees,
  agreesText,
  within,
  join,
  words,
  mergeMaps,
  toPassKitDate,
  fromPassKitDate,
  readableTime,
  translate,
  includes,
  startingWith,
  toNumber,
  toTime,
  stamp,
  customFieldsIn,
  toJson: (value: unknown) => JSON.stringify(value),
};
