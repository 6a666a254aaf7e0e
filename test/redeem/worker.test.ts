// The redemption page as edge runtimes run it: bundled, with nothing of Node's in reach.
import vm from 'node:vm';
import { build } from 'esbuild';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';

type Worker = { fetch(request: Request, environment?: Record<string, unknown>): Promise<Response> };

let sandbox: Sandbox;
let code: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  // The platform refuses every import of Node's own modules.
  const { outputFiles } = await build({
    entryPoints: ['redeem/worker.ts'],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    globalName: 'worker',
  });
  code = outputFiles[0]?.text ?? '';
});
afterAll(() => sandbox.close());

/** A fresh isolate: the language itself and web standards, and no `process`, `Buffer` or `require`. */
function startWorker(): Worker {
  const web = { crypto, fetch, URL, URLSearchParams, Request, Response, Headers, TextEncoder, TextDecoder };
  const more = { AbortSignal, AbortController, ReadableStream, performance, btoa, atob, console };
  return vm.runInNewContext(`${code}; worker.default`, { ...web, ...more });
}

const environment = () => ({
  PASSKIT_REGION: 'pub1',
  PASSKIT_API_KEY: sandbox.credentials.apiKey,
  PASSKIT_API_SECRET: sandbox.credentials.apiSecret,
  PASSKIT_API_URL: sandbox.url,
  REDEEM_CAMPAIGNS: sandbox.demo.campaignId,
  REDEEM_HOOK_SECRET: 'a secret of the hook',
});

beforeEach(() => jest.spyOn(console, 'log').mockImplementation());
afterEach(() => jest.restoreAllMocks());

test('a coupon is issued by the webhook, shown, and redeemed by its form', async () => {
  const worker = startWorker();
  const { campaignId, offerId } = sandbox.demo;
  const row = { action: 'issue', passType: 'coupon', campaignId, offerId, externalId: 'edge-1' };
  const issued = await worker.fetch(
    new Request('https://redeem.example/hooks/pass', {
      method: 'POST',
      headers: { authorization: 'Bearer a secret of the hook' },
      body: JSON.stringify(row),
    }),
    environment(),
  );
  expect(await issued.json()).toMatchObject({ outcome: 'created', externalId: 'edge-1' });

  const link = `https://redeem.example/redeem?externalId=edge-1&campaignId=${campaignId}`;
  const shown = await (await worker.fetch(new Request(link), environment())).text();
  const token = /name="token" value="([^"]+)"/.exec(shown)?.[1] ?? '';
  const body = new URLSearchParams({ token });
  const tapped = await worker.fetch(new Request(link, { method: 'POST', body }), environment());
  expect(tapped.status).toBe(303);
  const after = await worker.fetch(
    new Request(new URL(tapped.headers.get('location') ?? '', link)),
    environment(),
  );
  expect(await after.text()).toContain('<h1>Redeemed</h1>');
});

test('without its settings every request gets a page that says so, and the log names them', async () => {
  const logged = jest.spyOn(console, 'error').mockImplementation();
  const answer = await startWorker().fetch(new Request('https://redeem.example/redeem'), {});
  expect(answer.status).toBe(500);
  expect(await answer.text()).toContain('This page does not work yet');
  expect(logged.mock.calls.flat().join('\n')).toMatch(
    /PASSKIT_REGION .*\n.*PASSKIT_API_KEY .*\n.*REDEEM_CAMPAIGNS/s,
  );
});

test('it works as soon as its settings are there, and says once what was wrong', async () => {
  const logged = jest.spyOn(console, 'error').mockImplementation();
  const worker = startWorker();
  const ask = (settings: Record<string, unknown>) =>
    worker.fetch(new Request('https://redeem.example/health'), settings);
  expect((await ask({})).status).toBe(500);
  const lines = logged.mock.calls.length;
  expect((await ask({})).status).toBe(500);
  expect(logged.mock.calls).toHaveLength(lines);
  expect((await ask(environment())).status).toBe(200);
});
