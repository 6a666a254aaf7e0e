// Measures what an action costs beside the least that an app on zapier-platform-core can cost, and what the app adds
// to the time Zapier needs to load; both also with twice the operations.
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import type { ZObject } from 'zapier-platform-core';
import { requestHeaders } from '../passkit/connection.ts';
import { type Call, handlerOf, importApp } from './zapierApp.ts';

export interface Times<Name extends string> {
  n: number;
  /** Milliseconds. */
  of(name: Name): number;
}

const app = 'dist/index.js';

/** As it is before zapier-platform-core wraps it to write logs. */
const { fetch } = globalThis;

const credentials = { region: 'pub1', apiKey: 'bench', apiSecret: 'bench' } as const;
const person = {
  displayName: 'Jane Doe',
  forename: 'Jane',
  surname: 'Doe',
  emailAddress: 'jane@example.com',
};
const record = {
  id: 'BenchMember00000000001',
  programId: 'BenchProgram0000000001',
  externalId: 'row-1',
  person,
};
const member = { passType: 'membership', programId: record.programId, externalId: record.externalId };

/** An action that writes and one that reads. */
const actions = {
  'creates.issue_pass': { ...member, ...person, tierId: 'gold', points: '10' },
  'searches.find_pass': member,
};

export interface ActionTimes {
  action: string;
  /** `bare` is its request alone; `least` an app whose only action sends that request and does nothing else. */
  times: Times<'bare' | 'least' | 'app' | 'twin'>;
}

/** The times of each action, through the handler that Zapier calls; `twin` is the app with twice the operations. */
export async function measureActions(twin: string): Promise<ActionTimes[]> {
  let last = { path: '', method: '', body: '' };
  // Answers at once, so that the figures are those of the apps alone.
  const server = createServer(async (request, response) => {
    last = { path: request.url ?? '', method: request.method ?? '', body: await text(request) };
    response.end(JSON.stringify(record));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const host = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  process.env.PASSKIT_API_URL = host;

  const handlers = {
    app: await handlerOf(await importApp(app)),
    twin: await handlerOf(await importApp(twin)),
  };
  const measured: ActionTimes[] = [];
  for (const [action, inputData] of Object.entries(actions)) {
    const bundle = { authData: credentials, inputData, inputDataRaw: inputData, meta: {} };
    const run = (call: Call) => () => call(`${action}.operation.perform`, bundle);
    for (const handler of Object.values(handlers)) {
      const got = JSON.stringify(await run(handler)());
      if (!got.includes(record.id)) throw new Error(`${action} came to ${got}.`);
    }
    const url = host + last.path;
    const method = last.method === 'POST' ? 'POST' : 'GET';
    const request = { method, ...(last.body && { body: last.body }) } as const;
    const perform = async (z: ZObject) => {
      const headers = { authorization: 'Bearer bench', 'content-type': 'application/json' };
      return (await z.request({ url, ...request, headers })).data;
    };
    const least = await handlerOf({ creates: { send: { key: 'send', operation: { perform } } } });
    const bare = async () => {
      const headers = await requestHeaders(credentials, new Date(), request.body);
      return (await fetch(url, { ...request, headers })).json();
    };
    const times = await takeTurns(500, 150, {
      bare: timed(bare),
      least: timed(() => least('creates.send.operation.perform', bundle)),
      app: timed(run(handlers.app)),
      twin: timed(run(handlers.twin)),
    });
    measured.push({ action, times });
  }
  server.close();
  return measured;
}

/** The times of the import into a fresh process: of zapier-platform-core alone, of the app, and of its `twin`. */
export const measureLoad = (twin: string): Promise<Times<'core' | 'app' | 'twin'>> =>
  takeTurns(21, 1, {
    core: () => importTime('zapier-platform-core'),
    app: () => importTime(`./${app}`),
    twin: () => importTime(`./${twin}`),
  });

async function importTime(module: string): Promise<number> {
  const script = `const started = performance.now(); await import('${module}'); console.log(performance.now() - started);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  return Number(stdout);
}

type Measure = () => Promise<number>;

const timed = (act: () => Promise<unknown>) => async () => {
  const started = performance.now();
  await act();
  return performance.now() - started;
};

/**
 * Measures each, round by round. Their time is the one that a tenth of the rounds stays below: it leaves out what
 * other programs on the machine took.
 */
async function takeTurns<Name extends string>(
  n: number,
  warmUp: number,
  contenders: Record<Name, Measure>,
): Promise<Times<Name>> {
  const times = new Map<string, number[]>();
  for (let round = -warmUp; round < n; round++) {
    for (const [name, measure] of Object.entries<Measure>(contenders)) {
      const time = await measure();
      if (round >= 0) times.set(name, [...(times.get(name) ?? []), time]);
    }
  }
  const tenth = (all: number[]) => all.toSorted((a, b) => a - b)[Math.floor(n / 10)] ?? Number.NaN;
  return { n, of: (name) => tenth(times.get(name) ?? []) };
}
