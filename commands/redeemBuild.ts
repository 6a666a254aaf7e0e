// `npm run redeem:build`: bundles the redemption page into build/redeem/, server.mjs for Node (the container runs it)
// and worker.mjs for edge runtimes, which fails to build as soon as it needs anything of Node's own.
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
  entryPoints: { worker: 'redeem/worker.ts' },
  platform: 'browser',
  target: 'es2022',
});
