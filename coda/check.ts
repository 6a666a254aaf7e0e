// Runs the built pack where there is nothing but what Coda's machine has: the language itself, Intl and Buffer. Coda's own
// isolated machine needs a compiler; a realm of Node lacks the same globals.
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import type { BasicPackDefinition } from '@codahq/packs-sdk';
import { startSandbox } from '../sandbox/index.ts';
import { packOn } from './testing.ts';

const [, , bundle = 'build/coda/bundle.js'] = process.argv;
const realm = createContext({ module: { exports: {} }, exports: {}, console, Buffer });
runInContext('globalThis.global = globalThis', realm);
runInContext(readFileSync(bundle, 'utf8'), realm, { filename: bundle });
const exported: { pack?: BasicPackDefinition } = runInContext('module.exports', realm);
const { pack } = exported;
if (!pack) throw new Error('The bundle exports no pack');

const sandbox = await startSandbox();
const { run, sync, edit, choices } = packOn(pack, sandbox);
const { programId } = sandbox.demo;
try {
  const issued = await run('IssueMembership', {
    programId,
    tierId: 'gold',
    externalId: 'row-1',
    displayName: 'Jane',
    expiryDate: new Date('2031-12-31T00:00:00Z'),
    metaData: ['plan', 'A'],
  });
  const { rows } = await sync('Members', [programId]);
  const [row = {}] = rows;
  const edited = await edit('Members', programId, row, { displayName: 'John' });
  const offered = await choices('IssueMembership', 'tierId', { programId });
  const told = await run('UpdateMembership', {
    programId,
    externalId: 'nobody',
    metaData: ['plan', 'B'],
  }).then(
    () => '',
    (error: unknown) => String(error),
  );
  const seen = JSON.stringify({ issued, rows, edited, offered, told });
  for (const part of [
    '"outcome":"created"',
    '"meta_plan":"A"',
    '2031-12-31T23:59:59',
    'John',
    'gold',
    'pass_not_found',
  ])
    if (!seen.includes(part)) throw new Error(`The built pack did not come to ${part}: ${seen}`);
} finally {
  await sandbox.close();
}
