// Runs the compiled Zapier app (dist/index.js) the way Zapier does: an event for the handler of zapier-platform-core.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

// zapier-platform-core prints memory figures for each run unless it takes the run for a test.
process.env.NODE_ENV = 'test';

type Values = Record<string, unknown>;

export interface LoadedApp {
  /** The bundle of an action, or the first one a search found. */
  run(key: string, input: Values): Promise<Values>;
  /** Subscribes an instant trigger, lets something happen, and answers with the bundles it was told. */
  hear(key: string, input: Values, happen: () => Promise<void>): Promise<Values[]>;
}

/** An app that was bundled into a file. */
export async function importApp(file: string): Promise<typeof import('../index.ts').default> {
  return (await import(pathToFileURL(file).href)).default;
}

/** A call of a method of an app, such as `creates.issue_pass.operation.perform`. */
export type Call = (method: string, bundle: Values) => Promise<unknown>;

/** The handler that Zapier calls. */
export async function handlerOf(app: object): Promise<Call> {
  const { default: zapier } = await import('zapier-platform-core');
  // It is there, but not in its types.
  const createAppHandler: (app: object) => (event: object) => Promise<{ results: unknown }> = Reflect.get(
    zapier,
    'createAppHandler',
  );
  const handler = createAppHandler(app);
  return async (method, bundle) => (await handler({ command: 'execute', method, bundle })).results;
}

/** Loads the compiled app, with one connection. */
export async function loadApp(authData: Record<string, string>): Promise<LoadedApp> {
  const app = await importApp('dist/index.js');
  const send = await handlerOf(app);
  const call = (method: string, inputData: Values, more: object = {}): Promise<unknown> => {
    const meta = { timezone: 'Europe/London', page: 0 };
    return send(method, { authData, inputData, inputDataRaw: {}, meta, ...more });
  };
  return {
    run: async (key, input) => {
      const found = await call(
        `${app.creates?.[key] ? 'creates' : 'searches'}.${key}.operation.perform`,
        input,
      );
      return asValues(Array.isArray(found) ? found[0] : found);
    },
    hear: async (key, input, happen) => {
      const operation = `triggers.${key}.operation`;
      const bodies: string[] = [];
      const server = createServer(async (request, response) => {
        bodies.push(await text(request));
        response.end();
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      const targetUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
      const subscribeData = await call(`${operation}.performSubscribe`, input, { targetUrl });
      await happen();
      const told: Values[] = [];
      for (const content of bodies) {
        const delivery = { cleanedRequest: JSON.parse(content), rawRequest: { content }, subscribeData };
        const bundles = await call(`${operation}.perform`, input, delivery);
        if (Array.isArray(bundles)) told.push(...bundles.map(asValues));
      }
      await call(`${operation}.performUnsubscribe`, input, { subscribeData });
      server.close();
      return told;
    },
  };
}

const asValues = (value: unknown): Values =>
  typeof value === 'object' && value !== null ? { ...value } : {};
