// Runs an importable blueprint of a Make scenario in a test. It is a MODEL of Make's scenario engine, written from
// Make's public blueprints and documentation and stricter than Make where those are silent; it is not Make.
import { MakeError, ModelError } from '../engine/errors.ts';
import type { Bundle, MakeApp } from '../engine/index.ts';
import { makeSend } from '../engine/network.ts';
import { type Module, scenarioOf } from './blueprint.ts';
import { checkFlow } from './check.ts';
import { ACCEPTED, type Incoming, incomingBundle, type Reply } from './gateway.ts';
import { type Installed, ownName, WEBHOOK } from './kinds.ts';
import { type LogEntry, runFlow } from './run.ts';

export type { Incoming, Reply } from './gateway.ts';
export { checkScenarioTemplate } from './template.ts';

export interface ScenarioOptions {
  /** The app whose modules the blueprint names. */
  app: MakeApp;
  /** What Make calls that app, such as `passkit-ab12cd`. */
  appId: string;
  /** Where the hosts of the HTTP modules are, such as { 'https://coda.io': 'http://127.0.0.1:8080' }. */
  hosts: Record<string, string>;
  /** Of the scenario; UTC unless given. */
  timezone?: string;
}

export interface Scenario {
  /**
   * A request to the custom webhook the scenario begins with; what the caller gets. Rejects with a MakeError when a
   * module fails without a handler, whatever the caller had got by then.
   */
  call(incoming: Incoming): Promise<Reply>;
  /** One scheduled run. Rejects with a MakeError when a module fails without a handler. */
  run(): Promise<void>;
  /** Bundles of the instant trigger the scenario begins with, one after another; rejects as `run` does. */
  receive(bundles: Bundle[]): Promise<void>;
  /** What ran, in order: module id, module name, and for an error its message. */
  log: LogEntry[];
}

/** Imports a blueprint. Throws a ModelError when it breaks a rule of Make or does what this model does not know. */
export function makeScenario(blueprint: unknown, options: ScenarioOptions): Scenario {
  const { app, appId, hosts, timezone = 'UTC' } = options;
  const installed = { app, appId };
  const { flow, sequential } = scenarioOf(blueprint);
  checkFlow(flow, installed);
  const [first, ...rest] = flow;
  if (!first) throw new ModelError('A scenario without modules');
  const log: LogEntry[] = [];
  const send = makeSend(hosts, []);
  const start = startOf(first, installed);

  /** What the next run waits for, where runs come one after the other. */
  let before: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<Reply>): Promise<Reply> => {
    if (!sequential) return work();
    const turn = before.then(work);
    before = turn.catch(() => undefined);
    return turn;
  };

  /** One run; `bundle` is that of the first module when something outside gave it. */
  const go = async (how: Start, bundle?: Bundle): Promise<Reply> => {
    if (how !== start) {
      throw new ModelError(`A scenario with ${first.module} first is started with ${start}()`);
    }
    let answer: Reply | undefined;
    const reply = (given: Reply): void => {
      if (answer) throw new MakeError('RuntimeError', 'The webhook has been answered already.');
      answer = given;
    };
    const run = { installed, send, timezone, log, reply };
    if (bundle) {
      log.push({ id: first.id, module: first.module });
      await runFlow(rest, { [first.id]: bundle }, run);
    } else await runFlow(flow, {}, run);
    return answer ?? ACCEPTED;
  };

  return {
    log,
    call: async (incoming) => {
      const bundle = incomingBundle(incoming);
      return inTurn(() => go('call', bundle));
    },
    async run() {
      await go('run');
    },
    async receive(bundles) {
      for (const bundle of bundles) await go('receive', bundle);
    },
  };
}

type Start = 'call' | 'run' | 'receive';

/** What starts a scenario that begins with this module. */
function startOf({ module }: Module, installed: Installed): Start {
  if (module === WEBHOOK) return 'call';
  const own = ownName(module, installed);
  return own !== undefined && installed.app.moduleType(own) === 'instant_trigger' ? 'receive' : 'run';
}
