// How the Zapier app becomes one file: for Zapier in dist/, and by the bench.
import { readFileSync } from 'node:fs';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import * as z from 'zod';

/** The app asks package.json for its version alone; the rest of it stays outside. */
const versionOnly: Plugin = {
  name: 'version-only',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]package\.json$/ }, ({ path }) => ({
      contents: JSON.stringify(
        z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path, 'utf8'))),
      ),
      loader: 'json',
    })),
};

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
    // A tagged template keeps its quotation marks as they are, and one of them makes Node read the whole file as UTF-8 and keep it twice as long.
    supported: { 'template-literal': false },
    sourcemap: false,
    plugins: [versionOnly],
    ...options,
  });
