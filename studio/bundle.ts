// The page of the studio, bundled when it starts: nothing of it is committed, or in anything that is deployed.
import { basename } from 'node:path';
import { buildSync } from 'esbuild';

/** The files of the page by their names, such as `main.js`. */
export function bundlePage(): Map<string, Uint8Array> {
  const { outputFiles } = buildSync({
    entryPoints: ['studio/app/main.tsx'],
    bundle: true,
    write: false,
    outdir: 'build/studio',
    format: 'esm',
    target: 'es2022',
    minify: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.woff2': 'file' },
    assetNames: '[name]',
    legalComments: 'none',
    logLevel: 'warning',
  });
  return new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
}
