// The date functions of IML with the moment tokens this project uses. Part of a MODEL of Make's engine, not Make.
import { DateTime } from 'luxon';
import { MakeError, ModelError } from '../errors.ts';
import { isNothing, kindOf, toText } from '../values.ts';
import { define, type ImlFunction, numberOf } from './define.ts';

/** Moment's tokens as luxon writes them. */
const TOKENS = new Map([
  ['YYYY', 'yyyy'],
  ['MM', 'MM'],
  ['M', 'M'],
  ['DD', 'dd'],
  ['D', 'd'],
  ['HH', 'HH'],
  ['mm', 'mm'],
  ['ss', 'ss'],
  ['SSS', 'SSS'],
  ['Z', 'ZZ'],
  ['X', 'X'],
  ['x', 'x'],
  ['T', "'T'"],
]);

function luxonFormat(format: string): string {
  const pieces = format.match(/\[[^\]']*\]|([A-Za-z])\1*|[^A-Za-z[\]']+/g) ?? [];
  if (pieces.join('') !== format || format === '') throw new ModelError(`Unknown date format '${format}'`);
  return pieces
    .map((piece) => {
      if (piece.startsWith('[')) return `'${piece.slice(1, -1)}'`;
      const token = TOKENS.get(piece);
      if (token === undefined && /[A-Za-z]/.test(piece)) throw new ModelError(`Unknown date token ${piece}`);
      return token ?? piece;
    })
    .join('');
}

function inZone(date: Date, zone: string): DateTime {
  const moved = DateTime.fromJSDate(date, { zone });
  if (!moved.isValid) throw new ModelError(`Unknown time zone ${zone}`);
  return moved;
}

function parse(value: unknown, format: unknown, zone: string): Date {
  if (value instanceof Date) return value;
  if (isNothing(value) || value === '')
    throw new ModelError('A date of nothing: sources do not say what it is');
  if (isNothing(format) && typeof value !== 'string') throw new ModelError(`A date of ${kindOf(value)}`);
  const text = toText(value);
  const parsed = isNothing(format) ? DateTime.fromISO(text, { zone }) : parseAs(toText(format), text, zone);
  if (parsed.isValid) return parsed.toJSDate();
  throw new MakeError('RuntimeError', `'${text}' is not a valid date or does not match the date format.`);
}

function parseAs(format: string, text: string, zone: string): DateTime {
  // Luxon formats timestamps but does not read them.
  if (format === 'X') return DateTime.fromSeconds(/^\d+$/.test(text) ? Number(text) : Number.NaN);
  if (format === 'x') return DateTime.fromMillis(/^\d+$/.test(text) ? Number(text) : Number.NaN);
  return DateTime.fromFormat(text, luxonFormat(format), { zone });
}

const zoneOr = (given: unknown, zone: string): string => (isNothing(given) ? zone : toText(given));

const add = (unit: 'seconds' | 'minutes' | 'hours' | 'days' | 'months' | 'years'): ImlFunction =>
  define(2, 2, ([value, amount], zone) =>
    inZone(parse(value, undefined, zone), zone)
      .plus({ [unit]: numberOf(amount) })
      .toJSDate(),
  );

export const date = {
  formatDate: define(2, 3, ([value, format, given], zone) =>
    inZone(parse(value, undefined, zone), zoneOr(given, zone)).toFormat(luxonFormat(toText(format))),
  ),
  parseDate: define(1, 3, ([value, format, given], zone) => parse(value, format, zoneOr(given, zone))),
  addSeconds: add('seconds'),
  addMinutes: add('minutes'),
  addHours: add('hours'),
  addDays: add('days'),
  addMonths: add('months'),
  addYears: add('years'),
};
