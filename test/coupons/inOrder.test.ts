// Protects constant memory: however many rows there are, few are in work, and results come out in their order.
import { setImmediate } from 'node:timers/promises';
import { inOrder } from '../../coupons/inOrder.ts';
import { issue } from '../../coupons/issue.ts';
import type { Http } from '../../operation/ask.ts';
import { fastClock, membersCsv, outcomesIn, silent, useFolder } from './support.ts';

const { file, path } = useFolder();
const never = new AbortController().signal;

async function* numbers(count: number) {
  for (let n = 0; n < count; n++) yield n;
}

test('of many rows no more than the concurrency are with PassKit at a time, and all are written', async () => {
  let [asked, most, written, furthest] = [0, 0, 0, 0];
  const http: Http = async ({ path, body = '' }) => {
    const record = path.includes('campaigns') ? { id: 'c', name: 'C' } : { id: 'o', offerTitle: 'O' };
    if (path.endsWith('/list'))
      return { status: 200, body: body.includes('"offset":0') ? JSON.stringify({ result: record }) : '' };
    most = Math.max(most, ++asked);
    if (Math.random() < 0.1) await setImmediate();
    asked--;
    return { status: 200, body: '{"id":"1aBcDeFgHiJkLmNoPqRsTu"}' };
  };
  let sent = 0;
  const counted: Http = (request) => {
    furthest = Math.max(furthest, ++sent - written);
    return http(request);
  };
  const out = path('many.csv');
  await issue(
    {
      members: file(membersCsv(1_000)),
      campaign: 'C',
      offer: 'O',
      out,
      reissue: false,
      dryRun: false,
      concurrency: 8,
    },
    {
      http: counted,
      pages: '',
      interrupted: never,
      clock: fastClock(),
      progress: { ...silent, row: () => void written++ },
    },
  );
  expect(most).toBeLessThanOrEqual(8);
  // Besides the rows, there are the four requests for campaign and offer.
  expect(furthest).toBeLessThanOrEqual(8 + 4);
  expect(outcomesIn(out)).toEqual(Array(1_000).fill('created'));
});

test('of 20,000 items each is taken only when there is room', async () => {
  let [taken, written, ahead] = [0, 0, 0];
  async function* items() {
    for await (const n of numbers(20_000)) {
      ahead = Math.max(ahead, ++taken - written);
      yield n;
    }
  }
  const order: number[] = [];
  const work = async (n: number) => {
    if (n % 7 === 0) await setImmediate();
    return n;
  };
  const write = async (n: number) => {
    order.push(n);
    written++;
  };
  expect(await inOrder(items(), 5, work, write, never)).toBe(true);
  expect(order).toEqual(Array.from({ length: 20_000 }, (_, n) => n));
  expect(ahead).toBeLessThanOrEqual(5);
});

test('what comes before a failure is written, nothing after it, and what is in work ends first', async () => {
  const [order, ended]: [number[], number[]] = [[], []];
  const work = async (n: number) => {
    if (n === 3) throw new Error('three');
    await setImmediate();
    ended.push(n);
    return n;
  };
  const write = async (n: number) => void order.push(n);
  await expect(inOrder(numbers(100), 4, work, write, never)).rejects.toThrow('three');
  expect(order).toEqual([0, 1, 2]);
  expect(new Set(ended)).toEqual(new Set([0, 1, 2, 4, 5, 6]));
});

test('an end takes no new items, and writes those in work', async () => {
  const controller = new AbortController();
  const order: number[] = [];
  const work = async (n: number) => {
    if (n === 10) controller.abort();
    return n;
  };
  const write = async (n: number) => void order.push(n);
  expect(await inOrder(numbers(100), 4, work, write, controller.signal)).toBe(false);
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('a failure of writing ends it', async () => {
  const write = async () => {
    throw new Error('full');
  };
  await expect(inOrder(numbers(100), 4, async (n) => n, write, never)).rejects.toThrow('full');
});
