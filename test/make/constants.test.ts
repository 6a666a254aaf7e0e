// Expressions of what is known, or known not to be there, when they are compiled: they are made shorter, and mean the same on
// both platforms.
import { imlOf } from '../../make/compile.ts';
import { iml } from '../../make/iml.ts';
import {
  agrees,
  agreesText,
  all,
  any,
  below,
  blanksOf,
  choose,
  clockTime,
  equal,
  evaluate,
  filled,
  fromPassKitDate,
  mergeMaps,
  not,
  notAfter,
  now,
  orElse,
  type PassKitDate,
  plus,
  readableTime,
  ref,
  sameText,
  sameTime,
  type Template,
  text,
  toNumber,
  translate,
  within,
  words,
} from '../../operation/expression.ts';
import { evaluate as evaluateIml } from '../../standIns/make/engine/iml.ts';

const a = ref<string>('input', 'a');
const none = ref<string>('input', 'none');
const three = ref<number>('input', 'three');
const map = ref<Record<string, string>>('input', 'map');
const date = ref<PassKitDate>('input', 'none');
const input = { a: 'A', three: 3, map: { x: '1' } };
const time = new Date('2026-11-28T21:00:00Z');

test.each<[what: string, expression: Template, value: unknown]>([
  ['what is there is filled', filled('k'), true],
  ['what never is there is not filled', filled(undefined), false],
  ['an empty text is not filled', filled(''), false],
  ['not true', not(true), false],
  ['not false', not(false), true],
  ['not what is there', not(filled(a)), false],
  ['not what is not there', not(filled(none)), true],
  ['all of true and something', all(true, filled(a)), true],
  ['all of false and something', all(false, filled(a)), false],
  ['any of true and nothing', any(true, filled(none)), true],
  ['any of false and something', any(false, filled(a)), true],
  ['all of any', all(any(filled(none), filled(a)), filled(none)), false],
  ['any of all', any(all(filled(none), filled(a)), filled(a)), true],
  ['the same text', equal('k', 'k'), true],
  ['another text', equal<string>('k', 'l'), false],
  ['a text and nothing', equal<string>('k', undefined), false],
  ['nothing and nothing', equal<string>(undefined, undefined), false],
  ['the same words, and none', sameText(undefined, a), false],
  ['a time that is never there is not before another', notAfter(undefined, now), false],
  ['no time is before one that is never there', notAfter(now, undefined), false],
  ['now is not after now', notAfter(now, now), true],
  ['a time that is never there is no other', sameTime(undefined, now), false],
  ['a number that is never there is not below another', below(undefined, three), false],
  ['no number is below one that is never there', below(three, undefined), false],
  ['a number below another', below(2, three), true],
  ['so much after a time that is never there', plus(undefined, 1, 'days'), undefined],
  ['no amount after now', plus(now, undefined, 'days'), undefined],
  ['a day after now', plus(now, 1, 'days'), '2026-11-29T21:00:00Z'],
  ['what is not asked agrees', agrees(undefined, a), true],
  ['what is not asked agrees in its words', agreesText(undefined, a), true],
  ['what is asked agrees with itself', agrees(a, a), true],
  ['what is asked does not agree with nothing', agrees(a, none), false],
  ['no bounds', within(now, undefined, undefined), true],
  ['a bound before', within(now, '2026-11-28T21:00:01Z', undefined), false],
  ['a bound after', within(now, undefined, '2026-11-28T20:59:59Z'), false],
  ['pairs of nothing', mergeMaps(undefined, undefined), undefined],
  ['pairs on nothing', mergeMaps(undefined, map), { x: '1' }],
  ['pairs below nothing', mergeMaps(map, undefined), { x: '1' }],
  ['blanks of nothing', blanksOf(undefined), undefined],
  ['words of nothing and something', words(undefined, a), 'A'],
  ['words of nothing', words(undefined, undefined), undefined],
  ['the first that is there, of known ones', orElse<string>('', undefined, 'k'), 'k'],
  ['the first that is there, of some', orElse(none, 'k', a), 'k'],
  ['the first that is there, of none', orElse<string>(undefined, ''), undefined],
  ['one of two known', choose<string>(true, 'k', 'l'), 'k'],
  ['the other of two known', choose<string>(false, 'k', 'l'), 'l'],
  ['text around nothing', text`k${undefined}l`, 'kl'],
  ['text of known parts', text`k${'l'}${2}`, 'kl2'],
  ['text with quotation marks', text`"k" ${a}`, '"k" A'],
  ['text with an apostrophe', text`it's ${a}`, "it's A"],
  ['a day of nothing', fromPassKitDate(date), undefined],
  ['now for people', readableTime(now), '2026-11-28 21:00 UTC'],
  ['a time that is not there, for people', readableTime(none), undefined],
  ['the clock of a time that is not there', clockTime(none), undefined],
  ['a meaning', translate(a, { A: 'k' }, 'l'), 'k'],
  ['another meaning', translate(a, { B: 'k' }, 'l'), 'l'],
  ['a meaning of nothing', translate(none, { A: 'k' }, 'l'), undefined],
  ['a number of a text', toNumber('7'), 7],
])('%s', (_what, expression, value) => {
  const scope = { input, result: {}, setting: { now: time.toISOString(), pages: '', zone: 'UTC' } };
  const unlessBlank = (given: unknown) => (given === '' || given === null ? undefined : given);
  expect(unlessBlank(evaluate(expression, scope))).toEqual(value);
  const compiled = imlOf(expression, ([root, name]) =>
    iml(root === 'setting' ? `${name}` : `parameters.${name}`),
  );
  const context = { parameters: input, now: time, zone: 'UTC', environment: { timezone: 'UTC' } };
  expect(unlessBlank(evaluateIml(`{{${compiled.text}}}`, context))).toEqual(value);
});
