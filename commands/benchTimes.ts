// Measures what the app adds to a bare HTTP call, and what it adds to the time Zapier needs to load.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Connection, requestHeaders } from '../passkit/connection.ts';
import type { Sandbox } from '../sandbox/index.ts';
import type { LoadedApp } from './zapierApp.ts';

const median = (values: number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  const [low = 0, high = 0] = [sorted[Math.floor(half)], sorted[Math.ceil(half)]];
  return (low + high) / 2;
};

async function timed(act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

/** Medians in ms of Update Pass and of a signed fetch with the same JSON, taking turns on one sandbox. */
export async function measureOverhead(
  app: LoadedApp['run'],
  sandbox: Sandbox,
): Promise<{ n: number; bare: number; action: number }> {
  const { credentials, demo } = sandbox;
  const { apiKey, apiSecret } = credentials;
  const connection: Connection = { region: 'pub1', apiKey, apiSecret };
  const member = { passType: 'membership', programId: demo.programId, tierId: demo.tiers.bronze };
  const { id } = await app('issue_pass', { ...member, externalId: 'measured' });
  const action = () => app('update_pass', { passType: 'membership', id, displayName: 'Jane' });
  await action();
  // The very request the action made.
  const { method, path, body } = sandbox.requests.at(-1) ?? {};
  const content = JSON.stringify(body);
  const bare = async () => {
    const response = await fetch(`${sandbox.url}${path}`, {
      method,
      headers: await requestHeaders(connection, new Date(), content),
      body: content,
    });
    if (!response.ok) throw new Error(`The bare call was answered ${response.status}.`);
    await response.json();
  };
  const [n, warmUp] = [300, 100];
  const times: { bare: number[]; action: number[] } = { bare: [], action: [] };
  for (let round = -warmUp; round < n; round++) {
    const [bareTime, actionTime] = [await timed(bare), await timed(action)];
    if (round < 0) continue;
    times.bare.push(bareTime);
    times.action.push(actionTime);
  }
  return { n, bare: median(times.bare), action: median(times.action) };
}

/** Medians in ms of importing zapier-platform-core alone and the whole app, each in fresh processes, taking turns. */
export async function measureLoad(): Promise<{ rounds: number; core: number; app: number }> {
  const rounds = 11;
  const core: number[] = [];
  const app: number[] = [];
  await importTime('./dist/index.js');
  for (let round = 0; round < rounds; round++) {
    core.push(await importTime('zapier-platform-core'));
    app.push(await importTime('./dist/index.js'));
  }
  return { rounds, core: median(core), app: median(app) };
}

async function importTime(module: string): Promise<number> {
  const script = `const started = performance.now(); await import('${module}'); console.log(performance.now() - started);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  return Number(stdout);
}
