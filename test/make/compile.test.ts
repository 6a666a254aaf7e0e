// Evaluating an expression of the language and evaluating its IML give the same, for any expression and values.
import fc from 'fast-check';
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
  count,
  type Expr,
  each,
  equal,
  evaluate,
  filled,
  first,
  fromPassKitDate,
  includes,
  listed,
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
  translate,
  type Value,
  within,
  words,
} from '../../operation/expression.ts';
import { evaluate as evaluateIml } from '../../standIns/make/engine/iml.ts';
import { anyString } from '../support/texts.ts';

// What users type may hold anything; what declarations say stays within what IML can quote.
const anyText = fc.option(
  fc.oneof(anyString(), fc.constantFrom('', ' ', 'a', 'A', '{{x}}', '"', "'", '\\')),
  { nil: undefined },
);
const wording = fc.oneof(
  fc.constantFrom('', ' ', 'a', 'b', 'REDEEMED', 'The “coupon” ', 'it’s'),
  fc.string().filter((word) => !/["'\\{}]/.test(word)),
);
const time = fc.option(
  fc
    .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  { nil: undefined },
);
const map = fc.option(fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.string(), { maxKeys: 4 }), {
  nil: undefined,
});
const date = fc.option(
  fc.record({
    year: fc.integer({ min: 1900, max: 2099 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  }),
  { nil: undefined },
);

// A list of what happened to a pass, some of it without a reference.
const events = fc.option(
  fc.array(fc.record({ reference: fc.option(anyString(), { nil: undefined }) }), { maxLength: 3 }),
  { nil: undefined },
);
const number = fc.option(fc.integer({ min: -5, max: 5 }), { nil: undefined });

const values = fc.record({
  events,
  names: fc.option(fc.array(fc.stringMatching(/^[a-z]{1,4}$/), { maxLength: 3 }), { nil: undefined }),
  t1: anyText,
  t2: anyText,
  t3: anyText,
  time1: time,
  time2: time,
  map1: map,
  map2: map,
  date1: date,
  n1: number,
  n2: number,
  flag: fc.option(fc.boolean(), { nil: undefined }),
});

const input = (key: string) => ref<string>('input', key);
const texts = fc.constantFrom('t1', 't2', 't3').map(input);
const numbers = fc.oneof(
  fc.constantFrom('n1', 'n2').map((key) => ref<number>('input', key)),
  fc.constantFrom(0, 3),
);
const periods = fc.constantFrom('days', 'weeks', 'months', 'years');
const times = fc.oneof(fc.constantFrom('time1', 'time2').map(input), fc.constant(now));

const happened = ref<{ reference?: string }[]>('input', 'events');

const { condition, words: wordsOf } = fc.letrec<{ condition: Expr<boolean>; words: Value<string> }>(
  (tie) => ({
    words: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      texts,
      wording,
      fc.tuple(tie('words'), tie('words')).map(([a, b]) => orElse<string>(a, b)),
      fc
        .tuple(tie('condition'), tie('words'), fc.option(tie('words'), { nil: undefined }))
        .map(([when, a, b]) => choose<string>(when, a, b)),
      fc.tuple(tie('words'), tie('words')).map(([a, b]) => text`${a} and ${b}`),
      fc.tuple(tie('words'), tie('words')).map(([a, b]) => words(a, b)),
      times.map((moment) => readableTime(moment)),
      times.map((moment) => clockTime(moment)),
      fc.tuple(times, numbers, periods).map(([time, amount, unit]) => plus(time, amount, unit)),
      fc.constant(fromPassKitDate(ref<PassKitDate>('input', 'date1'))),
      fc.constant(listed(ref<string[]>('input', 'names'))),
      fc.constant(first(ref<string[]>('input', 'names'))),
      tie('words').map((value) => translate(value, { a: 'one', REDEEMED: 'two' }, 'other')),
    ),
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constant(filled(input('t1'))),
      fc.constant(all(ref<boolean>('input', 'flag'))),
      tie('words').map((value) => filled(value)),
      tie('condition').map((value) => not(value)),
      fc.array(tie('condition'), { maxLength: 3 }).map((parts) => all(...parts)),
      fc.array(tie('condition'), { maxLength: 3 }).map((parts) => any(...parts)),
      fc.tuple(tie('words'), tie('words')).map(([a, b]) => equal(a, b)),
      fc.tuple(tie('words'), tie('words')).map(([a, b]) => sameText(a, b)),
      texts.map((value) => all(filled(value), includes(each(happened, 'reference'), value))),
      fc.constant(equal<number>(count(happened), 2)),
      fc.tuple(times, times).map(([a, b]) => notAfter(a, b)),
      fc.tuple(times, times).map(([a, b]) => sameTime(a, b)),
      fc.tuple(numbers, numbers).map(([a, b]) => below(a, b)),
      fc.tuple(texts, tie('words')).map(([a, b]) => agrees(a, b)),
      fc.tuple(texts, tie('words')).map(([a, b]) => agreesText(a, b)),
      fc.tuple(times, times, times).map(([a, b, c]) => within(a, b, c)),
    ),
  }),
);
const maps = fc.constantFrom('map1', 'map2').map((key) => ref<object>('input', key));
const merged = fc.oneof(
  fc.tuple(maps, maps).map(([a, b]) => mergeMaps(a, b)),
  fc.constantFrom('t1', 't2').map((key) => mergeMaps(ref<object>('input', 'map1'), blanksOf(input(key)))),
);

const zone = 'Europe/London';
const clock = '2026-11-20T09:30:00.000Z';

/** Missing, null and empty are the same to users: nothing is there. */
const nothing = (value: unknown) => (value === null || value === '' ? undefined : value);

function expectSame(expression: Template, given: Record<string, unknown>) {
  const scope = { input: given, result: {}, setting: { now: clock, pages: '', zone } };
  const compiled = imlOf(expression, ([root, key]) =>
    iml(root === 'setting' ? (key ?? '') : `parameters.${key}`),
  );
  const onMake = evaluateIml(`{{${compiled.text}}}`, {
    parameters: given,
    now: new Date(clock),
    environment: { timezone: zone },
  });
  expect({ iml: compiled.text, is: nothing(onMake) }).toEqual({
    iml: compiled.text,
    is: nothing(evaluate(expression, scope)),
  });
}

test.each([
  ['text', wordsOf],
  ['a condition', condition],
  ['a string map', merged],
])('%s is the same evaluated and as IML', (_name, expressions: fc.Arbitrary<Template>) => {
  fc.assert(
    fc.property(expressions, values, (expression, given) => expectSame(expression, given)),
    { numRuns: 1500 },
  );
});
