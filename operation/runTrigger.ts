// Runs triggers: what a delivery means, and what is new in a list.
import { readList } from './ask.ts';
import { evaluate, ref } from './expression.ts';
import type { CleanInput } from './input.ts';
import { limits } from './list.ts';
import type { OutputField } from './operation.ts';
import { bundleOf, newScope, type ResultBundle, type Runtime } from './run.ts';
import type { DeliveryReading, Watched } from './trigger.ts';

/** What a trigger listens to. */
export interface Subscribed {
  events: readonly string[];
  passType: string;
  project: string;
}

/** The bundle of a delivery; none when it is another event, project or pass type that it is about. */
export function readDelivery(
  reading: DeliveryReading,
  wanted: Subscribed,
  body: unknown,
  output: Record<string, OutputField>,
  runtime: Runtime,
): ResultBundle[] {
  const item = { ...Object(body), listened: wanted.events };
  const scope = { ...newScope({}, runtime), item };
  // What PassKit does not tell may be left out, null or empty.
  const about = (expected: string, found: unknown) => (found || expected) === expected;
  const fits =
    wanted.events.some((event) => event === evaluate(reading.event, scope)) &&
    about(wanted.passType, evaluate(reading.passType, scope)) &&
    about(wanted.project, evaluate(reading.project, scope));
  if (!fits) return [];
  for (const { name, value } of reading.values.flat()) scope.result[name] = evaluate(value, scope);
  return [bundleOf(reading.bundle, output, scope)];
}

/** How far back a page must reach before the next one is left alone: longer than any poll is apart. */
const lookBack = 60 * 60 * 1000;

/**
 * The newest records of a list as bundles: one page, and more while a page is still all of the last hour.
 * Half a list is never passed on; see readList.
 */
export async function readNewest(
  { list, bundle, keep }: Watched,
  by: 'created' | 'updated',
  output: Record<string, OutputField>,
  input: CleanInput,
  runtime: Runtime,
  most?: number,
): Promise<ResultBundle[]> {
  const scope = newScope(input, runtime);
  const found: unknown[] = [];
  const limit = most ?? (keep === undefined ? limits.page : limits.searchPage);
  const end = most ?? limit * limits.polledPages;
  for (let offset = 0; offset < end; offset += limit) {
    const page = await readList(list, { limit, offset, orderBy: by }, scope, runtime.http);
    found.push(...page);
    const last = evaluate(ref<string>('item', by), { ...scope, item: page.at(-1) });
    const recent = typeof last === 'string' && Date.parse(last) > runtime.now.getTime() - lookBack;
    if (page.length < limit || !recent) break;
  }
  const kept = found.filter((item) => keep === undefined || evaluate(keep, { ...scope, item }));
  // A pass issued between two pages moves one from the first page onto the second: it counts once.
  const bundles = kept.map((item) => bundleOf(bundle, output, { ...scope, item }));
  return [...new Map(bundles.map((one) => [one.id, one])).values()];
}
