// Protects `npm run coupons` as scripts and people use it: exit codes, signals, and a process that is killed half-way.
// What only a process shows runs in one; starting it takes most of a second, so the rest runs its command line here.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { couponsCommand } from '../../coupons/command.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { useSandboxes } from '../sandbox/client.ts';
import { countsByMember, memberId, membersCsv, oneEach, outcomesIn, readRows, useFolder } from './support.ts';

const { file } = useFolder();
const sandboxes = useSandboxes();

function start(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['commands/coupons.ts', ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    said.out += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    said.err += part;
  });
  return { child, said };
}

async function exitOf(child: ChildProcess): Promise<number | string | null> {
  const [code, signal] = await once(child, 'close');
  return signal ?? code;
}

async function run(args: string[], env: Record<string, string> = {}) {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const { signal: interrupted } = new AbortController();
  const code = await couponsCommand(args, { env, stdout, stderr, interrupted });
  stdout.end();
  stderr.end();
  return { code, out: await text(stdout), err: await text(stderr) };
}

const envOf = ({ url, credentials }: Sandbox, apiSecret = credentials.apiSecret) => ({
  PASSKIT_REGION: 'pub1',
  PASSKIT_API_KEY: credentials.apiKey,
  PASSKIT_API_SECRET: apiSecret,
  PASSKIT_API_URL: url,
});
const issueArgs = (members: string, ...more: string[]) => [
  'issue',
  members,
  '--campaign',
  'Coffee Rewards',
  '--offer',
  'Free Coffee',
  ...more,
];
const resultOf = (members: string) => members.replace('.csv', '.result.csv');

test('every row fine is 0, a failed row is 1, and the result is beside the members', async () => {
  const sandbox = await sandboxes();
  const good = file(membersCsv(3));
  expect(await run(issueArgs(good), envOf(sandbox))).toEqual({
    code: 0,
    out: `The result is written to ${resultOf(good)}.\n3 rows: 3 created.\nThe result is in ${resultOf(good)}.\n`,
    err: '',
  });
  expect(outcomesIn(resultOf(good))).toEqual(Array(3).fill('created'));
  const bad = file(`id\n${memberId(1)}\nx\n`);
  const { code, out } = await run(issueArgs(bad, '--dry-run'), envOf(sandbox));
  expect(code).toBe(1);
  expect(out).toContain('2 rows: 1 existing, 1 failed.\n  line 3: “x” is not a PassKit ID');
  expect(outcomesIn(bad.replace('.csv', '.dry-run.csv'))).toEqual(['existing', 'failed']);
});

test('a bare call explains itself and exits with 2', async () => {
  const { code, out } = await run([]);
  expect(code).toBe(2);
  expect(out).toContain('npm run coupons -- issue members.csv');
  expect(out).toContain('npm run coupons -- convert members.csv');
});

test('wrong credentials are 3, missing ones and an unknown option 2, each in plain words', async () => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(1));
  const [wrong, missing, option] = await Promise.all([
    run(issueArgs(members), envOf(sandbox, 'wrong')),
    run(issueArgs(members)),
    run(issueArgs(members, '--offers', 'x')),
  ]);
  expect([wrong, missing, option].map(({ code }) => code)).toEqual([3, 2, 2]);
  expect(wrong.err).toContain('PassKit did not accept the credentials');
  expect(missing.err).toMatch(/PASSKIT_REGION must be.*\n.*PASSKIT_API_KEY and PASSKIT_API_SECRET/);
  expect(option.err).toContain('--offers');
  for (const { err } of [wrong, missing, option]) expect(err).not.toMatch(/^\s+at /m);
});

test('convert needs no credentials', async () => {
  const members = file(membersCsv(2));
  const out = members.replace('.csv', '.import.csv');
  const { code, out: said } = await run(['convert', members, '--out', out]);
  expect({ code, said }).toEqual({ code: 0, said: `2 rows: 2 converted.\nFor PassKit’s import: ${out}.\n` });
  expect(readRows(out)).toHaveLength(2);
});

/** So many that a signal comes in the middle. */
const rows = 120;

/** Resolves when PassKit has been asked for that many coupons. */
const asked = (sandbox: Sandbox, coupons: number) =>
  new Promise<void>((resolve) => {
    let count = 0;
    const off = sandbox.onRequest(({ path }) => {
      if (path !== '/coupon/singleUse/coupon' || ++count < coupons) return;
      off();
      resolve();
    });
  });

test('killed half-way, it goes on when it is run again, and every member has one coupon', async () => {
  const [sandbox, other] = await Promise.all([sandboxes(), sandboxes()]);
  const members = file(membersCsv(rows));
  const killed = start(issueArgs(members), envOf(sandbox));
  await asked(sandbox, 20);
  killed.child.kill('SIGKILL');
  expect(await exitOf(killed.child)).toBe('SIGKILL');
  const part = `${resultOf(members)}.part`;
  expect(readFileSync(part, 'utf8').split('\n').length).toBeLessThan(rows);

  const [again, undisturbed] = await Promise.all([
    run(issueArgs(members), envOf(sandbox)),
    run(issueArgs(members, '--out', `${members}.other`), envOf(other)),
  ]);
  expect([again.code, undisturbed.code]).toEqual([0, 0]);
  expect(existsSync(part)).toBe(false);
  expect(await countsByMember(sandbox)).toEqual(oneEach(rows));
  const comparable = (path: string) =>
    readRows(path).map(({ line, externalId, status, campaignId, offerId, message }) => {
      return { line, externalId, status, campaignId, offerId, message };
    });
  expect(comparable(resultOf(members))).toEqual(comparable(`${members}.other`));
  for (const { id = '', externalId } of readRows(resultOf(members)))
    expect(sandbox.coupon(id)?.externalId).toBe(externalId);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends it with %i after the rows in work', async (signal, code) => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(rows));
  const { child, said } = start(issueArgs(members), envOf(sandbox));
  await asked(sandbox, 20);
  child.kill(signal);
  expect(await exitOf(child)).toBe(code);
  expect(said.out).toContain(`The result is written to ${resultOf(members)}.`);
  expect(said.err).toContain('Run the same command again to go on.');
  const done = outcomesIn(`${resultOf(members)}.part`);
  expect(Object.keys(await countsByMember(sandbox))).toHaveLength(done.length);
  expect(done.length).toBeLessThan(rows);
});
