// Runs the modules, RPCs and the connection of a Make app in a test, over real HTTP. It is a MODEL of Make's
// engine, written from Make's documentation and stricter than Make where that is silent; it is not Make.
import { loadApp, type Part } from './app.ts';
import { requestsOf } from './communication.ts';
import { ModelError } from './errors.ts';
import { evaluate } from './iml.ts';
import { makeSend, type SentRequest } from './network.ts';
import { readParameters } from './parameters.ts';
import { type Outcome, runRequests } from './request.ts';
import { isNothing, isRecord } from './values.ts';

export { MakeError, ModelError } from './errors.ts';
export type { SentRequest } from './network.ts';

export type Bundle = Record<string, unknown>;

export interface MakeAppOptions {
  /** The folder of makecomapp.json. */
  dir: string;
  /** What a user enters in the connection that the modules and RPCs use. */
  connection: Bundle;
  /** Of the scenario; UTC unless given. */
  timezone?: string;
  /** Where the hosts of the app are, such as { 'https://api.example.com': 'http://127.0.0.1:8080' }. */
  hosts: Record<string, string>;
}

export interface MakeApp {
  /** Runs an action, a search or a universal module; gives its bundles as JSON. Throws MakeError. */
  run(moduleName: string, parameters: Bundle): Promise<Bundle[]>;
  /** Calls an RPC by its name or its address, such as `rpc://listTiers?protocol=membership`. */
  rpc(name: string, parameters?: Bundle): Promise<unknown[]>;
  /** Makes the app's only connection: its metadata is what the user sees as its name. */
  testConnection(parameters: Bundle): Promise<{ metadata: unknown }>;
  /** Every request of every run, in order. */
  requests: SentRequest[];
}

/** Loads an app and readies it to run. */
export function makeApp({ dir, connection, timezone = 'UTC', hosts }: MakeAppOptions): MakeApp {
  const app = loadApp(dir);
  const requests: SentRequest[] = [];
  const send = makeSend(hosts, requests);
  const shared = { common: app.common, environment: { timezone } };
  const reading = { timezone, lenient: false };

  const runPart = (part: Part, parameters: Bundle): Promise<Outcome> => {
    const used = part.connection === undefined ? undefined : find(app.connections, part.connection);
    const account = used && { connection: readParameters(used.parameters, connection, reading) };
    return runRequests(requestsOf(part.communication, app.base), { ...shared, ...account, parameters }, send);
  };

  return {
    requests,
    async run(moduleName, given) {
      const module = find(app.modules, moduleName);
      const finish = finisherOf(module);
      const { output } = await runPart(module, readParameters(module.parameters, given, reading));
      return finish(toJson(output));
    },
    async rpc(name, given = {}) {
      const [rpcName = '', query] = name.replace(/^rpc:\/\//, '').split('?', 2);
      const asked = { ...given, ...Object.fromEntries(new URLSearchParams(query)) };
      const { output } = await runPart(find(app.rpcs, rpcName), asked);
      const found = toJson(output);
      if (isNothing(found) || found === false) return [];
      return Array.isArray(found) ? found : [found];
    },
    async testConnection(given) {
      const [part, ...others] = app.connections.values();
      if (!part || others.length > 0) throw new ModelError('An app with one connection expected');
      const [request, ...more] = requestsOf(part.communication, {});
      if (!request || more.length > 0 || request.pagination)
        throw new ModelError('A connection is one request');
      const parameters = readParameters(part.parameters, given, reading);
      const { context } = await runRequests([request], { ...shared, parameters }, send);
      return { metadata: evaluate(request.response.metadata, context) };
    },
  };

  /** What Make requires of a module's communication, and of its result. */
  function finisherOf(module: Part): (output: unknown) => Bundle[] {
    if (module.moduleType === 'search') return (output) => searchResult(module, output);
    if (module.moduleType !== 'action' && module.moduleType !== 'universal') {
      throw new ModelError(`${module.name}: modules of type ${module.moduleType} are not modelled`);
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

function searchResult({ name }: Part, output: unknown): Bundle[] {
  if (isNothing(output) || output === false) return [];
  const bundles: unknown[] = Array.isArray(output) ? output : [output];
  return bundles.map((bundle) => {
    if (isRecord(bundle)) return bundle;
    throw new ModelError(`${name}: a search gives collections, not ${JSON.stringify(bundle)}`);
  });
}

function find(parts: Map<string, Part>, name: string): Part {
  const part = parts.get(name);
  if (!part) throw new ModelError(`The app has no ${name}`);
  return part;
}

// As the next module sees it: no undefined members, dates as ISO text.
function toJson(output: unknown): unknown {
  return output === undefined ? undefined : JSON.parse(JSON.stringify(output));
}
