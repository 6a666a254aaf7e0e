// Runs actions and searches of the compiled Zapier app (dist/index.js) the way Zapier does, with one connection.
import { pathToFileURL } from 'node:url';
import type { Bundle } from 'zapier-platform-core';

export type RunAction = (key: string, input: Record<string, unknown>) => Promise<Record<string, unknown>>;

/** Loads the app; the function it returns answers with the bundle of an action, or the first one a search found. */
export async function loadApp(authData: Record<string, string>): Promise<RunAction> {
  // zapier-platform-core prints memory figures for each run unless it takes the run for a test.
  process.env.NODE_ENV = 'test';
  const { default: zapier } = await import('zapier-platform-core');
  const { default: app }: typeof import('../index.ts') = await import(pathToFileURL('dist/index.js').href);
  const tester = zapier.createAppTester(app);
  return async (key, inputData) => {
    const perform = (app.creates?.[key] ?? app.searches?.[key])?.operation.perform;
    if (typeof perform !== 'function') throw new Error(`The app has no action or search ${key}.`);
    const meta = { timezone: 'Europe/London', page: 0 };
    const found: unknown = await tester<unknown, Bundle>(perform, {
      authData,
      inputData,
      inputDataRaw: {},
      meta,
    });
    const first: unknown = Array.isArray(found) ? found[0] : found;
    return typeof first === 'object' && first !== null ? { ...first } : {};
  };
}
