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

interface Reading {
  time: DateTime;
  dateOnly: boolean;
  /** The time zone asked for, or UTC when there is no such zone. */
  zone: string;
}

/**
 * The point in time a text names, as ISO 8601 in UTC; undefined when it cannot be read.
 * A time without an offset is in `timezone` (an IANA name); a date alone is the end of that day there, as
 * people mean it of an expiry, or its start.
 */
export function readDateTime(
  text: string,
  timezone: string,
  dateAlone: 'start' | 'end' = 'end',
): string | undefined {
  const reading = read(text, timezone);
  if (!reading) return undefined;
  const { time, dateOnly } = reading;
  const moment = dateOnly && dateAlone === 'end' ? time.endOf('day').startOf('second') : time;
  return moment.toUTC().toISO({ suppressMilliseconds: true }) ?? undefined;
}

/**
 * The calendar date a text names, such as 1990-05-17; undefined when it cannot be read.
 * Midnight is taken as the date that is written; any other time is looked at in `timezone`, because
 * a date that passed through UTC on its way here shows up as the evening before.
 */
export function readDate(text: string, timezone: string): string | undefined {
  const reading = read(text, timezone);
  if (!reading) return undefined;
  const { time, dateOnly, zone } = reading;
  const written = dateOnly || +time === +time.startOf('day');
  return (written ? time : time.setZone(zone)).toISODate() ?? undefined;
}

function read(raw: string, timezone: string): Reading | undefined {
  const text = raw.trim().replace(/\s+/g, ' ');
  const zone = DateTime.local().setZone(timezone).isValid ? timezone : 'utc';
  const found = (time: DateTime, dateOnly: boolean): Reading | undefined =>
    time.isValid && time.year >= 1900 && time.year <= 9999 ? { time, dateOnly, zone } : undefined;

  if (/^\d{4}-\d\d?-\d\d?$/.test(text)) return found(DateTime.fromFormat(text, 'yyyy-M-d', { zone }), true);
  if (/^\d{4}-\d\d-\d\d[T ]/.test(text)) {
    return found(
      DateTime.fromISO(text.replace(' ', 'T').replace(/ (?=[+Z-])/, ''), { zone, setZone: true }),
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
