// Protects how far a polling trigger of the runner reads, what its epoch lists, and what it refuses.
import { ModelError } from '../../standIns/make/engine/index.ts';
import { texts } from './runnerApp.ts';
import { byDate, byId, day, ids, useItems, watching } from './runnerItems.ts';

const { add, list, makeTestApp, queries, reply, seen, watch } = useItems();

describe('reading', () => {
  test('knows the last item, once there is one', async () => {
    add(1);
    const watched = watch(watching('asc'));
    await watched.start('all');
    await watched.poll();
    await watched.poll();
    expect(queries().map((query) => [query.get('after'), query.get('afterId')])).toEqual([
      [null, null],
      [day(1), '1'],
    ]);
  });

  const offsets = () => queries().map((query) => Number(query.get('offset') ?? 0));
  test.each<[string, number, number[]]>([
    // The oldest come first, so the limit ends it.
    ['asc', 2, [0]],
    // The newest come first: all that is new is read, whatever the limit.
    ['desc', 2, [0, 2, 4, 6]],
    ['unordered', 2, [0, 2, 4, 6]],
  ])('%s with a limit of %d reads these pages', async (order, max, expected) => {
    add(1, 2, 3, 4, 5, 6);
    const watched = watch(watching(order), { limit: max });
    await watched.start('all');
    await watched.poll();
    expect(offsets()).toEqual(expected);
  });

  test('the newest first stops at a page without anything new', async () => {
    add(1, 2, 3, 4, 5, 6);
    const watched = watch(watching('desc'));
    await watched.start('all');
    await watched.poll();
    add(7, 8, 9);
    seen.length = 0;
    expect(ids(await watched.poll())).toEqual([7, 8, 9]);
    expect(offsets()).toEqual([0, 2, 4]);
  });

  test('stops after 3200 items that were seen, so what lies behind is not found', async () => {
    const communication = watching('asc');
    const big = { ...communication, qs: { ...communication.qs, size: 1000 } };
    const paged = {
      ...big,
      pagination: { qs: { offset: '{{(pagination.page - 1) * 1000}}' }, condition: true },
    };
    list.items = Array.from({ length: 4001 }, (_, id) => ({ id, at: day(1 + Math.floor(id / 1000)) }));
    const watched = watch(paged, { limit: 9 });
    await watched.start(new Date(day(5)));
    expect(await watched.poll()).toEqual([]);
    expect(seen).toHaveLength(4);
  });

  test('a chain ends with the request that lists', async () => {
    add(1);
    const first = {
      url: '/first',
      response: { temp: { from: 'first' }, iterate: '{{body.items}}' },
      pagination: { condition: false },
    };
    const communication = watching('asc');
    const last = { ...communication, qs: { from: '{{temp.from}}' } };
    const watched = watch([first, last]);
    await watched.start('all');
    expect(ids(await watched.poll())).toEqual([1]);
    expect(seen.map(({ path }) => path)).toEqual(['/first', '/items?from=first']);
  });
});

describe('the epoch', () => {
  const epoch = {
    qs: { order: 'desc', size: 3 },
    response: { limit: 3, output: { label: 'Item {{item.id}}', date: '{{item.at}}' } },
  };

  test('lists items to start at on top of the communication, the newest first', async () => {
    add(1, 2, 3, 4);
    expect(await watch(watching('asc'), { limit: 1 }, epoch).epoch()).toEqual(
      [4, 3, 2].map((id) => ({ label: `Item ${id}`, date: day(id) })),
    );
    expect(seen.map(({ path }) => path)).toEqual(['/items?order=desc&size=3']);
  });

  test('is cut at its limit before it is sorted: read oldest first, it misses the newest', async () => {
    add(1, 2, 3, 4);
    const oldest = { ...epoch, qs: { ...epoch.qs, order: 'asc' } };
    const offered = await watch(watching('asc'), { limit: 1 }, oldest).epoch();
    expect(offered.map(({ label }) => label)).toEqual(['Item 3', 'Item 2', 'Item 1']);
  });

  const body = { url: '/items', method: 'POST', body: { filters: { limit: 1, offset: 0 } } };
  test.each<[string, object, object]>([
    ['nothing of its own', {}, {}],
    ['more than a label and a date', {}, { response: { output: { label: 'a', date: day(1), more: 1 } } }],
    ['a date that is none', {}, { response: { output: { label: 'a', date: 'soon' } } }],
    ['a part of the body', body, { ...epoch, body: { filters: { limit: 9 } } }],
  ])('is refused with %s', async (_, communication, given) => {
    add(1, 2);
    const watched = watch({ ...watching('asc'), ...communication }, { limit: 1 }, given);
    await expect(watched.epoch()).rejects.toThrow(ModelError);
  });
});

describe('refused is', () => {
  const communication = watching('asc');
  const { response } = communication;
  const changed = (change: object) => ({ ...communication, response: { ...response, ...change } });

  test.each<[string, unknown]>([
    ['a communication without a trigger', changed({ trigger: undefined })],
    ['a trigger before the last request', [communication, { url: '/x' }]],
    ['two triggers', [communication, communication]],
    ['a trigger that does not iterate', changed({ iterate: undefined })],
    ['a wrapper', changed({ wrapper: '{{output}}' })],
    ['a date that is missing', changed({ trigger: { type: 'date', order: 'asc', id: '{{item.id}}' } })],
    ['an order that is none', watching('newest')],
  ])('%s', (_, given) => {
    expect(() => watch(given)).toThrow(ModelError);
  });

  test.each<[string, object]>([
    ['an order that is not that of the items', watching('asc')],
    ['an id that is missing', watching('desc', { ...byDate, id: '{{item.none}}' })],
    ['a date that is none', watching('desc', { ...byDate, date: '{{item.id}}' })],
    ['ids that have no order', watching('desc', { ...byId, id: 'x{{item.id}}' })],
    [
      'an item that is no collection',
      changed({ output: '{{item.id}}', trigger: { ...byDate, order: 'unordered' } }),
    ],
  ])('%s', async (_, given) => {
    list.items = [
      { id: 2, at: day(2) },
      { id: 1, at: day(1) },
    ];
    reply({ json: { items: list.items } });
    const watched = watch({ ...given, pagination: undefined });
    await watched.start('all');
    await expect(watched.poll()).rejects.toThrow(ModelError);
  });

  test('a poll before a start, and a start at what the trigger does not go by', async () => {
    await expect(watch(communication).poll()).rejects.toThrow(ModelError);
    await expect(watch(communication).start(3)).rejects.toThrow(ModelError);
    await expect(watch(watching('asc', byId)).start(new Date())).rejects.toThrow(ModelError);
  });

  test('a parameter that is mappable', () => {
    const mappable = { communication, mappable: texts('a') };
    for (const moduleType of ['trigger', 'instant_trigger']) {
      expect(() => makeTestApp({ modules: { watch: { moduleType, ...mappable } } })).toThrow(ModelError);
    }
  });

  test('a module that is no trigger, and a parameter that is missing', () => {
    const app = makeTestApp({ modules: { act: { communication, params: texts('a') } } });
    expect(() => app.watch('act')).toThrow(ModelError);
    expect(() => watch(communication, {})).toThrow('Limit');
  });

  test('response.trigger or response.data where neither belongs', async () => {
    const app = makeTestApp({
      modules: {
        find: { moduleType: 'search', communication },
        keep: { communication: { url: '/x', response: { data: { a: 1 } } } },
      },
    });
    await expect(app.run('find', {})).rejects.toThrow(ModelError);
    await expect(app.run('keep', {})).rejects.toThrow(ModelError);
  });
});
