// `npm run coda:check`: the types of the Coda Pack, the SDK's own validation and build, and a run of what was built. Needs
// `npm run coda:install`, and neither a compiler nor the network.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

const sdk = 'coda/node_modules/@codahq/packs-sdk/dist/cli/index.js';
const bundle = 'build/coda/bundle.js';
/** Coda names no limit. Half of it is zod, luxon and the declarations; what makes it grow should be looked at. */
const mostKilobytes = 640;

if (!existsSync(sdk)) {
  console.error('The packages of the Coda Pack are missing. Run `npm run coda:install` first.');
  process.exit(1);
}

const steps = [
  ['node_modules/typescript/bin/tsc', '-p', 'coda'],
  [sdk, 'validate', 'coda/pack.ts'],
  [sdk, 'validate', 'coda/server/pack.ts'],
  [sdk, 'build', 'coda/pack.ts', '--outputDir', 'build/coda'],
  ['coda/check.ts'],
];
for (const [script = '', ...flags] of steps) {
  const { status } = spawnSync(process.execPath, [script, ...flags], { stdio: 'inherit' });
  if (status !== 0) {
    console.error(`Failed: node ${script} ${flags.join(' ')}`);
    process.exit(1);
  }
}
const kilobytes = Math.round(statSync(bundle).size / 1000);
console.log(`The pack is valid; its bundle has ${kilobytes} KB.`);
if (kilobytes > mostKilobytes) {
  console.error(`That is more than ${mostKilobytes} KB.`);
  process.exit(1);
}
