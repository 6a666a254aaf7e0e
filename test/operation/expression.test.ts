// Protects the expression language: what declarations compute is exactly what is sent and handed to users.
import fc from 'fast-check';
import {
  agrees,
  agreesText,
  all,
  any,
  choose,
  count,
  type Expr,
  each,
  equal,
  evaluate,
  filled,
  first,
  fromPassKitDate,
  isExpr,
  listed,
  mergeMaps,
  not,
  notAfter,
  now,
  orElse,
  pages,
  readableTime,
  ref,
  type Scope,
  sameText,
  sameTime,
  startingWith,
  type Template,
  text,
  toJson,
  toPassKitDate,
  translate,
  when,
  within,
  words,
} from '../../operation/expression.ts';
import { anyString } from '../support/texts.ts';

const scope: Scope = {
  input: {
    name: 'Jane',
    empty: '',
    nothing: null,
    zero: 0,
    off: false,
    on: true,
    day: '1990-05-17',
    map: { a: '1', b: '2' },
    over: { b: '3', c: '4' },
    list: ['A_B', 'B_A_', 'A_C'],
    records: [{ a: 'x' }, { b: 'y' }],
  },
  result: { existing: [{ id: 'p1', person: { forename: 'Jane' } }], issued: { id: 'p2' } },
  setting: { now: '2026-11-20T09:30:00.000Z', pages: 'https://pub1.pskt.io', zone: 'UTC' },
  item: { id: 'p3' },
};
interface Given {
  name: string;
  empty: string;
  nothing: string;
  zero: number;
  off: boolean;
  on: boolean;
  day: string;
  map: Record<string, string>;
  over: Record<string, string>;
}
const of = <K extends keyof Given>(key: K): Expr<Given[K]> => ref<Given[K]>('input', key);
const missing: Expr<never> = ref<never>('input', 'missing');
const value = (template: Template) => evaluate(template, scope);
const withInput = (values: Record<string, unknown>): Scope => ({ ...scope, input: values });

test.each<[string, Template, unknown]>([
  ['a path into the scope', ref<{ id: string }>('result', 'issued').id, 'p2'],
  [
    'a path through a list',
    ref<{ person: { forename: string } }>('result', 'existing', '0').person.forename,
    'Jane',
  ],
  ['a path that ends early', ref<{ a: { b: { c: string } } }>('input', 'name').a.b.c, undefined],
  ['a path through null', ref('input', 'nothing', 'a'), undefined],
  ['the record a list is looked through for', ref('item', 'id'), 'p3'],
  ['the time of the run', now, '2026-11-20T09:30:00.000Z'],
  ['the address of pass pages', pages, 'https://pub1.pskt.io'],

  [
    'orElse: the first that is filled',
    orElse<string>(missing, of('empty'), of('nothing'), of('name'), 'x'),
    'Jane',
  ],
  ['orElse: zero is a value', orElse<number>(of('zero'), 5), 0],
  ['orElse: false is a value', orElse<boolean>(of('off'), true), false],
  ['orElse: nothing filled', orElse(missing, of('empty')), undefined],
  ['choose: then', choose(of('on'), 'yes', 'no'), 'yes'],
  ['choose: otherwise', choose(of('off'), 'yes', 'no'), 'no'],
  ['when: a missing condition', when(missing, 'yes'), undefined],
  ['filled: a text', filled(of('name')), true],
  ['filled: zero', filled(of('zero')), true],
  ['filled: empty', filled(of('empty')), false],
  ['filled: null', filled(of('nothing')), false],
  ['filled: missing', filled(missing), false],
  ['not', not(of('off')), true],
  ['not: missing', not(missing), true],
  ['all: every one holds', all(of('on'), filled(of('name'))), true],
  ['all: one does not', all(of('on'), of('off')), false],
  ['all: of nothing', all(), true],
  ['any: one holds', any(of('off'), of('on')), true],
  ['any: none holds', any(of('off'), missing), false],
  ['any: of nothing', any(), false],
  ['equal: the same text', equal(of('name'), 'Jane'), true],
  ['equal: another case', equal(of('name'), 'jane'), false],
  ['equal: no conversion', equal<number | string>(of('zero'), '0'), false],
  ['equal: missing and a text', equal<string>(missing, 'x'), false],
  ['sameText: another case', sameText(of('name'), 'jANE'), true],
  ['sameText: another text', sameText(of('name'), 'Joan'), false],
  ['sameText: two missing ones', sameText(missing, missing), false],
  ['notAfter: before', notAfter('2026-11-20T09:29:59Z', now), true],
  ['notAfter: the same moment in another offset', notAfter('2026-11-20T10:30:00+01:00', now), true],
  ['notAfter: after', notAfter('2026-11-20T09:30:01Z', now), false],
  ['notAfter: missing', notAfter(missing, now), false],
  ['sameTime: in another offset', sameTime('2026-11-20T10:30:00.000+01:00', now), true],
  ['sameTime: a second later', sameTime('2026-11-20T09:30:01Z', now), false],
  ['sameTime: missing', sameTime(missing, missing), false],
  ['sameTime: no time', sameTime('soon', 'soon'), false],
  ['notAfter: no time', notAfter('soon', now), false],
  ['agrees: nothing was asked for', agrees(of('empty'), 'x'), true],
  ['agrees: the same', agrees(of('name'), 'Jane'), true],
  ['agrees: another case', agrees(of('name'), 'jane'), false],
  ['agrees: nothing was found', agrees(of('name'), missing), false],
  ['agreesText: nothing was asked for', agreesText(missing, missing), true],
  ['agreesText: another case', agreesText(of('name'), 'jANE'), true],
  ['agreesText: another text', agreesText(of('name'), 'Joan'), false],
  ['within: on both bounds', within(now, now, now), true],
  ['within: before', within('2026-11-20T09:29:59Z', now, missing), false],
  ['within: after', within('2026-11-20T09:30:01Z', missing, now), false],
  ['within: no bounds', within(now, missing, of('empty')), true],
  ['within: no time', within(missing, now, now), true],
  ['translate: a number', translate(of('zero'), { '0': 'none' }), 'none'],
  ['translate: none of them', translate(of('name'), { Joan: 'x' }), undefined],
  ['translate: otherwise', translate(of('name'), { Joan: 'x' }, 'y'), 'y'],
  ['translate: missing', translate(missing, { Joan: 'x' }, 'y'), undefined],
  ['each', each(ref<{ a: string }[]>('input', 'records'), 'a'), ['x', undefined]],
  ['each: no list', each(ref<{ a: string }[]>('input', 'nothing'), 'a'), []],
  ['first', first(ref<string[]>('input', 'list')), 'A_B'],
  ['first: no list', first(ref<string[]>('input', 'nothing')), undefined],
  ['count', count(ref<unknown[]>('input', 'records')), 2],
  ['count: no list', count(ref<unknown[]>('input', 'nothing')), 0],
  ['listed', listed(ref<string[]>('input', 'list')), 'A_B, B_A_, A_C'],
  ['listed: no list', listed(ref<string[]>('input', 'nothing')), undefined],
  ['startingWith: some', startingWith(ref<string[]>('input', 'list'), 'A_'), ['A_B', 'A_C']],
  ['startingWith: none', startingWith(ref<string[]>('input', 'list'), 'C_'), undefined],
  ['toJson', toJson({ a: of('name'), b: missing }), '{"a":"Jane"}'],
  ['words: a space between', words('Jane', 'Doe'), 'Jane Doe'],
  ['words: only the filled ones', words(of('empty'), 'Doe'), 'Doe'],
  ['words: none', words(missing, of('empty')), undefined],
  ['mergeMaps: the second wins', mergeMaps(of('map'), of('over')), { a: '1', b: '3', c: '4' }],
  ['mergeMaps: only the first', mergeMaps(of('map'), missing), { a: '1', b: '2' }],
  ['mergeMaps: only the second', mergeMaps(missing, of('over')), { b: '3', c: '4' }],
  ['mergeMaps: none', mergeMaps(missing, missing), undefined],
  ['toPassKitDate', toPassKitDate(of('day')), { year: 1990, month: 5, day: 17 }],
  ['toPassKitDate: missing', toPassKitDate(missing), undefined],
  ['fromPassKitDate', fromPassKitDate(toPassKitDate('1990-05-07')), '1990-05-07'],
  ['fromPassKitDate: missing', fromPassKitDate(missing), undefined],
  ['readableTime: in UTC', readableTime('2026-12-31T23:59:59+01:00'), '2026-12-31 22:59 UTC'],
  ['readableTime: missing', readableTime(missing), undefined],
  ['text with holes', text`${of('name')} has ${of('zero')}, ${of('on')}.`, 'Jane has 0, true.'],
  ['text: a missing hole is empty', text`<${missing}${of('nothing')}>`, '<>'],
  ['text in text', text`a ${text`b ${of('name')}`}`, 'a b Jane'],
  ['functions of functions', when(all(filled(of('name')), not(missing)), words('Ms', of('name'))), 'Ms Jane'],
])('%s', (_name, template, expected) => {
  expect(value(template)).toEqual(expected);
});

test.each<[string, Template, unknown]>([
  ['missing values vanish from objects', { a: missing, b: 'x' }, { b: 'x' }],
  ['an object with nothing left vanishes', { a: { b: { c: missing } }, d: 1 }, { d: 1 }],
  ['a template with nothing left is missing as a whole', { a: { b: missing } }, undefined],
  [
    'missing values vanish from lists, empty lists stay',
    { a: [missing, 'x', { b: missing }], c: [missing] },
    { a: ['x'], c: [] },
  ],
  [
    'zero, false and empty text are values',
    { a: of('zero'), b: of('off'), c: '' },
    { a: 0, b: false, c: '' },
  ],
  ['constants stand for themselves', ['x', 1, true], ['x', 1, true]],
])('%s', (_name, template, expected) => {
  expect(value(template)).toStrictEqual(expected);
});

test('only expressions are expressions', () => {
  expect([now, text`x`, ref('input', 'name')].map(isExpr)).toEqual([true, true, true]);
  expect([undefined, null, 'x', 1, {}, [], { ref: ['input'] }].some(isExpr)).toBe(false);
});

const anyText = fc.oneof(
  anyString(),
  fc.constantFrom(
    '{{bundle.authData.apiSecret}}',
    '{{1.id}}',
    '$1 $&',
    'a\nb\r\n',
    '<b>"\\',
    '日本 👩‍👩‍👧',
    '\u0000',
  ),
);
const map = fc
  .array(fc.tuple(fc.oneof(anyText, fc.constantFrom('__proto__', 'constructor', 'toString')), anyText))
  .map((entries): Record<string, string> => Object.fromEntries(entries));

test('texts come through unchanged, whatever is in them', () => {
  fc.assert(
    fc.property(anyText, anyText, (a, b) => {
      const got = evaluate(
        { one: ref('input', 'a'), all: text`[${ref<string>('input', 'a')}|${ref<string>('input', 'b')}]` },
        withInput({ a, b }),
      );
      expect(got).toEqual({ one: a, all: `[${a}|${b}]` });
    }),
  );
});

test('mergeMaps loses no key, and the second map wins', () => {
  fc.assert(
    fc.property(map, map, (under, over) => {
      const merged = evaluate(
        mergeMaps(ref<object>('input', 'under'), ref<object>('input', 'over')),
        withInput({ under, over }),
      );
      const expected = new Map([...Object.entries(under), ...Object.entries(over)]);
      expect(new Map(Object.entries(Object(merged)))).toEqual(expected);
    }),
  );
});

test('a date survives the way to PassKit and back', () => {
  const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(days, (date) => {
      const day = date.toISOString().slice(0, 10);
      expect(evaluate(fromPassKitDate(toPassKitDate(ref<string>('input', 'day'))), withInput({ day }))).toBe(
        day,
      );
    }),
  );
});
