// Bundles the Zapier app into one file. Bundled because it loads faster: zod alone is dozens of files.
// zapier-platform-core stays outside, as Zapier's build expects it in node_modules.
import { build } from 'esbuild';

/** Writes the app as one module; `small` takes spaces and detours out, and leaves the names, for Zapier's logs. */
export async function bundle(outfile: string, small = false): Promise<void> {
  await build({
    entryPoints: ['index.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'esm',
    external: ['zapier-platform-core'],
    legalComments: 'none',
    sourcemap: false,
    minifyWhitespace: small,
    minifySyntax: small,
  });
}
