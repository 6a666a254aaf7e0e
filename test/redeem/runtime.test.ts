// Protects that every visit is answered in time: what a request may take, and how long others are waited for.
import { readConfig } from '../../redeem/config.ts';
import { after, visitRuntime } from '../../redeem/runtime.ts';
import { environment } from './stub.ts';

const config = readConfig({ ...environment, REDEEM_TIME_ZONE: 'Europe/Berlin' });
const bounds = jest.spyOn(AbortSignal, 'timeout');
const time = jest.spyOn(performance, 'now');
let now = 0;
beforeEach(() => {
  now = 1_000_000;
  bounds.mockClear();
  time.mockImplementation(() => now);
});
afterAll(() => jest.restoreAllMocks());

/** A visit, and what it lets the request take that is about to be sent. */
function visit(limits?: { request: number; visit: number }) {
  let left = () => 0;
  const runtime = visitRuntime(
    config,
    (asked) => {
      left = asked;
      return () => Promise.reject(new Error('asked'));
    },
    limits,
  )();
  return { runtime, left };
}
const tooLong = expect.objectContaining({ message: 'The visit has taken too long', sent: false });

/** What comes of work; “never” when nothing does. Timers that end sooner come first, however busy the machine is. */
const outcome = (work: Promise<unknown>) =>
  Promise.race([work, new Promise((resolve) => setTimeout(resolve, 900, 'never').unref())]);

test('a request gets five seconds, a visit nine in all, and then no other request is sent', () => {
  const { left } = visit();
  expect(left()).toBe(5_000);
  now += 4_000;
  expect(left()).toBe(5_000);
  now += 4_000.5;
  expect(left()).toBe(999);
  now += 999.5;
  expect(left).toThrow(tooLong);
});

test('others are waited for as long as the visit lasts', async () => {
  const { runtime } = visit({ request: 50, visit: 30 });
  now += 10;
  const waiting = runtime.bounded(new Promise(() => undefined));
  expect(bounds.mock.calls).toEqual([[20]]);
  await expect(outcome(waiting)).rejects.toEqual(tooLong);
  now += 50;
  await expect(outcome(runtime.bounded(new Promise(() => undefined)))).rejects.toEqual(tooLong);
  expect(bounds.mock.calls.at(-1)).toEqual([0]);
  expect(await visit().runtime.bounded(Promise.resolve('theirs'))).toBe('theirs');
});

test('waiting ends', async () => {
  expect(await outcome(after(0))).toBeUndefined();
  expect(await outcome(after(-1))).toBeUndefined();
});

test('it runs at this moment, in the zone of the settings', () => {
  const { timezone, pages, now: moment } = visit().runtime;
  expect([timezone, pages]).toEqual(['Europe/Berlin', config.hosts.pages]);
  expect(Math.abs(moment.getTime() - Date.now())).toBeLessThan(60_000);
});
