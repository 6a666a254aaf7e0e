// Protects the hosting: limits that several copies share, what its files say, and the bundles of the platforms.
import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import { build } from 'esbuild';
import { parse } from 'yaml';
import * as z from 'zod';
import { countsOf, RedeemCount } from '../../redeem/hosts/cloudflare.ts';
import { type Kv, kvCounts } from '../../redeem/hosts/kvCounts.ts';
import { type Counts, limitersIn, memoryCounts, sharedCounts } from '../../redeem/limits.ts';
import { useRedeem } from './support.ts';

const { visitor, coupon } = useRedeem();

/** Cloudflare's Durable Objects: one an ID, each with a storage and an alarm. */
function cloudflare() {
  const storages = new Map<string, Map<string, unknown>>();
  const alarms = new Map<string, number>();
  const objects = new Map<string, RedeemCount>();
  const object = (name: string) => {
    const kept = storages.get(name) ?? new Map<string, unknown>();
    storages.set(name, kept);
    const storage = {
      get: async (key: string) => structuredClone(kept.get(key)),
      put: async (key: string, value: unknown) => void kept.set(key, structuredClone(value)),
      setAlarm: async (time: number) => void alarms.set(name, time),
      deleteAll: async () => kept.clear(),
    };
    const made = objects.get(name) ?? new RedeemCount({ storage });
    objects.set(name, made);
    return made;
  };
  const namespace = {
    idFromName: (name: string) => name,
    get: (id: unknown) => ({
      fetch: (address: string, request: RequestInit) =>
        object(String(id)).fetch(new Request(address, request)),
    }),
  };
  return { counts: countsOf(namespace), names: () => [...storages.keys()], storages, alarms, objects };
}

/** Deno KV: entries with versions; `meddle` runs before each commit. */
function deno(meddle = () => {}) {
  const entries = new Map<string, { value: unknown; version: number }>();
  const kv: Kv = {
    async get(key) {
      const entry = entries.get(key.join());
      return { key, value: entry?.value ?? null, versionstamp: entry ? String(entry.version) : null };
    },
    atomic() {
      let checked: string | null = null;
      let write = () => {};
      let name = '';
      const operation: ReturnType<Kv['atomic']> = {
        check(entry) {
          checked = entry.versionstamp;
          name = entry.key.join();
          return operation;
        },
        set(key, value) {
          const version = (entries.get(key.join())?.version ?? 0) + 1;
          write = () => void entries.set(key.join(), { value, version });
          return operation;
        },
        async commit() {
          meddle();
          const now = entries.get(name);
          const ok = (now ? String(now.version) : null) === checked;
          if (ok) write();
          return { ok };
        },
      };
      return operation;
    },
  };
  return { counts: kvCounts(async () => kv), names: () => [...entries.keys()], entries };
}

describe.each([
  ['Durable Objects', cloudflare],
  ['Deno KV', () => deno()],
])('two copies that count in %s', (name, storage) => {
  test('lock a pass after five wrong codes in all, and keep nothing that tells whose it is', async () => {
    const { counts, names } = storage();
    const env = { REDEEM_CASHIER_CODE: 'Bohne-7' };
    const copies = [visitor({ env, counts }), visitor({ env, counts })];
    const pass = `wrong codes ${name}`;
    await coupon(pass);
    const { token } = (await copies[0]?.open(pass)) ?? { token: '' };
    const statuses = [];
    for (const at of [0, 1, 0, 1, 0]) {
      const answer = await copies[at]?.submit(
        copies[at]?.link(pass) ?? '',
        { token, code: 'Tasse' },
        {},
        '5.5.5.5',
      );
      statuses.push(answer?.status);
    }
    expect(statuses).toEqual(Array(5).fill(403));
    for (const copy of copies)
      expect((await copy.submit(copy.link(pass), { token, code: 'Bohne-7' })).status).toBe(429);
    expect(names().length).toBeGreaterThan(2);
    expect(names().join()).not.toMatch(/wrong|5\.5|Coffee/);
  });

  test('count requests together, however many come at once, and begin anew', async () => {
    const { counts } = storage();
    let now = Date.now();
    const copies = [1, 2].map(() => limitersIn(counts)('pass', 3, 60));
    const waits = [];
    for (let n = 0; n < 3; n++)
      waits.push(...(await Promise.all(copies.map((limiter) => limiter.take('x', now)))));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
    now += 61_000;
    expect(await copies[0]?.take('x', now)).toBe(0);
  });
});

test('a Durable Object is emptied when its count is over', async () => {
  const { counts, alarms, objects, storages } = cloudflare();
  await counts.add('x', 1, 60, 1_000_000);
  await counts.add('x', 1, 60, 1_030_000);
  expect([...alarms]).toEqual([['x', 1_061_000]]);
  await objects.get('x')?.alarm();
  expect([...(storages.get('x') ?? [])]).toEqual([]);
});

test('a count that others changed in between is tried again, and given up in the end', async () => {
  let times = 0;
  const kv = deno(() => {
    times++;
    if (times < 3) kv.entries.set('redeem,x', { value: { tries: times, until: 9e12 }, version: 100 + times });
  });
  expect(await kv.counts.add('x', 1, 60, 0)).toEqual({ tries: 3, until: 9e12 });
  const stuck = deno(() => void stuck.entries.set('redeem,x', { value: null, version: Math.random() }));
  await expect(stuck.counts.add('x', 1, 60, 0)).rejects.toThrow('changed by others');
});

test.each<[string, Counts['add']]>([
  ['fails', () => Promise.reject(new Error('no storage'))],
  ['does not answer', () => new Promise(() => undefined)],
])('a storage that %s opens no door and stops no visit', async (name, add) => {
  const env = { REDEEM_LIMIT_PASS: '2' };
  const { open } = visitor({ env, counts: { add } });
  await coupon(`storage ${name}`);
  const statuses = await Promise.all([1, 2, 3].map(() => open(`storage ${name}`)));
  expect(statuses.map(({ status }) => status).sort()).toEqual([200, 200, 429]);
});

test('a storage that is down is waited for once, and asked again after ten seconds', async () => {
  let asked = 0;
  const add = () => {
    asked++;
    return Promise.reject(new Error('no storage'));
  };
  const counts = sharedCounts({ add }, 'secret');
  for (const now of [0, 1, 9_999, 10_000]) await counts.add('x', 1, 60, now);
  expect(asked).toBe(2);
});

test('what is remembered does not grow without end, and the oldest is forgotten first', async () => {
  const { add } = memoryCounts();
  for (let n = 0; n < 20_001; n++) await add(`key ${n}`, 1, 60, 0);
  expect((await add('key 20000', 1, 60, 0)).tries).toBe(2);
  expect((await add('key 0', 1, 60, 0)).tries).toBe(1);
});

describe('the files', () => {
  const docs = readFileSync('docs/redeem.md', 'utf8');

  test('wrangler.json binds the class that the bundle exports, under the name the entry reads', async () => {
    const config = z
      .looseObject({
        main: z.literal('../build/redeem/cloudflare.mjs'),
        build: z.strictObject({ command: z.literal('npm run --silent redeem:build') }),
        durable_objects: z.object({
          bindings: z.array(z.object({ name: z.string(), class_name: z.string() })),
        }),
        migrations: z.array(z.object({ new_sqlite_classes: z.array(z.string()) })),
      })
      .parse(JSON.parse(readFileSync('redeem/wrangler.json', 'utf8')));
    const [binding] = config.durable_objects.bindings;
    expect(config.migrations[0]?.new_sqlite_classes).toEqual([binding?.class_name]);
    expect(readFileSync('redeem/hosts/cloudflare.ts', 'utf8')).toContain(
      `edge(({ ${binding?.name}: binding })`,
    );
    const bundle = await bundleOf('redeem/hosts/cloudflare.ts');
    const exported = vm.runInNewContext(`${bundle}; Object.keys(bundled)`, web);
    expect([...exported].sort()).toEqual(['RedeemCount', 'countsOf', 'default']);
    expect(docs).toContain('deploy --config redeem/wrangler.json --secrets-file redeem.env');
  });

  test('compose.yaml starts the container of the Dockerfile, healthy, behind one proxy that is trusted', () => {
    const { services } = z
      .object({
        services: z.object({
          redeem: z.looseObject({ build: z.literal('.'), environment: z.record(z.string(), z.string()) }),
          https: z.looseObject({ command: z.string(), image: z.string().regex(/^caddy:\d+\.\d+\.\d+/) }),
        }),
      })
      .parse(parse(readFileSync('compose.yaml', 'utf8')));
    const { PORT, REDEEM_TRUST_PROXY } = services.redeem.environment;
    expect(REDEEM_TRUST_PROXY).toBe('1');
    expect(services.https.command).toMatch(new RegExp(`--to redeem:${PORT}$`));
    const dockerfile = readFileSync('Dockerfile', 'utf8');
    expect(dockerfile).toContain(`EXPOSE ${PORT}`);
    expect(dockerfile).toContain('HEALTHCHECK');
    expect(docs).toContain('DOMAIN=coupons.example.com docker compose up -d --build');
  });

  test('the bundle for Deno serves the page, and counts by itself without a KV', async () => {
    type Serve = (request: Request, info: { remoteAddr: { hostname: string } }) => Promise<Response>;
    const served: [unknown, Serve][] = [];
    const logged = jest.spyOn(console, 'error').mockImplementation();
    const Deno = {
      env: { toObject: () => ({ PORT: '8000' }) },
      serve: (options: unknown, handler: Serve) => void served.push([options, handler]),
    };
    vm.runInNewContext(await bundleOf('redeem/hosts/deno.ts'), { ...web, Deno });
    const [options, handler] = served[0] ?? [];
    expect(options).toEqual({ port: 8000 });
    const answer = await handler?.(new Request('https://x.example/redeem'), {
      remoteAddr: { hostname: '1.1.1.1' },
    });
    expect(await answer?.text()).toContain('This page does not work yet');
    logged.mockRestore();
  });
});

const fetching = {
  crypto,
  fetch,
  URL,
  URLSearchParams,
  Request,
  Response,
  Headers,
  TextEncoder,
  TextDecoder,
};
const web = { ...fetching, AbortSignal, ReadableStream, performance, btoa, atob, console };

/** As one script without imports, as an edge runtime takes it. */
async function bundleOf(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    globalName: 'bundled',
  });
  return outputFiles[0]?.text ?? '';
}
