// Protects speed in constant memory: a slow row stops no other, few are in work, few wait for their turn, results come in
// their order, and whatever ends a run, what is in work is finished.
import { setImmediate } from 'node:timers/promises';
import { inOrder } from '../../coupons/inOrder.ts';

const never = new AbortController().signal;
/** How many items may be begun and not handed on with four lanes. */
const room = 4 * 20;

async function* numbers(count: number) {
  for (let n = 0; n < count; n++) yield n;
}

const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);

/** Until nothing happens any more that does not wait for something. */
async function calm() {
  for (let n = 0; n < 1_000; n++) await setImmediate();
}

/** Works that take a while each, and what was seen of them. */
function works(act: (n: number) => void | Promise<void> = () => undefined) {
  const [begun, ended]: [number[], number[]] = [[], []];
  let inWork = 0;
  const seen = { begun, ended, most: 0 };
  const work = async (n: number) => {
    begun.push(n);
    seen.most = Math.max(seen.most, ++inWork);
    try {
      await act(n);
      await setImmediate();
      if (n % 3 === 0) await setImmediate();
      return n;
    } finally {
      inWork--;
      ended.push(n);
    }
  };
  return { seen, work };
}

async function into(written: number[], results: AsyncIterable<number>) {
  for await (const n of results) written.push(n);
}

test('20,000 results come in order, with as many in work as may be and no more', async () => {
  const [{ seen, work }, written] = [works(), [] as number[]];
  await into(written, inOrder(numbers(20_000), 4, work, never));
  expect(written).toEqual(upTo(20_000));
  expect(seen.most).toBe(4);
});

test('one that is slow does not stop the others, and those that wait for it are bounded', async () => {
  const slow = Promise.withResolvers<void>();
  const { seen, work } = works((n) => (n === 10 ? slow.promise : undefined));
  let taken = 0;
  async function* items() {
    for await (const n of numbers(1_000)) {
      taken++;
      yield n;
    }
  }
  const written: number[] = [];
  const all = into(written, inOrder(items(), 4, work, never));
  await calm();
  expect(written).toEqual(upTo(10));
  expect(seen.ended).toHaveLength(10 + room - 1);
  expect(taken).toBe(10 + room);
  slow.resolve();
  await all;
  expect(written).toEqual(upTo(1_000));
  expect(seen.most).toBe(4);
});

test('items are taken only as fast as results are written', async () => {
  const { seen, work } = works();
  let written = 0;
  for await (const _ of inOrder(numbers(500), 4, work, never)) {
    await setImmediate();
    await setImmediate();
    expect(seen.begun.length - written++).toBeLessThanOrEqual(room + 1);
  }
  expect(written).toBe(500);
});

test('what comes before a failure is written, nothing after it, and what is in work ends first', async () => {
  const unhandled = jest.fn();
  process.on('unhandledRejection', unhandled);
  const { seen, work } = works(async (n) => {
    await setImmediate();
    if (n >= 13) throw new Error(`number ${n}`);
    if (n === 12) for (let more = 0; more < 10; more++) await setImmediate();
  });
  const written: number[] = [];
  await expect(into(written, inOrder(numbers(100), 4, work, never))).rejects.toThrow('number 13');
  const begun = seen.begun.length;
  expect(written).toEqual(upTo(13));
  expect(seen.ended).toHaveLength(begun);
  expect(begun).toBeLessThanOrEqual(13 + 4);
  await calm();
  expect(seen.begun).toHaveLength(begun);
  expect(unhandled).not.toHaveBeenCalled();
  process.off('unhandledRejection', unhandled);
});

test('an end begins no new items, and writes those in work', async () => {
  const [controller, reason] = [new AbortController(), new Error('the user')];
  const { seen, work } = works((n) => {
    if (n === 10) controller.abort(reason);
  });
  const written: number[] = [];
  await expect(into(written, inOrder(numbers(100), 4, work, controller.signal))).rejects.toBe(reason);
  expect(seen.begun).toEqual(upTo(11));
  expect(written).toEqual(upTo(11));
});

test('an end that comes when everything has begun leaves nothing out', async () => {
  const controller = new AbortController();
  const { work } = works((n) => {
    if (n === 99) controller.abort(new Error('too late'));
  });
  const written: number[] = [];
  await into(written, inOrder(numbers(100), 4, work, controller.signal));
  expect(written).toEqual(upTo(100));
});

test('when writing fails, no new items are begun, and what is in work ends first', async () => {
  const { seen, work } = works((n) => (n === 22 ? calm() : undefined));
  const write = async () => {
    for await (const n of inOrder(numbers(1_000), 4, work, never)) if (n === 20) throw new Error('full');
  };
  await expect(write()).rejects.toThrow('full');
  const begun = seen.begun.length;
  expect(seen.ended).toHaveLength(begun);
  expect(begun).toBeLessThanOrEqual(20 + room);
  await calm();
  expect(seen.begun).toHaveLength(begun);
});

test('when items can no longer be read, those before are written', async () => {
  async function* broken() {
    yield* numbers(10);
    throw new Error('unreadable');
  }
  const { seen, work } = works();
  const written: number[] = [];
  await expect(into(written, inOrder(broken(), 4, work, never))).rejects.toThrow('unreadable');
  expect(written).toEqual(upTo(10));
  expect(seen.ended).toHaveLength(10);
});
