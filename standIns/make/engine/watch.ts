// Polls a trigger: new items in ascending order, each once. A MODEL of Make's engine: its documentation gives the
// rules, but not how far a trigger reads; that follows third parties, and is said below.
import type { Part } from './app.ts';
import { type Request, requestsOf, withEpoch } from './communication.ts';
import { type Bundle, bundlesOf, type Engine, find } from './engine.ts';
import { ModelError } from './errors.ts';
import { type Context, evaluate } from './iml.ts';
import { readLimit } from './request.ts';
import * as memories from './triggerMemory.ts';
import { toJson } from './values.ts';

/** The seen items after which Make gives up reading. */
const MAX_PAST_RECORDS = 3200;

/** A polling trigger in a scenario. */
export interface Watch {
  /** The items "Choose where to start" offers, newest first. */
  epoch(): Promise<{ label: string; date: string }[]>;
  /**
   * Where the first poll starts: a date takes what is dated then or later; an id, what comes after it. For a
   * trigger by id, `now` reads the newest id first.
   */
  start(from: 'now' | 'all' | Date | number): Promise<void>;
  /** A run of the scenario: the bundles of new items. */
  poll(): Promise<Bundle[]>;
}

/** Puts a trigger in a scenario with these parameters. */
export function watchModule(engine: Engine, name: string, given: Bundle): Watch {
  const module = find(engine.app.modules, name);
  if (module.moduleType !== 'trigger') throw new ModelError(`${name} is not a polling trigger`);
  const parameters = engine.read(module, given);
  const requests = requestsOf(module.communication, engine.app.base, 'trigger');
  const { trigger, request } = triggerOf(module, requests);
  let memory: memories.Memory | undefined;
  let started = false;

  /** The items of the pages that are read until one is enough. */
  async function read(isEnough: (page: memories.Entry[]) => boolean): Promise<memories.Entry[]> {
    const output = { bundle: request.response.output ?? '{{item}}', id: trigger.id, date: trigger.date };
    const { trigger: _own, limit: _limit, ...response } = request.response;
    const last = { ...request, response: { ...response, output } };
    const entries = (values: readonly unknown[]) =>
      memories.checkOrder(
        trigger.order,
        values.map((value) => memories.toEntry(trigger.type, value)),
      );
    const data = memories.memoryVariable(trigger.type, memory);
    const chain = [...requests.slice(0, -1), last];
    const outcome = await engine.run(module, chain, { parameters, data }, (page) => isEnough(entries(page)));
    return entries(bundlesOf(module, outcome.output));
  }

  return {
    async epoch() {
      const chain = requestsOf(withEpoch(module.communication, module.epoch), engine.app.base, 'trigger');
      const { output } = await engine.run(module, chain, { parameters, data: {} });
      const items = bundlesOf(module, toJson(output)).map(epochItem);
      return items.toSorted((a, b) => memories.timeOf(b.date) - memories.timeOf(a.date));
    },
    async start(from) {
      started = true;
      memory = undefined;
      if (from === 'all') return;
      if (from === 'now' && trigger.type === 'id') {
        const [newest] = (await read(() => trigger.order === 'desc')).toSorted(memories.ascending).slice(-1);
        memory = memories.remembering(newest ? [newest] : [], undefined);
      } else memory = memories.startingAt(from === 'now' ? new Date() : from, trigger.type);
    },
    async poll() {
      if (!started) throw new ModelError(`${name}: start comes before poll`);
      const limit = limitOf(request, { parameters });
      let past = 0;
      let fresh = 0;
      const entries = await read((page) => {
        const found = page.filter((entry) => memories.isNew(entry, memory)).length;
        fresh += found;
        past += page.length - found;
        if (past >= MAX_PAST_RECORDS) return true;
        // Newest first: pages behind hold nothing new once one is past what was given. The limit does not stop
        // it, or the items between would be lost. Oldest first: what is new and over the limit can wait.
        if (trigger.order === 'desc')
          return found === 0 || page.some((entry) => memories.isOlder(entry, memory));
        return trigger.order === 'asc' && fresh >= limit;
      });
      const given = entries
        .filter((entry) => memories.isNew(entry, memory))
        .sort(memories.ascending)
        .slice(0, limit);
      const bundles = bundlesOf(module, toJson(given.map(({ bundle }) => bundle)));
      memory = memories.remembering(given, memory);
      return bundles;
    },
  };
}

function triggerOf(module: Part, requests: Request[]) {
  const request = requests.at(-1);
  const trigger = request?.response.trigger;
  const fails = (why: string): never => {
    throw new ModelError(`${module.name}: ${why}`);
  };
  if (!request || !trigger) return fails('a trigger needs response.trigger in its last request');
  if (requests.slice(0, -1).some((one) => one.response.trigger))
    fails('response.trigger before the last request');
  if (!request.response.iterate) fails('a trigger without iterate');
  if (request.response.wrapper !== undefined) fails('a wrapper around the items of a trigger');
  if (trigger.type === 'date' && trigger.date === undefined) fails('a trigger by date without trigger.date');
  return { trigger, request };
}

/** The limit of a trigger is 1 when there is none. Here it sees the parameters only. */
function limitOf(request: Request, variables: Context): number {
  const limit = readLimit(evaluate(request.response.limit, variables));
  return Number.isFinite(limit) ? limit : 1;
}

function epochItem(item: Bundle): { label: string; date: string } {
  const { label, date, ...more } = item;
  if (typeof label !== 'string' || typeof date !== 'string' || Object.keys(more).length > 0) {
    throw new ModelError(`An epoch gives a label and a date, not ${JSON.stringify(item)}`);
  }
  memories.timeOf(date);
  return { label, date };
}
