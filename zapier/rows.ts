// Runs an operation for many rows within the time of a Zap step: five at a time, one result a row, nothing twice and nothing
// left untold. Each row has an external ID, so whatever became of it, running it again is safe.
import { UserMistake } from '../operation/input.ts';
import type { Operation } from '../operation/operation.ts';
import { Halt, type Runtime } from '../operation/run.ts';
import { runByName } from '../passes/byName.ts';
import { PassKitError } from '../passkit/errors.ts';
import { nextFor, problemCode, problemOf, sentenceOf, withCode } from '../passkit/problems.ts';

export interface Clock {
  /** In milliseconds. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export const realClock: Clock = {
  now: Date.now,
  sleep: (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds)),
};

/** How many rows are in work at a time, and for how long rows are begun: a Zap step has 30 seconds. */
const lanes = 5;
const longest = 22_000;

export interface RowResult {
  externalId: string | null;
  id: unknown;
  passUrl: unknown;
  /** What Issue Pass says, or `failed`, or `not_tried`. */
  outcome: string;
  error: string | null;
}

type Row = Record<string, unknown>;

/**
 * The results in the order of the rows. Throws what went wrong when nothing was done and all rows that were tried failed
 * in the same way: then it is not the rows that are wrong.
 */
export async function runRows(
  operation: Operation,
  rows: readonly Row[],
  runtime: Runtime,
  clock: Clock,
): Promise<RowResult[]> {
  const end = clock.now() + longest;
  const results = rows.map((row) => resultOf(row, 'not_tried'));
  const errors: unknown[] = [];
  /** The last work for each external ID: two rows with one ID must not race. */
  const busy = new Map<string, Promise<void>>();
  let next = 0;
  let stopped = false;

  async function work(row: Row, at: number): Promise<void> {
    for (let wait = 1000; !stopped && clock.now() < end; wait *= 2) {
      try {
        if (idOf(row) === '')
          throw new UserMistake(
            'External ID is missing in this row. Nothing was issued.',
            'externalId',
            'missing_input',
          );
        const [bundle] = await runByName(operation, row, runtime);
        results[at] = { ...resultOf(row, String(bundle?.outcome)), id: bundle?.id, passUrl: bundle?.passUrl };
        return;
      } catch (error) {
        results[at] = { ...resultOf(row, 'failed'), error: told(error) };
        const pause = pauseAfter(error, wait);
        if (pause === undefined || clock.now() + pause >= end) {
          errors.push(error);
          // Wrong credentials are wrong for every row.
          stopped ||= error instanceof PassKitError && problemOf(problemCode(error)).kind === 'setting';
          return;
        }
        await clock.sleep(pause);
      }
    }
  }

  async function lane(): Promise<void> {
    while (!stopped && next < rows.length && clock.now() < end) {
      const at = next++;
      const row = rows[at] ?? {};
      const id = idOf(row);
      const before = busy.get(id);
      const mine = (before ?? Promise.resolve()).then(() => work(row, at));
      busy.set(id, mine);
      await mine;
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane));

  const [first] = errors;
  const tried = results.filter(({ outcome }) => outcome !== 'not_tried');
  if (
    errors.length === tried.length &&
    tried.length > 0 &&
    errors.every((error) => kindOf(error) === kindOf(first))
  )
    throw first;
  return results;
}

const idOf = (row: Row): string => String(row.externalId ?? '').trim();

const resultOf = (row: Row, outcome: string): RowResult => ({
  externalId: idOf(row) || null,
  id: null,
  passUrl: null,
  outcome,
  error: null,
});

/** How long to wait before the row is tried again; undefined where that would not help. */
function pauseAfter(error: unknown, wait: number): number | undefined {
  if (!(error instanceof PassKitError) || !error.safeToRepeat) return undefined;
  const code = problemCode(error);
  return code === 'slow_down' || code === 'busy' ? (error.retryAfter ?? wait / 1000) * 1000 : undefined;
}

/** The same for two errors that say the same of all rows: a mistake by its words, what PassKit says by its meaning. */
function kindOf(error: unknown): string {
  if (error instanceof PassKitError) return problemCode(error);
  return error instanceof Error ? error.message : String(error);
}

/** What is told of a row that failed. Throws what is none of ours: a fault of the code is not one of the row. */
function told(error: unknown): string {
  if (error instanceof Halt || error instanceof UserMistake) return withCode(error.message, error.code);
  if (!(error instanceof PassKitError)) throw error;
  const code = problemCode(error);
  const passing = problemOf(code).kind === 'passing';
  const advice = passing ? 'Run it again: the row never gets a second pass.' : nextFor(code, error);
  return withCode(`${sentenceOf(code, error.message)} ${advice}`, code);
}
