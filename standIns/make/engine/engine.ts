// What all runs of an app share: its parts, the user's connection, the sender. A MODEL of Make's engine, not Make.
import type { App, Part } from './app.ts';
import type { Request } from './communication.ts';
import { ModelError } from './errors.ts';
import type { Context } from './iml.ts';
import type { Send } from './network.ts';
import { readParameters } from './parameters.ts';
import { type ChainResult, type IsEnough, runRequests } from './request.ts';
import { isNothing, isRecord } from './values.ts';

export type Bundle = Record<string, unknown>;

export interface Engine {
  app: App;
  /** The variable `environment`. */
  environment: { timezone: string };
  /** What a user enters for a part, as its templates see it. Throws a MakeError of type ValidationError. */
  read(part: Part, given: Bundle): Bundle;
  /** Runs requests with the connection of their part. */
  run(part: Part, requests: Request[], variables: Context, isEnough?: IsEnough): Promise<ChainResult>;
}

/** The engine of an app whose user has entered `connection` in its connection. */
export function makeEngine(app: App, connection: Bundle, timezone: string, send: Send): Engine {
  const environment = { timezone };
  const read = (part: Part, given: Bundle): Bundle =>
    readParameters(part.parameters, given, { timezone, lenient: false });
  return {
    app,
    environment,
    read,
    async run(part, requests, variables, isEnough) {
      const used = part.connection === undefined ? undefined : find(app.connections, part.connection);
      const account = used && { connection: read(used, connection) };
      const all = { common: app.common, environment, ...account, ...variables };
      return runRequests(requests, all, send, isEnough);
    },
  };
}

/** A part by its name. */
export function find(parts: ReadonlyMap<string, Part>, name: string): Part {
  const part = parts.get(name);
  if (!part) throw new ModelError(`The app has no ${name}`);
  return part;
}

/** What a chain gave as bundles of a part: none of them, one or several. */
export function bundlesOf({ name }: Part, output: unknown): Bundle[] {
  if (isNothing(output) || output === false) return [];
  const bundles: unknown[] = Array.isArray(output) ? output : [output];
  return bundles.map((bundle) => {
    if (isRecord(bundle)) return bundle;
    throw new ModelError(`${name}: a bundle is a collection, not ${JSON.stringify(bundle)}`);
  });
}
