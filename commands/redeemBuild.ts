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
});
await build({
  ...common,
  entryPoints: { worker: 'redeem/worker.ts' },
  platform: 'browser',
  target: 'es2022',
});
