// Runs a flow: each bundle goes through everything behind its module before the next one does. A MODEL of Make's
// scenario engine, written from Make's public blueprints and its documentation, not Make.
import { SCENARIO } from '../engine/dialect.ts';
import type { Bundle } from '../engine/engine.ts';
import { MakeError, ModelError } from '../engine/errors.ts';
import { type Context, evaluate, freshVariables } from '../engine/iml.ts';
import type { Send } from '../engine/network.ts';
import { isRecord, toJson } from '../engine/values.ts';
import { type Module, readAs } from './blueprint.ts';
import { passes } from './filter.ts';
import { type Reply, replyOf } from './gateway.ts';
import { makeRequest } from './http.ts';
import {
  feederOf,
  HTTP,
  IGNORE,
  type Installed,
  ITERATOR,
  iteratorMapper,
  ownName,
  RESPOND,
  ROUTER,
  SET_VARIABLE,
  SET_VARIABLES,
  variableMapper,
  variablesMapper,
} from './kinds.ts';

/** What ran; `error` is the message of an error. */
export interface LogEntry {
  id: number;
  module: string;
  error?: string;
}

/** What one run of a scenario works with. */
export interface Run {
  installed: Installed;
  send: Send;
  timezone: string;
  log: LogEntry[];
  /** Takes the answer to the caller. */
  reply(reply: Reply): void;
}

/**
 * Runs a flow for one bundle; `bundles` are those of the modules before it, by id. `arrived` hears of each bundle that comes
 * to its end. Throws a MakeError.
 */
export async function runFlow(
  flow: readonly Module[],
  bundles: Context,
  run: Run,
  arrived: (bundles: Context) => void = () => {},
): Promise<void> {
  const [module, ...rest] = flow;
  if (!module) return arrived(bundles);
  const context = contextOf(bundles, run);
  if (!passes(module.filter, context)) return;
  const entry: LogEntry = { id: module.id, module: module.module };
  run.log.push(entry);
  for (const route of module.routes ?? []) await runFlow(route.flow, bundles, run);
  let given: Bundle[];
  try {
    given = await bundlesOf(module, context, run);
  } catch (error) {
    if (!(error instanceof MakeError)) throw error;
    entry.error = error.message;
    if (!module.onerror) throw error;
    await handle(module.onerror, { ...bundles, [module.id]: { error: { message: error.message } } }, run);
    return;
  }
  const end = rest.findIndex((one) => feederOf(one) === module.id);
  const aggregator = rest[end];
  if (!aggregator) {
    for (const bundle of given) await runFlow(rest, { ...bundles, [module.id]: bundle }, run, arrived);
    return;
  }
  // What runs in between is run for each bundle; what follows is run once, for all of them.
  const array: unknown[] = [];
  for (const bundle of given)
    await runFlow(rest.slice(0, end), { ...bundles, [module.id]: bundle }, run, (there) =>
      array.push(evaluate(aggregator.mapper, contextOf(there, run), SCENARIO)),
    );
  run.log.push({ id: aggregator.id, module: aggregator.module });
  await runFlow(rest.slice(end + 1), { ...bundles, [aggregator.id]: { array } }, run, arrived);
}

const contextOf = (bundles: Context, { timezone }: Run): Context => ({
  ...freshVariables(),
  environment: { timezone },
  ...bundles,
});

/** Runs an error handler: its directive drops the bundle, so nothing behind the module that failed runs for it. */
async function handle(flow: readonly Module[], bundles: Context, run: Run): Promise<void> {
  const before = run.log.length;
  await runFlow(flow, bundles, run);
  if (!run.log.slice(before).some(({ module }) => module === IGNORE)) {
    throw new ModelError(
      'An error handler that does not come to its directive: sources do not say what is next',
    );
  }
}

/** The bundles a module gives. */
async function bundlesOf({ module, mapper }: Module, context: Context, run: Run): Promise<Bundle[]> {
  const value = (template: unknown) => evaluate(template, context, SCENARIO);
  switch (module) {
    case ROUTER:
    case IGNORE:
      return [];
    case ITERATOR:
      return itemsOf(value(readAs(iteratorMapper, mapper, 'The mapper of the iterator').array));
    case HTTP:
      return [await makeRequest(mapper, value, run.send)];
    case SET_VARIABLE: {
      const variable = readAs(variableMapper, mapper, 'The mapper of a variable');
      return [{ [variable.name]: value(variable.value) }];
    }
    case SET_VARIABLES: {
      const { variables } = readAs(variablesMapper, mapper, 'The mapper of variables');
      return [Object.fromEntries(variables.map((one) => [one.name, value(one.value)]))];
    }
    case RESPOND:
      run.reply(replyOf(mapper, value));
      return [{}];
    default:
      return runOwn(module, value(mapper), run);
  }
}

function itemsOf(value: unknown): Bundle[] {
  if (!Array.isArray(value)) throw new ModelError(`An iterator of ${JSON.stringify(value)}, not an array`);
  return value.map((item: unknown) => {
    const bundle = toJson(item);
    if (isRecord(bundle)) return bundle;
    throw new ModelError(`An iterator of items that are not collections: ${JSON.stringify(item)}`);
  });
}

async function runOwn(module: string, given: unknown, { installed }: Run): Promise<Bundle[]> {
  const name = ownName(module, installed);
  if (name === undefined || !isRecord(given)) throw new ModelError(`${module} cannot be run`);
  return installed.app.run(name, given);
}
