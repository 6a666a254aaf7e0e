// Protects the server of Node as what stands before it meets it: old health checks, idle connections, readiness.
import { once } from 'node:events';
import { connect } from 'node:net';
import { nodeVisitHttp } from '../../commands/nodeHttp.ts';
import { listening, redeemServer } from '../../commands/redeemServer.ts';
import { createRedeemApp } from '../../redeem/app.ts';
import { readConfig } from '../../redeem/config.ts';
import { visitRuntime } from '../../redeem/runtime.ts';
import { useSandbox } from '../sandbox/client.ts';
import { envOf, useRedeem } from './support.ts';

const sandbox = useSandbox();
const { visitor, sandbox: other } = useRedeem();
let server: ReturnType<typeof redeemServer>;
let port: number;
beforeAll(async () => {
  const config = readConfig({ ...envOf(sandbox()) });
  const runtime = visitRuntime(config, nodeVisitHttp(config));
  server = redeemServer(createRedeemApp(config, runtime, { log: () => undefined }));
  port = Number(new URL(await listening(server, 0, '127.0.0.1')).port);
});
afterAll(() => server.close());

/** Sends text over a socket of its own, and answers with how the answer begins. */
async function talk(text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  let answer = '';
  socket.on('data', (part: string) => {
    answer += part;
  });
  socket.write(text.replaceAll('\n', '\r\n'));
  await once(socket, 'data');
  socket.destroy();
  return answer;
}

test('a health check by HTTP/1.0 names no host, and is answered', async () => {
  expect(await talk('GET /health HTTP/1.0\n\n')).toMatch(/^HTTP\/1.1 200 OK/);
});

test('an idle connection outlives those of a load balancer', async () => {
  expect(await talk('GET /health HTTP/1.1\nHost: a\n\n')).toMatch(/^keep-alive: timeout=620\r$/im);
});

describe('readiness', () => {
  const ready = async (env: Record<string, string> = {}) =>
    (await visitor({ env }).ask('/health/ready')).status;

  test('is told apart from life', async () => {
    expect(await ready()).toBe(200);
    expect(await ready({ PASSKIT_API_SECRET: 'wrong' })).toBe(503);
    expect(await ready({ REDEEM_CAMPAIGNS: 'CoffeeRewardsCampaign1, NoSuchCampaign' })).toBe(503);
    expect((await visitor({ env: { PASSKIT_API_SECRET: 'wrong' } }).ask('/health')).status).toBe(200);
  });

  test('asks PassKit once for all who want to know', async () => {
    const { ask } = visitor();
    const before = other().requests.length;
    await Promise.all([1, 2, 3].map(() => ask('/health/ready')));
    await ask('/health/ready');
    expect(other().requests.length - before).toBe(2);
  });
});
