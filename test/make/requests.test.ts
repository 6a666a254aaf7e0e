// How often the Make app asks PassKit: it looks first, once, and asks again only where something was changed in between.
import { creates } from '../../creates/index.ts';
import { searches } from '../../searches/index.ts';
import { type Input, makePlatform, type Platform } from './platforms.ts';

const operations = new Map([...creates, ...searches].map((operation) => [operation.key, operation]));
let make: Platform;
beforeEach(async () => {
  make = await makePlatform();
});
afterEach(() => make.sandbox.close());

async function requestsOf(key: string, input: Input) {
  const operation = operations.get(key);
  if (!operation) throw new Error(`no operation ${key}`);
  const before = make.sandbox.requests.length;
  const outcome = await make.run(operation, input);
  const asked = make.sandbox.requests.slice(before).map(({ method, path }) => `${method} ${path}`);
  return { outcome, asked };
}

const member = { passType: 'membership', programId: 'CoffeeClubProgram00001' };
const coupon = { campaignId: 'CoffeeRewardsCampaign1' };
const offer = { offerId: 'FreeCoffeeOffer0000001' };
const members = 'POST /members/member/list/CoffeeClubProgram00001';
const coupons = 'POST /coupon/singleUse/coupons/list/CoffeeRewardsCampaign1';

test('issuing looks once, and an update of what is there needs no second look', async () => {
  const row = { ...member, tierId: 'bronze', externalId: 'x' };
  expect((await requestsOf('issue_pass', row)).asked).toEqual([members, 'POST /members/member']);
  expect((await requestsOf('issue_pass', row)).asked).toEqual([members]);
  const update = { ...row, ifExists: 'update', displayName: 'Jane' };
  expect((await requestsOf('issue_pass', update)).asked).toEqual([members, 'PUT /members/member']);
});

test('deleting and voiding look once', async () => {
  await requestsOf('issue_pass', { ...member, tierId: 'bronze', externalId: 'x' });
  const deleted = await requestsOf('revoke_pass', { ...member, externalId: 'x', method: 'delete' });
  expect(deleted.asked).toEqual([members, 'DELETE /members/member']);
  await requestsOf('issue_pass', { passType: 'coupon', ...coupon, ...offer, externalId: 'x' });
  const voided = await requestsOf('revoke_pass', { passType: 'coupon', ...coupon, externalId: 'x' });
  expect(voided.asked).toEqual([coupons, 'DELETE /coupon/singleUse/coupon']);
});

test('reissuing what was never issued looks once; what was is looked at again once its name was given up', async () => {
  const row = { ...coupon, ...offer, externalId: 'x' };
  expect((await requestsOf('reissue_coupon', row)).asked).toEqual([coupons, 'POST /coupon/singleUse/coupon']);
  expect((await requestsOf('redeem_coupon', row)).asked).toEqual([
    coupons,
    'PUT /coupon/singleUse/coupon/redeem',
  ]);
  const again = await requestsOf('reissue_coupon', row);
  expect(again.outcome).toMatchObject({ bundles: [{ outcome: 'reissued' }] });
  expect(again.asked).toEqual([
    coupons,
    'PUT /coupon/singleUse/coupon/externalId',
    coupons,
    'POST /coupon/singleUse/coupon',
  ]);
});

test('a search asks for no more than is wanted', async () => {
  const { asked } = await requestsOf('search_passes', { ...member, limit: 7 });
  expect(asked).toEqual([members]);
  expect(make.sandbox.requests.at(-1)?.body).toMatchObject({ filters: { limit: 7, offset: 0 } });
});
