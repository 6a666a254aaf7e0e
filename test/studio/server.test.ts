// The server of the studio: for this machine alone; every operation has a form on both platforms and runs in it.
import { get } from 'node:http';
import { strFromU8, unzipSync } from 'fflate';
import { clientPack } from '../../commands/clientPack.ts';
import { serveRedeemPage } from '../../commands/redeemVisit.ts';
import { handlerOf } from '../../commands/zapierApp.ts';
import app from '../../index.ts';
import { operations } from '../../studio/listed.ts';
import { type Studio, startStudio } from '../../studio/server.ts';
import { parseSettings } from '../../templates/settings.ts';
// With the definition of the app compiled once, as in the other tests of it.
import '../support/tester.ts';
import type { BreakReport, Form, PackPreview, Platform, Projects, Run, Values } from '../../studio/types.ts';

let studio: Studio;
beforeAll(async () => {
  studio = await startStudio({ zapier: await handlerOf(app), redeemPage: serveRedeemPage, pack: clientPack });
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
  const own = Object.fromEntries(fields.flatMap(({ key }) => (key in input ? [[key, input[key]]] : [])));
  const { outcomes } = await ask<Run>(runs ? '/api/run' : '/api/hear', { platform, step, input: own });
  const [outcome] = outcomes;
  expect(outcome).toEqual({ bundles: expect.any(Array) });
  // To the member of an example nothing has happened yet.
  if (outcome && 'bundles' in outcome && !step.includes('member_event'))
    expect(outcome.bundles.length).toBeGreaterThan(0);
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

describe('the pack builder', () => {
  const settings = { client: 'Café Müller', language: 'de', color: '#8a1c4a', recipes: ['redemption-link'] };
  const credentials = { region: 'pub1', apiKey: 'sandbox-api-key', apiSecret: 'sandbox-api-secret' };

  test('shows what the pack will be: pages in the client’s language, scenarios, recipes, files', async () => {
    const preview = await ask<Exclude<PackPreview, { problems: unknown }>>('/api/pack/preview', settings);
    expect(preview.pages.map(({ html }) => /<h1>([^<]*)/.exec(html)?.[1])).toEqual([
      'Ihr Gutschein',
      'Eingelöst',
      'Bereits eingelöst',
      'Zurzeit kein Gutschein',
    ]);
    expect(preview.scenarios.map(({ title }) => title)).toContain(
      'Café Müller: Gutschein über Link einlösen',
    );
    expect(preview.recipes.map(({ name }) => name)).toEqual(['README', 'redemption-link']);
    expect(preview.contrast).toEqual({ ink: '#fff', ratio: expect.any(Number) });
  });

  test('says of each setting what is wrong with it', async () => {
    const preview = await ask('/api/pack/preview', { color: 'green', coda: { docId: 'a b', tableId: 'x' } });
    expect(preview).toEqual({
      problems: {
        color: 'must be a colour such as #0b5323',
        'coda.docId': 'must be the ID of a Coda doc',
      },
    });
  });

  test('makes a zip of the files that templates:build writes, the same bytes each time', async () => {
    const zip = async () => {
      const answer = await fetch(`${studio.url}/api/pack/zip`, {
        method: 'POST',
        headers: { origin: studio.url },
        body: JSON.stringify(settings),
      });
      expect(answer.headers.get('content-disposition')).toContain('cafe-muller.zip');
      return new Uint8Array(await answer.arrayBuffer());
    };
    const [first, second] = [await zip(), await zip()];
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
    const files = Object.entries(unzipSync(first)).map(([path, bytes]) => [path, strFromU8(bytes)]);
    expect(Object.fromEntries(files)).toEqual(await clientPack(parseSettings(settings), 'cafe-muller'));
  });

  test('lists the projects of an account, and what is in the chosen one; no answer has a credential in it', async () => {
    const { campaignId, offerId } = studio.world.sandbox.demo;
    const before = await ask<Projects>('/api/pack/projects', { ...credentials, chosen: {} });
    expect(before.account).toContain('Demo Coffee');
    const of = (projects: Projects, key: string) =>
      projects.lists.find((list) => list.key === key)?.items ?? [];
    expect(of(before, 'campaignId')).toEqual([{ id: campaignId, name: 'Coffee Rewards' }]);
    expect(of(before, 'offerId')).toEqual([]);
    const after = await ask<Projects>('/api/pack/projects', { ...credentials, chosen: { campaignId } });
    const inProgram = { programId: studio.world.sandbox.demo.programId };
    const tiers = of(
      await ask<Projects>('/api/pack/projects', { ...credentials, chosen: inProgram }),
      'tierId',
    );
    expect(tiers.map(({ name }) => name)).toContain('Gold');
    expect(of(after, 'offerId').map(({ id }) => id)).toContain(offerId);
    expect(JSON.stringify([before, after])).not.toContain(credentials.apiSecret);
  });

  test('tells why an account cannot be read, without its credentials', async () => {
    const wrong = { ...credentials, apiSecret: 'another-secret-of-theirs' };
    const answer = await fetch(`${studio.url}/api/pack/projects`, {
      method: 'POST',
      headers: { origin: studio.url },
      body: JSON.stringify({ ...wrong, chosen: {} }),
    });
    const text = await answer.text();
    expect(answer.status).toBe(400);
    expect(text).toContain('PassKit did not accept the credentials');
    expect(text).not.toContain(wrong.apiSecret);
  });
});
