// How the Zapier app becomes one file: for Zapier in dist/, and by the bench.
import { type BuildOptions, build } from 'esbuild';

/**
 * Bundles an app into one file, minified, because that loads faster: zod alone is dozens of files, and half of the text
 * is names and blanks. zapier-platform-core stays outside, as Zapier's build expects it in node_modules.
 */
export const bundleApp = (options: BuildOptions) =>
  build({
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    external: ['zapier-platform-core'],
    legalComments: 'none',
    minify: true,
    sourcemap: false,
    ...options,
  });
