// Dates as people and Coda write them. What cannot be read for certain is refused, never guessed.
import { DateTime } from 'luxon';

const dateForms = [
  'M/d/yyyy',
  'd.M.yyyy',
  'yyyy/M/d',
  'MMM d, yyyy',
  'MMMM d, yyyy',
  'd MMM yyyy',
  'd MMMM yyyy',
];
const timeForms = ['H:mm', 'H:mm:ss', 'h:mm a', 'h:mm:ss a'];
const dateTimeForms = dateForms.flatMap((date) =>
  timeForms.flatMap((time) => [`${date} ${time}`, `${date}, ${time}`]),
);

/** What else settles how a date is read. */
export interface DateRules {
  /** Which end of the day a date alone stands for; the end when missing, as people mean it of an expiry. */
  dateAlone?: 'start' | 'end' | undefined;
  /** Dates with slashes are month first here, also where the day could be the month. */
  monthFirst?: boolean | undefined;
  /** What “+1 year” counts from. */
  now?: Date | undefined;
}

interface Reading {
  time: DateTime;
  dateOnly: boolean;
  /** The time zone asked for, or UTC when there is no such zone. */
  zone: string;
}

/** A period from today, such as “+1 year” or “+30 days”. */
const period = /^\+\s*(\d{1,4})\s*(day|week|month|year)s?$/i;

/** The last moment PassKit can keep: "never", in a zone west of UTC, would be in the year 10000 there. */
const lastMoment = '9999-12-31T23:59:59Z';
const lastYear = 9999;

/**
 * The point in time a text names, as ISO 8601 in UTC; undefined when it cannot be read.
 * A time without an offset is in `timezone` (an IANA name). A date alone is one end of that day there. So is a
 * midnight with an offset, in its own offset: Coda and others send a date like that. Where a date alone is the end of its
 * day, “+1 year” and the like are read as well: that day, a period from today.
 */
export function readDateTime(
  text: string,
  timezone: string,
  { dateAlone = 'end', monthFirst, now }: DateRules = {},
): string | undefined {
  const reading = (dateAlone === 'end' && fromToday(text, timezone, now)) || read(text, timezone, monthFirst);
  if (!reading) return undefined;
  const { time, dateOnly } = reading;
  const isDay = dateOnly || midnightWithOffset.test(text.trim());
  const moment = isDay && dateAlone === 'end' ? time.endOf('day').startOf('second') : time;
  const utc = moment.toUTC();
  return utc.year > lastYear ? lastMoment : (utc.toISO({ suppressMilliseconds: true }) ?? undefined);
}

/**
 * The calendar date a text names, such as 1990-05-17; undefined when it cannot be read.
 * Midnight is taken as the date that is written; any other time is looked at in `timezone`, because
 * a date that passed through UTC on its way here shows up as the evening before.
 */
export function readDate(text: string, timezone: string, { monthFirst }: DateRules = {}): string | undefined {
  const reading = read(text, timezone, monthFirst);
  if (!reading) return undefined;
  const { time, dateOnly, zone } = reading;
  const written = dateOnly || +time === +time.startOf('day');
  const day = written ? time : time.setZone(zone);
  return day.year <= lastYear ? (day.toISODate() ?? undefined) : undefined;
}

/** The day that is a period from today; undefined for any other text. */
function fromToday(text: string, timezone: string, now = new Date()): Omit<Reading, 'zone'> | undefined {
  const [, count, unit = ''] = period.exec(text.trim()) ?? [];
  if (!count) return undefined;
  const zoned = DateTime.fromJSDate(now, { zone: timezone });
  const today = zoned.isValid ? zoned : DateTime.fromJSDate(now, { zone: 'utc' });
  const time = today.plus({ [`${unit}s`]: Number(count) });
  return { time, dateOnly: true };
}

const slashes = /^(\d\d?)\/(\d\d?)\/(\d{4})\b/;

/** Whether a text shows that dates with slashes are month first where it comes from: such as 12/31/2026. */
export function isMonthFirst(text: string): boolean {
  const [, first, second] = slashes.exec(text.trim()) ?? [];
  return Number(first) <= 12 && Number(second) > 12;
}

/** Both readings of a date with slashes whose day could be the month, such as 03/04/2027; undefined for any other. */
export function twoReadings(text: string): [string, string] | undefined {
  const [, first = '', second = '', year] = slashes.exec(text.trim()) ?? [];
  if (!year) return undefined;
  const named = (month: string, day: string) =>
    DateTime.fromObject({ year: Number(year), month: Number(month), day: Number(day) }, { locale: 'en-GB' });
  const [monthFirst, dayFirst] = [named(first, second), named(second, first)];
  if (!monthFirst.isValid || !dayFirst.isValid || +monthFirst === +dayFirst) return undefined;
  return [monthFirst.toFormat('d MMMM yyyy'), dayFirst.toFormat('d MMMM yyyy')];
}

/** More than any way of writing a date needs. */
const longest = 64;

const midnightWithOffset = /[T ]00:00(?::00(?:\.0+)?)? ?(?:Z|[+-]\d\d(?::?\d\d)?)$/i;
const offset = /:\d\d(?:\.\d+)? ?[+-](\d\d)(?::?(\d\d))?$/;

/** Whether an offset, where there is one, is one that a place on earth has. */
function isOnEarth(text: string): boolean {
  const [, hours = '0', minutes = '0'] = offset.exec(text) ?? [];
  return Number(minutes) < 60 && Number(hours) * 60 + Number(minutes) <= 14 * 60;
}

function read(raw: string, timezone: string, monthFirst = false): Reading | undefined {
  const trimmed = raw.trim();
  if (trimmed.length > longest || (twoReadings(trimmed) && !monthFirst)) return undefined;
  const text = trimmed.replace(/\s+/g, ' ');
  const zone = DateTime.local().setZone(timezone).isValid ? timezone : 'utc';
  const found = (time: DateTime, dateOnly: boolean): Reading | undefined =>
    time.isValid && time.year >= 1900 ? { time, dateOnly, zone } : undefined;

  if (/^\d{4}-\d\d?-\d\d?$/.test(text)) return found(DateTime.fromFormat(text, 'yyyy-M-d', { zone }), true);
  if (/^\d{4}-\d\d-\d\d[T ]/i.test(text)) {
    if (!isOnEarth(text)) return undefined;
    return found(
      DateTime.fromISO(text.replace(' ', 'T').replace(/ (?=[+Z-])/i, ''), { zone, setZone: true }),
      false,
    );
  }
  const options = { zone, locale: 'en-US' };
  for (const form of dateForms) {
    const time = DateTime.fromFormat(text, form, options);
    if (time.isValid) return found(time, true);
  }
  for (const form of dateTimeForms) {
    const time = DateTime.fromFormat(text, form, options);
    if (time.isValid) return found(time, false);
  }
  return undefined;
}
