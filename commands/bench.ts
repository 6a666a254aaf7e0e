// `npm run bench`: what the integration costs, in plain figures. Requests per operation are counted and must not
// exceed their aim, nor may the size of the zip; times depend on the machine and are only printed. `--no-zip` leaves
// Zapier's build out.
import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { startSandbox } from '../sandbox/index.ts';
import { countRequests } from './benchRequests.ts';
import { measureLoad, measureOverhead } from './benchTimes.ts';
import { loadApp } from './zapierApp.ts';
import { makeZapierZip, zipAim } from './zapierZip.ts';

const { values: flags } = parseArgs({ options: { 'no-zip': { type: 'boolean', default: false } } });

const title = (text: string) => console.log(`\n${pc.bold(text)}`);
const line = (label: string, figure: string, note = '') =>
  console.log(`  ${label.padEnd(52)}${figure.padStart(10)}  ${pc.dim(note)}`);
const ms = (value: number) => `${value.toFixed(2)} ms`;
const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} KB`;

const sandbox = await startSandbox();
process.env.PASSKIT_API_URL = sandbox.url;
const { apiKey, apiSecret } = sandbox.credentials;
const { run: app } = await loadApp({ region: 'pub1', apiKey, apiSecret });

title('Requests to PassKit');
const rows = await countRequests(app, sandbox);
for (const { name, requests, aim, good } of rows) {
  line(name, String(requests), good ? `aim ${aim}` : pc.red(`✗ aim ${aim}`));
}
let missed = rows.filter(({ good }) => !good).length;

title('Time of an action over a bare HTTP call with the same JSON');
const { n, bare, action } = await measureOverhead(app, sandbox);
line('bare HTTP call, median', ms(bare), `n = ${n}`);
line('action of the Zapier app, median', ms(action), `n = ${n}, taking turns`);
line('overhead', ms(action - bare));
await sandbox.close();

title('Time to load in a fresh process');
const load = await measureLoad();
line('zapier-platform-core alone, median', ms(load.core), `${load.rounds} rounds, taking turns`);
line('dist/index.js with it, median', ms(load.app));
line('ratio', (load.app / load.core).toFixed(2), 'aim 1.2 or less');

title('Size of the Zapier build');
if (flags['no-zip']) {
  line('build/build.zip', 'left out');
} else {
  const bytes = await makeZapierZip();
  const aim = `aim ${kilobytes(zipAim)}`;
  line('build/build.zip', kilobytes(bytes), bytes <= zipAim ? aim : pc.red(`✗ ${aim}`));
  if (bytes > zipAim) missed += 1;
}

console.log(missed === 0 ? pc.green('\nEvery aim is met.') : pc.red(`\n${missed} missed.`));
process.exitCode = missed === 0 ? 0 : 1;
