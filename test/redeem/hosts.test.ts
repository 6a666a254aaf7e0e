// Protects what is counted in one place for all copies of the page: Cloudflare's Durable Objects, and Deno KV.
import { RedeemCount } from '../../redeem/hosts/cloudflare.ts';
import { type Kv, kvCounts } from '../../redeem/hosts/kvCounts.ts';
import { limitersIn } from '../../redeem/limits.ts';
import { cloudflare, deno } from './storages.ts';
import { useRedeem } from './support.ts';

const { visitor, coupon } = useRedeem();

describe.each([
  ['Durable Objects', cloudflare],
  ['Deno KV', () => deno()],
])('two copies that count in %s', (name, storage) => {
  test('lock a pass after five wrong codes in all, and keep nothing that tells whose it is', async () => {
    const { counts, names } = storage();
    const env = { REDEEM_CASHIER_CODE: 'Bohne-7' };
    const copies = [visitor({ env, counts }), visitor({ env, counts })];
    const pass = `wrong codes ${name}`;
    await coupon(pass);
    const { token } = (await copies[0]?.open(pass)) ?? { token: '' };
    const statuses = [];
    for (const at of [0, 1, 0, 1, 0]) {
      const answer = await copies[at]?.submit(
        copies[at]?.link(pass) ?? '',
        { token, code: 'Tasse' },
        {},
        '5.5.5.5',
      );
      statuses.push(answer?.status);
    }
    expect(statuses).toEqual(Array(5).fill(403));
    for (const copy of copies)
      expect((await copy.submit(copy.link(pass), { token, code: 'Bohne-7' })).status).toBe(429);
    expect(names().length).toBeGreaterThan(2);
    expect(names().join()).not.toMatch(/wrong|5\.5|Coffee/);
  });

  test('count requests together, however many come at once, and begin anew', async () => {
    const { counts } = storage();
    let now = Date.now();
    const copies = [1, 2].map(() => limitersIn(counts)('pass', 3, 60));
    const waits = [];
    for (let n = 0; n < 3; n++)
      waits.push(...(await Promise.all(copies.map((limiter) => limiter.take('x', now)))));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
    now += 61_000;
    expect(await copies[0]?.take('x', now)).toBe(0);
  });
});

test('a Durable Object is emptied when its count is over', async () => {
  const { counts, alarms, objects, storages } = cloudflare();
  await counts.add('x', 1, 60, 1_000_000);
  expect(alarms).toEqual([['x', 1_061_000]]);
  await counts.add('x', 1, 60, 1_030_000);
  expect(alarms).toEqual([['x', 1_061_000]]);
  expect(storages.get('x')?.get('count')).toEqual({ tries: 2, until: 1_060_000 });
  await objects.get('x')?.alarm();
  expect([...(storages.get('x') ?? [])]).toEqual([]);
});

test('a count that others changed in between is tried again, and given up in the end', async () => {
  let times = 0;
  const kv = deno(() => {
    times++;
    if (times < 3) kv.entries.set('redeem,x', { value: { tries: times, until: 9e12 }, version: 100 + times });
  });
  expect(await kv.counts.add('x', 1, 60, 0)).toEqual({ tries: 3, until: 9e12 });
  const stuck = deno(() => void stuck.entries.set('redeem,x', { value: null, version: Math.random() }));
  await expect(stuck.counts.add('x', 1, 60, 0)).rejects.toThrow('changed by others');
  expect(stuck.kept).toHaveLength(10);
});

test('a Durable Object takes nothing but a try, and a try that is taken back', async () => {
  const { counts, objects } = cloudflare();
  expect(await counts.add('x', 1, 60, 0)).toEqual({ tries: 1, until: 60_000 });
  expect(await counts.add('x', -1, 60, 0)).toEqual({ tries: 0, until: 60_000 });
  for (const wrong of [{ tries: 5, seconds: 60, now: 0 }, { tries: 1 }, {}]) {
    const request = new Request('https://count', { method: 'POST', body: JSON.stringify(wrong) });
    await expect(objects.get('x')?.fetch(request)).rejects.toThrow();
  }
  expect(await counts.add('x', 1, 60, 0)).toEqual({ tries: 1, until: 60_000 });
});

test('a storage that fails once is no reason for a Durable Object to fail again', async () => {
  const kept = new Map<string, unknown>();
  let fails = true;
  const storage = {
    get: async (key: string) => kept.get(key),
    put: async (key: string, value: unknown) => {
      if (fails) throw new Error('no storage');
      kept.set(key, value);
    },
    setAlarm: async () => undefined,
    deleteAll: async () => undefined,
  };
  const object = new RedeemCount({ storage });
  const add = () =>
    object.fetch(new Request('https://count', { method: 'POST', body: '{"tries":1,"seconds":60,"now":0}' }));
  await expect(add()).rejects.toThrow('no storage');
  fails = false;
  expect(await (await add()).json()).toEqual({ tries: 1, until: 60_000 });
});

test('what counts in Deno KV is forgotten when the count is over, and not before', async () => {
  const { counts, kept } = deno();
  await counts.add('x', 1, 60, 1_000_000);
  await counts.add('x', 1, 60, 1_030_000);
  await counts.add('x', 1, 60, 1_059_999);
  expect(kept).toEqual([{ expireIn: 60_000 }, { expireIn: 30_000 }, { expireIn: 1_000 }]);
});

test('Deno KV is opened once, and again only when that failed', async () => {
  const { kv } = deno();
  const open = jest.fn<Promise<Kv>, []>().mockRejectedValueOnce(new Error('no KV')).mockResolvedValue(kv);
  const { add } = kvCounts(open);
  await expect(add('x', 1, 60, 0)).rejects.toThrow('no KV');
  for (const tries of [1, 2]) expect((await add('x', 1, 60, 0)).tries).toBe(tries);
  expect(open).toHaveBeenCalledTimes(2);
});
