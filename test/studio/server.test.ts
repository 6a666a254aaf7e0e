// The server of the studio: for this machine alone; every operation has a form on both platforms and runs in it.
import { get } from 'node:http';
import { serveRedeemPage } from '../../commands/redeemVisit.ts';
import { handlerOf } from '../../commands/zapierApp.ts';
import app from '../../index.ts';
import { operations } from '../../studio/listed.ts';
import { type Studio, startStudio } from '../../studio/server.ts';
// With the definition of the app compiled once, as in the other tests of it.
import '../support/tester.ts';
import type { BreakReport, Form, Platform, Run, Values } from '../../studio/types.ts';

let studio: Studio;
beforeAll(async () => {
  studio = await startStudio({ zapier: await handlerOf(app), redeemPage: serveRedeemPage });
});
afterAll(async () => {
  await studio.close();
  delete process.env.PASSKIT_API_URL;
});

/** Asks as the page does. */
async function ask<T>(path: string, body: object): Promise<T> {
  const answer = await fetch(`${studio.url}${path}`, {
    method: 'POST',
    headers: { origin: studio.url },
    body: JSON.stringify(body),
  });
  const data: T = JSON.parse(await answer.text());
  expect(answer.status).toBe(200);
  return data;
}

test('answers to this machine only, whatever name a page calls it by', async () => {
  const { port } = new URL(studio.url);
  const statusFor = async (host: string) => (await rawGet(host)).status;
  expect(await statusFor(`127.0.0.1:${port}`)).toBe(200);
  expect(await statusFor(`localhost:${port}`)).toBe(200);
  expect(await statusFor(`attacker.example:${port}`)).toBe(421);
  expect(await statusFor(`127.0.0.1.attacker.example`)).toBe(421);
  expect(studio.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

/** `fetch` would not send another Host. */
const rawGet = (host: string) =>
  new Promise<{ status: number | undefined }>((resolve, reject) => {
    get(studio.url, { headers: { host } }, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode });
    }).on('error', reject);
  });

test.each([
  ['another site', { origin: 'https://attacker.example' }],
  ['no origin at all', {}],
  ['another page of this machine', { origin: 'http://127.0.0.1:1' }],
])('does nothing for %s', async (_who, headers) => {
  const passes = studio.world.sandbox.passes();
  const body = JSON.stringify({ platform: 'zapier', key: 'slow' });
  const answer = await fetch(`${studio.url}/api/break`, { method: 'POST', headers, body });
  expect(answer.status).toBe(403);
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  expect(studio.world.sandbox.passes()).toBe(passes);
});

const everywhere = operations.flatMap(({ key, runs, onMake }) =>
  (['zapier', 'make'] as const)
    .filter((platform) => platform === 'zapier' || !onMake)
    .map((platform): [string, Platform, boolean] => [key, platform, runs]),
);

test.each(everywhere)('%s on %s has a form, and its example runs in it', async (step, platform, runs) => {
  const input = await ask<Values>('/api/example', { step, passType: '' });
  const { fields, problem } = await ask<Form>('/api/form', { platform, step, input, raw: input });
  expect(problem).toBe('');
  expect(fields.length).toBeGreaterThan(0);
  if (!runs) return;
  const { outcomes } = await ask<Run>('/api/run', { platform, step, input });
  const [outcome] = outcomes;
  // What an example meets in the demo account may well be refused, but in words that a user can read.
  if (outcome && 'problem' in outcome) {
    expect(outcome.problem.message).toMatch(/^[A-Z“].*[.\]]$/s);
    expect(outcome.problem.message).not.toMatch(/[{}]|Error:|undefined|\bat \w+ \(/);
  }
});

const breaks = ['slow', 'down', 'lost', 'twice', 'wrong', 'region', 'scanner', 'taps'].flatMap((key) =>
  (['zapier', 'make'] as const).map((platform): [string, Platform] => [key, platform]),
);

test.each(breaks)('%s on %s breaks nothing', async (key, platform) => {
  const report = await ask<BreakReport>('/api/break', { platform, key });
  expect(report.facts.length).toBeGreaterThan(0);
  expect(report.facts.filter(({ good }) => !good)).toEqual([]);
  if (key === 'lost')
    expect(report.asked.some(({ status, method }) => status === 0 && method === 'POST')).toBe(true);
  if (key === 'wrong' || key === 'region') expect(report.steps.at(-1)?.kind).not.toBe('');
});

test('a fault of one run is gone in the next', async () => {
  await ask('/api/break', { platform: 'make', key: 'down' });
  const { outcomes } = await ask<Run>('/api/run', {
    platform: 'zapier',
    step: 'find_pass',
    input: { passType: 'membership', programId: studio.world.sandbox.demo.programId, externalId: 'demo-1' },
  });
  expect(outcomes[0]).toHaveProperty('bundles');
});
