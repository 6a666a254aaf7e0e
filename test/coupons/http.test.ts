// Protects how `npm run coupons` sends: an answer is whole or it is lost, and credentials go to PassKit alone.
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { manyHttp } from '../../coupons/http.ts';
import { PassKitError } from '../../passkit/errors.ts';
import { hostsOf } from '../../passkit/regions.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** An Http to a server that answers like this. */
async function httpTo(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  return manyHttp({ connection: { region: 'pub1', apiToken: 'token' }, hosts: hostsOf('pub1', url) }, 4);
}

test('sends the body with the credentials, and answers with status, text and how long to wait', async () => {
  const seen: object[] = [];
  const http = await httpTo((request, response) => {
    request.setEncoding('utf8').on('data', (body) => {
      const { authorization, 'content-type': type } = request.headers;
      seen.push({ method: request.method, url: request.url, authorization, type, body });
      response.writeHead(429, { 'retry-after': '7' }).end('später');
    });
  });
  const answer = await http({ effect: 'sets', method: 'PUT', path: '/a/b?c=d', body: '{"name":"Zoë"}' });
  expect(answer).toEqual({ status: 429, body: 'später', retryAfter: 7, signed: false });
  expect(seen).toEqual([
    {
      method: 'PUT',
      url: '/a/b?c=d',
      authorization: 'Bearer token',
      type: 'application/json',
      body: '{"name":"Zoë"}',
    },
  ]);
});

test('connections are kept, and there are no more than asked for', async () => {
  const ports = new Set<number | undefined>();
  const http = await httpTo((request, response) => {
    ports.add(request.socket.remotePort);
    response.end('{}');
  });
  for (let round = 0; round < 5; round++)
    await Promise.all(Array.from({ length: 6 }, () => http({ effect: 'reads', method: 'GET', path: '/' })));
  expect(ports.size).toBe(4);
});

test.each<[string, RequestListener]>([
  ['leads elsewhere', (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
  ['breaks off', (request) => request.socket.destroy()],
  [
    'breaks off in the middle',
    (request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"id":', () => request.socket.destroy());
    },
  ],
])('an answer that %s is lost', async (_what, listener) => {
  let asked = 0;
  const http = await httpTo((request, response) => {
    asked++;
    listener(request, response);
  });
  const error = await http({ effect: 'reads', method: 'GET', path: '/' }).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(PassKitError);
  expect(error).toMatchObject({ lost: true, status: undefined });
  expect(asked).toBe(1);
});

test('an answer that does not come within half a minute is lost', async () => {
  const { setTimeout: real } = globalThis;
  const faster = jest
    .spyOn(globalThis, 'setTimeout')
    .mockImplementation((act, milliseconds = 0) => real(act, milliseconds / 1_000));
  const http = await httpTo((_, response) => void response.writeHead(200).write('{"id":'));
  await expect(http({ effect: 'reads', method: 'GET', path: '/' })).rejects.toMatchObject({ lost: true });
  expect(faster).toHaveBeenCalledWith(expect.any(Function), 30_000);
  faster.mockRestore();
});
