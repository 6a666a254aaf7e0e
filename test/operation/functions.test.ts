// Protects the functions of the expression language where they meet what is missing, odd, or at an edge; each by its expression.
import { Settings } from 'luxon';
import {
  agreesText,
  below,
  blanksOf,
  clockTime,
  customFieldsIn,
  each,
  evaluate,
  exprOf,
  fromPassKitDate,
  includes,
  nodeOf,
  notAfter,
  now,
  type PassKitDate,
  plus,
  quoted,
  readableTime,
  ref,
  references,
  type Scope,
  sameText,
  sameTime,
  stamp,
  startingWith,
  type Template,
  text,
  toNumber,
  toTime,
  type WebhookTime,
  words,
} from '../../operation/expression.ts';

const long = 'x'.repeat(70);
const cut = `${'x'.repeat(57)}…`;
const scope: Scope = {
  input: { long, names: ['A_B'], records: [null, { a: 'x' }], nothing: null },
  result: {},
  setting: { now: '2026-11-20T09:30:00.000Z', pages: 'https://pages', zone: 'Europe/Berlin' },
};
const value = (template: Template) => evaluate(template, scope);
const missing = ref<never>('input', 'missing');
const nothing = ref<never>('input', 'nothing');
/** What comes from outside, whatever it is. */
const told = <T>(item: unknown, expression: (item: ReturnType<typeof ref<T>>) => Template): unknown =>
  evaluate(expression(ref<T>('item')), { ...scope, item });

test.each<[string, Template, unknown]>([
  ['sameText: a missing one and a text', sameText(missing, 'x'), false],
  ['sameText: a text and a missing one', sameText('x', missing), false],
  ['agreesText: a text and a missing one', agreesText('x', missing), false],
  ['notAfter: a missing one last', notAfter(now, missing), false],
  ['notAfter: null first', notAfter(nothing, now), false],
  ['sameTime: a time and a missing one', sameTime(now, missing), false],
  ['sameTime: a missing one and a time', sameTime(missing, now), false],
  ['sameTime: two missing ones', sameTime(missing, missing), false],
  ['below: less', below(1, 2), true],
  ['below: the same', below(2, 2), false],
  ['below: a missing one', below(missing, 2), false],
  ['below: than a missing one', below(1, missing), false],
  ['below: of two missing ones', below(missing, missing), false],
  ['words: no spaces around', words(' Jane', 'Doe '), 'Jane Doe'],
  ['words: the first alone', words('Jane', missing), 'Jane'],
  ['words: the second alone', words(nothing, 'Doe'), 'Doe'],
  ['words: of spaces alone', words(' ', ' '), undefined],
  ['blanksOf: between commas', blanksOf('size, hue ,, red hair'), { size: '', hue: '', 'red hair': '' }],
  ['blanksOf: on lines, without what no name has', blanksOf('"si\\ze"\r\nhue'), { size: '', hue: '' }],
  ['blanksOf: missing', blanksOf(missing), undefined],
  ['blanksOf: commas alone', blanksOf(' , ,'), undefined],
  ['each: of a record that is null', each(ref<{ a: string }[]>('input', 'records'), 'a'), [undefined, 'x']],
  ['startingWith: no list', startingWith(missing, 'A'), undefined],
  ['includes: one of them', includes(ref<string[]>('input', 'names'), 'A_B'), true],
  ['includes: no list', includes(missing, 'A_B'), false],
  ['toNumber: a sign and a fraction', toNumber('-12.5'), -12.5],
  ['toNumber: a plus', toNumber('+5'), 5],
  ['toNumber: something before', toNumber('x5'), undefined],
  ['toNumber: something after', toNumber('5 points'), undefined],
  ['toNumber: missing', toNumber(missing), undefined],
  ['plus: days', plus(now, 30, 'days'), '2026-12-20T09:30:00Z'],
  ['plus: weeks', plus(now, 1, 'weeks'), '2026-11-27T09:30:00Z'],
  ['plus: a month that is too short', plus('2027-01-31T22:59:59Z', 1, 'months'), '2027-02-28T22:59:59Z'],
  ['plus: the clock of the user stays', plus('2026-12-31T22:59:59Z', 6, 'months'), '2027-06-30T21:59:59Z'],
  ['plus: years', plus(now, 2, 'years'), '2028-11-20T09:30:00Z'],
  ['plus: nothing', plus(now, 0, 'days'), '2026-11-20T09:30:00Z'],
  ['plus: another unit', plus(now, 1, text`hours`), undefined],
  ['plus: a missing time', plus(missing, 1, 'days'), undefined],
  ['plus: a missing amount', plus(now, missing, 'days'), undefined],
  ['clockTime: in the zone of the user', clockTime(now), '2026-11-20T10:30:00'],
  ['clockTime: missing', clockTime(missing), undefined],
  ['quoted: a long one', quoted(ref<string>('input', 'long')), cut],
  ['quoted: of 60 characters', quoted('x'.repeat(60)), 'x'.repeat(60)],
  ['quoted: of 61 characters', quoted('x'.repeat(61)), cut],
  ['quoted: an emoji is kept', quoted(`🎟${long}`), `🎟${'x'.repeat(55)}…`],
  ['quoted: no half of an emoji is left', quoted(`${'x'.repeat(56)}🎟${long}`), `${'x'.repeat(56)}…`],
  ['quoted: a number', quoted(7), '7'],
  ['quoted: missing', quoted(missing), undefined],
  ['text: a quotation is cut short', text`Pass “${long}” is gone`, `Pass “${cut}” is gone`],
  ['text: a quotation alone', text`“${long}”`, `“${cut}”`],
  ['text: what is not quoted is whole', text`${long}, ${long}`, `${long}, ${long}`],
  ['text: a mark that only opens', text`“${long}, and`, `“${long}, and`],
  ['text: a mark that only closes', text`so ${long}”`, `so ${long}”`],
  ['text: that ends in a mark', text`so “`, 'so “'],
])('%s', (_name, template, expected) => {
  expect(value(template)).toEqual(expected);
});

describe('what a webhook writes', () => {
  test.each<[unknown, string | undefined]>([
    [{ year: 1990, month: 5, day: 7 }, '1990-05-07'],
    [{ year: 1990, month: 12, day: 31 }, '1990-12-31'],
    [{ year: 11990, month: 5, day: 7 }, undefined],
    [{ year: 1990, month: 5, day: 170 }, undefined],
    [{ year: 1990, month: 5 }, undefined],
    [{ month: 5, day: 7 }, undefined],
    [{ year: 1990, day: 7 }, undefined],
    ['1990', undefined],
    [null, undefined],
  ])('as a date, %j, is the day %s', (date, expected) => {
    expect(told<PassKitDate>(date, fromPassKitDate)).toBe(expected);
  });

  const seconds = Date.parse('2026-11-20T09:30:00Z') / 1000;
  test.each<[unknown, string | undefined, string | undefined]>([
    [{ seconds }, '2026-11-20T09:30:00Z', `${seconds}.0`],
    [{ seconds, nanos: null }, '2026-11-20T09:30:00Z', `${seconds}.0`],
    [{ seconds: String(seconds), nanos: 5 }, '2026-11-20T09:30:00Z', `${seconds}.5`],
    ['2026-11-20T09:30:00Z', '2026-11-20T09:30:00Z', `${seconds}.0`],
    ['2026-11-20T10:30:00+01:00', '2026-11-20T09:30:00Z', `${seconds}.0`],
    ['2026-11-20T09:30:00.5Z', '2026-11-20T09:30:00Z', `${seconds}.500000000`],
    ['2026-11-20T10:30:00.5+01:00', '2026-11-20T09:30:00Z', `${seconds}.500000000`],
    ['2026-11-20T04:15:00.000000005-05:15', '2026-11-20T09:30:00Z', `${seconds}.5`],
    ['2026-11-20T09:30:00.123456789123Z', '2026-11-20T09:30:00Z', `${seconds}.123456789`],
    [{ seconds: 'x12' }, undefined, undefined],
    [{ seconds: '12x' }, undefined, undefined],
    [{ seconds: '123456789012' }, undefined, undefined],
    [{}, undefined, undefined],
    [null, undefined, undefined],
    ['soon', undefined, undefined],
    [undefined, undefined, undefined],
  ])('as a time, %j, is %s, and %s tells it from others', (time, moment, mark) => {
    expect(told<WebhookTime>(time, toTime)).toBe(moment);
    expect(told<WebhookTime>(time, stamp)).toBe(mark);
  });

  test.each<[unknown, Record<string, unknown>]>([
    [
      { 'meta.size': 'L', 'meta.meta.hue': 'red', 'person.meta.x': 'y', meta: 'z' },
      { size: 'L', 'meta.hue': 'red' },
    ],
    [{}, {}],
    [null, {}],
    [undefined, {}],
    ['text', {}],
  ])('as the data of a pass, %j, has the custom fields %j', (data, fields) => {
    expect(told<object>(data, customFieldsIn)).toEqual(fields);
  });
});

test('the zone of the machine counts for nothing', () => {
  const { defaultZone } = Settings;
  Object.assign(Settings, { defaultZone: 'Asia/Tokyo' });
  try {
    expect(value(readableTime('2026-12-31T22:59:59Z'))).toBe('2026-12-31 22:59 UTC');
    expect(value(clockTime(now))).toBe('2026-11-20T10:30:00');
  } finally {
    Object.assign(Settings, { defaultZone });
  }
});

test('an expression is its data, and its data are an expression', () => {
  const upper = exprOf({ fn: 'words', args: ['Jane', 'Doe'] });
  expect(nodeOf(upper)).toEqual({ fn: 'words', args: ['Jane', 'Doe'] });
  expect(value(upper)).toBe('Jane Doe');
});

test('every reference in a template is known, however deep, and nothing else', () => {
  expect(
    references({ a: [text`x${ref<string>('input', 'a', 'b')}`, 1], b: clockTime(now), c: undefined }),
  ).toEqual([
    ['input', 'a', 'b'],
    ['setting', 'now'],
    ['setting', 'zone'],
  ]);
  expect(references('x')).toEqual([]);
});
