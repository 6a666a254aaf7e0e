// Protects how the runner reads parameters: what Make would drop, convert or refuse before a module runs.

import { itemsSchema } from '../../standIns/make/engine/parameterSpec.ts';
import { readParameters } from '../../standIns/make/engine/parameters.ts';
import { failure } from './runnerApp.ts';

const read = (items: unknown, given: Record<string, unknown>) =>
  readParameters(itemsSchema.parse(items), given, { timezone: 'Europe/Prague', lenient: false });
const refused = (items: unknown, given: Record<string, unknown>) =>
  failure(Promise.resolve().then(() => read(items, given)));
const one = (parameter: object) => [{ name: 'x', label: 'The X', ...parameter }];

const tagged = [{ name: 'tag', type: 'text', required: true }];
const choices = [
  { value: 'a', label: 'A', nested: [{ name: 'forA', type: 'integer', required: true }] },
  { value: 'b', label: 'B', nested: 'rpc://fields' },
  { value: 3, label: 'Three' },
];

test.each<[string, object, unknown, unknown]>([
  ['text', { type: 'text' }, 'a', 'a'],
  ['a number for text', { type: 'text' }, 5, '5'],
  ['a date for text', { type: 'text' }, new Date(0), '1970-01-01T00:00:00.000Z'],
  ['blank text', { type: 'text' }, '', undefined],
  ['erased text', { type: 'text' }, null, null],
  ['a number', { type: 'number' }, ' 1.5 ', 1.5],
  ['an integer', { type: 'integer' }, '-3', -3],
  ['zero', { type: 'uinteger' }, 0, 0],
  ['a boolean', { type: 'boolean' }, 'false', false],
  ['a date with an offset', { type: 'date' }, '2026-07-01T10:00:00+01:00', '2026-07-01T09:00:00.000Z'],
  [
    'a date without one, in the time zone of the run',
    { type: 'date' },
    '2026-07-01T10:00',
    '2026-07-01T08:00:00.000Z',
  ],
  ['a day', { type: 'date', time: false }, '2026-07-01', '2026-06-30T22:00:00.000Z'],
  ['a Date', { type: 'date' }, new Date(0), '1970-01-01T00:00:00.000Z'],
  ['an option', { type: 'select', options: choices }, 3, 3],
  ['a mapped option', { type: 'select', options: choices }, 'c', 'c'],
  [
    'an option of a group',
    { type: 'select', grouped: true, options: [{ label: 'G', options: choices }] },
    3,
    3,
  ],
  ['an option of an RPC', { type: 'select', options: 'rpc://list' }, 'id', 'id'],
  ['several options', { type: 'select', multiple: true, options: choices }, ['a', 3], ['a', 3]],
  ['a collection', { type: 'collection', spec: tagged }, { tag: 1, more: 2 }, { tag: '1' }],
  ['an empty collection', { type: 'collection', spec: [{ name: 'tag', type: 'text' }] }, undefined, {}],
  [
    'a collection of dynamic fields',
    { type: 'collection', spec: ['rpc://fields'] },
    { a: 1, b: '' },
    { a: 1 },
  ],
  ['an array', { type: 'array', spec: { type: 'integer' } }, ['1', 2], [1, 2]],
  ['an erased array', { type: 'array', spec: { type: 'integer' } }, null, []],
  [
    'an array of collections',
    { type: 'array', spec: tagged },
    [{ tag: 't', more: 1 }, {}],
    [{ tag: 't' }, {}],
  ],
  ['anything', { type: 'any' }, { a: 1 }, { a: 1 }],
])('%s is read as Make reads it', (_, parameter, given, expected) => {
  expect(read(one(parameter), { x: given }).x).toEqual(expected);
});

test.each<[string, object, unknown]>([
  ['a collection for text', { type: 'text' }, {}],
  ['text for a number', { type: 'number' }, 'two'],
  ['a fraction for an integer', { type: 'integer' }, 1.5],
  ['a negative uinteger', { type: 'uinteger' }, '-1'],
  ['text for a boolean', { type: 'boolean' }, 'yes'],
  ['text for a date', { type: 'date' }, 'tomorrow'],
  ['a number that is no option', { type: 'select', options: choices }, 4],
  ['text for several options', { type: 'select', multiple: true, options: choices }, 'a'],
  ['text for a collection', { type: 'collection', spec: tagged }, 't'],
  ['text for an array', { type: 'array', spec: tagged }, 't'],
  ['a missing value', { type: 'text', required: true }, undefined],
  ['a blank value', { type: 'text', required: true }, ''],
  ['an erased value', { type: 'text', required: true }, null],
  ['a missing item', { type: 'array', spec: { type: 'text', required: true } }, ['']],
])('%s is a ValidationError that names the label', async (_, parameter, given) => {
  const error = await refused(one(parameter), { x: given });
  expect(error).toMatchObject({ type: 'ValidationError', message: expect.stringContaining("'The X'") });
});

test('what is required in a collection is required even when the collection is missing', async () => {
  const items = one({
    type: 'collection',
    spec: [{ name: 'tag', label: 'Tag', type: 'text', required: true }],
  });
  expect(await refused(items, {})).toMatchObject({ message: expect.stringContaining("'Tag'") });
});

test('only declared parameters arrive, with the fields of the chosen option beside it', async () => {
  const items = [
    { name: 'kind', type: 'select', options: choices },
    { name: 'more', type: 'boolean', nested: [{ name: 'ifMore', type: 'text' }] },
    { name: 'plain', type: 'text' },
    { type: 'banner', text: 'No name' },
  ];
  const given = { kind: 'a', forA: '1', more: true, ifMore: 'm', plain: '', stranger: 1 };
  expect(read(items, given)).toEqual({ kind: 'a', forA: 1, more: true, ifMore: 'm' });
  expect(read(items, { ...given, kind: 'c', more: false })).toEqual({ kind: 'c', more: false });
  expect(read(items, { ...given, kind: 'b', plain: 'p' })).toEqual({ ...given, kind: 'b', plain: 'p' });
  expect(await refused(items, { kind: 'a' })).toMatchObject({ type: 'ValidationError' });
});

test('a select filled by an RPC may bring the same fields for every option', () => {
  const store = { store: 'rpc://list', nested: [{ name: 'tier', type: 'text' }] };
  const items = [{ name: 'program', type: 'select', options: store }];
  expect(read(items, { program: 'p1', tier: 't1' })).toEqual({ program: 'p1', tier: 't1' });
  expect(read(items, { tier: 't1' })).toEqual({});
});

test('a whole level may come from an RPC', () => {
  expect(read('rpc://fields', { a: 1, b: undefined })).toEqual({ a: 1 });
});
