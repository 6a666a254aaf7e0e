// The data of a request on Make: what is not given is left out, whole objects too. Compiled, then read by the model of Make.
import { CannotCompile, compiling, imlByType, longestExpression, tooLong } from '../../make/compile.ts';
import { blocksOf, jsonAlone, jsonOf, nothingHoisted } from '../../make/data.ts';
import { iml } from '../../make/iml.ts';
import { pathOf } from '../../make/resolve.ts';
import {
  choose,
  filled,
  mergeMaps,
  not,
  orElse,
  ref,
  type Template,
  toJson,
  toPassKitDate,
  when,
} from '../../operation/expression.ts';
import { evaluate } from '../../standIns/make/engine/iml.ts';
import { mergeTemp } from '../../standIns/make/engine/merge.ts';

const a = ref<string>('input', 'a');
const b = ref<string>('input', 'b');
const map = ref<Record<string, string>>('input', 'map');
const resolve = (path: readonly string[]) => iml(`parameters.${path.at(-1)}`);

/** What PassKit is sent when the user has filled in some inputs. */
function sent(template: Template, parameters: Record<string, unknown>): unknown {
  const hoisted = nothingHoisted();
  const json = jsonOf(template, resolve, hoisted);
  let temp: unknown = {};
  for (const block of blocksOf(hoisted)) temp = mergeTemp(temp, evaluate(block, { parameters, temp }));
  const body: unknown = JSON.parse(JSON.stringify(evaluate(json, { parameters, temp }) ?? null));
  return body;
}

const day = { year: 1990, month: 5, day: 17 };
const both = [{ id: a }, { id: b }];

test.each<[what: string, template: Template, given: Record<string, unknown>, body: unknown]>([
  ['a value', { a, kind: 'k' }, { a: 'x' }, { a: 'x', kind: 'k' }],
  ['a value that is not given', { a, kind: 'k' }, {}, { kind: 'k' }],
  ['a value that is never there', { a: undefined, kind: 'k' }, {}, { kind: 'k' }],
  ['an object', { person: { a, b } }, { b: 'x' }, { person: { b: 'x' } }],
  ['an object with nothing in it', { person: { a, b }, kind: 'k' }, {}, { kind: 'k' }],
  ['an object with something fixed', { person: { a, kind: 'k' } }, {}, { person: { kind: 'k' } }],
  ['an object that never has anything', { person: { a: undefined }, kind: 'k' }, {}, { kind: 'k' }],
  [
    'an object with nothing, beside what never is there',
    { person: { a: undefined, b }, kind: 'k' },
    {},
    { kind: 'k' },
  ],
  ['a list', { list: both }, { a: 'x', b: 'y' }, { list: [{ id: 'x' }, { id: 'y' }] }],
  ['a list with an empty object', { list: both }, { b: 'y' }, { list: [{ id: 'y' }] }],
  ['a list of empty objects', { list: both }, {}, { list: [] }],
  [
    'a list that begins with something fixed',
    { list: [{ id: 'k' }, { id: a }] },
    {},
    { list: [{ id: 'k' }] },
  ],
  [
    'a list of something fixed and something given',
    { list: [{ id: 'k' }, { id: a }] },
    { a: 'x' },
    { list: [{ id: 'k' }, { id: 'x' }] },
  ],
  ['a list with something that never is there', { list: [undefined, 'k'] }, {}, { list: ['k'] }],
  ['a list of something that may be there and never is', { list: [undefined, { id: a }] }, {}, { list: [] }],
  ['a list of fixed texts', { list: ['k', 'l'] }, {}, { list: ['k', 'l'] }],
  ['a date', { born: toPassKitDate(a) }, { a: '1990-05-17' }, { born: day }],
  ['a date that is not given', { born: toPassKitDate(a), kind: 'k' }, {}, { kind: 'k' }],
  ['two dates', { born: toPassKitDate(a), died: toPassKitDate(b) }, { a: '1990-05-17' }, { born: day }],
  [
    'two dates, the second given',
    { born: toPassKitDate(a), died: toPassKitDate(b) },
    { b: '1990-05-17' },
    { died: day },
  ],
  [
    'an object with a date alone',
    { person: { born: toPassKitDate(a) } },
    { a: '1990-05-17' },
    { person: { born: day } },
  ],
  ['an object with no date', { person: { born: toPassKitDate(a) }, kind: 'k' }, {}, { kind: 'k' }],
  ['a date that is never there', { born: toPassKitDate(undefined), kind: 'k' }, {}, { kind: 'k' }],
  [
    'pairs, and one more',
    { all: mergeMaps(map, { b }) },
    { map: { a: '1' }, b: '2' },
    { all: { a: '1', b: '2' } },
  ],
  [
    'pairs, and one instead',
    { all: mergeMaps(map, { b }) },
    { map: { b: '1' }, b: '2' },
    { all: { b: '2' } },
  ],
  ['pairs, and nothing more', { all: mergeMaps(map, { b }) }, { map: { b: '1' } }, { all: { b: '1' } }],
  ['pairs that are not given, and one', { all: mergeMaps(map, { b }) }, { b: '2' }, { all: { b: '2' } }],
  [
    'pairs, and one that is fixed',
    { all: mergeMaps(map, { b: 'k' }) },
    { map: { b: '1' } },
    { all: { b: 'k' } },
  ],
  [
    'pairs, and one that never is there',
    { all: mergeMaps(map, { b: undefined }) },
    { map: { b: '1' } },
    { all: { b: '1' } },
  ],
  ['JSON', { text: toJson({ a }) }, { a: 'x' }, { text: '{"a":"x"}' }],
  ['JSON of nothing', { text: toJson({ a }) }, {}, { text: '{}' }],
  [
    'a text beside a value',
    { person: { name: when(filled(a), 'k'), a } },
    { a: 'x' },
    { person: { name: 'k', a: 'x' } },
  ],
  [
    'a text beside a value that is not given',
    { person: { name: when(filled(a), 'k') }, kind: 'k' },
    {},
    { kind: 'k' },
  ],
  ['one of two texts', { person: { name: choose(filled(a), 'k', 'l') } }, {}, { person: { name: 'l' } }],
])('%s', (_what, template, given, body) => {
  expect(sent(template, given)).toEqual(body);
});

test('an object that may be empty is refused where nothing comes before the request', () => {
  expect(() => jsonAlone({ person: { a } }, resolve)).toThrow(CannotCompile);
  expect(jsonAlone({ person: { a, kind: 'k' } }, resolve)).toEqual({
    person: { a: '{{parameters.a}}', kind: 'k' },
  });
});

test('two objects that may be empty cannot have one name', () => {
  const hoisted = nothingHoisted();
  expect(() => jsonOf({ x: { person: { a } }, y: { person: { b } } }, resolve, hoisted)).toThrow(
    /named person/,
  );
  const taken = nothingHoisted({ taken: new Set(['person']) });
  expect(() => jsonOf({ person: { a } }, resolve, taken)).toThrow(/named person/);
});

test('an expression of 500 characters is compiled; one more is refused, with where it stands and how it begins', () => {
  const expression = (length: number) => `{{${'x'.repeat(length - 4)}}}`;
  expect(longestExpression).toBe(500);
  expect(tooLong({ a: expression(500), b: `${expression(300)} ${expression(300)}` })).toEqual([]);
  expect(compiling('do_thing', () => expression(500))).toBe(expression(500));
  const begins = expression(501).slice(0, 80);
  const message = `do_thing: an expression of more than 500 characters: ${begins}…`;
  const refused = expect.objectContaining({ name: 'CannotCompile', message });
  expect(() => compiling('do_thing', () => expression(501))).toThrow(refused);
});

test('what fails while compiling says where, and keeps what it was', () => {
  const cause = new TypeError('no such thing');
  const fails = () =>
    compiling('do_thing', () => {
      throw cause;
    });
  expect(fails).toThrow(
    expect.objectContaining({ name: 'CannotCompile', message: 'do_thing: no such thing', cause }),
  );
});

test('what differs by pass type is for each type its own, also where only some of it is alike', () => {
  const of = { x: orElse(a, b), y: orElse(b, a), z: not(filled(a)) };
  const told = (...types: (keyof typeof of)[]) => {
    const variants = types.map((passType) => ({ passType, template: of[passType], resolve }));
    const { text } = imlByType(variants, 'temp');
    const parameters = { a: '1', b: '2' };
    return types.map((passType) => evaluate(`{{${text}}}`, { parameters, temp: { passType } }));
  };
  expect(told('x', 'y')).toEqual(['1', '2']);
  expect(told('x', 'y', 'z')).toEqual(['1', '2', false]);
  expect(told('x', 'z')).toEqual(['1', false]);
});

test('a name that is more than a word stands in back-ticks', () => {
  expect(pathOf(['item', 'metaData', 'b-c', undefined, 'd'])).toBe('item.metaData.`b-c`.d');
});
