// Protects how PassKit is asked: on Node with the same requests as over fetch, over few connections, and none waits.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { nodeVisitHttp } from '../../commands/nodeHttp.ts';
import { PassKitError } from '../../passkit/errors.ts';
import { readConfig } from '../../redeem/config.ts';
import { fetchVisitHttp, visitRuntime } from '../../redeem/runtime.ts';

type Serve = (request: IncomingMessage, response: ServerResponse) => unknown;
let serve: Serve;
let connections = 0;
const server = createServer((request, response) => void serve(request, response));
server.on('connection', () => connections++);
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

function httpOver(visitHttp: typeof nodeVisitHttp, left = () => 5_000) {
  const bound = server.address();
  const config = readConfig({
    PASSKIT_REGION: 'pub1',
    PASSKIT_API_TOKEN: 'a-token',
    PASSKIT_API_URL: `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}/below`,
    REDEEM_CAMPAIGNS: 'any',
  });
  connections = 0;
  return visitHttp(config)(left);
}

test.each([
  { effect: 'reads', method: 'GET', path: '/a%20b?c=d' },
  { effect: 'sets', method: 'PUT', path: '/x', body: '{"name":"Zoë"}' },
  { effect: 'reads', method: 'POST', path: '/x', body: '' },
] as const)('PassKit gets the same request as over fetch: %o', async (request) => {
  const seen: unknown[] = [];
  serve = async (incoming, response) => {
    const { method, url, headers } = incoming;
    // fetch has opinions of its own besides.
    const { authorization, accept, host, 'content-type': type, 'content-length': length } = headers;
    const agent = headers['user-agent'];
    seen.push({ method, url, authorization, accept, host, type, length, agent, body: await text(incoming) });
    response.writeHead(201, { 'retry-after': '7' }).end('{"text":"Grüße"}');
  };
  const answer = await httpOver(nodeVisitHttp)(request);
  expect(answer).toEqual({ status: 201, body: '{"text":"Grüße"}', retryAfter: 7, signed: false });
  expect(await httpOver(fetchVisitHttp)(request)).toEqual(answer);
  expect(seen[0]).toEqual(seen[1]);
  expect(seen[0]).toMatchObject({ url: `/below${request.path}`, authorization: 'Bearer a-token' });
});

test('a connection is kept for requests that follow', async () => {
  serve = (_request, response) => response.end('{}');
  const http = httpOver(nodeVisitHttp);
  for (let n = 0; n < 10; n++) await http({ effect: 'reads', method: 'GET', path: '/' });
  // A second one where a request comes before the first one is free again.
  expect(connections).toBeLessThanOrEqual(2);
});

test('no request waits for the answer to another', async () => {
  const waiting: ServerResponse[] = [];
  serve = ({ url }, response) => (url?.endsWith('/slow') ? waiting.push(response) : response.end('{}'));
  const http = httpOver(nodeVisitHttp);
  const slow = [1, 2, 3].map(() => http({ effect: 'reads', method: 'GET', path: '/slow' }));
  expect(await http({ effect: 'reads', method: 'GET', path: '/quick' })).toMatchObject({ status: 200 });
  expect(waiting).toHaveLength(3);
  for (const response of waiting) response.end('{}');
  expect(await Promise.all(slow)).toHaveLength(3);
});

test('what is packed is not asked for, since nothing unpacks it', async () => {
  let accepted: string | undefined;
  serve = ({ headers }, response) => {
    accepted = String(headers['accept-encoding']);
    response.end('{}');
  };
  await httpOver(nodeVisitHttp)({ effect: 'reads', method: 'GET', path: '/' });
  expect(accepted).toBe('identity');
});

describe.each([
  ['on Node', nodeVisitHttp],
  ['over fetch', fetchVisitHttp],
])('%s', (_platform, visitHttp) => {
  test('a redirect is no answer and is not followed', async () => {
    const seen: unknown[] = [];
    serve = ({ url }, response) => {
      seen.push(url);
      response.writeHead(307, { location: '/elsewhere' }).end('{"id":"x"}');
    };
    await expect(httpOver(visitHttp)({ effect: 'reads', method: 'GET', path: '/' })).rejects.toThrow(
      'did not answer',
    );
    expect(seen).toEqual(['/below/']);
  });

  test('what takes too long is given up, and its connection with it', async () => {
    const closed = new Promise((resolve) => {
      serve = (_request, response) => response.on('close', resolve);
    });
    const http = httpOver(visitHttp, () => 100);
    await expect(http({ effect: 'reads', method: 'GET', path: '/' })).rejects.toThrow('did not answer');
    await closed;
  });

  test('nothing is sent when there is no time left', async () => {
    let asked = 0;
    serve = (_request, response) => {
      asked++;
      response.end('{}');
    };
    let over = false;
    const http = httpOver(visitHttp, () => {
      if (over) throw new Error('over');
      return 5_000;
    });
    await http({ effect: 'reads', method: 'GET', path: '/' });
    over = true;
    await expect(http({ effect: 'sets', method: 'PUT', path: '/' })).rejects.toBeInstanceOf(PassKitError);
    expect(asked).toBe(1);
  });
});

test('a request gets 5 seconds, or what is left of the 9 of its visit', () => {
  jest.useFakeTimers({ now: 0 });
  let left = () => 0;
  const runtime = visitRuntime(
    readConfig({ PASSKIT_REGION: 'pub1', PASSKIT_API_TOKEN: 'a-token', REDEEM_CAMPAIGNS: 'any' }),
    (given) => {
      left = given;
      return () => Promise.reject(new Error('not sent'));
    },
  );
  runtime();
  const lefts = [0, 4_000, 4_000, 999].map((passed) => {
    jest.advanceTimersByTime(passed);
    return left();
  });
  expect(lefts).toEqual([5_000, 5_000, 1_000, 1]);
  jest.advanceTimersByTime(1);
  expect(left).toThrow('too long');
  jest.useRealTimers();
});
