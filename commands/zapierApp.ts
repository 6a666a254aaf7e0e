// Runs the compiled Zapier app (dist/index.js) the way Zapier does, with one connection.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import type { Bundle } from 'zapier-platform-core';

type Values = Record<string, unknown>;

export interface LoadedApp {
  /** The bundle of an action, or the first one a search found. */
  run(key: string, input: Values): Promise<Values>;
  /** Subscribes an instant trigger, lets something happen, and answers with the bundles it was told. */
  hear(key: string, input: Values, happen: () => Promise<void>): Promise<Values[]>;
}

export async function loadApp(authData: Record<string, string>): Promise<LoadedApp> {
  // zapier-platform-core prints memory figures for each run unless it takes the run for a test.
  process.env.NODE_ENV = 'test';
  const { default: zapier } = await import('zapier-platform-core');
  const { default: app }: typeof import('../index.ts') = await import(pathToFileURL('dist/index.js').href);
  const tester = zapier.createAppTester(app);
  const call = (method: unknown, inputData: Values, more: object = {}): Promise<unknown> => {
    if (typeof method !== 'function') throw new Error('The app has no such action, search or trigger.');
    const meta = { timezone: 'Europe/London', page: 0 };
    return tester<unknown, Bundle>((z, bundle) => method(z, bundle), {
      authData,
      inputData,
      inputDataRaw: {},
      meta,
      ...more,
    });
  };
  return {
    run: async (key, input) => {
      const found = await call((app.creates?.[key] ?? app.searches?.[key])?.operation.perform, input);
      return asValues(Array.isArray(found) ? found[0] : found);
    },
    hear: async (key, input, happen) => {
      const operation = app.triggers?.[key]?.operation;
      if (!operation || !('performSubscribe' in operation)) throw new Error(`The app has no trigger ${key}.`);
      const bodies: string[] = [];
      const server = createServer(async (request, response) => {
        bodies.push(await text(request));
        response.end();
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      const targetUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
      const subscribeData = await call(operation.performSubscribe, input, { targetUrl });
      await happen();
      const told: Values[] = [];
      for (const content of bodies) {
        const delivery = { cleanedRequest: JSON.parse(content), rawRequest: { content }, subscribeData };
        const bundles = await call(operation.perform, input, delivery);
        if (Array.isArray(bundles)) told.push(...bundles.map(asValues));
      }
      await call(operation.performUnsubscribe, input, { subscribeData });
      server.close();
      return told;
    },
  };
}

const asValues = (value: unknown): Values =>
  typeof value === 'object' && value !== null ? { ...value } : {};
