// Protects what a run tells of itself: whether something was changed before it failed, and which records it asked for.
import * as z from 'zod';
import { ref, text } from '../../operation/expression.ts';
import type { Operation } from '../../operation/operation.ts';
import { Halt, run, send } from '../../operation/run.ts';
import { call, type Effect, find, halt, type Step, value } from '../../operation/step.ts';
import { type Answer, fails, failure, input, lookup, ok, operation, rec, runtimeWith } from './thing.ts';

const raw = { id: 'r1', key: 'row-1', project: 'P' };

describe('that an earlier request has changed something is known', () => {
  const asks = (name: string, effect: Effect, when?: boolean) =>
    call(
      name,
      { effect, method: 'POST', path: `/${name}`, answer: z.unknown() },
      when === undefined ? {} : { when },
    );
  const looks = find('looks', lookup, { by: { id: input.id }, project: input.project });
  const last = asks('last', 'sets');

  test.each<[string, Step[], Answer[], boolean]>([
    ['after nothing', [], [], false],
    ['after a find', [looks], [ok(rec())], false],
    ['after a call that reads', [asks('a', 'reads')], [ok({})], false],
    ['after a value and a halt that was passed by', [value('v', text`x`), halt('h', false, 'x')], [], false],
    ['after a call that was not needed', [asks('a', 'adds', false)], [], false],
    ['after a call that sets', [asks('a', 'sets')], [ok({})], true],
    ['after a call that adds', [asks('a', 'adds')], [ok({})], true],
    ['after a call that ends', [asks('a', 'ends')], [ok({})], true],
    [
      'after a call that sets, with a read between',
      [asks('a', 'sets'), asks('b', 'reads')],
      [ok({}), ok({})],
      true,
    ],
  ])('%s', async (_name, steps, answers, partly) => {
    const { runtime } = runtimeWith(...answers, fails(400));
    const error = await failure(run(operation({ steps: [...steps, last], result: {} }), raw, runtime));
    expect(error).toMatchObject({ status: 400, partly });
  });

  test('also when PassKit gives no answer to the next one', async () => {
    const { runtime } = runtimeWith(ok({}), fails(503));
    const plan = { steps: [asks('a', 'sets'), looks], result: {} };
    expect(await failure(run(operation(plan), raw, runtime))).toMatchObject({ status: 503, partly: true });
  });
});

describe('a record that is not there', () => {
  const missing = { code: 'no_thing', message: text`There is no ${input.id}.` };
  const reads = call(
    'got',
    { effect: 'reads', method: 'GET', path: '/thing', answer: z.unknown() },
    { missing },
  );
  const looks = find('looks', lookup, { by: { id: input.id }, project: input.project, missing });

  test.each([
    ['by a call', reads],
    ['by a find', looks],
  ])('ends an action with its message, and a search with nothing: asked for %s', async (_name, step) => {
    const plan = { steps: [step], result: {} };
    const action = run(operation(plan), raw, runtimeWith(fails(404)).runtime);
    await expect(action).rejects.toEqual(new Halt('no_thing', 'There is no r1.'));
    await expect(action).rejects.toMatchObject({ name: 'Halt', code: 'no_thing' });
    expect(await run(operation(plan, 'search'), raw, runtimeWith(fails(404)).runtime)).toEqual([]);
  });

  test('that is there is no reason to end', async () => {
    for (const [step, answer] of [
      [reads, ok({})],
      [looks, ok(rec())],
    ] as const) {
      const { runtime } = runtimeWith(answer);
      expect(await run(operation({ steps: [step], result: {} }), raw, runtime)).toHaveLength(1);
    }
  });

  test('after a refusal ends the run with its message; after a lost answer nothing is known', async () => {
    const adds = { effect: 'adds', method: 'POST', path: '/thing', answer: z.unknown() } as const;
    const plan = { steps: [call('made', adds, { unless: { found: looks, is: true } })], result: {} };
    const refused = run(operation(plan), raw, runtimeWith(fails(409), fails(404)).runtime);
    await expect(refused).rejects.toEqual(new Halt('no_thing', 'There is no r1.'));
    const { runtime } = runtimeWith(fails(500), fails(404));
    expect(await failure(run(operation(plan), raw, runtime))).toMatchObject({ status: 500, lost: true });
    const there = runtimeWith(fails(409), ok(rec()));
    expect(await run(operation(plan), raw, there.runtime)).toHaveLength(1);
  });

  test('of a search that was not made is none', async () => {
    const never = find('never', lookup, { by: { id: input.id }, project: input.project, when: false });
    const plan = { steps: [never], each: never, result: {} };
    expect(await run(operation(plan, 'search'), raw, runtimeWith().runtime)).toEqual([]);
  });

  test.each([400, 403, 500])('is not meant by %i', async (status) => {
    for (const step of [reads, looks]) {
      const { runtime } = runtimeWith(fails(status));
      const error = await failure(run(operation({ steps: [step], result: {} }), raw, runtime));
      expect(error).toMatchObject({ status });
    }
  });
});

test('of several pass types one must be said, before any request', async () => {
  const plan = { steps: [], result: {} };
  const several: Operation = { ...operation(plan), plans: { membership: plan, coupon: plan } };
  const { runtime, requests } = runtimeWith();
  await expect(run(several, raw, runtime)).rejects.toMatchObject({
    name: 'UserMistake',
    message: 'Pass Type is missing. Fill it in.',
    field: 'passType',
  });
  expect(requests).toEqual([]);
});

describe('a search with filters', () => {
  const where = [
    { field: 'key', operator: 'eq', value: input.key },
    { field: 'note', operator: 'gte', value: input.note },
  ] as const;
  const asked = async (by: Parameters<typeof find>[2]['by'], values: Record<string, unknown>) => {
    const all = find('all', lookup, { by, project: input.project, where });
    const search = operation({ steps: [all], each: all, result: { id: ref('item', 'id') } }, 'search');
    const { runtime, requests } = runtimeWith(ok(JSON.stringify({ result: rec() })));
    const found = await run(search, { project: 'P', ...values }, runtime);
    return { found, filters: requests.map(({ body }) => JSON.parse(body ?? '').filters.filterGroups) };
  };
  const is = (filterField: string, filterOperator: string, filterValue: string) => ({
    filterField,
    filterValue,
    filterOperator,
  });

  test('asks for what all of them want', async () => {
    const { found, filters } = await asked({}, { key: 'k', note: '5' });
    expect(found).toEqual([{ id: 'r1', note: null }]);
    expect(filters).toEqual([
      [{ condition: 'AND', fieldFilters: [is('key', 'eq', 'k'), is('note', 'gte', '5')] }],
    ]);
  });

  test('leaves out those that are blank', async () => {
    expect((await asked({}, { note: '5' })).filters).toEqual([
      [{ condition: 'AND', fieldFilters: [is('note', 'gte', '5')] }],
    ]);
    expect((await asked({}, {})).filters).toEqual([undefined]);
  });

  test('finds nothing, and asks nothing, where the key it is about is blank', async () => {
    expect(await asked({ emailAddress: input.mail }, { note: '5' })).toEqual({ found: [], filters: [] });
  });

  test('a find without a key and without filters finds nothing', async () => {
    const none = find('none', lookup, { by: {}, project: input.project });
    const { runtime, requests } = runtimeWith();
    expect(await run(operation({ steps: [none], each: none, result: {} }, 'search'), raw, runtime)).toEqual(
      [],
    );
    expect(requests).toEqual([]);
  });
});

test('a call outside of an operation is made with its inputs, and answers with what PassKit said', async () => {
  const { runtime, requests } = runtimeWith(ok({ id: 'new' }), fails(404));
  const get = {
    effect: 'reads',
    method: 'GET',
    path: '/thing/{id}',
    params: { id: input.id },
    answer: z.object({ id: z.string() }),
  } as const;
  expect(await send(get, raw, runtime)).toEqual({ id: 'new' });
  expect(requests).toEqual([{ effect: 'reads', method: 'GET', path: '/thing/r1' }]);
  expect(await failure(send(get, raw, runtime))).toMatchObject({ status: 404 });
});
