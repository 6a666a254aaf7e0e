// Protects `npm run coupons` as a process: its signals, and one that is killed half-way. All that needs no process of its
// own is in command.test.ts: to start one takes most of a second.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import type { Sandbox } from '../../sandbox/index.ts';
import { useSandboxes } from '../sandbox/client.ts';
import { besideOf, envOf, issueArgs, run } from './commandLine.ts';
import { countsByMember, membersCsv, oneEach, outcomesIn, readRows, useFolder } from './support.ts';

const { file } = useFolder();
const sandboxes = useSandboxes();

function start(args: string[], env: Record<string, string>) {
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
  const part = `${besideOf(members)}.part`;
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
  expect(comparable(besideOf(members))).toEqual(comparable(`${members}.other`));
  for (const { id = '', externalId } of readRows(besideOf(members)))
    expect(sandbox.coupon(id)?.externalId).toBe(externalId);
});

test('SIGINT ends it with 130, SIGTERM with 143, both after the rows in work', async () => {
  await Promise.all(
    [['SIGINT', 130] as const, ['SIGTERM', 143] as const].map(async ([signal, code]) => {
      const sandbox = await sandboxes();
      const members = file(membersCsv(rows));
      const { child, said } = start(issueArgs(members), envOf(sandbox));
      await asked(sandbox, 20);
      child.kill(signal);
      expect(await exitOf(child)).toBe(code);
      expect(said.out).toContain(`The result is written to ${besideOf(members)}.`);
      expect(said.err).toContain('Stopping after the rows in work.');
      expect(said.err).toContain('Run the same command again to go on.');
      const done = outcomesIn(`${besideOf(members)}.part`);
      expect(Object.keys(await countsByMember(sandbox))).toHaveLength(done.length);
      expect(done.length).toBeLessThan(rows);
    }),
  );
});
