// Protects what the start and /health/ready say of a server that cannot work: which setting is wrong, and for how long.
import { nodeVisitHttp } from '../../commands/nodeHttp.ts';
import type { Runtime } from '../../operation/run.ts';
import { type RedeemConfig, readConfig } from '../../redeem/config.ts';
import { createReadiness, problemsNow } from '../../redeem/readiness.ts';
import { visitRuntime } from '../../redeem/runtime.ts';
import type { Fault } from '../../sandbox/index.ts';
import { envOf, useRedeem } from './support.ts';

const { sandbox } = useRedeem();
const configOf = (env: Record<string, string> = {}) => readConfig({ ...envOf(sandbox()), ...env });
const problemsOf = (config: RedeemConfig) =>
  problemsNow(config, visitRuntime(config, nodeVisitHttp(config))());

test('none when all is well', async () => {
  expect(await problemsOf(configOf())).toEqual([]);
});

test('credentials of another region', async () => {
  expect(await problemsOf(configOf({ PASSKIT_REGION: 'pub2' }))).toEqual([
    'These credentials belong to pub1, but PASSKIT_REGION is pub2. Correct it.',
  ]);
});

test('wrong credentials, by the names of their settings, said once', async () => {
  expect(await problemsOf(configOf({ PASSKIT_API_SECRET: 'wrong' }))).toEqual([
    'PassKit did not accept PASSKIT_API_KEY and PASSKIT_API_SECRET in the region pub1. Check them and PASSKIT_REGION.',
  ]);
  const token = { PASSKIT_API_KEY: '', PASSKIT_API_SECRET: '', PASSKIT_API_TOKEN: 'wrong' };
  expect(await problemsOf(configOf(token))).toEqual([
    'PassKit did not accept PASSKIT_API_TOKEN in the region pub1. Check them and PASSKIT_REGION.',
  ]);
});

test('every campaign that is not there, and only those', async () => {
  const campaigns = `NoSuchCampaign,${sandbox().demo.campaignId},NoneEither`;
  expect(await problemsOf(configOf({ REDEEM_CAMPAIGNS: campaigns }))).toEqual([
    'There is no coupon campaign NoSuchCampaign in this PassKit account. Correct REDEEM_CAMPAIGNS.',
    'There is no coupon campaign NoneEither in this PassKit account. Correct REDEEM_CAMPAIGNS.',
  ]);
});

test.each<[string, Fault, string]>([
  [
    'a clock that is wrong',
    { path: '/user/profile', status: 401, body: { error: 'token used before issued' } },
    'PassKit and this machine disagree about the time. Set the clock of this machine.',
  ],
  ['a PassKit that is busy', { path: '/user/profile', status: 503 }, 'PassKit is busy now. Try again later.'],
  [
    'an account that may not read its campaigns',
    { path: '/coupon/', status: 403, body: { error: 'no permission' } },
    'PassKit does not allow this account to do that: no permission. Ask an administrator of the PassKit account for the permission.',
  ],
])('%s, once however many campaigns there are', async (_what, fault, problem) => {
  const { campaignId } = sandbox().demo;
  sandbox().fault({ ...fault, times: 2 });
  expect(await problemsOf(configOf({ REDEEM_CAMPAIGNS: `${campaignId},${campaignId}` }))).toEqual([problem]);
});

test('a fault of our own is no problem of PassKit’s', async () => {
  const bug = new TypeError('a bug');
  for (const path of ['/user/profile', '/coupon/']) {
    const config = configOf();
    const runtime = visitRuntime(config, (left) => {
      const http = nodeVisitHttp(config)(left);
      return (request) => (request.path.startsWith(path) ? Promise.reject(bug) : http(request));
    })();
    await expect(problemsNow(config, runtime)).rejects.toBe(bug);
  }
});

describe('it is asked of PassKit', () => {
  /** Readiness on a clock of its own, and how often PassKit was asked. */
  function readiness(http: Runtime['http']) {
    let now = 0;
    const asked = jest.fn(http);
    const runtime: Runtime = { http: asked, pages: '', timezone: 'UTC', now: new Date(0) };
    const ready = createReadiness(
      { ...configOf(), campaigns: [] },
      () => runtime,
      () => now,
    );
    return async (at: number): Promise<[boolean, number]> => {
      now = at;
      return [await ready(), asked.mock.calls.length];
    };
  }

  test('once a minute while all is well', async () => {
    const at = readiness(async () => ({ status: 200, body: '{}' }));
    expect(await at(0)).toEqual([true, 1]);
    expect(await at(59_999)).toEqual([true, 1]);
    expect(await at(60_000)).toEqual([true, 2]);
  });

  test('every ten seconds while something is wrong, and told from then on that all is well', async () => {
    let status = 401;
    const at = readiness(async () => ({ status, body: '{}' }));
    expect(await at(0)).toEqual([false, 1]);
    status = 200;
    expect(await at(9_999)).toEqual([false, 1]);
    expect(await at(10_000)).toEqual([true, 2]);
    expect(await at(69_999)).toEqual([true, 2]);
  });

  test('again after a fault of our own, which is not ready either', async () => {
    const at = readiness(() => Promise.reject(new TypeError('a bug')));
    expect(await at(0)).toEqual([false, 1]);
    expect(await at(10_000)).toEqual([false, 2]);
  });
});
