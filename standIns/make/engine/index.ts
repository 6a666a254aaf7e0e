// Runs the modules, RPCs, webhooks and the connection of a Make app in a test, over real HTTP. It is a MODEL of
// Make's engine, written from Make's documentation and stricter than Make where that is silent; it is not Make.

import { loadApp, type Part } from './app.ts';
import { requestsOf } from './communication.ts';
import { type Bundle, bundlesOf, find, makeEngine } from './engine.ts';
import { ModelError } from './errors.ts';
import type { AppFiles } from './files.ts';
import { evaluate } from './iml.ts';
import { makeSend, type SentRequest } from './network.ts';
import { isNothing, isRecord, toJson } from './values.ts';
import { type Watch, watchModule } from './watch.ts';
import { attachWebhook, type Hook } from './webhook.ts';

export type { Bundle } from './engine.ts';
export { MakeError, ModelError } from './errors.ts';
export type { SentRequest } from './network.ts';
export type { Watch } from './watch.ts';
export type { Hook, Received } from './webhook.ts';
export type { Answered, Incoming } from './webhookRules.ts';

export interface MakeAppOptions {
  /** The folder of makecomapp.json, or its files by their paths. */
  dir: string | AppFiles;
  /** What a user enters in the connection that the modules and RPCs use. */
  connection: Bundle;
  /** Of the scenario; UTC unless given. */
  timezone?: string;
  /** Where the hosts of the app are, such as { 'https://api.example.com': 'http://127.0.0.1:8080' }. */
  hosts: Record<string, string>;
}

export interface MakeApp {
  /** What kind of module this is, such as `action`. Throws a ModelError when the app has no such module. */
  moduleType(moduleName: string): Part['moduleType'];
  /** Runs an action, a search or a universal module; gives its bundles as JSON. Throws MakeError. */
  run(moduleName: string, parameters: Bundle): Promise<Bundle[]>;
  /** Calls an RPC by its name or its address, such as `rpc://listTiers?protocol=membership`. */
  rpc(name: string, parameters?: Bundle): Promise<unknown[]>;
  /** Makes the app's only connection: its metadata is what the user sees as its name. */
  testConnection(parameters: Bundle): Promise<{ metadata: unknown }>;
  /** Makes a webhook that is called at `url`, by its name or that of an instant trigger. Throws MakeError. */
  attach(name: string, parameters: Bundle, url: string): Promise<Hook>;
  /** Puts a polling trigger in a scenario. Throws MakeError. */
  watch(moduleName: string, parameters?: Bundle): Watch;
  /** Every request of every run, in order. */
  requests: SentRequest[];
}

/** Loads an app and readies it to run. */
export function makeApp({ dir, connection, timezone = 'UTC', hosts }: MakeAppOptions): MakeApp {
  const app = loadApp(dir);
  const requests: SentRequest[] = [];
  const engine = makeEngine(app, connection, timezone, makeSend(hosts, requests));

  return {
    requests,
    moduleType: (moduleName) => find(app.modules, moduleName).moduleType,
    attach: (name, parameters, url) => attachWebhook(engine, name, parameters, url),
    watch: (moduleName, parameters = {}) => watchModule(engine, moduleName, parameters),
    async run(moduleName, given) {
      const module = find(app.modules, moduleName);
      const finish = finisherOf(module);
      const parameters = engine.read(module, given);
      const chain = requestsOf(module.communication, app.base);
      const { output } = await engine.run(module, chain, { parameters });
      return finish(toJson(output));
    },
    async rpc(name, given = {}) {
      const [rpcName = '', query] = name.replace(/^rpc:\/\//, '').split('?', 2);
      const parameters = { ...given, ...Object.fromEntries(new URLSearchParams(query)) };
      const part = find(app.rpcs, rpcName);
      const { output } = await engine.run(part, requestsOf(part.communication, app.base), { parameters });
      const found = toJson(output);
      if (isNothing(found) || found === false) return [];
      return Array.isArray(found) ? found : [found];
    },
    async testConnection(given) {
      const [part, ...others] = app.connections.values();
      if (!part || others.length > 0) throw new ModelError('An app with one connection expected');
      const [request, ...more] = requestsOf(part.communication);
      if (!request || more.length > 0 || request.pagination)
        throw new ModelError('A connection is one request');
      const { context } = await engine.run(part, [request], { parameters: engine.read(part, given) });
      return { metadata: evaluate(request.response.metadata, context) };
    },
  };

  /** What Make requires of a module's communication, and of its result. */
  function finisherOf(module: Part): (output: unknown) => Bundle[] {
    if (module.moduleType === 'search') return (output) => bundlesOf(module, output);
    if (module.moduleType !== 'action' && module.moduleType !== 'universal') {
      throw new ModelError(`${module.name}: modules of type ${module.moduleType} do not run on demand`);
    }
    if (requestsOf(module.communication, app.base).some((one) => one.pagination || one.response.iterate)) {
      throw new ModelError(`${module.name}: an action has neither pagination nor iterate`);
    }
    return (output) => {
      if (isRecord(output)) return [output];
      throw new ModelError(`${module.name}: an action gives one collection, not ${JSON.stringify(output)}`);
    };
  }
}
