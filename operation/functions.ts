// The functions of the expression language, by name. Each is pure, takes undefined for what is missing, and
// does no more than Make's IML can.
import { DateTime } from 'luxon';

type Maybe<T> = T | undefined;
/** What came from outside: promised to be a T, but maybe something else. */
type Unsure<T> = T | object | Scalar | undefined;
type Scalar = string | number | boolean;
type StringMap = Record<string, string>;

/** A text as a message quotes it: not more of it than a reader needs. */
export const shorten = (text: string) =>
  text.length > 60 ? `${text.slice(0, 57).replace(/[\uD800-\uDBFF]$/, '')}…` : text;

const isFilled = (value: unknown) => value !== undefined && value !== null && value !== '';

const orElse = (...values: unknown[]) => values.find(isFilled);
const choose = (condition: unknown, then: unknown, otherwise?: unknown) => (condition ? then : otherwise);
const not = (value: unknown) => !value;
const all = (...values: unknown[]) => values.every(Boolean);
const any = (...values: unknown[]) => values.some(Boolean);
const equal = (a: Maybe<Scalar>, b: Maybe<Scalar>) => isFilled(a) && a === b;
const sameText = (a: Maybe<string>, b: Maybe<string>) => isFilled(a) && a?.toLowerCase() === b?.toLowerCase();
/** Not a number where there is no time: that is neither before another, nor after it, nor the same. */
const millisecondsOf = (time: Maybe<string>) => Date.parse(time ?? '');
const notAfter = (a: Maybe<string>, b: Maybe<string>) => millisecondsOf(a) <= millisecondsOf(b);
const sameTime = (a: Maybe<string>, b: Maybe<string>) => millisecondsOf(a) === millisecondsOf(b);
const below = (a: Maybe<number>, b: Maybe<number>) => Number(a) < Number(b);
const agrees = (asked: Maybe<string>, found: Maybe<string>) => !isFilled(asked) || asked === found;
const agreesText = (asked: Maybe<string>, found: Maybe<string>) =>
  !isFilled(asked) || asked?.toLowerCase() === found?.toLowerCase();
const within = (time: Maybe<string>, from: Maybe<string>, until: Maybe<string>) =>
  time === undefined || ((!from || notAfter(from, time)) && (!until || notAfter(time, until)));
const join = (...parts: Maybe<Scalar>[]) => parts.map((part) => part ?? '').join('');
const words = (a: Maybe<Scalar>, b: Maybe<Scalar>) => [a, b].join(' ').trim() || undefined;

const mergeMaps = (under: Maybe<StringMap>, over: Maybe<StringMap>) =>
  under || over ? { ...under, ...over } : undefined;

/** Names between commas or line breaks; what no name has, quotes and backslashes, is left out. */
const blanksOf = (names: Maybe<string>) => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a line break parts names, and no name has the others
  const parted = (names ?? '').replace(/["\\]/g, '').replace(/[\x00-\x1f]/g, ',');
  const keys = parted.split(/\s*,[\s,]*/).map((name) => name.trim());
  const named = keys.filter((key) => key !== '');
  return named.length > 0 ? Object.fromEntries(named.map((key) => [key, ''])) : undefined;
};

const toPassKitDate = (date: Maybe<string>) => {
  if (!date) return undefined;
  const { year, month, day } = DateTime.fromISO(date, { zone: 'utc' });
  return { year, month, day };
};

/** Nothing where it is no date: a webhook may write anything there. */
const fromPassKitDate = (date: Unsure<{ year: number; month: number; day: number }>) => {
  if (typeof date !== 'object') return undefined;
  const { year, month, day } = { year: '', month: '', day: '', ...date };
  const text = `${year}-${month}-${day}`.replace(/-(\d)(?=-|$)/g, '-0$1');
  return /^\d{4}-\d\d-\d\d$/.test(text) ? text : undefined;
};

/** `value` as text is looked up among pairs of a text and what it stands for. */
const translate = (value: Maybe<Scalar>, otherwise: Maybe<string>, ...pairs: string[]) => {
  if (!isFilled(value)) return undefined;
  const found = pairs.findIndex((from, index) => index % 2 === 0 && from === String(value));
  return found < 0 ? otherwise : pairs[found + 1];
};

const includes = (list: Unsure<readonly unknown[]>, value: Maybe<Scalar>) =>
  Array.isArray(list) && list.includes(value);

const each = (list: Unsure<readonly Record<string, unknown>[]>, key: string) =>
  Array.isArray(list) ? list.map((item) => item?.[key]) : [];
const first = (list: Unsure<readonly unknown[]>) => (Array.isArray(list) ? list[0] : undefined);
const count = (list: Unsure<readonly unknown[]>) => (Array.isArray(list) ? list.length : 0);
const listed = (list: Unsure<readonly string[]>) => (Array.isArray(list) ? list.join(', ') : undefined);

const startingWith = (list: Maybe<readonly string[]>, start: string) => {
  const found = list?.filter((name) => name.startsWith(start)) ?? [];
  return found.length > 0 ? found : undefined;
};

const toNumber = (value: Unsure<string>) =>
  /^[+-]?\d+(?:\.\d+)?$/.test(String(value)) ? Number(value) : undefined;

/** A time as a webhook writes it: text, or seconds and nanoseconds as numbers or text. Nothing where it is none. */
function momentOf(time: Unsure<string>): Maybe<{ seconds: string; nanos: string }> {
  if (typeof time === 'object') {
    const { seconds, nanos } = { seconds: undefined, nanos: undefined, ...time };
    if (!/^\d{1,11}$/.test(String(seconds))) return undefined;
    return { seconds: String(seconds), nanos: String(nanos ?? 0) };
  }
  const [, fraction = ''] =
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.(\d+))?(?:Z|[+-]\d\d:\d\d)$/.exec(String(time)) ?? [];
  const moment = DateTime.fromISO(String(time));
  if (!moment.isValid) return undefined;
  const nanos = Number(fraction.padEnd(9, '0').slice(0, 9));
  return { seconds: String(Math.floor(moment.toSeconds())), nanos: String(nanos) };
}

/** To the second, so that it is the same whichever way it was written. */
const toTime = (time: Unsure<string>) => {
  const moment = momentOf(time);
  if (!moment) return undefined;
  return DateTime.fromSeconds(Number(moment.seconds), { zone: 'utc' }).toISO({ suppressMilliseconds: true });
};

/** A time down to the nanosecond, as text that is the same whenever it is, whichever way it was written. */
const stamp = (time: Unsure<string>) => {
  const moment = momentOf(time);
  return moment && `${moment.seconds}.${moment.nanos}`;
};

const customFieldPrefix = 'meta.';

/** The custom fields among the data of a pass as a webhook writes it, which may be null: the keys that begin with `meta.`. */
const customFieldsIn = (data: Unsure<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries<unknown>(Object(data))
      .filter(([key]) => key.startsWith(customFieldPrefix))
      .map(([key, value]) => [key.slice(customFieldPrefix.length), value]),
  );

const readableTime = (time: Maybe<string>) =>
  time && `${DateTime.fromISO(time, { zone: 'utc' }).toFormat('yyyy-MM-dd HH:mm')} UTC`;

/** The units of a period, as `plus` takes them. */
export const units = ['days', 'weeks', 'months', 'years'] as const;
export type Unit = (typeof units)[number];
const isUnit = (unit: Maybe<string>) => units.find((known) => known === unit);

/** Nothing where a part of it is missing. In the user's zone: the last second of a day stays one, also in summer time. */
const plus = (time: Maybe<string>, amount: Maybe<number>, unit: Maybe<string>, zone: string) => {
  const known = isUnit(unit);
  if (!time || amount === undefined || !known) return undefined;
  const moved = DateTime.fromISO(time, { zone }).plus({ [known]: amount });
  return moved.toUTC().startOf('second').toISO({ suppressMilliseconds: true }) ?? undefined;
};

const clockTime = (time: Maybe<string>, zone: string) =>
  time && DateTime.fromISO(time, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss");

const quoted = (value: Maybe<Scalar>) => (isFilled(value) ? shorten(String(value)) : undefined);

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
  sameTime,
  below,
  plus,
  clockTime,
  agrees,
  agreesText,
  within,
  join,
  words,
  quoted,
  mergeMaps,
  blanksOf,
  toPassKitDate,
  fromPassKitDate,
  readableTime,
  translate,
  includes,
  each,
  first,
  count,
  listed,
  startingWith,
  toNumber,
  toTime,
  stamp,
  customFieldsIn,
  toJson: (value: unknown) => JSON.stringify(value),
};
