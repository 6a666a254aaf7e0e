// The redemption page as bundles: server.mjs for Node (the container runs it), and worker.mjs, cloudflare.mjs and
// deno/main.mjs for edge runtimes, which fail to build as soon as they need anything of Node's.
import { relative } from 'node:path';
import { build } from 'esbuild';

export const redeemFolder = 'build/redeem';

/** The bundles by their paths in the folder; written into it where that is asked for. */
export async function redeemBundles(write = false): Promise<Record<string, string>> {
  const common = {
    bundle: true,
    format: 'esm',
    outdir: redeemFolder,
    outExtension: { '.js': '.mjs' },
    legalComments: 'none',
    write,
  } as const;
  const built = await Promise.all([
    build({
      ...common,
      entryPoints: { server: 'commands/redeem.ts' },
      platform: 'node',
      target: 'node22',
      // undici is CommonJS and asks for Node's own modules by `require`, which a module has to make first.
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      },
    }),
    build({
      ...common,
      entryPoints: {
        worker: 'redeem/worker.ts',
        cloudflare: 'redeem/hosts/cloudflare.ts',
        // In a folder of its own: Deno Deploy takes all of it.
        'deno/main': 'redeem/hosts/deno.ts',
      },
      platform: 'browser',
      target: 'es2022',
    }),
  ]);
  return Object.fromEntries(
    built.flatMap(({ outputFiles = [] }) =>
      outputFiles.map(({ path, text }) => [relative(redeemFolder, path).replaceAll('\\', '/'), text]),
    ),
  );
}
