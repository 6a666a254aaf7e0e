// `npm run bench`: what the integration costs, in plain figures. The requests of each operation are counted and must
// not exceed their aim, nor may the size of the zip. Times depend on the machine; their ratios to the least that is
// possible must not exceed their limits. `--no-zip` leaves Zapier's build out.
import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { startSandbox } from '../sandbox/index.ts';
import { measureCoda } from './benchCoda.ts';
import { countRequests } from './benchRequests.ts';
import { measureActions, measureLoad } from './benchTimes.ts';
import { buildTwin } from './benchTwin.ts';
import { loadApp } from './zapierApp.ts';
import { makeZapierZip, zipAim } from './zapierZip.ts';

const { values: flags } = parseArgs({ options: { 'no-zip': { type: 'boolean', default: false } } });

const title = (text: string) => console.log(`\n${pc.bold(text)}`);
const line = (label: string, figure: string, note = '') =>
  console.log(`  ${label.padEnd(52)}${figure.padStart(10)}  ${pc.dim(note)}`);
const ms = (value: number) => `${value.toFixed(2)} ms`;
const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} KB`;

let missed = 0;
const check = (label: string, figure: string, aim: string, good: boolean) => {
  if (!good) missed++;
  line(label, figure, good ? aim : pc.red(`✗ ${aim}`));
};

const sandbox = await startSandbox();
process.env.PASSKIT_API_URL = sandbox.url;
const { apiKey, apiSecret } = sandbox.credentials;
const { run: app } = await loadApp({ region: 'pub1', apiKey, apiSecret });

title('Requests to PassKit');
for (const { name, requests, aim, good } of await countRequests(app, sandbox)) {
  check(name, String(requests), `aim ${aim}`, good);
}
await sandbox.close();

const twin = await buildTwin();

for (const { action, times } of await measureActions(twin)) {
  title(`Time of ${action} through Zapier’s handler`);
  line('its request alone', ms(times.of('bare')), `n = ${times.n}, taking turns`);
  line('an app that only sends that request', ms(times.of('least')));
  for (const name of ['app', 'twin'] as const) {
    const ratio = times.of(name) / times.of('least');
    line(name === 'app' ? 'dist/index.js' : 'with twice the operations', ms(times.of(name)));
    check('ratio to that app', ratio.toFixed(2), 'aim 1.6, at most 2.0', ratio <= 2);
  }
}

title('Time to load in a fresh process');
const load = await measureLoad(twin);
line('zapier-platform-core alone', ms(load.of('core')), `n = ${load.n}, taking turns`);
const ratio = load.of('app') / load.of('core');
line('dist/index.js with it', ms(load.of('app')));
check('ratio', ratio.toFixed(2), 'at most 1.10', ratio <= 1.1);
line('twice the operations with it', ms(load.of('twin')));
// What is to come costs this much; it has no aim, since each new operation is measured above when it is there.
line('ratio', (load.of('twin') / load.of('core')).toFixed(2));

title('The Coda Pack');
const coda = measureCoda();
if (coda) {
  check('its bundle', kilobytes(coda.bytes), 'at most 640 KB', coda.bytes <= 640_000);
  line('to load it', ms(coda.load));
  line('an operation alone', ms(coda.alone), `n = ${coda.n}, taking turns, answers at once`);
  line('the action of the pack', ms(coda.action));
  check('ratio', (coda.action / coda.alone).toFixed(2), 'at most 3', coda.action <= 3 * coda.alone);
} else {
  line('not built', '', 'npm run coda:install && npm run coda:check');
}

title('Size of the Zapier build');
if (flags['no-zip']) {
  line('build/build.zip', 'left out');
} else {
  const bytes = await makeZapierZip();
  check('build/build.zip', kilobytes(bytes), `aim ${kilobytes(zipAim)}`, bytes <= zipAim);
}

console.log(missed === 0 ? pc.green('\nEvery figure meets its aim.') : pc.red(`\n${missed} missed.`));
process.exitCode = missed === 0 ? 0 : 1;
