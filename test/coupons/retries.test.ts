// Protects the manners of a long run: it waits as PassKit asks, repeats what is safe to repeat, and knows when to stop.
import { Interrupted, Stopped } from '../../coupons/outcomes.ts';
import { GivenUp, Retries } from '../../coupons/retries.ts';
import type { Http } from '../../operation/ask.ts';
import { PassKitError } from '../../passkit/errors.ts';
import { fastClock } from './support.ts';

type Answer = Awaited<ReturnType<Http>>;
const ok: Answer = { status: 200, body: '{}' };

function start(inner: Http = answering(ok), interrupted = new AbortController().signal) {
  const clock = fastClock();
  const notices: string[] = [];
  const retries = new Retries(inner, clock, interrupted, (text) => notices.push(text));
  /** A row whose work is one request. */
  const send = (method: 'GET' | 'POST' = 'GET') => retries.row((http) => sent(http({ method, path: '/' })));
  return { clock, notices, retries, send };
}

/** The answer, or the error that an operation makes of it. */
async function sent(answer: Promise<Answer>): Promise<Answer> {
  const { status, body } = await answer;
  if (status >= 400) throw new PassKitError(body, status);
  return answer;
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
  const inner = answering(
    { status: 429, body: '', retryAfter: 7 },
    { status: 503, body: '', retryAfter: 3 },
    ok,
  );
  const { clock, notices, send } = start(inner);
  expect(await send()).toBe(ok);
  expect(inner.sent).toBe(3);
  expect(clock.waits).toEqual([7000, 3000]);
  expect(notices).toEqual(['PassKit asks to slow down; trying again in 7 s.']);
});

test.each([
  ['nothing', undefined],
  ['a time that has passed', -7],
])('when PassKit says %s the waits double, with jitter, up to a minute', async (_what, retryAfter) => {
  const { clock, send } = start(
    answering(...Array<Answer>(8).fill({ status: 429, body: '', retryAfter }), ok),
  );
  await send();
  clock.waits.forEach((wait, n) => {
    const longest = Math.min(60_000, 1000 * 2 ** n);
    expect(wait).toBeGreaterThanOrEqual(longest / 2);
    expect(wait).toBeLessThanOrEqual(longest);
  });
  expect(clock.waits).toHaveLength(8);
});

test('while PassKit asks to slow down, no request of any row is sent', async () => {
  const times: number[] = [];
  const { clock, send } = start(async () => {
    times.push(clock.now());
    return times.length === 1 ? { status: 429, body: '', retryAfter: 30 } : ok;
  });
  const first = send();
  for (let n = 0; n < 5; n++) await Promise.resolve();
  await Promise.all([first, send(), send(), send()]);
  expect(times).toHaveLength(5);
  expect(times.slice(1).every((time) => time >= 30_000)).toBe(true);
});

test.each([
  ['is busy for more than five minutes', answering({ status: 503, body: '' }), 'asks to slow down'],
  ['asks to wait for an hour', answering({ status: 429, body: '', retryAfter: 3600 }), 'asks to slow down'],
  ['asks to wait for ever', answering({ status: 429, body: '', retryAfter: Infinity }), 'asks to slow down'],
])('stops when PassKit %s', async (_what, inner, message) => {
  const { clock, send } = start(inner);
  await expect(send()).rejects.toThrow(Stopped);
  await expect(send()).rejects.toThrow(message);
  expect(clock.now()).toBeLessThanOrEqual(5 * 60_000);
});

test('to be busy is no answer: the row looks again before it sends the request once more', async () => {
  const { retries } = start(answering({ status: 503, body: '' }, ok));
  const asked: string[] = [];
  await retries.row(async (http) => {
    asked.push('begun');
    await sent(http({ method: 'POST', path: '/' }));
  });
  expect(asked).toEqual(['begun', 'begun']);
});

test('a row ends by itself when PassKit goes on refusing it while it answers to others', async () => {
  const { clock, send, retries } = start(async ({ method }) =>
    method === 'POST' ? { status: 429, body: '', retryAfter: 100 } : ok,
  );
  const others = async () => {
    while (clock.now() < 590_000) await Promise.all([send('GET'), Promise.resolve()]);
  };
  const row = send('POST');
  const [error] = await Promise.all([row.catch((thrown) => thrown), others()]);
  expect(error).toBeInstanceOf(GivenUp);
  expect(error).toMatchObject({ mayBeDone: false, cause: { status: 429 } });
  expect(clock.now()).toBeLessThanOrEqual(10 * 60_000);
  expect(await retries.row(async () => 'next')).toBe('next');
});

test('a row ends by itself when each answer takes its time', async () => {
  const { clock, retries } = start(async () => {
    await clock.sleep(25_000, new AbortController().signal);
    return ok;
  });
  const row = retries.row(async (http) => {
    for (;;) await http({ method: 'GET', path: '/' });
  });
  await expect(row).rejects.toThrow(GivenUp);
  expect(clock.now()).toBeLessThanOrEqual(10 * 60_000 + 25_000);
});

test.each([408, 499, 500, 502, 503, 504, 520, 524])(
  'after %i PassKit may have done it, also when a look that follows is only refused',
  async (status) => {
    const { retries } = start(async ({ method }) => (method === 'POST' ? { status, body: '' } : ok));
    const row = retries.row(async (http) => {
      await http({ method: 'POST', path: '/' });
      await http({ method: 'GET', path: '/' });
      throw new PassKitError('HTTP status 500', 500);
    });
    await expect(row).rejects.toMatchObject({ name: 'GivenUp', mayBeDone: true });
  },
);

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
  const broken = async (http: Http) => {
    tries++;
    await http({ method: 'GET', path: '/' });
    throw new PassKitError('HTTP status 500', 500);
  };
  await expect(retries.row(broken)).rejects.toMatchObject({ name: 'GivenUp', mayBeDone: false });
  expect(tries).toBe(6);
  expect(await retries.row(async () => 'next')).toBe('next');
});

test('stops when ten rows in a row had to be given up', async () => {
  const { retries } = start();
  const broken = () =>
    retries.row(async (http) => {
      await http({ method: 'GET', path: '/' });
      throw new PassKitError('HTTP status 500', 500);
    });
  for (let n = 1; n < 10; n++) await expect(broken()).rejects.toThrow(GivenUp);
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
  const { retries } = start(undefined, controller.signal);
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
