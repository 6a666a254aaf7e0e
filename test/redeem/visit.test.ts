// Protects what is read from a request and put around each answer: whose submit it is, whether a person opened the link, the
// headers, the line in the log.
import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { readConfig } from '../../redeem/config.ts';
import {
  answerWith,
  isOpening,
  isOwnSubmit,
  type LogLine,
  logged,
  secured,
  type VisitEnv,
  visitorOf,
} from '../../redeem/visit.ts';
import { environment, link, passKit, record, stubbed } from './stub.ts';

const configOf = (proxies: string) => readConfig({ ...environment, REDEEM_TRUST_PROXY: proxies });

/** What a function of a request answers to one with these headers. */
async function told(
  of: (c: Parameters<typeof isOpening>[0]) => unknown,
  headers: Record<string, string>,
  method = 'GET',
  bindings?: VisitEnv['Bindings'],
) {
  let answer: unknown;
  const app = new Hono<VisitEnv>().all('*', (c) => {
    answer = of(c);
    return c.body(null);
  });
  const request = new Request('http://127.0.0.1:8080/redeem', { method, headers });
  expect((await app.fetch(request, bindings)).status).toBe(200);
  return answer;
}

describe('a submit is our own', () => {
  const behind = { 'x-forwarded-host': 'cafe.example', host: 'internal:8080' };

  test.each<[boolean, Record<string, string>, string]>([
    [true, { 'sec-fetch-site': 'same-origin' }, '0'],
    [true, { 'sec-fetch-site': 'none' }, '0'],
    [false, { 'sec-fetch-site': 'same-site' }, '0'],
    [false, { 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1:8080' }, '0'],
    [true, {}, '0'],
    [true, { origin: 'null' }, '0'],
    [true, { origin: 'http://127.0.0.1:8080' }, '0'],
    [false, { origin: 'http://127.0.0.1' }, '0'],
    [false, { origin: 'nonsense' }, '0'],
    // What the browser calls the host comes from a proxy only where one is trusted.
    [true, { origin: 'https://cafe.example', host: 'cafe.example' }, '0'],
    [false, { origin: 'https://cafe.example', ...behind }, '0'],
    [true, { origin: 'http://internal:8080', ...behind }, '0'],
    [true, { origin: 'https://cafe.example', ...behind }, '1'],
    [false, { origin: 'http://internal:8080', ...behind }, '1'],
    [true, { origin: 'https://cafe.example', host: 'cafe.example' }, '1'],
    [true, { origin: 'http://127.0.0.1:8080' }, '1'],
  ])('%s: %j with %s proxies', async (own, headers, proxies) => {
    expect(await told((c) => isOwnSubmit(c, configOf(proxies)), headers, 'POST')).toBe(own);
  });
});

describe('an opening by a person', () => {
  test.each<[boolean, Record<string, string>]>([
    [true, {}],
    [true, { 'sec-fetch-dest': 'document', 'sec-purpose': 'none' }],
    [false, { 'sec-fetch-dest': 'iframe' }],
    [false, { 'sec-purpose': 'prefetch;prerender' }],
    [false, { purpose: 'Preview' }],
    [false, { 'x-moz': 'prefetch' }],
  ])('%s: %j', async (is, headers) => {
    expect(await told(isOpening, headers)).toBe(is);
  });

  test('is no POST', async () => {
    expect(await told(isOpening, {}, 'POST')).toBe(false);
  });
});

test.each([
  ['0', '203.0.113.7'],
  ['1', '198.51.100.1'],
  ['2', '198.51.100.2'],
])('behind %s trusted proxies it is what they say', async (proxies, address) => {
  const headers = { 'x-forwarded-for': '198.51.100.2, 198.51.100.1' };
  const bindings = { incoming: { socket: { remoteAddress: '203.0.113.7' } } };
  expect(await told((c) => visitorOf(c, configOf(proxies)), headers, 'GET', bindings)).toBe(address);
});

test.each<[VisitEnv['Bindings'], string | undefined]>([
  [undefined, undefined],
  [{}, undefined],
  [{ incoming: { socket: {} } }, undefined],
  [{ incoming: { socket: { remoteAddress: '203.0.113.7' } } }, '203.0.113.7'],
])('who asks is told by the platform, where it knows: %j', async (bindings, address) => {
  expect(await told((c) => visitorOf(c, configOf('0')), {}, 'GET', bindings)).toBe(address);
});

describe('headers', () => {
  const page = async (url: string, proxies = 0, headers: Record<string, string> = {}) => {
    const app = new Hono<VisitEnv>().use(secured(proxies));
    app.get('/plain', (c) => c.text('x'));
    app.get('/bare', (c) => answerWith(c, html`<p>x</p>`, 200));
    app.get('/pictures', (c) =>
      answerWith(c, html`<p>x</p>`, 200, [undefined, 'https://a.example/1.png', 'https://a.example/2.png']),
    );
    const response = await app.request(url, { headers });
    expect(response.status).toBe(200);
    return response.headers;
  };
  const forwarded = { 'x-forwarded-proto': 'https' };

  test.each([link, '/', '/redeem', '/health'])('are strict on %s', async (path) => {
    const { headers, text } = await stubbed({ replies: { [passKit.coupon]: record() } }).ask(path);
    const inline = /<style>(.*)<\/style>.*<script>(.*)<\/script>/s.exec(text) ?? ['', '', ''];
    const [style, script] = inline.slice(1).map((code) => createHash('sha256').update(code).digest('base64'));
    const policy = headers.get('content-security-policy') ?? '';
    if (path !== '/health')
      expect(policy).toContain(`style-src 'sha256-${style}'; script-src 'sha256-${script}';`);
    expect(Object.fromEntries(headers)).toEqual({
      'cache-control': 'no-store',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src '[^ ]+'; script-src '[^ ]+'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      ),
      'content-type': expect.stringMatching(/^(text\/html; charset=UTF-8|application\/json)$/),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy':
        'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=(), display-capture=()',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-robots-tag': 'noindex, nofollow',
    });
  });

  test.each<[string, number, Record<string, string>, boolean]>([
    ['http://cafe.example/bare', 0, {}, false],
    ['http://cafe.example/bare', 0, forwarded, false],
    ['http://cafe.example/bare', 1, forwarded, true],
    ['https://cafe.example/bare', 0, {}, true],
    ['https://cafe.example/bare', 1, {}, true],
  ])('promise https only to who came by it: %s, %d proxies, %j', async (url, proxies, headers, promised) => {
    expect((await page(url, proxies, headers)).has('strict-transport-security')).toBe(promised);
  });

  test('promise https for a year, by the settings of the server', async () => {
    const promised = async (env: Record<string, string>) =>
      (await stubbed({ env }).ask('/', { headers: forwarded })).headers.get('strict-transport-security');
    expect(await promised({ REDEEM_TRUST_PROXY: 'true' })).toBe('max-age=31536000');
    expect(await promised({})).toBeNull();
  });

  test('name the servers of the pictures of a page, and no others', async () => {
    const policyOf = async (path: string) =>
      /img-src ([^;]*);/.exec((await page(`http://x${path}`)).get('content-security-policy') ?? '')?.[1];
    for (const path of ['/plain', '/bare']) expect(await policyOf(path)).toBe('data:');
    expect(await policyOf('/pictures')).toBe('data: https://a.example');
  });
});

describe('the line in the log', () => {
  test('has the time it took, to a tenth of a millisecond', async () => {
    const clock = jest.spyOn(performance, 'now').mockReturnValueOnce(5_000).mockReturnValueOnce(5_012.3456);
    const lines: LogLine[] = [];
    const app = new Hono<VisitEnv>().use(logged('a secret', (line) => void lines.push(line)));
    await app.get('/', (c) => c.text('x')).request('/');
    clock.mockRestore();
    expect(lines).toMatchObject([{ ms: 12.3 }]);
  });

  test.each([
    ['GET', '/health', '/health'],
    ['HEAD', link, '/redeem'],
    ['POST', link, '/redeem'],
    ['GET', '/wp-login.php', 'other'],
  ])('has the method and the route, not the path: %s %s', async (method, path, route) => {
    const { ask, lines } = stubbed();
    await ask(path, { method });
    expect(lines).toMatchObject([{ method, route, time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) }]);
  });

  test('names a pass by a short hash of its own, which another secret changes, and no pass where there is none', async () => {
    const passOf = async (path: string, REDEEM_SECRET = 'one secret of ours') => {
      const { ask, lines } = stubbed({
        env: { REDEEM_SECRET },
        replies: { [passKit.coupon]: record() },
      });
      await ask(path);
      return lines[0]?.pass;
    };
    const pass = await passOf(link);
    expect(pass).toMatch(/^[0-9a-f]{8}$/);
    expect(await passOf(link)).toBe(pass);
    expect(await passOf(link.replace('1234', '1235'))).not.toBe(pass);
    expect(await passOf(link, 'another secret of ours')).not.toBe(pass);
    expect(await passOf('/')).toBeUndefined();
  });
});
