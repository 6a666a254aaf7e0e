// Protects the manners of a long run: it waits as PassKit asks, repeats what is safe to repeat, and knows when to stop.
import { Interrupted, Stopped } from '../../coupons/outcomes.ts';
import { Retries } from '../../coupons/retries.ts';
import type { Http } from '../../operation/ask.ts';
import { PassKitError } from '../../passkit/errors.ts';
import { fastClock } from './support.ts';

type Answer = Awaited<ReturnType<Http>>;
const ok: Answer = { status: 200, body: '{}' };
const request = { method: 'GET', path: '/' } as const;

function start(interrupted = new AbortController().signal) {
  const clock = fastClock();
  const notices: string[] = [];
  const retries = new Retries(clock, interrupted, (text) => notices.push(text));
  return { clock, notices, retries };
}

/** An Http that gives these answers, then the last one for ever. */
function answering(...answers: Answer[]): Http & { sent: number } {
  const http = Object.assign(async () => answers[Math.min(http.sent++, answers.length - 1)] ?? ok, {
    sent: 0,
  });
  return http;
}

const lost = () => new PassKitError('PassKit did not answer');

test('waits as long as PassKit asks, and repeats the request', async () => {
  const { clock, notices, retries } = start();
  const inner = answering(
    { status: 429, body: '', retryAfter: 7 },
    { status: 503, body: '', retryAfter: 3 },
    ok,
  );
  expect(await retries.http(inner)(request)).toBe(ok);
  expect(inner.sent).toBe(3);
  expect(clock.waits).toEqual([7000, 3000]);
  expect(notices).toEqual(['PassKit asks to slow down; trying again in 7 s.']);
});

test('without a word from PassKit the waits double, with jitter, up to a minute', async () => {
  const { clock, retries } = start();
  const refusals = Array<Answer>(8).fill({ status: 429, body: '' });
  await retries.http(answering(...refusals, ok))(request);
  clock.waits.forEach((wait, n) => {
    const longest = Math.min(60_000, 1000 * 2 ** n);
    expect(wait).toBeGreaterThanOrEqual(longest / 2);
    expect(wait).toBeLessThanOrEqual(longest);
  });
  expect(clock.waits).toHaveLength(8);
});

test('while PassKit asks to slow down, no request of any row is sent', async () => {
  const { clock, retries } = start();
  const times: number[] = [];
  const first = retries.http(answering({ status: 429, body: '', retryAfter: 30 }, ok))(request);
  await Promise.resolve();
  await Promise.resolve();
  await Promise.resolve();
  const others = [1, 2, 3].map(() =>
    retries.http(async () => {
      times.push(clock.now());
      return ok;
    })(request),
  );
  await Promise.all([first, ...others]);
  expect(times.every((time) => time >= 30_000)).toBe(true);
});

test.each([
  ['is busy for more than five minutes', answering({ status: 503, body: '' }), 'asks to slow down'],
  ['asks to wait for an hour', answering({ status: 429, body: '', retryAfter: 3600 }), 'asks to slow down'],
])('stops when PassKit %s', async (_what, inner, message) => {
  const { clock, retries } = start();
  const send = () => retries.http(inner)(request);
  await expect(retries.row(send)).rejects.toThrow(Stopped);
  await expect(retries.row(send)).rejects.toThrow(message);
  expect(clock.now()).toBeLessThanOrEqual(5 * 60_000);
});

test('does a row again when its answer is lost', async () => {
  const { retries } = start();
  let tries = 0;
  const work = async () => {
    if (++tries < 4) throw lost();
    return 'done';
  };
  expect(await retries.row(work)).toBe('done');
});

test('stops when PassKit cannot be reached for more than five minutes', async () => {
  const { clock, retries } = start();
  const work = async () => {
    throw lost();
  };
  await expect(retries.row(work)).rejects.toThrow(/PassKit cannot be reached.*for more than 5 minutes/);
  expect(clock.now()).toBeGreaterThan(3 * 60_000);
});

test('gives a row up that fails again and again while PassKit answers, and goes on', async () => {
  const { retries } = start();
  let tries = 0;
  const http = retries.http(answering(ok));
  const broken = async () => {
    tries++;
    await http(request);
    throw new PassKitError('HTTP status 500', 500);
  };
  await expect(retries.row(broken)).rejects.toThrow(PassKitError);
  expect(tries).toBe(6);
  expect(await retries.row(async () => 'next')).toBe('next');
});

test('stops when ten rows in a row had to be given up', async () => {
  const { retries } = start();
  const http = retries.http(answering(ok));
  const broken = () =>
    retries.row(async () => {
      await http(request);
      throw new PassKitError('HTTP status 500', 500);
    });
  for (let n = 1; n < 10; n++) await expect(broken()).rejects.toThrow(PassKitError);
  await expect(broken()).rejects.toThrow(/a problem with every row.*10 in a row were given up/);
});

test.each([
  [401, 'Unauthorized', 'did not accept the credentials'],
  [401, 'jwt was issued too long ago', 'Set the clock'],
  [403, 'no access', 'Ask an administrator'],
])('stops at once on %i: %s', async (status, reason, message) => {
  const { clock, retries } = start();
  const work = async () => {
    throw new PassKitError(reason, status);
  };
  await expect(retries.row(work)).rejects.toThrow(Stopped);
  await expect(retries.row(work)).rejects.toThrow(message);
  expect(clock.waits).toEqual([]);
});

test('hands on what is about the row alone', async () => {
  const { retries } = start();
  for (const error of [new PassKitError('no', 400), new PassKitError('taken', 409), new Error('else')]) {
    await expect(retries.row(() => Promise.reject(error))).rejects.toBe(error);
  }
});

test('rows that wait end when the user interrupts or another row stops the run', async () => {
  const controller = new AbortController();
  const { retries } = start(controller.signal);
  const interrupted = new Interrupted('SIGINT');
  const work = async () => {
    controller.abort(interrupted);
    throw lost();
  };
  await expect(retries.row(work)).rejects.toBe(interrupted);

  const other = start();
  const stopped = other.retries.row(() => Promise.reject(new PassKitError('no', 401)));
  await expect(stopped).rejects.toThrow(Stopped);
  await expect(other.retries.row(() => Promise.reject(lost()))).rejects.toThrow('did not accept');
});
