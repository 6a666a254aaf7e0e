// Protects the steps declarations are made of: a step carries what was said of it, and nothing that was not.
import * as z from 'zod';
import { equal, evaluate, filled, nodeOf, ref, type Scope, text } from '../../operation/expression.ts';
import { fieldsByType, isId } from '../../operation/field.ts';
import { call, find, findAgain, findOf, halt, lostOf, matches, value, values } from '../../operation/step.ts';
import { input, lookup, type Rec } from './thing.ts';

const by = { externalId: input.key };
const plain = find('plain', lookup, { by, project: input.project });
const made = call('made', {
  effect: 'adds',
  method: 'POST',
  path: '/thing',
  answer: z.object({ id: z.string() }),
});

describe('a find that asks again', () => {
  test('asks the same, under a name of its own', () => {
    const again = findAgain('again', plain);
    expect(Object.keys(again)).toEqual(['kind', 'name', 'lookup', 'by', 'project', 'again', 'result']);
    expect([again.kind, again.name, again.lookup, again.again]).toEqual(['find', 'again', lookup, plain]);
    expect(again.by).toBe(by);
    expect(nodeOf(again.result.id)).toEqual({ ref: ['result', 'again', '0', 'id'] });
  });

  test('keeps which records it is about, and that it may be done without', () => {
    const where = [{ field: 'status', operator: 'eq', value: text`open` }] as const;
    const among = { field: 'note', is: 'x' };
    const keep = (found: typeof plain.result) => filled(found.mail);
    const again = findAgain(
      'again',
      find('f', lookup, { by, project: input.project, where, among, keep, optional: true }),
    );
    expect(again).toMatchObject({ optional: true });
    expect([again.where, again.among, again.keep]).toEqual([where, among, keep]);
  });

  test('has no condition of its own, and ends no run', () => {
    const again = findAgain(
      'again',
      find('f', lookup, {
        by,
        project: input.project,
        when: filled(input.note),
        missing: { code: 'gone', message: 'Gone.' },
      }),
    );
    expect('when' in again || 'missing' in again).toBe(false);
  });
});

test('what a step looks for is itself, or what it looks for after a refusal', () => {
  expect(findOf(plain)).toBe(plain);
  expect(findOf(call('made', made.call, { unless: { found: plain, is: true } }))).toBe(plain);
  for (const step of [made, value('v', text`x`), halt('h', true, 'Ended.')])
    expect(findOf(step)).toBeUndefined();
});

test('it stands under a name of its own that an answer was lost', () => {
  expect(lostOf('made')).toBe('madeLost');
  expect(nodeOf(made.lost)).toEqual({ ref: ['result', 'madeLost'] });
});

test('a value has words for the documentation only where they were said', () => {
  const one = text`x`;
  expect(Object.keys(value('v', one))).toEqual(['kind', 'name', 'value', 'result']);
  expect(value('v', one, ['it is', 'it is not']).says).toEqual(['it is', 'it is not']);
  expect(nodeOf(values('both', { a: one }).result.a)).toEqual({ ref: ['result', 'both', 'a'] });
});

describe('a record is handed on', () => {
  const record = { id: 'r1', key: 'row-1', project: 'P', mail: 'Jane@Example.com', note: 'x' };
  const asked = find('f', lookup, {
    by: { id: input.id, externalId: input.key, emailAddress: input.mail },
    project: input.project,
  });
  const scope = (values: Record<string, unknown>): Scope => ({
    input: values,
    result: {},
    setting: { now: '', pages: '', zone: 'UTC' },
    item: record,
  });

  test.each<[string, Record<string, unknown>, boolean]>([
    ['by its ID', { id: 'r1' }, true],
    ['not by another ID, whatever else fits', { id: 'r2', key: 'row-1', mail: record.mail }, false],
    ['by its ID, whatever else does not fit', { id: 'r1', key: 'row-2', mail: 'x@y.zz' }, true],
    ['by its own ID', { key: 'row-1', mail: 'x@y.zz' }, true],
    ['not by another own ID', { key: 'row-2', mail: record.mail }, false],
    ['by its e-mail address in any case', { mail: 'jane@example.com' }, true],
    ['not by another e-mail address', { mail: 'joan@example.com' }, false],
    ['where nothing was asked for', {}, true],
    ['in its project', { id: 'r1', project: 'P' }, true],
    ['not in another project', { id: 'r1', project: 'Q' }, false],
  ])('%s', (_name, values, is) => {
    expect(evaluate(matches(asked), scope(values))).toBe(is);
  });

  test('only where it is of the kind, and what is kept', () => {
    const holds = (more: Partial<typeof asked>) =>
      evaluate(matches({ ...asked, ...more }), scope({ id: 'r1' }));
    expect(holds({ among: { field: 'note', is: 'x' } })).toBe(true);
    expect(holds({ among: { field: 'note', is: 'y' } })).toBe(false);
    expect(holds({ keep: (found) => equal(found.key, 'row-1') })).toBe(true);
    expect(holds({ keep: (found) => equal(found.key, 'row-2') })).toBe(false);
    expect(nodeOf(ref<Rec>('item').id)).toEqual({ ref: ['item', 'id'] });
  });
});

describe('fields', () => {
  const name = { type: 'text', label: 'Name' } as const;

  test('take an ID where a dropdown offers some, or where they name a record', () => {
    expect([isId(name), isId({ ...name, dropdown: 'tier_list' }), isId({ ...name, names: true })]).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('of several pass types are one form, in which each says whose it is', () => {
    expect(fieldsByType({ a: { name }, b: { name, tier: name }, c: { name } })).toEqual({
      name: { ...name, passTypes: ['a', 'b', 'c'] },
      tier: { ...name, passTypes: ['b'] },
    });
  });

  test('that differ under one key are refused', () => {
    const other = { ...name, label: 'Other' };
    expect(() => fieldsByType({ a: { name }, b: { name }, c: { name: other } })).toThrow(
      'The field name of c is another one than that of a, b',
    );
  });
});
