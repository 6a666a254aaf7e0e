// `npm run story`: plays the Coda story through the real, compiled Zapier app on an embedded PassKit.
// Exits with 0 only when every scene did what it says. `--keep` leaves the sandbox up.
import { parseArgs } from 'node:util';
import pc from 'picocolors';
import { startSandbox } from '../sandbox/index.ts';
import { serveRedeemPage } from './redeemVisit.ts';
import { type Row, type Scene, scenes, type TriggerScene, type Values } from './story.ts';
import { loadApp } from './zapierApp.ts';

const { values: flags } = parseArgs({ options: { keep: { type: 'boolean', default: false } } });

const sandbox = await startSandbox();
process.env.PASSKIT_API_URL = sandbox.url;
const { apiKey, apiSecret } = sandbox.credentials;
const app = await loadApp({ region: 'pub1', apiKey, apiSecret });

const label = (text: string) => pc.dim(text.padEnd(6));
const show = (values: Values) =>
  Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([key, value]) => `${pc.dim(key)} ${shorten(String(value))}`)
    .join(pc.dim(' · '));

/** The same in every scene, so they are not shown. */
const projectKeys = ['programId', 'campaignId', 'offerId', 'productionId', 'eventId', 'ticketTypeId'];

/** IDs and pass links are long; the result shows the link in full. */
const shorten = (text: string) => text.replace(/\b(?:http:\/\/[\d.:]+\/)?(\w{5})\w{17}$/, '$1…');

function showRequests(from: number) {
  for (const { method, path, status, ms } of sandbox.requests.slice(from)) {
    const color = status < 400 ? pc.green : pc.yellow;
    console.log(
      `   ${label('asked')}${method} ${path} ${color(String(status))} ${pc.dim(`${ms.toFixed(1)} ms`)}`,
    );
  }
}

const holds = (expected: Values, result: Values | undefined) =>
  Object.entries(expected).every(([key, value]) => result?.[key] === value);

function verdict(good: boolean, expected: unknown): boolean {
  const text = expected instanceof RegExp ? String(expected) : JSON.stringify(expected);
  console.log(`   ${good ? pc.green('✓') : pc.red(`✗ expected ${text}`)}`);
  return good;
}

/** Opens a link of the redemption page and taps its button; the Zap's trigger says whether that redeemed. */
async function tap(link: string): Promise<void> {
  const page = await serveRedeemPage(sandbox);
  const opened = await page.open(link);
  console.log(`   ${label('page')}${opened.status} ${pc.bold(opened.heading)} ${pc.dim(opened.button)}`);
  const tapped = await page.tap(opened);
  console.log(`   ${label('page')}${tapped.status} ${pc.bold(tapped.heading)}`);
  page.close();
}

async function listen(
  { title, trigger, input, happen, expect }: TriggerScene,
  number: number,
): Promise<boolean> {
  console.log(`\n${pc.bold(`${number}. ${title}`)}`);
  console.log(`   ${label('in')}${pc.cyan(trigger)} ${show(input)}`);
  const asked = sandbox.requests.length;
  const told = await app.hear(trigger, input, async () => {
    await happen();
    await sandbox.settled();
  });
  showRequests(asked);
  for (const { event, wallet, status, displayName, passUrl } of told) {
    console.log(
      `   ${label('told')}${show({ event, wallet, status, displayName })} ${pc.underline(String(passUrl))}`,
    );
  }
  return verdict(
    told.length === expect.length && expect.every((values, index) => holds(values, told[index])),
    expect,
  );
}

async function play(scene: Scene, number: number): Promise<boolean> {
  const { title, action, expect } = scene;
  await scene.before?.();
  const row: Row = Object.assign(scene.row ?? {}, scene.change);
  console.log(`\n${pc.bold(`${number}. ${title}`)}`);
  if (scene.row) console.log(`   ${label('row')}${show(row)}`);
  const input = scene.input(row);
  const mapped = Object.entries(input).filter(([key]) => !projectKeys.includes(key));
  console.log(`   ${label('in')}${pc.cyan(action)} ${show(Object.fromEntries(mapped))}`);
  const asked = sandbox.requests.length;
  const { result, message } = await app.run(action, input).then(
    (result) => ({ result, message: '' }),
    (error: Error) => ({
      result: {} as Values,
      message: `${error.name === 'HaltedError' ? 'halted' : error.name}: ${error.message.split('\n')[0]}`,
    }),
  );
  showRequests(asked);
  const { outcome, status, passUrl } = result;
  console.log(
    `   ${label('gets')}${message || show({ outcome, status })}${passUrl ? ` ${pc.underline(String(passUrl))}` : ''}`,
  );
  for (const [column, key] of Object.entries(scene.writeBack ?? {})) row[column] = String(result[key]);
  if (scene.writeBack) console.log(`   ${label('row')}${show(row)}`);

  const good =
    expect instanceof RegExp
      ? expect.test(message)
      : !message && holds(expect, result) && (scene.check?.(result) ?? true);
  return verdict(good, expect);
}

console.log(
  pc.bold('PassKit for Zapier and Make'),
  pc.dim(`· the Zapier app on an embedded PassKit at ${sandbox.url}`),
);
let failed = 0;
for (const [index, scene] of scenes(sandbox, tap).entries()) {
  const good = 'trigger' in scene ? await listen(scene, index + 1) : await play(scene, index + 1);
  if (!good) failed++;
}
console.log(
  failed === 0 ? pc.green('\nEvery scene did what it says.') : pc.red(`\n${failed} scene(s) went wrong.`),
);
process.exitCode = failed === 0 ? 0 : 1;

if (flags.keep) {
  console.log(`
The sandbox stays up at ${pc.bold(sandbox.url)} until you press Ctrl+C. Open a pass link from above, or connect with
  region  pub1
  apiKey  ${apiKey}
  apiSecret  ${apiSecret}
  PASSKIT_API_URL=${sandbox.url}`);
} else {
  await sandbox.close();
}
