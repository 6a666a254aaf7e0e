// One run at a time on one result: <out>.lock says which process writes it. Node has no locks of the system that a dead
// process loses, so what one has left is taken over here, by exactly one of those who find it.
import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { codeOf, fileReason, Unusable, unwritable } from './outcomes.ts';

interface Holder {
  pid: number;
  /** Of this lock and no other. */
  token: string;
}

interface Locked {
  out: string;
  instead: string;
}

/** What this process holds. In a container a new process often gets the number that a dead one had. */
const held = new Set<string>();

/** What else a user can do who meets another run. */
const insteadHere = ', or give another --out';

/**
 * Takes `out` for this process, and answers with what lets go of it. What a dead process has left is taken over.
 * Throws Unusable when another process has it, the file in its place is not a lock, or its folder cannot be written.
 */
export const lock = (out: string, instead = insteadHere): Promise<() => Promise<void>> =>
  take(`${out}.lock`, { out, instead }).catch((error) => {
    throw error instanceof Unusable ? error : unwritable(out, error);
  });

async function take(path: string, on: Locked): Promise<() => Promise<void>> {
  const token = randomUUID();
  held.add(token);
  while (!(await create(path, token))) {
    const holder = await holderOf(path, on);
    if (!holder) continue;
    if (isRunning(holder)) {
      throw new Unusable(
        `Another run (process ${holder.pid}) is writing ${on.out}. Wait for it${on.instead}. If there is no such run, delete ${path}.`,
      );
    }
    if (await takeOver(path, holder, token, on)) break;
  }
  return async () => {
    if ((await holderOf(path, on).catch(() => undefined))?.token === token) await rm(path, { force: true });
    held.delete(token);
  };
}

/** False when there is a file already. */
async function create(path: string, token: string): Promise<boolean> {
  const file = await open(path, 'wx').catch((error) => {
    if (codeOf(error) === 'EEXIST') return undefined;
    throw error;
  });
  if (!file) return false;
  try {
    await file.writeFile(contentOf(token));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return true;
}

/**
 * Puts a lock of ours in the place of the one that a dead process has left. Who may do that is settled by a lock that
 * is named after it: so one does it at a time, and looks again first. False when another was quicker.
 */
async function takeOver(path: string, dead: Holder, token: string, on: Locked): Promise<boolean> {
  const letGo = await take(`${path}.${dead.token}`, on);
  try {
    if ((await holderOf(path, on))?.token !== dead.token) return false;
    const ours = `${path}.${token}`;
    if (!(await create(ours, token))) throw new Error(`${ours} exists.`);
    await rename(ours, path);
    return true;
  } finally {
    await letGo();
  }
}

const contentOf = (token: string) => `coupons of process ${process.pid}, ${token}\n`;

/** Who holds a lock; undefined when it is gone. Throws Unusable when the file is something else: it is not ours to delete. */
async function holderOf(path: string, { out, instead }: Locked): Promise<Holder | undefined> {
  const content = await readFile(path, 'utf8').catch((error) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new Unusable(`${path} cannot be read: ${fileReason(error)}. Move it away${instead}.`);
  });
  if (content === undefined) return undefined;
  const [, pid, token] = /^coupons of process (\d+), ([0-9a-f-]{36})\n$/.exec(content) ?? [];
  if (pid && token) return { pid: Number(pid), token };
  throw new Unusable(
    content === ''
      ? `Another run may be beginning to write ${out}. If there is none, delete ${path}, which is empty.`
      : `${path} is in the way: it is not a lock of this command. Move it away${instead}.`,
  );
}

function isRunning({ pid, token }: Holder): boolean {
  if (pid === process.pid) return held.has(token);
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It runs, and belongs to somebody else.
    return codeOf(error) === 'EPERM';
  }
}
