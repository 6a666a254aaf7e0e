// Protects `npm run redeem`: it refuses a wrong configuration, plays on the sandbox without one, and stops cleanly.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
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
    child.kill('SIGTERM');
    expect(await exitOf(child)).toBe(0);
    const logged = said.text.match(/^\{"time":.*"route":"\/redeem".*\}$/gm) ?? [];
    expect(logged.map((line) => JSON.parse(line).outcome)).toEqual([
      'active',
      'active',
      'expired',
      'redeemed',
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
  const env = { PORT: '0', ...envOf(sandbox) };
  const { child, said } = start([], env, file);
  try {
    const soon = { signal: AbortSignal.timeout(20_000) };
    while (!said.text.includes('listens on')) await once(child.stdout, 'data', soon);
    const address = /http:\S+/.exec(said.text)?.[0];
    const link = `${address}/redeem?externalId=none-here&campaignId=${sandbox.demo.campaignId}`;
    expect(await (await fetch(link)).text()).toContain('<h1>No coupon right now</h1>');
    expect(sandbox.requests.map(({ method, status }) => `${method} ${status}`)).toEqual(['GET 404']);
  } finally {
    child.kill('SIGKILL');
    await sandbox.close();
    await rm(folder, { recursive: true });
  }
}, 30_000);
