// How a table is read a page at a time. Each page begins where the one before ended, by the time passes were issued, newest
// first: what is issued or deleted while a sync runs moves no other row out of sight, as it would with a number of a page.
import type { ResultBundle } from '../operation/run.ts';
import { PassKitError } from '../passkit/errors.ts';

/** What Coda keeps between two pages. */
export interface Continuation {
  /** Where the next page begins. */
  before: string;
  limit: number;
  /** The IDs that the page before had of that moment, with spaces between them. */
  seen: string;
  [other: string]: string | number;
}

interface Page {
  input: { createdAfter?: string | undefined; createdBefore?: string | undefined; limit: number };
  seen: readonly string[];
}

/** An answer of Coda's fetcher may be 4 MB at most. */
const pageSize = 250;

/** The page that is due, within what was asked for. */
export const thisPage = (
  continuation: Readonly<Record<string, unknown>> | undefined,
  { createdAfter, createdBefore }: { createdAfter: string | undefined; createdBefore: string | undefined },
): Page => ({
  input: {
    createdAfter,
    createdBefore: typeof continuation?.before === 'string' ? continuation.before : createdBefore,
    limit: typeof continuation?.limit === 'number' ? continuation.limit : pageSize,
  },
  seen: String(continuation?.seen ?? '').split(' '),
});

/** The new ones of what was found, and where to go on; nowhere after the last page. */
export function nextPage(
  { input: { limit }, seen }: Page,
  found: readonly ResultBundle[],
): { bundles: ResultBundle[]; continuation?: Continuation } {
  const bundles = found.filter(({ id }) => !seen.includes(String(id)));
  if (found.length < limit) return { bundles };
  const last = momentOf(found.at(-1));
  // PassKit may count finer than milliseconds: the next page begins one later, and leaves out what was there already.
  const edge = found.filter((bundle) => momentOf(bundle) <= last + 1).map(({ id }) => String(id));
  return {
    bundles,
    continuation: {
      before: new Date(last + 1).toISOString(),
      // More passes of one moment than fit on a page: a longer one gets past them.
      limit: edge.length > limit / 2 ? limit * 2 : pageSize,
      seen: edge.join(' '),
    },
  };
}

function momentOf(bundle: ResultBundle | undefined): number {
  const time = Date.parse(String(bundle?.created));
  if (Number.isNaN(time)) throw new PassKitError('PassKit did not say when a pass was issued');
  return time;
}
