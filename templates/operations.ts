// What a scenario costs on Make, counted in its blueprint. Make counts an operation for each run of a module, but none for
// routers, filters and the directives of error handlers (academy-content.make.com, “Introduction to operations and credits”, read
// on 28 November 2026).
import { type BlueprintModule, blueprintShape } from './check.ts';

export interface Operations {
  /** Of a run that finds nothing: what stands before the first filter. */
  idle: number;
  /** Of a run that finds something. */
  perRun: number;
  /** Of each row, besides, where a scenario goes row by row; the most that a route takes. */
  perRow: number;
  /** Whether it looks by the clock; otherwise it runs only when something happens. */
  scheduled: boolean;
}

const free = ['builtin:BasicRouter', 'builtin:Ignore'];
const isIterator = ({ module }: BlueprintModule) => module === 'builtin:BasicFeeder';
const isAggregator = ({ module }: BlueprintModule) =>
  module.startsWith('builtin:') && module.endsWith('Aggregator');

function walked(flow: readonly BlueprintModule[]): Pick<Operations, 'perRun' | 'perRow'> {
  const sum = { perRun: 0, perRow: 0 };
  let within: keyof typeof sum = 'perRun';
  for (const module of flow) {
    if (isAggregator(module)) within = 'perRun';
    if (!free.includes(module.module)) sum[within] += 1;
    if (isIterator(module)) within = 'perRow';
    const routes = (module.routes ?? []).map((route) => walked(route.flow));
    sum[within] += Math.max(0, ...routes.map(({ perRun, perRow }) => perRun + perRow));
  }
  return sum;
}

/** The modules that run before a filter of the flow itself can end it. */
function idleIn(flow: readonly BlueprintModule[]): number {
  const end = flow.findIndex(({ filter, module }) => filter ?? free.includes(module));
  return (end < 0 ? flow : flow.slice(0, end)).length;
}

/** The operations of a blueprint. Throws when it is not one. */
export function operationsOf(blueprint: unknown): Operations {
  const { flow } = blueprintShape.parse(blueprint);
  const first = flow[0]?.module ?? '';
  const waits = first.startsWith('gateway:') || first.endsWith(':watchPassEvents');
  return { idle: idleIn(flow), ...walked(flow), scheduled: !waits };
}
