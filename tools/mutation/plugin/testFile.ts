// Runs one test file, or some tests of it, with jest's own runner.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Circus } from '@jest/types';
import { circus, cleanUp, loadTestFile, ownTime } from './jest.ts';

/** A test that hangs costs this much. The slowest takes a fifth of it. */
const testTimeout = 10_000;

/** The id is that of the file when no test of it failed. */
export interface Failure {
  readonly id: string;
  readonly message: string;
}

export interface FileResult {
  readonly failure: Failure | undefined;
  /** Milliseconds of each test that ran, by id. */
  readonly times: ReadonlyMap<string, number>;
  /** Milliseconds of this process that all of it took. */
  readonly took: number;
}

/**
 * Runs the wanted tests of a file until one fails or they have had so many milliseconds of this process. Tells which test
 * runs now; between tests that is the file.
 */
export async function runTestFile(
  file: string,
  isWanted: (id: string) => boolean,
  most = Number.POSITIVE_INFINITY,
  running: (id: string) => void = () => undefined,
): Promise<FileResult> {
  const start = ownTime();
  const times = new Map<string, number>();
  const failures: Failure[] = [];
  let ids = new Map<Circus.TestEntry, string>();
  const onEvent = (event: Circus.Event): void => {
    if (event.name === 'test_start') running(ids.get(event.test) ?? file);
    if (event.name === 'test_skip') running(file);
    if (event.name !== 'test_done') return;
    running(file);
    const id = ids.get(event.test) ?? file;
    times.set(id, event.test.duration ?? 0);
    const [error] = event.test.errors;
    if (error) failures.push({ id, message: String(error) });
    // One failure says all: every later test is skipped.
    if (error || ownTime() - start > most) circus.getState().testNamePattern = /(?!)/;
  };

  const environment = { ...process.env };
  const errors: unknown[] = [];
  circus.resetState();
  circus.getState().testTimeout = testTimeout;
  circus.addEventHandler(onEvent);
  running(file);
  await uncaught
    .run(errors, async () => {
      loadTestFile(file);
      ids = withIds(file, circus.getState().rootDescribeBlock);
      for (const [test, id] of ids) if (!isWanted(id)) test.mode = 'skip';
      errors.push(...(await circus.run()).unhandledErrors);
    })
    .catch((error: unknown) => errors.push(error));
  circus.removeEventHandler(onEvent);
  cleanUp(environment);
  for (const test of ids.keys())
    for (const k of ['asyncError', 'fn', 'parent', 'errors']) Reflect.deleteProperty(test, k);
  const [error] = errors;
  return {
    failure: failures[0] ?? (error && { id: file, message: String(error) }),
    times,
    took: ownTime() - start,
  };
}

/** Errors that nothing catches go to the run in whose asynchronous context they arise, even when it is over. */
const uncaught = new AsyncLocalStorage<unknown[]>();
process.on('unhandledRejection', (error) => uncaught.getStore()?.push(error));
process.on('uncaughtException', (error) => uncaught.getStore()?.push(error));

/** Every test with its id: the file and the names; those of the same names are counted. */
function withIds(file: string, { children }: Circus.DescribeBlock): Map<Circus.TestEntry, string> {
  const ids = new Map<Circus.TestEntry, string>();
  const seen = new Map<string, number>();
  const visit = (entry: Circus.DescribeBlock | Circus.TestEntry, path: string): void => {
    const id = `${path} › ${entry.name}`;
    if (entry.type === 'describeBlock') {
      for (const child of entry.children) visit(child, id);
      return;
    }
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    ids.set(entry, count === 1 ? id : `${id} (${count})`);
  };
  for (const child of children) visit(child, file);
  return ids;
}
