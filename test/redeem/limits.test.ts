// Protects the limits: how often one may ask, what is counted together, and the memory of a small server.
import {
  added,
  type Count,
  type Counts,
  limitersIn,
  memoryCounts,
  sharedCounts,
} from '../../redeem/limits.ts';
import { useRedeem } from './support.ts';

const { visitor, coupon } = useRedeem();
const triesIn =
  ({ add }: Counts) =>
  async (key: string, now = 0) =>
    (await add(key, 1, 60, now)).tries;

test('among more than 20,000 keys the oldest is forgotten, and no other', async () => {
  const tries = triesIn(memoryCounts());
  for (let n = 0; n < 20_000; n++) await tries(`address ${n}`);
  // Who asks again becomes no younger by it, and nobody is forgotten for it.
  expect(await tries('address 0')).toBe(2);
  expect(await tries('address 1')).toBe(2);
  expect(await tries('one more')).toBe(1);
  expect(await tries('address 1')).toBe(3);
  expect(await tries('address 0')).toBe(1);
  expect(await tries('address 2')).toBe(2);
  expect(await tries('one more')).toBe(2);
});

test('a count that begins anew is the youngest', async () => {
  const tries = triesIn(memoryCounts());
  for (let n = 0; n < 20_000; n++) await tries(`address ${n}`);
  expect(await tries('address 0', 60_000)).toBe(1);
  expect(await tries('one more', 60_000)).toBe(1);
  expect(await tries('address 0', 60_000)).toBe(2);
});

describe('a limit', () => {
  test('lets in whoever waits as long as they were told, and nobody before', async () => {
    const limit = limitersIn()('pass', 2, 60);
    expect([await limit.take('x', 0), await limit.take('x', 500)]).toEqual([0, 0]);
    expect(await limit.take('x', 1_000)).toBe(59);
    expect(await limit.take('x', 1_001)).toBe(59);
    expect(await limit.take('x', 59_999)).toBe(1);
    expect(await limit.take('x', 60_000)).toBe(0);
  });

  test('does not count what is given back', async () => {
    const limit = limitersIn()('pass', 1, 60);
    await limit.take('x', 0);
    await limit.giveBack('x', 0);
    expect(await limit.take('x', 0)).toBe(0);
    expect(await limit.take('x', 0)).toBe(60);
    // What was never taken is no credit.
    for (let n = 0; n < 3; n++) await limit.giveBack('y', 0);
    expect([await limit.take('y', 0), await limit.take('y', 0)]).toEqual([0, 60]);
  });

  test('counts each key, and each limit, by itself', async () => {
    const counts = memoryCounts();
    const [one, other] = [limitersIn(counts)('one', 1, 60), limitersIn(counts)('other', 1, 60)];
    expect([await one.take('x', 0), await one.take('y', 0), await other.take('x', 0)]).toEqual([0, 0, 0]);
    expect(await one.take('x', 0)).toBe(60);
    const [mine, yours] = [limitersIn()('one', 1, 60), limitersIn()('one', 1, 60)];
    expect([await mine.take('x', 0), await yours.take('x', 0)]).toEqual([0, 0]);
  });

  test('of 0 is none, and nothing is counted', async () => {
    const add = jest.fn<Promise<Count>, []>();
    const limit = limitersIn({ add })('pass', 0, 60);
    for (let n = 0; n < 3; n++) expect(await limit.take('x', 0)).toBe(0);
    await limit.giveBack('x', 0);
    expect(add).not.toHaveBeenCalled();
  });
});

test.each<[string, Counts['add']]>([
  ['fails', () => Promise.reject(new Error('no storage'))],
  ['does not answer', () => new Promise(() => undefined)],
])('a storage that %s opens no door and stops no visit', async (name, add) => {
  const env = { REDEEM_LIMIT_PASS: '2' };
  const { open } = visitor({ env, counts: { add } });
  await coupon(`storage ${name}`);
  const statuses = await Promise.all([1, 2, 3].map(() => open(`storage ${name}`)));
  expect(statuses.map(({ status }) => status).sort()).toEqual([200, 200, 429]);
});

test('a storage that is down is waited for once, and asked again after ten seconds', async () => {
  const asked: number[] = [];
  const add: Counts['add'] = (_key, _tries, _seconds, now) => {
    asked.push(now);
    return Promise.reject(new Error('no storage'));
  };
  const tries = triesIn(sharedCounts({ add }, 'secret'));
  for (const [at, now] of [0, 1, 9_999, 10_000].entries()) expect(await tries('x', now)).toBe(at + 1);
  expect(asked).toEqual([0, 10_000]);
});

test('what all copies count is counted in the storage alone, each key by itself, and no key tells what it is', async () => {
  const storage = new Map<string, Count>();
  const add: Counts['add'] = async (key, tries, seconds, now) => {
    const count = added(storage.get(key), tries, seconds, now);
    storage.set(key, count);
    return count;
  };
  const copies = [1, 2].map(() => triesIn(sharedCounts({ add }, 'secret')));
  const counted = [];
  for (const key of ['pass 1', 'pass 1', 'pass 2'])
    for (const tries of copies) counted.push(await tries(key));
  expect(counted).toEqual([1, 2, 3, 4, 1, 2]);
  expect([...storage.keys()]).toEqual([1, 2].map(() => expect.stringMatching(/^[0-9a-f]{64}$/)));
});
