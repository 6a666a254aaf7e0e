// `npm run redeem:build`: bundles the redemption page into build/redeem/, server.mjs for Node (the container runs it), and
// worker.mjs, cloudflare.mjs and deno/main.mjs for edge runtimes, which fail to build as soon as they need anything of Node's.
import { build } from 'esbuild';

const common = {
  bundle: true,
  format: 'esm',
  outdir: 'build/redeem',
  outExtension: { '.js': '.mjs' },
  legalComments: 'none',
} as const;

await build({
  ...common,
  entryPoints: { server: 'commands/redeem.ts' },
  platform: 'node',
  target: 'node22',
  // undici is CommonJS and asks for Node's own modules by `require`, which a module has to make first.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
});
await build({
  ...common,
  entryPoints: {
    worker: 'redeem/worker.ts',
    cloudflare: 'redeem/hosts/cloudflare.ts',
    // In a folder of its own: Deno Deploy takes all of it.
    'deno/main': 'redeem/hosts/deno.ts',
  },
  platform: 'browser',
  target: 'es2022',
});
