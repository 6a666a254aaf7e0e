// The app with twice its operations, to see what the figures become when it grows: each declaration is in it a second
// time, as code of its own and under another key.
import { readFile } from 'node:fs/promises';
import { dirname, resolve as pathOf } from 'node:path';
import type { Plugin } from 'esbuild';
import { bundleApp } from './bundle.ts';

const entry = `
  import app from './index.ts';
  import twin from 'twin:index.ts';
  import { byKey } from './zapier/operations.ts';
  const both = (kind) => byKey([
    ...Object.values(app[kind]),
    ...Object.values(twin[kind]).map((thing) => ({ ...thing, key: thing.key + '_twin' })),
  ]);
  export default { ...app, triggers: both('triggers'), searches: both('searches'), creates: both('creates') };
`;

/** Where declarations are. All other code, the twins share: more operations would be written with it too. */
const declarations = /[\\/](creates|searches|triggers|passes)[\\/]\w+\.ts$/;

const twins: Plugin = {
  name: 'twins',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^twin:/ }, ({ path }) => ({
      path: pathOf(path.replace('twin:', '')),
      namespace: 'twin',
    }));
    onResolve({ filter: /^\./, namespace: 'twin' }, async ({ path, kind, resolveDir }) => {
      const found = await resolve(path, { kind, resolveDir });
      return { path: found.path, namespace: declarations.test(found.path) ? 'twin' : 'file' };
    });
    onLoad({ filter: /./, namespace: 'twin' }, async ({ path }) => ({
      contents: await readFile(path, 'utf8'),
      loader: 'ts',
      resolveDir: dirname(path),
    }));
  },
};

/** Bundles it, and answers with the file. */
export async function buildTwin(): Promise<string> {
  const outfile = 'build/twin/index.js';
  await bundleApp({ stdin: { contents: entry, resolveDir: '.' }, outfile, plugins: [twins] });
  return outfile;
}
