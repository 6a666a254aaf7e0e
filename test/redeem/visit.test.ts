// Protects what is read from a request and put around each answer: whose submit it is, whether a person opened the link, the
// headers, the line in the log.
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

  test.each<[string, number, Record<string, string>, boolean]>([
    ['http://cafe.example/bare', 0, {}, false],
    ['http://cafe.example/bare', 0, forwarded, false],
    ['http://cafe.example/bare', 1, forwarded, true],
    ['https://cafe.example/bare', 0, {}, true],
    ['https://cafe.example/bare', 1, {}, true],
  ])('promise https only to who came by it: %s, %d proxies, %j', async (url, proxies, headers, promised) => {
    expect((await page(url, proxies, headers)).has('strict-transport-security')).toBe(promised);
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
