// The built pack where there is nothing but what Coda's machine has: the language itself, Intl and Buffer. Coda's own
// isolated machine needs a compiler; a realm of Node lacks the same globals.
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import type { BasicPackDefinition } from '@codahq/packs-sdk';

export const bundle = 'build/coda/bundle.js';

/** Loads the bundle that `packs build` wrote. */
export function builtPack(): BasicPackDefinition {
  const realm = createContext({ module: { exports: {} }, exports: {}, console, Buffer });
  runInContext('globalThis.global = globalThis', realm);
  runInContext(readFileSync(bundle, 'utf8'), realm, { filename: bundle });
  const exported: { pack?: BasicPackDefinition } = runInContext('module.exports', realm);
  if (!exported.pack) throw new Error('The bundle exports no pack');
  return exported.pack;
}
