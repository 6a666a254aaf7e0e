// Protects that of many taps on one coupon only one asks PassKit, and what the others are told.
import { Halt } from '../../operation/run.ts';
import { PassKitError } from '../../passkit/errors.ts';
import { createClaims } from '../../redeem/claims.ts';

const redeemed = new Date('2026-03-01T12:00:00Z');
const unbounded = <T>(work: Promise<T>) => work;

/** Claims on a clock of their own; each tap tells when it asks PassKit, and `answer` is what PassKit says then. */
function till() {
  let now = 0;
  const claims = createClaims(() => now);
  const asked: string[] = [];
  return {
    asked,
    wait: (milliseconds: number) => {
      now += milliseconds;
    },
    tap: (coupon: string, reference: string, answer: Promise<Date>, bounded = unbounded) =>
      claims(
        coupon,
        reference,
        () => {
          asked.push(`${coupon} ${reference}`);
          return answer;
        },
        bounded,
      ),
  };
}

/** An answer that is given later. */
function later() {
  let answer = (_time: Date) => {};
  let fail = (_error: Error) => {};
  const promise = new Promise<Date>((resolve, reject) => {
    answer = resolve;
    fail = reject;
  });
  return { promise, answer, fail };
}

test('the same form sent twice asks once, and both times it was redeemed', async () => {
  const { tap, asked } = till();
  const { promise, answer } = later();
  const taps = [tap('c', 'form', promise), tap('c', 'form', promise)];
  answer(redeemed);
  expect(await Promise.all(taps)).toEqual([redeemed, redeemed]);
  expect(asked).toEqual(['c form']);
});

test('another form asks for nothing while the first one does, and for fifteen seconds after', async () => {
  const { tap, asked, wait } = till();
  const { promise, answer } = later();
  const taps = [tap('c', 'first', promise), tap('c', 'second', promise)];
  answer(redeemed);
  expect(await Promise.all(taps)).toEqual([redeemed, undefined]);
  wait(14_999);
  expect(await tap('c', 'third', promise)).toBeUndefined();
  expect(await tap('c', 'first', promise)).toBe(redeemed);
  expect(asked).toEqual(['c first']);
  wait(1);
  expect(await tap('c', 'third', promise)).toBe(redeemed);
  expect(asked).toEqual(['c first', 'c third']);
});

test('other coupons are asked for meanwhile', async () => {
  const { tap, asked } = till();
  const { promise } = later();
  void tap('a', 'first', promise);
  expect(await tap('b', 'second', Promise.resolve(redeemed))).toBe(redeemed);
  expect(asked).toEqual(['a first', 'b second']);
});

test('a coupon that was not redeemed after all may be tried by the next one at once', async () => {
  const { tap, asked } = till();
  expect(await tap('c', 'first', Promise.reject(new Halt('expired', 'It has expired')))).toBeUndefined();
  expect(await tap('c', 'second', Promise.resolve(redeemed))).toBe(redeemed);
  expect(asked).toEqual(['c first', 'c second']);
});

test('a failure is for whose form it is; another one is told to come again, and then may try', async () => {
  const { tap, asked } = till();
  const { promise, fail } = later();
  const lost = new PassKitError('PassKit did not answer');
  const taps = ['first', 'first', 'second'].map((reference) => tap('c', reference, promise));
  fail(lost);
  const outcomes = await Promise.allSettled(taps);
  expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason)).toEqual([
    lost,
    lost,
    expect.objectContaining({ notice: 'down', status: 503, retryAfter: 10 }),
  ]);
  expect(await tap('c', 'second', Promise.resolve(redeemed))).toBe(redeemed);
  expect(asked).toEqual(['c first', 'c second']);
});

test('who waits for another one waits no longer than a visit', async () => {
  const { tap } = till();
  const { promise } = later();
  const over = new Error('the visit is over');
  const bounded = () => Promise.reject(over);
  void tap('c', 'first', promise);
  await expect(tap('c', 'second', promise, bounded)).rejects.toMatchObject({ notice: 'down' });
  await expect(tap('c', 'first', promise, bounded)).rejects.toBe(over);
});

test('a coupon is free again in time, whatever was asked for first', async () => {
  const { tap, asked, wait } = till();
  const slow = later();
  const first = tap('slow', 'first', slow.promise);
  await tap('quick', 'first', Promise.resolve(redeemed));
  wait(9_000);
  slow.answer(redeemed);
  await first;
  wait(6_000);
  await tap('quick', 'second', Promise.resolve(redeemed));
  expect(asked).toContain('quick second');
});
