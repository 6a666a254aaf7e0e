// Protects the hosting: what its files say, and the bundles of the platforms.
import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import { build } from 'esbuild';
import { parse } from 'yaml';
import * as z from 'zod';

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
