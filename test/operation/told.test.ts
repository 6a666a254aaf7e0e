// Protects what a run tells of itself: whether something was changed before it failed, and which records it asked for.
import * as z from 'zod';
import { equal, filled, not, ref, text } from '../../operation/expression.ts';
import type { Operation } from '../../operation/operation.ts';
import { Halt, type Runtime, run } from '../../operation/run.ts';
import { readDelivery, readNewest } from '../../operation/runTrigger.ts';
import { call, type Effect, find, halt, type Step, value } from '../../operation/step.ts';
import type { DeliveryReading } from '../../operation/trigger.ts';
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

describe('a delivery', () => {
  const item = (key: string) => ref<string>('item', key);
  const reading: DeliveryReading = {
    told: item('event'),
    event: item('event'),
    passType: item('type'),
    project: item('project'),
    values: [[value('v', text`${item('id')}!`)], []],
    bundle: { id: ref('result', 'v'), note: ref('item', 'listened', '0') },
  };
  const { output } = operation({ steps: [], result: {} });
  const wanted = { events: ['a', 'b'], passType: 'coupon', project: 'P' };
  const read = (body: unknown) => readDelivery(reading, wanted, body, output, runtimeWith().runtime);
  const told = { id: 'r1', event: 'b', type: 'coupon', project: 'P' };

  test.each<[string, object]>([
    ['with all it is about', told],
    ['without its project', { ...told, project: undefined }],
    ['without its pass type', { ...told, type: undefined }],
    ['with null for its project and pass type', { ...told, project: null, type: null }],
  ])('%s is handed on', (_name, body) => {
    expect(read(body)).toEqual([{ id: 'r1!', note: 'a' }]);
  });

  test.each<[string, unknown]>([
    ['another event', { ...told, event: 'c' }],
    ['no event', { ...told, event: undefined }],
    ['another project', { ...told, project: 'Q' }],
    ['another pass type', { ...told, type: 'membership' }],
    ['nothing', null],
  ])('of %s is none', (_name, body) => {
    expect(read(body)).toEqual([]);
  });
});

describe('the newest of a list', () => {
  const now = new Date('2026-11-20T12:00:00Z');
  const list = { ...lookup.list(input.project), item: z.looseObject({ id: z.string() }) };
  const { output } = operation({ steps: [], result: {} });
  const watched = { list, bundle: { id: ref('item', 'id') }, name: text`x` };
  /** Asks for the newest where every page is full and ends with a record of so many milliseconds ago. */
  const pagesAsked = async (
    ago: number | undefined,
    more: Partial<Parameters<typeof readNewest>[0]> = {},
    most?: number,
  ) => {
    const asked: number[][] = [];
    const created = ago === undefined ? undefined : new Date(now.getTime() - ago).toISOString();
    const http: Runtime['http'] = async ({ body }) => {
      const { limit, offset } = JSON.parse(body ?? '').filters;
      asked.push([offset, limit]);
      const line = (_: unknown, n: number) => JSON.stringify({ result: { id: `r${offset + n}`, created } });
      return { status: 200, body: Array.from({ length: limit }, line).join('\n') };
    };
    const runtime = { http, pages: '', timezone: 'UTC', now };
    const found = await readNewest(
      { ...watched, ...more },
      'created',
      output,
      { project: 'P' },
      runtime,
      most,
    );
    return { asked, found: found.length };
  };
  const hour = 3_600_000;

  test.each([
    ['an hour ago: one page', hour, 1],
    ['less than an hour ago: all there may be', hour - 1, 10],
    ['now: all there may be', 0, 10],
    ['at a time that is not told: one page', undefined, 1],
  ])('that ends %s', async (_name, ago, count) => {
    const { asked, found } = await pagesAsked(ago);
    expect(asked).toEqual(Array.from({ length: count }, (_, page) => [page * 100, 100]));
    expect(found).toBe(count * 100);
  });

  test('is asked for in the largest pages where not all of it is wanted', async () => {
    const none = { keep: not(filled(ref<string>('item', 'id'))) };
    expect(await pagesAsked(hour, none)).toEqual({ asked: [[0, 1000]], found: 0 });
    expect((await pagesAsked(hour, { keep: equal(ref<string>('item', 'id'), 'r7') })).found).toBe(1);
  });

  test('is asked for once where only so many are wanted', async () => {
    expect(await pagesAsked(0, {}, 3)).toEqual({ asked: [[0, 3]], found: 3 });
  });
});
