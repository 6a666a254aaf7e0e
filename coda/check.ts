// Runs the built pack, in what is most like Coda's machine, against a sandbox.
import { startSandbox } from '../sandbox/index.ts';
import { builtPack } from './realm.ts';
import { packOn } from './testing.ts';

const sandbox = await startSandbox();
const { run, sync, edit, choices } = packOn(builtPack(), sandbox);
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
