// The Pack for accounts with key and secret only: its actions over the webhook of a real redemption page, on a sandbox.

import { pack } from '../../coda/server/pack.ts';
import { type PackOnSandbox, packOn } from '../../coda/testing.ts';
import { nodeVisitHttp } from '../../commands/nodeHttp.ts';
import { listening, redeemServer } from '../../commands/redeemServer.ts';
import { creates } from '../../creates/index.ts';
import { createRedeemApp } from '../../redeem/app.ts';
import { readConfig } from '../../redeem/config.ts';
import { visitRuntime } from '../../redeem/runtime.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { envOf } from '../redeem/support.ts';

const secret = 'a secret of the webhook';
let sandbox: Sandbox;
let server: ReturnType<typeof redeemServer>;
let url: string;
let run: PackOnSandbox['run'];
const account = (apiToken: string) =>
  packOn(
    pack,
    { url, credentials: { ...sandbox.credentials, apiToken } },
    { endpointUrl: 'https://coupons.example.com/' },
  );

beforeEach(async () => {
  sandbox = await startSandbox();
  const local = readConfig({ ...envOf(sandbox), REDEEM_HOOK_SECRET: secret });
  // Coda takes no link without https, and the pages of a sandbox have none.
  const config = { ...local, hosts: { ...local.hosts, pages: 'https://pub1.pskt.io' } };
  server = redeemServer(
    createRedeemApp(config, visitRuntime(config, nodeVisitHttp(config)), { log: () => undefined }),
  );
  url = await listening(server, 0, '127.0.0.1');
  ({ run } = account(secret));
});
afterEach(async () => {
  server.close();
  await sandbox.close();
});

const row = {
  programId: 'CoffeeClubProgram00001',
  tierId: 'gold',
  externalId: 'i-1',
  displayName: 'Zoë 山田',
};
const coupon = { campaignId: 'CoffeeRewardsCampaign1', externalId: 'i-1' };

test('has the actions that the webhook offers, and talks to the server of the account alone', () => {
  expect(pack.networkDomains).toEqual([]);
  expect(pack.defaultAuthentication).toMatchObject({ requiresEndpointUrl: true });
  expect(pack.defaultAuthentication).not.toHaveProperty('endpointDomain', expect.anything());
  const names = pack.formulas.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'IssueMembership',
      'UpdateTicket',
      'RevokeCoupon',
      'RedeemCoupon',
      'ReissueCoupon',
    ]),
  );
  expect(names.length).toBeGreaterThan(creates.filter(({ webhook }) => webhook).length);
});

test('a row issues its pass, once, and is updated and revoked', async () => {
  const issued = await run('IssueMembership', {
    ...row,
    expiryDate: new Date('2031-07-30T23:00:00Z'),
    metaData: ['plan', 'A'],
    points: 12.5,
  });
  expect(issued).toMatchObject({
    outcome: 'created',
    displayName: 'Zoë 山田',
    expiryDate: '2031-07-31T22:59:59Z',
    meta_plan: 'A',
    points: 12.5,
  });
  expect(await run('IssueMembership', row)).toMatchObject({ outcome: 'existing', id: Object(issued).id });
  expect(
    await run('UpdateMembership', { programId: row.programId, externalId: 'i-1', tierId: 'bronze' }),
  ).toMatchObject({ outcome: 'updated' });
  expect(await run('RevokeMembership', { programId: row.programId, externalId: 'i-1' })).toMatchObject({
    status: 'EXPIRED',
  });
  expect(sandbox.passes()).toBe(1);
});

test('a coupon is redeemed and reissued', async () => {
  await run('IssueCoupon', { ...coupon, offerId: 'FreeCoffeeOffer0000001' });
  expect(await run('RedeemCoupon', { ...coupon, redemptionReference: 'o-1' })).toMatchObject({
    outcome: 'redeemed',
  });
  expect(await run('RedeemCoupon', { ...coupon, redemptionReference: 'o-1' })).toMatchObject({
    outcome: 'already_redeemed',
  });
  expect(await run('ReissueCoupon', { ...coupon, offerId: 'FreeCoffeeOffer0000001' })).toMatchObject({
    outcome: 'reissued',
  });
});

test('what the server says is what the user reads', async () => {
  await expect(run('RedeemCoupon', { ...coupon, redemptionReference: 'o-1' })).rejects.toThrow(
    /^There is no coupon “i-1”.*\[coupon_not_found\]$/,
  );
  await expect(run('RedeemCoupon', coupon)).rejects.toThrow('Redemption Reference is missing');
  await expect(account('wrong').run('IssueMembership', row)).rejects.toThrow(
    /secret of this webhook\. \[wrong_secret\]$/,
  );
  expect(sandbox.passes()).toBe(0);
});

test('a server whose webhook is off says no more than that', async () => {
  const config = readConfig(envOf(sandbox));
  const off = redeemServer(
    createRedeemApp(config, visitRuntime(config, nodeVisitHttp(config)), { log: () => undefined }),
  );
  url = await listening(off, 0, '127.0.0.1');
  await expect(account(secret).run('IssueMembership', row)).rejects.toThrow(
    /HTTP status 404.*REDEEM_HOOK_SECRET/,
  );
  off.close();
});

test('a server that is gone is told', async () => {
  server.close();
  await expect(run('IssueMembership', row)).rejects.toThrow(
    'The server https://coupons.example.com did not answer. Try again later.',
  );
});
