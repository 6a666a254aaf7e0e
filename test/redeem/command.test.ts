// Protects `npm run redeem`: it refuses a wrong configuration, plays on the sandbox without one, and stops cleanly.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../sandbox/index.ts';
import { envOf } from './support.ts';

function start(flags: string[], env: Record<string, string>, file = 'commands/redeem.ts') {
  const child = spawn(process.execPath, [file, ...flags], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said.text += text;
    });
  }
  return { child, said };
}

/** Begins to send a form or a row, and goes away. */
async function leave(address: string, path: string): Promise<void> {
  const { port } = new URL(address);
  const socket = connect(Number(port), '127.0.0.1');
  const head = ['Host: a', 'Authorization: Bearer sandbox-hook-secret', 'Content-Length: 99'];
  socket.write([`POST ${path} HTTP/1.1`, ...head, 'Expect: 100-continue', '', '{"act'].join('\r\n'));
  // The server has begun to read.
  await once(socket, 'data');
  socket.destroy();
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null) await once(child, 'close');
  return child.exitCode;
}

test('names every wrong variable on a line of its own, and exits with 2', async () => {
  const { child, said } = start([], { PORT: 'x', REDEEM_SECRET: 'short' });
  expect(await exitOf(child)).toBe(2);
  const names = said.text
    .trim()
    .split('\n')
    .map((line) => /[A-Z]+_?[A-Z_]+/.exec(line)?.[0]);
  expect(names).toEqual(['PASSKIT_REGION', 'PASSKIT_API_KEY', 'PORT', 'REDEEM_SECRET', 'REDEEM_CAMPAIGNS']);
});

test('says what it takes', async () => {
  const { child, said } = start(['--sandbx'], {});
  expect(await exitOf(child)).toBe(2);
  expect(said.text).toContain('Usage: npm run redeem');
});

test('--sandbox needs nothing, prints links that work, and a signal ends it', async () => {
  const { child, said } = start(['--sandbox'], { PORT: '0' });
  try {
    while (!said.text.includes('Ctrl+C')) await once(child.stdout, 'data');
    const links = [...said.text.matchAll(/^ {2}(.+?) +(http\S+redeem\S+)$/gm)];
    const seen: Record<string, string | undefined> = {};
    for (const [, name = '', link = ''] of links) {
      seen[name] = /<h1>(.*)<\/h1>/.exec(await (await fetch(link)).text())?.[1];
    }
    expect(seen).toEqual({
      'to redeem': 'Free Coffee',
      'with expiry date': 'Half Price Cake',
      expired: 'This coupon has expired',
      'already redeemed': 'Already redeemed',
    });
    while ((said.text.match(/"route"/g) ?? []).length < links.length) await once(child.stdout, 'data');
    const address = links[0]?.[2] ?? '';
    await leave(address, '/redeem?externalId=x&campaignId=CoffeeRewardsCampaign1');
    await leave(address, '/hooks/pass');
    while ((said.text.match(/"outcome":"gone"/g) ?? []).length < 2) await once(child.stdout, 'data');
    // Who goes away is no error of ours.
    expect(said.text).not.toMatch(/"status":500|"failure"/);
    child.kill('SIGTERM');
    expect(await exitOf(child)).toBe(0);
    const logged = said.text.match(/^\{"time":.*"route":"\/redeem".*\}$/gm) ?? [];
    expect(logged.map((line) => JSON.parse(line).outcome)).toEqual([
      'active',
      'active',
      'expired',
      'redeemed',
      'gone',
    ]);
  } finally {
    child.kill('SIGKILL');
  }
}, 30_000);

test('the one file of the container runs where there is nothing else, and asks PassKit', async () => {
  const build = spawn(process.execPath, ['commands/redeemBuild.ts'], { stdio: 'inherit' });
  expect(await exitOf(build)).toBe(0);
  const folder = await mkdtemp(join(tmpdir(), 'redeem-'));
  const file = join(folder, 'server.mjs');
  await copyFile('build/redeem/server.mjs', file);
  const sandbox = await startSandbox();
  const campaigns = `${sandbox.demo.campaignId},NoSuchCampaign`;
  const env = { PORT: '0', ...envOf(sandbox), REDEEM_CAMPAIGNS: campaigns };
  const { child, said } = start([], env, file);
  try {
    const soon = { signal: AbortSignal.timeout(20_000) };
    while (!said.text.includes('listens on')) await once(child.stdout, 'data', soon);
    const address = /http:\S+/.exec(said.text)?.[0];
    const link = `${address}/redeem?externalId=none-here&campaignId=${sandbox.demo.campaignId}`;
    expect(await (await fetch(link)).text()).toContain('<h1>No coupon right now</h1>');
    const visits = sandbox.requests.filter(({ path }) => path.includes('/externalId/'));
    expect(visits.map(({ method, status }) => `${method} ${status}`)).toEqual(['GET 404']);
    // It says what a wrong setting is that looks right.
    while (!said.text.includes('NoSuchCampaign')) await once(child.stderr, 'data', soon);
    expect(said.text).toContain('There is no coupon campaign NoSuchCampaign');
    expect(said.text).toContain('set REDEEM_TRUST_PROXY');
  } finally {
    child.kill('SIGKILL');
    await sandbox.close();
    await rm(folder, { recursive: true });
  }
}, 30_000);

test('goes on when nobody reads its log any more, and ends with npm', async () => {
  const sandbox = await startSandbox();
  const env = { PATH: process.env.PATH, PORT: '0', ...envOf(sandbox), npm_lifecycle_event: 'redeem' };
  // As npm runs it: a shell in between, which ends without a word.
  const command = `"${process.execPath}" commands/redeem.ts; true`;
  const shell = spawn('sh', ['-c', command], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const soon = { signal: AbortSignal.timeout(20_000) };
  try {
    let said = '';
    while (!said.includes('No proxy'))
      said += String((await once(shell.stdout.setEncoding('utf8'), 'data', soon))[0]);
    const address = /http:\S+/.exec(said)?.[0] ?? '';
    shell.stdout.destroy();
    for (let n = 0; n < 3; n++) expect((await fetch(`${address}/health`)).status).toBe(200);
    shell.kill('SIGKILL');
    const ended = async () => !(await fetch(`${address}/health`).catch(() => undefined));
    while (!(await ended())) soon.signal.throwIfAborted();
  } finally {
    shell.kill('SIGKILL');
    await sandbox.close();
  }
}, 30_000);
