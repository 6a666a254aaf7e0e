// Protects the pages of Cloudflare and Deno: who asks is known as the platform tells it, and counted where it offers that.
import cloudflarePage from '../../redeem/hosts/cloudflare.ts';
import type { Kv } from '../../redeem/hosts/kvCounts.ts';
import { cloudflare, deno } from './storages.ts';
import { envOf, useRedeem } from './support.ts';

const { sandbox } = useRedeem();
beforeEach(() => jest.spyOn(console, 'log').mockImplementation());
afterEach(() => jest.restoreAllMocks());

const link = (externalId: string) =>
  `https://x.example/redeem?${new URLSearchParams({ externalId, campaignId: sandbox().demo.campaignId })}`;

describe('the page on Cloudflare', () => {
  const ask = async (externalId: string, from: string | undefined) => {
    const headers = new Headers(from === undefined ? [] : [['cf-connecting-ip', from]]);
    const { namespace, names } = host;
    const environment = { ...envOf(sandbox()), REDEEM_LIMIT_ADDRESS: '1', REDEEM_COUNTS: namespace };
    const { status } = await cloudflarePage.fetch(new Request(link(externalId), { headers }), environment);
    return { status, names: names() };
  };
  const host = cloudflare();

  test('counts by the address that Cloudflare tells, in Durable Objects', async () => {
    expect((await ask('a', '1.1.1.1')).status).toBe(404);
    expect((await ask('b', '1.1.1.1')).status).toBe(429);
    const other = await ask('c', '2.2.2.2');
    expect(other.status).toBe(404);
    // Two addresses, and the passes a and c.
    expect(other.names).toHaveLength(4);
    expect(other.names.join()).not.toMatch(/1\.1/);
  });

  test('has no limit of an address where none is told', async () => {
    expect((await ask('d', undefined)).status).toBe(404);
    expect((await ask('e', undefined)).status).toBe(404);
  });

  test.each([undefined, null, 'a text', 7, {}, { get: () => 'a KV namespace' }])(
    'counts by itself where the binding is not one of Durable Objects: %j',
    async (binding) => {
      jest.resetModules();
      const { default: page } = await import('../../redeem/hosts/cloudflare.ts');
      const environment = { ...envOf(sandbox()), REDEEM_LIMIT_PASS: '1', REDEEM_COUNTS: binding };
      const statuses = [];
      for (let n = 0; n < 2; n++)
        statuses.push((await page.fetch(new Request(link('unbound')), environment)).status);
      expect(statuses).toEqual([404, 429]);
    },
  );
});

describe('the page on Deno', () => {
  type Handler = (request: Request, info: { remoteAddr: { hostname: string } }) => Promise<Response>;
  afterEach(() => void Reflect.deleteProperty(globalThis, 'Deno'));

  async function serve(more: Record<string, string>, openKv?: () => Promise<Kv>) {
    const served: [unknown, Handler][] = [];
    Reflect.set(globalThis, 'Deno', {
      env: { toObject: () => ({ ...envOf(sandbox()), ...more }) },
      openKv,
      serve: (options: unknown, handler: Handler) => void served.push([options, handler]),
    });
    jest.resetModules();
    await import('../../redeem/hosts/deno.ts');
    const [options, handler] = served[0] ?? [];
    const ask = async (externalId: string, hostname: string) =>
      (await handler?.(new Request(link(externalId)), { remoteAddr: { hostname } }))?.status;
    return { options, ask };
  }

  test.each<[string, boolean]>([
    ['in its KV', true],
    ['by itself without one', false],
  ])('counts by the address of the connection, %s', async (_where, has) => {
    const { kv, names } = deno();
    const { ask } = await serve({ REDEEM_LIMIT_ADDRESS: '1' }, has ? async () => kv : undefined);
    expect([await ask('a', '1.1.1.1'), await ask('b', '1.1.1.1'), await ask('c', '2.2.2.2')]).toEqual([
      404, 429, 404,
    ]);
    expect(names()).toHaveLength(has ? 4 : 0);
  });

  test('listens where it is told to, or else where Deno says', async () => {
    expect((await serve({ PORT: '8001' })).options).toEqual({ port: 8001 });
    expect((await serve({})).options).toEqual({});
  });
});
