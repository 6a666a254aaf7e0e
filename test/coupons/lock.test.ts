// Protects that two runs never write one result: of all who find a lock exactly one takes it, and only from the dead.
import { randomUUID } from 'node:crypto';
import fs, { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { lock } from '../../coupons/lock.ts';
import { Stopped, Unusable } from '../../coupons/outcomes.ts';
import { useFolder } from './support.ts';

const { file } = useFolder();
afterEach(() => jest.restoreAllMocks());

const lockBy = (pid: number, token = randomUUID()) => `coupons of process ${pid}, ${token}\n`;
/** The number of no process. */
const nobody = 999_999_999;
/** The path of a result that nobody writes yet. */
const result = () => `${file('')}.result`;

/** The locks of a result, and what belongs to them. */
const locksOf = (out: string) =>
  readdirSync(dirname(out)).filter((name) => name.startsWith(`${basename(out)}.lock`));

async function refusal(out: string): Promise<string> {
  const error = await lock(out).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(Unusable);
  return error.message;
}

test.each([
  ['an orderly end', ''],
  ['the lock of a dead run', lockBy(nobody)],
  ['the lock of a run that died while it took over another', lockBy(nobody), lockBy(nobody)],
])('of many runs after %s, exactly one has the result', async (_what, left, leftBeside = '') => {
  const out = result();
  const [token] = /[0-9a-f-]{36}/.exec(left) ?? [];
  if (left) writeFileSync(`${out}.lock`, left);
  if (leftBeside) writeFileSync(`${out}.lock.${token}`, leftBeside);
  const takers = await Promise.allSettled(Array.from({ length: 40 }, () => lock(out)));
  const taken = takers.flatMap((taker) => (taker.status === 'fulfilled' ? [taker.value] : []));
  expect(taken).toHaveLength(1);
  for (const taker of takers) if (taker.status === 'rejected') expect(taker.reason).toBeInstanceOf(Unusable);
  await taken[0]?.();
  expect(locksOf(out)).toEqual([]);
});

test('one that looked before another took over does not take over from it', async () => {
  const out = result();
  writeFileSync(`${out}.lock`, lockBy(nobody));
  const { readFile } = fs.promises;
  const [looked, other] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  jest.spyOn(fs.promises, 'readFile').mockImplementationOnce(async (...what) => {
    const content = await readFile(...what);
    looked.resolve();
    await other.promise;
    return content;
  });
  const late = lock(out);
  await looked.promise;
  const letGo = await lock(out);
  const held = readFileSync(`${out}.lock`, 'utf8');
  other.resolve();
  await expect(late).rejects.toThrow('Another run');
  expect(readFileSync(`${out}.lock`, 'utf8')).toBe(held);
  await letGo();
  expect(locksOf(out)).toEqual([]);
});

test('the result of a running process is refused, and what else one can do is said', async () => {
  const out = result();
  // Process 1 always runs.
  writeFileSync(`${out}.lock`, lockBy(1));
  expect(await refusal(out)).toBe(
    `Another run (process 1) is writing ${out}. Wait for it, or give another --out. If there is no such run, delete ${out}.lock.`,
  );
});

test('a process of somebody else, which we may not signal, runs', async () => {
  const out = result();
  const theirs = lockBy(nobody);
  writeFileSync(`${out}.lock`, theirs);
  jest.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error('not permitted'), { code: 'EPERM' });
  });
  expect(await refusal(out)).toContain(`Another run (process ${nobody}) is writing`);
  expect(readFileSync(`${out}.lock`, 'utf8')).toBe(theirs);
});

test.each([
  ['notes of somebody', 'my notes\n'],
  ['more behind a lock', `${lockBy(nobody)}and my notes\n`],
  ['more before a lock', `my notes on ${lockBy(nobody)}`],
])('a file with %s in it is in the way, and stays', async (_what, content) => {
  const out = result();
  writeFileSync(`${out}.lock`, content);
  expect(await refusal(out)).toBe(
    `${out}.lock is in the way: it is not a lock of this command. Move it away, or give another --out.`,
  );
  expect(readFileSync(`${out}.lock`, 'utf8')).toBe(content);
});

test('an empty lock may be one that is being made, and stays', async () => {
  const out = result();
  writeFileSync(`${out}.lock`, '');
  expect(await refusal(out)).toBe(
    `Another run may be beginning to write ${out}. If there is none, delete ${out}.lock, which is empty.`,
  );
  expect(readFileSync(`${out}.lock`, 'utf8')).toBe('');
});

test('a folder in the place of the lock is named', async () => {
  const out = result();
  mkdirSync(`${out}.lock`);
  expect(await refusal(out)).toBe(
    `${out}.lock cannot be read: it is a folder. Move it away, or give another --out.`,
  );
});

/** Removes a lock just before it is read for the nth time. */
function goneBeforeReading(path: string, nth: number): void {
  const { readFile } = fs.promises;
  let reads = 0;
  jest.spyOn(fs.promises, 'readFile').mockImplementation(async (...what) => {
    if (what[0] === path && ++reads === nth) rmSync(path);
    return readFile(...what);
  });
}

test.each([
  ['a running process', lockBy(1), 1],
  ['a dead process', lockBy(nobody), 1],
  ['a dead process, while it is taken over,', lockBy(nobody), 2],
])('a lock of %s that is given back meanwhile is taken', async (_what, theirs, nth) => {
  const out = result();
  writeFileSync(`${out}.lock`, theirs);
  goneBeforeReading(`${out}.lock`, nth);
  const letGo = await lock(out);
  expect(readFileSync(`${out}.lock`, 'utf8')).toContain(`process ${process.pid}, `);
  await letGo();
  expect(locksOf(out)).toEqual([]);
});

test.each<[string, (path: string) => void]>([
  ['is gone', rmSync],
  ['is something else now', (path) => writeFileSync(path, 'my notes\n')],
])('letting go of a lock that %s is quiet, and removes nothing of others', async (_what, change) => {
  const out = result();
  const letGo = await lock(out);
  change(`${out}.lock`);
  const left = locksOf(out);
  await letGo();
  expect(locksOf(out)).toEqual(left);
});

test('a lock that the disk has no room for is not left behind, and the next run takes it', async () => {
  const out = result();
  const { open } = fs.promises;
  const handles: { fd: number }[] = [];
  jest.spyOn(fs.promises, 'open').mockImplementationOnce(async (...what) => {
    const handle = await open(...what);
    handles.push(handle);
    jest.spyOn(handle, 'writeFile').mockRejectedValue(Object.assign(new Error('full'), { code: 'ENOSPC' }));
    return handle;
  });
  const error = await lock(out).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(Stopped);
  expect(error.message).toBe(`${out} cannot be written: the disk is full.`);
  expect(existsSync(`${out}.lock`)).toBe(false);
  expect(handles.map(({ fd }) => fd)).toEqual([-1]);
  await (await lock(out))();
});
