// Protects `npm run redeem`: it refuses a wrong configuration, plays on the sandbox without one, and stops cleanly.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

function start(flags: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, ['commands/redeem.ts', ...flags], {
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
  if (child.exitCode === null) await once(child, 'exit');
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
