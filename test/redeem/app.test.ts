// Protects what an operator and a caller see when something goes wrong: the line in the log, the answer, its status.
import { PassKitError } from '../../passkit/errors.ts';
import { createRedeemApp } from '../../redeem/app.ts';
import { readConfig } from '../../redeem/config.ts';
import type { LogLine } from '../../redeem/visit.ts';
import { environment, link, passKit, record, runtimeOf, stubbed } from './stub.ts';

const secret = 'a secret of the hook';
const headers = { authorization: `Bearer ${secret}` };

test('the log goes to standard output as JSON, a line a request', async () => {
  const written = jest.spyOn(console, 'log').mockImplementation();
  const app = createRedeemApp(readConfig(environment), () =>
    runtimeOf(async () => ({ status: 404, body: '' })),
  );
  await app.request('/health');
  expect(written.mock.calls).toEqual([[expect.stringContaining('"route":"/health"')]]);
  expect(JSON.parse(String(written.mock.calls[0]?.[0]))).toMatchObject({ method: 'GET', status: 200 });
  written.mockRestore();
});

describe('whoever goes away', () => {
  const leaving = new AbortController();
  leaving.abort();

  test('while they send is logged as gone, and as nothing that is wrong here', async () => {
    const { ask, lines } = stubbed();
    const gone = { method: 'POST', body: 'token=x', signal: leaving.signal };
    expect(await ask(link, gone)).toMatchObject({ status: 499, text: '' });
    expect(lines).toEqual([expect.objectContaining({ status: 499, outcome: 'gone', failure: undefined })]);
  });

  test('does not hide that PassKit failed', async () => {
    const replies = { [passKit.coupon]: new PassKitError('x', 503) };
    const { ask, lines } = stubbed({ replies });
    expect(await ask(link, { signal: leaving.signal })).toMatchObject({ status: 503 });
    expect(lines).toMatchObject([{ status: 503, passkit: 503, outcome: 'down' }]);
  });
});

test('an error of a visitor who stays is one of the server', async () => {
  const { ask, lines } = stubbed({ replies: { [passKit.coupon]: new TypeError('x') } });
  expect(await ask(link)).toMatchObject({ status: 500, heading: 'This page does not work yet' });
  expect(lines).toMatchObject([{ status: 500, outcome: 'setup' }]);
});

describe('a failure of our own', () => {
  async function failureOf(error: Error): Promise<LogLine['failure']> {
    const { ask, lines } = stubbed({ replies: { [passKit.coupon]: error } });
    await ask(link);
    return lines[0]?.failure;
  }

  test.each(['the name is Jane Doe', 'looked at Jane Doe', 'a line\nat Jane Doe'])(
    'is logged with its kind and its place, without its message: %j',
    async (message) => {
      const failure = await failureOf(new TypeError(message));
      expect(failure).toMatch(/^TypeError at .*app\.test\.ts/);
      expect(failure).not.toMatch(/Jane|\n/);
    },
  );

  test.each([undefined, 'TypeError: no place'])(
    'is logged without a place where there is none: %s',
    async (stack) => {
      const error = new TypeError('no place');
      Reflect.set(error, 'stack', stack);
      expect((await failureOf(error))?.trim()).toBe('TypeError');
    },
  );

  test('is none when a link is wrong, and none when it is PassKit that says no', async () => {
    const { ask, lines } = stubbed({ replies: { [passKit.coupon]: 401 } });
    await ask('/redeem');
    await ask(link);
    expect(lines).toEqual([
      expect.objectContaining({ status: 400, passkit: undefined, failure: undefined }),
      expect.objectContaining({ status: 500, passkit: 401, failure: undefined }),
    ]);
  });
});

test.each<[string, Error | number, number, string | null, number | string]>([
  ['gives no answer', new PassKitError('no answer'), 503, '10', 'no answer'],
  ['asks to wait', new PassKitError('slow', 429, 7), 503, '7', 429],
  ['refuses the credentials', 401, 500, null, 401],
])(
  'PassKit %s: the page says when to try again, and the log what PassKit said',
  async (_what, said, ...expected) => {
    const { ask, lines } = stubbed({ replies: { [passKit.coupon]: said } });
    const { status, headers } = await ask(link);
    expect([status, headers.get('retry-after'), lines[0]?.passkit]).toEqual(expected);
  },
);

test('health says in JSON that the server runs, and asks PassKit nothing', async () => {
  const { ask, asked } = stubbed();
  const { status, text } = await ask('/health');
  expect([status, JSON.parse(text), asked]).toEqual([200, { status: 'ok' }, []]);
});

test('a form that is much too large is refused with a page', async () => {
  const { submit, asked } = stubbed();
  const page = await submit(link, { token: 'x'.repeat(10_000) });
  expect(page).toMatchObject({ status: 413, heading: 'This link is not complete' });
  expect(asked).toEqual([]);
});

describe('readiness', () => {
  test.each<[string, number, object]>([
    ['PassKit answers', 200, { status: 'ready' }],
    ['PassKit refuses', 503, { status: 'not ready' }],
  ])('says in JSON how it is when %s', async (_when, status, body) => {
    const replies = { 'GET ': status === 200 ? { id: 'Campaign1' } : 401 };
    const answer = await stubbed({ replies }).ask('/health/ready');
    expect([answer.status, JSON.parse(answer.text)]).toEqual([status, body]);
  });
});

test('a webhook that is off is an address that leads nowhere', async () => {
  const page = await stubbed().ask('/hooks/pass', { method: 'POST', headers, body: '{}' });
  expect(page).toMatchObject({ status: 404, heading: 'This link leads nowhere' });
});

describe('the webhook answers in JSON', () => {
  const env = { REDEEM_HOOK_SECRET: secret };

  test('that a body is too large', async () => {
    const answer = await stubbed({ env }).ask('/hooks/pass', {
      method: 'POST',
      headers,
      body: 'x'.repeat(300_000),
    });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([413, { error: 'The body is too large.' }]);
  });

  test('that the server has a problem, and the log says where', async () => {
    const { ask, lines } = stubbed({
      env,
      replies: { 'GET ': new TypeError('x'), 'PUT ': new TypeError('x') },
    });
    const row = { action: 'redeem', campaignId: 'Campaign1', externalId: 'x', redemptionReference: 'r' };
    const answer = await ask('/hooks/pass', { method: 'POST', headers, body: JSON.stringify(row) });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      500,
      { error: 'The server has a problem of its own.' },
    ]);
    expect(lines).toMatchObject([{ status: 500, failure: expect.stringMatching(/^TypeError at /) }]);
  });
});

describe('the page that says what went wrong', () => {
  test('is in the language of the visitor', async () => {
    const { heading } = await stubbed().ask('/', { headers: { 'accept-language': 'de' } });
    expect(heading).toBe('Dieser Link führt nirgendwohin');
  });

  test('has the logo of the settings, and may load it', async () => {
    const env = { REDEEM_BRAND_LOGO: 'https://logos.example/cafe.png' };
    const { text, headers } = await stubbed({ env }).ask('/');
    expect(text).toContain('<img src="https://logos.example/cafe.png"');
    expect(headers.get('content-security-policy')).toContain('img-src data: https://logos.example;');
  });

  test.each<[number, boolean]>([
    [503, true],
    [401, false],
  ])('offers to open the coupon again where that may help: PassKit says %d', async (status, again) => {
    const { text } = await stubbed({ replies: { [passKit.coupon]: status } }).ask(link);
    expect(text.includes('<a class="again" href="/redeem?externalId=pass-1234&amp;')).toBe(again);
  });

  test('is none where all is well', async () => {
    const { ask, lines } = stubbed({ replies: { [passKit.coupon]: record() } });
    expect(await ask(link)).toMatchObject({ status: 200, heading: 'Your coupon' });
    expect(lines).toEqual([
      expect.objectContaining({ status: 200, outcome: 'active', passkit: undefined, failure: undefined }),
    ]);
  });
});
