// Protects the manners of a long run: it waits as PassKit asks, repeats what is safe to repeat, and knows when to stop.
import { Interrupted, Stopped } from '../../coupons/outcomes.ts';
import { GivenUp, Retries, realClock } from '../../coupons/retries.ts';
import type { Http, HttpRequest } from '../../operation/ask.ts';
import { notSent, PassKitError } from '../../passkit/errors.ts';
import { fastClock } from './support.ts';

type Answer = Awaited<ReturnType<Http>>;
const ok: Answer = { status: 200, body: '{}' };

/** A look, and a change. PassKit's lists are asked for by POST: the verb alone tells nothing. */
const look = { effect: 'reads', method: 'POST', path: '/' } as const;
const change = { effect: 'adds', method: 'POST', path: '/' } as const;

function start(inner: Http = answering(ok), interrupted = new AbortController().signal, clock = fastClock()) {
  const notices: string[] = [];
  const retries = new Retries(inner, clock, interrupted, (text) => notices.push(text));
  /** A row whose work is one request. */
  const send = (request: HttpRequest = look) => retries.row((http) => sent(http(request)));
  return { clock, notices, retries, send };
}

/** A clock for rows that wait at the same time: the one that waits for the earliest moment goes on first. */
function sharedClock(): ReturnType<typeof fastClock> {
  const waits: number[] = [];
  const asleep: { until: number; wake: () => void }[] = [];
  let now = 0;
  const goOn = () => {
    const [next] = asleep.sort((a, b) => a.until - b.until).splice(0, 1);
    if (!next) return;
    now = Math.max(now, next.until);
    next.wake();
  };
  return {
    waits,
    now: () => now,
    sleep: (milliseconds) =>
      new Promise((wake) => {
        waits.push(milliseconds);
        asleep.push({ until: now + milliseconds, wake });
        setImmediate(goOn);
      }),
  };
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

test('rows that are refused at the same moment make the wait no longer than one does', async () => {
  const inner = answering(...Array<Answer>(8).fill({ status: 429, body: '' }), ok);
  const { clock, send } = start(inner, undefined, sharedClock());
  await Promise.all(Array.from({ length: 8 }, () => send()));
  expect(clock.now()).toBeLessThanOrEqual(1_000);
});

test('of two waits that PassKit asks for, the longer holds', async () => {
  const times: number[] = [];
  const inner = answering(
    { status: 429, body: '', retryAfter: 30 },
    { status: 429, body: '', retryAfter: 5 },
    ok,
  );
  const clock = sharedClock();
  const http: Http = async (request) => {
    times.push(clock.now());
    return inner(request);
  };
  const { send } = start(http, undefined, clock);
  await Promise.all([send(), send()]);
  expect(times).toEqual([0, 0, 30_000, 30_000]);
});

test('after 429 the request alone is repeated, not the row from its beginning', async () => {
  const { retries } = start(answering(ok, { status: 429, body: '', retryAfter: 1 }, ok));
  const asked: string[] = [];
  await retries.row(async (http) => {
    asked.push('looked');
    await sent(http(look));
    await sent(http(change));
    asked.push('issued');
  });
  expect(asked).toEqual(['looked', 'issued']);
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

test('a wait of five minutes is borne, and is not more than five minutes', async () => {
  const { clock, send } = start(answering({ status: 429, body: '', retryAfter: 300 }, ok));
  expect(await send()).toBe(ok);
  expect(clock.waits).toEqual([300_000]);
});

test.each([502, 504, 520])(
  '%i for more than five minutes says nothing of the row: it stops the run',
  async (status) => {
    const { send } = start(answering({ status, body: '' }));
    await expect(send()).rejects.toThrow(/^PassKit cannot be reached.*for more than 5 minutes\.$/);
  },
);

test('however often PassKit is busy with one row while it answers to others, the row is not given up', async () => {
  let busy = 10;
  const { retries } = start(async ({ effect }) =>
    effect === 'adds' && busy-- > 0 ? { status: 503, body: '', retryAfter: 1 } : ok,
  );
  const work = async (http: Http) => {
    await sent(http(look));
    return sent(http(change));
  };
  expect(await retries.row(work)).toBe(ok);
});

test('a row that is told of trouble without a wait for all waits by itself', async () => {
  const { clock, retries } = start();
  const troubles = [new PassKitError('busy', 503), lost()];
  const work = async () => {
    const trouble = troubles.pop();
    if (trouble) throw trouble;
    return 'done';
  };
  expect(await retries.row(work)).toBe('done');
  expect(clock.waits).toHaveLength(2);
});

test('to be busy is no answer: the row looks again before it sends the request once more', async () => {
  const { retries } = start(answering({ status: 503, body: '' }, ok));
  const asked: string[] = [];
  await retries.row(async (http) => {
    asked.push('begun');
    await sent(http(change));
  });
  expect(asked).toEqual(['begun', 'begun']);
});

test('a row ends by itself when PassKit goes on refusing it while it answers to others', async () => {
  const { clock, send, retries } = start(async ({ effect }) =>
    effect === 'adds' ? { status: 429, body: '', retryAfter: 100 } : ok,
  );
  const others = async () => {
    while (clock.now() < 590_000) await Promise.all([send(look), Promise.resolve()]);
  };
  const row = send(change);
  const [error] = await Promise.all([row.catch((thrown) => thrown), others()]);
  expect(error).toBeInstanceOf(GivenUp);
  expect(error).toMatchObject({ mayBeDone: false, cause: { status: 429 } });
  expect(clock.now()).toBeLessThanOrEqual(10 * 60_000);
  expect(await retries.row(async () => 'next')).toBe('next');
});

test('a row does not wait for what would come after its end', async () => {
  const { clock, retries } = start(answering(ok, { status: 429, body: '', retryAfter: 290 }, ok));
  const row = retries.row(async (http) => {
    await http(look);
    // All that it does takes six of its ten minutes.
    await clock.sleep(360_000, new AbortController().signal);
    await http(change);
  });
  const error = await row.catch((thrown) => thrown);
  expect(error).toMatchObject({
    name: 'GivenUp',
    message: 'for longer than a row may take',
    mayBeDone: false,
  });
  expect(clock.waits).toEqual([360_000]);
});

test('a row ends by itself when each answer takes its time', async () => {
  const { clock, retries } = start(async () => {
    await clock.sleep(25_000, new AbortController().signal);
    return ok;
  });
  const row = retries.row(async (http) => {
    for (;;) await http(look);
  });
  await expect(row).rejects.toThrow(GivenUp);
  expect(clock.now()).toBeLessThanOrEqual(10 * 60_000 + 25_000);
});

test.each([408, 499, 500, 502, 503, 504, 520, 524])(
  'after %i PassKit may have done it, also when a look that follows is only refused',
  async (status) => {
    const { retries } = start(async ({ effect }) => (effect === 'adds' ? { status, body: '' } : ok));
    const row = retries.row(async (http) => {
      await http(change);
      await http(look);
      throw new PassKitError('HTTP status 500', 500);
    });
    await expect(row).rejects.toMatchObject({ name: 'GivenUp', mayBeDone: true });
  },
);

test.each([
  ['the answer to a change is lost', change, lost, true],
  ['the answer to a look is lost', look, lost, false],
  ['a change was not sent', change, notSent, false],
  ['a look ends with 500', look, () => new PassKitError('', 500), false],
] as const)(
  'when %s each time, it is known whether a row may be done',
  async (_what, request, trouble, mayBeDone) => {
    const { retries } = start(async ({ path }) => {
      if (path === '/') return ok;
      const error = trouble();
      if (error.status) return { status: error.status, body: '' };
      throw error;
    });
    const row = retries.row(async (http) => {
      await http(look);
      await sent(http({ ...request, path: '/row' }));
    });
    await expect(row).rejects.toMatchObject({ name: 'GivenUp', mayBeDone });
  },
);

test('what PassKit has refused is not done, though the look that follows fails each time', async () => {
  const { retries } = start(async ({ effect }) => ({ status: effect === 'adds' ? 409 : 500, body: '' }));
  const row = retries.row(async (http) => {
    await http(change);
    await sent(http(look));
  });
  await expect(row).rejects.toMatchObject({ name: 'GivenUp', mayBeDone: false });
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
  const broken = async (http: Http) => {
    tries++;
    await http(look);
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
      await http(look);
      throw new PassKitError('HTTP status 500', 500);
    });
  for (let n = 1; n < 10; n++) await expect(broken()).rejects.toThrow(GivenUp);
  await expect(broken()).rejects.toThrow(/a problem with every row.*10 in a row were given up/);
});

test.each([
  [401, 'Unauthorized', /did not accept the credentials.* Check PASSKIT_REGION and the credentials\.$/],
  [401, 'jwt was issued too long ago', /Set the clock of this computer\.$/],
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

test('the real clock tells milliseconds, and its sleep ends when the run does', async () => {
  expect(Math.abs(realClock.now() - Date.now())).toBeLessThan(60_000);
  await expect(realClock.sleep(1, AbortSignal.abort())).rejects.toThrow('aborted');
  await realClock.sleep(1, new AbortController().signal);
});
