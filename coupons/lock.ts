// One run at a time on one result: <out>.lock holds the number of the process that writes it.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { codeOf, Unusable, unwritable } from './outcomes.ts';

/**
 * Takes `out` for this process, and answers with what lets go of it. What a dead process has left is taken over.
 * Throws Unusable when another process has it, or its folder cannot be written.
 */
export async function lock(out: string): Promise<() => Promise<void>> {
  const path = `${out}.lock`;
  const create = () => writeFile(path, String(process.pid), { flag: 'wx' });
  await create()
    .catch(async (error) => {
      if (codeOf(error) !== 'EEXIST') throw error;
      const pid = Number(await readFile(path, 'utf8').catch(() => ''));
      if (isRunning(pid)) {
        throw new Unusable(
          `Another run (process ${pid}) is writing ${out}. Wait for it, or give another --out. If there is no such run, delete ${path}.`,
        );
      }
      await rm(path, { force: true });
      await create();
    })
    .catch((error) => {
      throw error instanceof Unusable ? error : unwritable(out, error);
    });
  return () => rm(path, { force: true });
}

function isRunning(pid: number): boolean {
  // In a container a new process often gets the number that a dead one had.
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It runs, and belongs to somebody else.
    return codeOf(error) === 'EPERM';
  }
}
