// Protects how the runner models a polling trigger: which items are new, and in which order they come.
import { failure } from './runnerApp.ts';
import { byId, day, ids, useItems, watching } from './runnerItems.ts';

const { add, answer, list, reply, watch } = useItems();

describe.each(['asc', 'desc', 'unordered'])('a trigger by date, of items that come %s', (order) => {
  test('gives every item once, the oldest first', async () => {
    add(1, 2, 3);
    const watched = watch(watching(order));
    await watched.start('all');
    expect(ids(await watched.poll())).toEqual([1, 2, 3]);
    expect(await watched.poll()).toEqual([]);
    add(4, 5);
    expect(ids(await watched.poll())).toEqual([4, 5]);
  });

  test('gives what is over the limit in the next runs', async () => {
    add(1, 2, 3, 4, 5);
    const watched = watch(watching(order), { limit: 2 });
    await watched.start('all');
    expect([ids(await watched.poll()), ids(await watched.poll()), ids(await watched.poll())]).toEqual([
      [1, 2],
      [3, 4],
      [5],
    ]);
  });

  test('gives one item a run when it has no limit', async () => {
    add(1, 2);
    const communication = watching(order);
    const { limit: _none, ...response } = communication.response;
    const watched = watch({ ...communication, response });
    await watched.start('all');
    expect(ids(await watched.poll())).toEqual([1]);
  });

  test('gives an item of the same time once, and does not lose another', async () => {
    list.items = [3, 1, 2].map((id) => ({ id, at: day(1) }));
    const watched = watch(watching(order), { limit: 2 });
    await watched.start('all');
    const given = ids(await watched.poll());
    list.items.push({ id: 4, at: day(1) });
    given.push(...ids(await watched.poll()));
    expect(given.toSorted()).toEqual([1, 2, 3, 4]);
    expect(await watched.poll()).toEqual([]);
  });

  test.each<['now' | 'all' | Date, number[]]>([
    ['all', [1, 2, 3]],
    [new Date(day(2)), [2, 3]],
    ['now', []],
  ])('may start at %s', async (from, expected) => {
    add(1, 2, 3);
    const watched = watch(watching(order));
    await watched.start(from);
    list.items = list.items.map((item) => (from === 'now' ? { ...item, at: '2026-01-01T00:00:00Z' } : item));
    expect(ids(await watched.poll())).toEqual(expected);
    list.items.push({ id: 9, at: '2999-01-01T00:00:00Z' });
    expect(ids(await watched.poll())).toEqual([9]);
  });
});

test('an item that changed is new again', async () => {
  add(1, 2);
  const watched = watch(watching('asc'));
  await watched.start('all');
  await watched.poll();
  list.items = [
    { id: 2, at: day(2) },
    { id: 1, at: day(3) },
  ];
  expect(await watched.poll()).toEqual([{ id: 1 }]);
});

test('a run that fails forgets nothing and remembers nothing', async () => {
  add(1);
  const watched = watch(watching('asc'));
  await watched.start('all');
  reply({ status: 500 });
  expect(await failure(watched.poll())).toMatchObject({ type: 'ConnectionError' });
  reply(answer);
  expect(ids(await watched.poll())).toEqual([1]);
});

describe('a trigger by id', () => {
  test.each(['asc', 'desc', 'unordered'])('of items that come %s', async (order) => {
    add(9, 10, 11);
    const watched = watch(watching(order, byId), { limit: 2 });
    await watched.start('all');
    expect([ids(await watched.poll()), ids(await watched.poll()), await watched.poll()]).toEqual([
      [9, 10],
      [11],
      [],
    ]);
    await watched.start(9);
    expect(ids(await watched.poll())).toEqual([10, 11]);
    await watched.start('now');
    expect(await watched.poll()).toEqual([]);
    add(12);
    expect(ids(await watched.poll())).toEqual([12]);
  });
});
