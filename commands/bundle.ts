// How the Zapier app becomes one file: for Zapier in dist/, and by the bench.
import { type BuildOptions, build } from 'esbuild';

/**
 * Bundles an app into one file, because that loads faster: zod alone is dozens of files. zapier-platform-core stays
 * outside, as Zapier's build expects it in node_modules.
 */
export const bundleApp = (options: BuildOptions) =>
  build({
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    external: ['zapier-platform-core'],
    legalComments: 'none',
    sourcemap: false,
    ...options,
  });
