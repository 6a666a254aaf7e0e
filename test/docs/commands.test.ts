// The commands of the doors do what the README says, word for word. `npm start` is visited in Chromium by
// `npm run studio:visit`, and `npm run redeem -- --sandbox` runs in test/redeem/command.test.ts.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { readOptions } from '../../commands/templatesOptions.ts';
import { couponsCommand } from '../../coupons/command.ts';
import { startSandbox } from '../../sandbox/index.ts';
import { packFiles } from '../../templates/pack.ts';

const readme = readFileSync('README.md', 'utf8');

/** The arguments of a command as the README writes it; `files` stand in another folder here. */
function argsOf(script: string, folder: string, files: readonly string[]): string[] {
  const line = new RegExp(`npm run ${script} -- (.*?)(?:\`| +#|$)`, 'm').exec(readme)?.[1] ?? '';
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
  return words.map((word) => (files.includes(word) ? join(folder, word) : word));
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doors-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('an agency makes a pack from a file of settings', () => {
  // The file as the page on recipes has it; what stands for an ID there is left out.
  const example = /```json\n([\s\S]*?)```/.exec(readFileSync('docs/recipes/README.md', 'utf8'))?.[1] ?? '';
  writeFileSync(join(folder, 'client.json'), example.replace('"…"', '"CoffeeRewardsCampaign1"'));
  const options = readOptions(argsOf('templates:build', folder, ['client.json', 'client-pack']));
  const files = Object.keys(packFiles(options.settings, options.layout));
  expect(options.settings.client).toBe('Demo Coffee');
  expect(files.every((file) => file.startsWith(join(folder, 'client-pack')))).toBe(true);
  expect(files.length).toBeGreaterThan(10);
});

test('a shop tries coupons for its members, and nothing is issued', async () => {
  writeFileSync(join(folder, 'members.csv'), 'id,name\nMember0000000000000001,Jane\n');
  const sandbox = await startSandbox();
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  try {
    const args = argsOf('coupons', folder, ['members.csv']);
    expect(args).toContain('--dry-run');
    const { apiKey, apiSecret } = sandbox.credentials;
    const code = await couponsCommand(args, {
      env: {
        PASSKIT_REGION: 'pub1',
        PASSKIT_API_KEY: apiKey,
        PASSKIT_API_SECRET: apiSecret,
        PASSKIT_API_URL: sandbox.url,
      },
      stdout,
      stderr,
      interrupted: new AbortController().signal,
    });
    stdout.end();
    stderr.end();
    expect([code, await text(stderr)]).toEqual([0, '']);
    expect(existsSync(join(folder, 'members.dry-run.csv'))).toBe(true);
    expect(sandbox.passes()).toBe(0);
  } finally {
    await sandbox.close();
  }
});
