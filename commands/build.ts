// `npm run build`: bundles the Zapier app into dist/index.js, the one file Zapier loads.
// Bundled because it loads faster: zod alone is dozens of files. zapier-platform-core stays outside, as
// Zapier's build expects it in node_modules.
import { rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: ['index.ts'],
  outfile: 'dist/index.js',
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  external: ['zapier-platform-core'],
  legalComments: 'none',
  sourcemap: false,
});
