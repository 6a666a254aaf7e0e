// Protects the reading of dates: what people and Coda write becomes the right moment, the rest is refused.
import fc from 'fast-check';
import { DateTime, FixedOffsetZone, Settings } from 'luxon';
import { isMonthFirst, readDate, readDateTime, twoReadings } from '../../operation/dates.ts';

const berlin = 'Europe/Berlin';

const instant = fc.date({
  min: new Date('1901-01-01T00:00:00Z'),
  max: new Date('2199-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const zone = fc.constantFrom(
  'UTC',
  'Europe/London',
  'Europe/Berlin',
  'America/New_York',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
);

describe('readDateTime', () => {
  test.each([
    ['2026-12-31T18:00:00Z', '2026-12-31T18:00:00Z'],
    ['2026-12-31T18:00:00z', '2026-12-31T18:00:00Z'],
    ['2026-12-31T18:00:00+01:00', '2026-12-31T17:00:00Z'],
    ['2026-12-31T18:00:00-0530', '2026-12-31T23:30:00Z'],
    ['2026-12-31 18:00:00 +01:00', '2026-12-31T17:00:00Z'],
    ['2026-12-31T18:00', '2026-12-31T17:00:00Z'],
    ['2026-12-31T18:00:59', '2026-12-31T17:00:59Z'],
    ['2026-12-31T18:00:00.123', '2026-12-31T17:00:00.123Z'],
    ['2026-12-31T18:00:00.123Z', '2026-12-31T18:00:00.123Z'],
    ['2026-12-31T18:00:00.000Z', '2026-12-31T18:00:00Z'],
    ['2026-12-31 18:00', '2026-12-31T17:00:00Z'],
    ['2026-12-31 18:00:30', '2026-12-31T17:00:30Z'],
    ['12/31/2026 18:00', '2026-12-31T17:00:00Z'],
    ['12/31/2026 18:00:05', '2026-12-31T17:00:05Z'],
    ['9999-06-30T10:00:00Z', '9999-06-30T10:00:00Z'],
    ['12/31/2026 6:00 PM', '2026-12-31T17:00:00Z'],
    ['12/31/2026, 6:00:05 pm', '2026-12-31T17:00:05Z'],
    ['12/31/2026 12:00 AM', '2026-12-30T23:00:00Z'],
    ['31.12.2026 18:00', '2026-12-31T17:00:00Z'],
    ['Dec 31, 2026 18:00', '2026-12-31T17:00:00Z'],
    ['31 December 2026, 18:00', '2026-12-31T17:00:00Z'],
    ['  2026-12-31   18:00 ', '2026-12-31T17:00:00Z'],
    ['2026-12-31T18:00\n', '2026-12-31T17:00:00Z'],
  ])('%j is %s; without an offset it is a time in the zone', (text, moment) => {
    expect(readDateTime(text, berlin)).toBe(moment);
  });

  test.each([
    '2026-12-31',
    '2026/12/31',
    '12/31/2026',
    '31.12.2026',
    'Dec 31, 2026',
    'december 31, 2026',
    '31 Dec 2026',
    '31 December 2026',
    ' 2026-12-31 ',
  ])('a date alone, %j, is the end of that day in the zone', (text) => {
    expect(readDateTime(text, berlin)).toBe('2026-12-31T22:59:59Z');
  });

  test.each([
    ['2026-03-29', berlin, '2026-03-29T21:59:59Z'],
    ['2026-10-25', berlin, '2026-10-25T22:59:59Z'],
    ['2026-03-08', 'America/New_York', '2026-03-09T03:59:59Z'],
    ['2026-11-01', 'America/New_York', '2026-11-02T04:59:59Z'],
    ['2026-03-29 12:00', berlin, '2026-03-29T10:00:00Z'],
    ['2026-12-31', 'Pacific/Kiritimati', '2026-12-31T09:59:59Z'],
  ])('%s in %s, around a change of the clocks or at the edge of the map, is %s', (text, zone, moment) => {
    expect(readDateTime(text, zone)).toBe(moment);
  });

  test.each(['Nowhere/Land', ''])('the unknown zone %j counts as UTC', (timezone) => {
    expect(readDateTime('2026-12-31', timezone)).toBe('2026-12-31T23:59:59Z');
    expect(readDateTime('2026-12-31 18:00', timezone)).toBe('2026-12-31T18:00:00Z');
  });

  test.each([
    ['2026-12-31T00:00:00-08:00', '2027-01-01T07:59:59Z'],
    ['2026-12-31T00:00:00.000-08:00', '2027-01-01T07:59:59Z'],
    ['2026-12-31 00:00 +0530', '2026-12-31T18:29:59Z'],
    ['2026-12-31T00:00:00Z', '2026-12-31T23:59:59Z'],
    ['2026-12-31T00:00:00-08', '2027-01-01T07:59:59Z'],
    [' 2026-12-31T00:00:00-08:00 ', '2027-01-01T07:59:59Z'],
  ])(
    'a midnight with an offset, %j, is how Coda sends a date: the end of that day in that offset',
    (text, end) => {
      expect(readDateTime(text, berlin)).toBe(end);
      expect(Date.parse(readDateTime(text, berlin, { dateAlone: 'start' }) ?? '')).toBe(
        Date.parse(end) - 86_399_000,
      );
    },
  );

  test.each([
    ['2026-12-31T00:00:01-08:00', '2026-12-31T08:00:01Z'],
    ['2026-12-31T00:00', '2026-12-30T23:00:00Z'],
    ['2026-12-31T24:00:00Z', '2027-01-01T00:00:00Z'],
  ])('%j is a time, not a day', (text, moment) => {
    expect(readDateTime(text, berlin)).toBe(moment);
  });

  test.each(['America/New_York', 'Pacific/Honolulu'])(
    'the end of the last year in %s is still one',
    (zone) => {
      for (const text of ['9999-12-31', '9999-12-31T23:30:00-05:00', '9999-12-31T00:00:00-08:00'])
        expect(readDateTime(text, zone)).toBe('9999-12-31T23:59:59Z');
    },
  );

  test.each([
    ['03/04/2027', '2027-03-04', ['4 March 2027', '3 April 2027']],
    ['3/4/2027 18:00', '2027-03-04', ['4 March 2027', '3 April 2027']],
    [' 12/11/2027', '2027-12-11', ['11 December 2027', '12 November 2027']],
  ])('%j has two readings: it is refused, unless months are known to come first', (text, day, readings) => {
    expect(readDateTime(text, 'UTC')).toBeUndefined();
    expect(readDate(text, 'UTC')).toBeUndefined();
    expect(twoReadings(text)).toEqual(readings);
    expect(readDateTime(text, 'UTC', { monthFirst: true })).toMatch(day);
    expect(readDate(text, 'UTC', { monthFirst: true })).toBe(day);
  });

  test.each(['12/31/2026', '05/05/2027', '5/05/2027', '12/13/2027', '2027/03/04', '3.4.2027'])(
    '%j has one reading',
    (text) => {
      expect(twoReadings(text)).toBeUndefined();
      expect(readDate(text, 'UTC')).toBeDefined();
    },
  );

  test.each([
    '13/05/2027',
    '31/12/2026',
    '13/13/2027',
    '0/5/2027',
    'by 03/04/2027',
    '03/04/20271',
    'soon',
    '',
  ])('%j has no two readings', (text) => {
    expect(twoReadings(text)).toBeUndefined();
  });

  test('a text is read up to 64 characters, however many of them are spaces', () => {
    const at = (length: number) => `2026-12-31${' '.repeat(length - 15)}18:00`;
    expect(readDateTime(at(64), 'UTC')).toBe('2026-12-31T18:00:00Z');
    expect(readDateTime(at(65), 'UTC')).toBeUndefined();
  });

  test('a very long text is refused at once', () => {
    expect(readDateTime(`${' '.repeat(100_000)}x${'1'.repeat(100_000)}`, berlin)).toBeUndefined();
  });

  test('every ISO instant in any offset stays the same instant', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: -12 * 60, max: 14 * 60 }), zone, (date, minutes, timezone) => {
        const written = DateTime.fromJSDate(date).setZone(FixedOffsetZone.instance(minutes)).toISO();
        // A midnight of its own offset is a day.
        fc.pre(!written?.includes('T00:00:00.000'));
        expect(Date.parse(readDateTime(String(written), timezone) ?? '')).toBe(date.getTime());
      }),
    );
  });
});

const refused = [
  '31/12/2026',
  '13/13/2026',
  'soon',
  'tomorrow',
  '2026-13-01',
  '2026-02-30',
  '2026-02-30T10:00:00Z',
  '2026-12-31T25:00',
  '2026-12-31T',
  '',
  '   ',
  '12/31/26',
  '31.12.26',
  '2026',
  '20261231',
  '1798761599',
  '46387',
  '0026-12-31',
  '29 February 2027',
  '2026-12-31 or later',
  '2026-12-31T10:00:00+25:00',
  '2026-12-31T10:00:00-14:01',
  '2026-12-31T10:00:00+01:75',
  '2026-12-31T10:00:00+01:60',
  '2026-12-31T10:00:00.123-14:01',
  '2026-12-31T10:00:00-1401',
  '2026-12-31T10:00:00+15',
  '+002026-12-31T10:00:00Z',
];

test.each(refused)('%j is refused, never guessed', (text) => {
  expect(readDateTime(text, berlin)).toBeUndefined();
  expect(readDate(text, berlin)).toBeUndefined();
});

describe('readDate', () => {
  test.each([
    ['1990-05-17', '1990-05-17'],
    ['1990-5-7', '1990-05-07'],
    ['1900-01-01', '1900-01-01'],
    ['9999-12-31', '9999-12-31'],
    ['5/17/1990', '1990-05-17'],
    ['17.5.1990', '1990-05-17'],
    ['May 17, 1990', '1990-05-17'],
    ['17 May 1990', '1990-05-17'],
    ['1990-05-17T00:00:00', '1990-05-17'],
    ['1990-05-17T00:00:00Z', '1990-05-17'],
    ['1990-05-17T00:00:00-07:00', '1990-05-17'],
    ['1990-05-16T22:00:00Z', '1990-05-17'],
    ['1990-05-16T22:00:00.000Z', '1990-05-17'],
    ['1990-05-17 18:30', '1990-05-17'],
  ])('%j is the day %s', (text, day) => {
    expect(readDate(text, berlin)).toBe(day);
  });

  test.each(['1990-05-17', '1990-05-17T00:00:00+02:00', '1990-05-17T18:00:00Z'])(
    'in an unknown zone, which counts as UTC, %s is still 1990-05-17',
    (text) => {
      expect(readDate(text, 'Nowhere/Land')).toBe('1990-05-17');
    },
  );

  test('a day after the last year is none', () => {
    expect(readDate('9999-12-31T23:30:00-05:00', 'UTC')).toBeUndefined();
  });

  test('a calendar date in any zone survives as ISO date, as local midnight, and as that midnight in UTC', () => {
    fc.assert(
      fc.property(instant, zone, (date, timezone) => {
        const midnight = DateTime.fromJSDate(date, { zone: timezone }).startOf('day');
        const day = midnight.toISODate();
        for (const written of [day, midnight.toISO(), midnight.toUTC().toISO()]) {
          expect(readDate(String(written), timezone)).toBe(day);
        }
      }),
    );
  });
});

test.each([
  ['+1 year', '2027-11-20T23:59:59Z'],
  ['+6 months', '2027-05-20T23:59:59Z'],
  ['+ 30 Days', '2026-12-20T23:59:59Z'],
  ['+2 weeks', '2026-12-04T23:59:59Z'],
  ['+30days', '2026-12-20T23:59:59Z'],
  ['+  1  YEAR', '2027-11-20T23:59:59Z'],
  [' +1 year ', '2027-11-20T23:59:59Z'],
])('%s is the end of a day that far from today', (text, end) => {
  expect(readDateTime(text, 'UTC', { now: new Date('2026-11-20T09:30:00Z') })).toBe(end);
});

test('the day is that of the time zone, and a month that is too short ends with its last day', () => {
  expect(readDateTime('+1 day', 'Asia/Tokyo', { now: new Date('2026-11-20T16:00:00Z') })).toBe(
    '2026-11-22T14:59:59Z',
  );
  expect(readDateTime('+1 month', 'UTC', { now: new Date('2026-01-31T09:30:00Z') })).toBe(
    '2026-02-28T23:59:59Z',
  );
});

test.each(['+1', '1 year', 'in +1 year', '+year', '+99999 years', '-1 year', '+1 year and a day'])(
  '%s is no period',
  (text) => {
    expect(readDateTime(text, 'UTC')).toBeUndefined();
  },
);

test('no period is read where a date alone is the start of its day', () => {
  expect(readDateTime('+1 year', 'UTC', { dateAlone: 'start' })).toBeUndefined();
});

test.each([
  ['12/31/2026', true],
  [' 12/31/2026 18:00', true],
  ['1/13/2026', true],
  ['5/12/2026', false],
  ['13/31/2026', false],
  ['31/12/2026', false],
  ['by 12/31/2026', false],
  ['31.12.2026', false],
  ['', false],
])('%j shows that months come first: %p', (text, shows) => {
  expect(isMonthFirst(text)).toBe(shows);
});

test('the zone and the language of the machine count for nothing', () => {
  const { defaultZone, defaultLocale } = Settings;
  Object.assign(Settings, { defaultZone: 'Asia/Tokyo', defaultLocale: 'de' });
  try {
    const now = new Date('2026-11-20T16:00:00Z');
    expect(readDateTime('+1 day', 'Nowhere/Land', { now })).toBe('2026-11-21T23:59:59Z');
    expect(readDateTime('December 31, 2026', 'UTC')).toBe('2026-12-31T23:59:59Z');
    expect(twoReadings('03/05/2027')).toEqual(['5 March 2027', '3 May 2027']);
  } finally {
    Object.assign(Settings, { defaultZone, defaultLocale });
  }
});
