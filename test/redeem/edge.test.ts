// Protects the page on edge runtimes, whose settings arrive with each request.
import { edge } from '../../redeem/edge.ts';
import type { Counts } from '../../redeem/limits.ts';
import { environment } from './stub.ts';

/** What was said about settings. */
let said: unknown[];
let asked: string[];
beforeEach(() => {
  said = [];
  asked = [];
  jest.spyOn(console, 'error').mockImplementation((line) => void said.push(line));
  jest.spyOn(console, 'log').mockImplementation();
  // PassKit has no coupon.
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
    asked.push(String(input));
    return new Response('{"error":"not found"}', { status: 404 });
  });
});
afterEach(() => jest.restoreAllMocks());

const visit = (externalId = 'pass-1234') =>
  new Request(`https://x.example/redeem?externalId=${externalId}&campaignId=Campaign1`);

test('it asks PassKit with the settings of the first request, and keeps them', async () => {
  const page = edge();
  expect((await page.fetch(visit(), environment)).status).toBe(404);
  expect(asked).toEqual([expect.stringMatching(/^https:\/\/api\.pub1\.passkit\.io\/coupon\//)]);
  expect((await page.fetch(visit())).status).toBe(404);
  expect(asked).toHaveLength(2);
  expect(said).toEqual([]);
});

test('what is no text in the environment is no setting', async () => {
  const more = { ASSETS: { fetch }, PORT: 0, REDEEM_TIME_ZONE: ['Mars'] };
  expect((await edge().fetch(visit(), { ...environment, ...more })).status).toBe(404);
});

describe('without its settings', () => {
  test.each([
    ['GET', '/redeem'],
    ['POST', '/hooks/pass'],
    ['GET', '/health'],
    ['GET', '/anything/else'],
  ])('%s %s says in the visitor’s language that it does not work, and asks nobody', async (method, path) => {
    const request = new Request(`https://x.example${path}`, { method, headers: { 'accept-language': 'de' } });
    const answer = await edge().fetch(request, {});
    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain('<html lang="de"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(asked).toEqual([]);
  });

  test('says once what is missing, again when that changes, and works as soon as it is there', async () => {
    const page = edge();
    const status = async (settings?: Record<string, unknown>) => (await page.fetch(visit(), settings)).status;
    expect([await status(), await status({})]).toEqual([500, 500]);
    expect(said).toEqual([
      expect.stringContaining('PASSKIT_REGION'),
      expect.stringContaining('PASSKIT_API_KEY'),
      expect.stringContaining('REDEEM_CAMPAIGNS'),
    ]);
    const { REDEEM_CAMPAIGNS: _campaigns, ...rest } = environment;
    expect(await status(rest)).toBe(500);
    expect(said.slice(3)).toEqual([expect.stringContaining('REDEEM_CAMPAIGNS')]);
    expect(await status(environment)).toBe(404);
    expect(said).toHaveLength(4);
  });

  test('looks like every page of ours', async () => {
    const text = await (await edge().fetch(visit(), {})).text();
    expect(text).toContain('<h1>This page does not work yet</h1>');
    expect(text).toContain('Please tell the staff');
  });
});

test('a fault that is no setting is not taken for one', () => {
  const bug = new TypeError('a bug');
  const page = edge(() => {
    throw bug;
  });
  expect(() => page.fetch(visit(), environment)).toThrow(bug);
  expect(said).toEqual([]);
});

test('tries are counted where the platform offers it, by the address that it tells', async () => {
  const add = jest.fn<ReturnType<Counts['add']>, Parameters<Counts['add']>>(async () => ({
    tries: 1,
    until: 0,
  }));
  const counts = jest.fn(() => ({ add }));
  const page = edge(counts);
  await page.fetch(visit(), environment, '1.1.1.1');
  await page.fetch(visit(), environment, undefined);
  expect(counts.mock.calls).toEqual([[environment]]);
  // Of the address and the pass, then of the pass alone.
  expect(add).toHaveBeenCalledTimes(3);
});

test('by itself it counts the tries of each address', async () => {
  const page = edge(() => undefined);
  const from = async (address: string, externalId: string) =>
    (await page.fetch(visit(externalId), { ...environment, REDEEM_LIMIT_ADDRESS: '1' }, address)).status;
  expect([await from('1.1.1.1', 'a'), await from('1.1.1.1', 'b'), await from('2.2.2.2', 'c')]).toEqual([
    404, 429, 404,
  ]);
});
