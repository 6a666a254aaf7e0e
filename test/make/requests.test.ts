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
  expect(deleted.asked).toEqual([
    'GET /members/member/externalId/CoffeeClubProgram00001/x',
    'DELETE /members/member',
  ]);
  await requestsOf('issue_pass', { passType: 'coupon', ...coupon, ...offer, externalId: 'x' });
  const voided = await requestsOf('revoke_pass', { passType: 'coupon', ...coupon, externalId: 'x' });
  expect(voided.asked).toEqual([
    'GET /coupon/singleUse/coupon/externalId/CoffeeRewardsCampaign1/x',
    'DELETE /coupon/singleUse/coupon',
  ]);
});

test('a reissue looks for the old coupon and for one that waits, and again only once something was changed', async () => {
  const row = { ...coupon, ...offer, externalId: 'x' };
  const rename = 'PUT /coupon/singleUse/coupon/externalId';
  const issue = 'POST /coupon/singleUse/coupon';
  expect((await requestsOf('reissue_coupon', row)).asked).toEqual([coupons, coupons, issue, coupons, rename]);
  expect((await requestsOf('redeem_coupon', row)).asked).toEqual([
    'GET /coupon/singleUse/coupon/externalId/CoffeeRewardsCampaign1/x',
    'PUT /coupon/singleUse/coupon/redeem',
  ]);
  const again = await requestsOf('reissue_coupon', row);
  expect(again.outcome).toMatchObject({ bundles: [{ outcome: 'reissued' }] });
  expect(again.asked).toEqual([coupons, coupons, issue, rename, coupons, rename]);
});

test('a search asks for no more than is wanted', async () => {
  const { asked } = await requestsOf('search_passes', { ...member, limit: 7 });
  expect(asked).toEqual([members]);
  expect(make.sandbox.requests.at(-1)?.body).toMatchObject({ filters: { limit: 7, offset: 0 } });
});

test.each([
  ['earn_points', { points: 5 }],
  ['burn_points', { points: 5 }],
  ['check_in_member', {}],
  ['check_out_member', {}],
] as const)('%s reads the member once, also for a reference that was used before', async (key, more) => {
  await requestsOf('issue_pass', {
    ...member,
    tierId: 'bronze',
    externalId: `${key}-1`,
    points: 50,
  });
  const row = { programId: member.programId, externalId: `${key}-1`, reference: 'r', ...more };
  const reads = ['GET /members/member/externalId', 'POST /members/program/list'];
  const asked = async () =>
    (await requestsOf(key, row)).asked.map((one) => one.split('/').slice(0, 4).join('/'));
  expect((await asked()).slice(0, 2)).toEqual(reads);
  expect(await asked()).toEqual(reads);
});

test('validating a ticket reads it once, with a reference and without, and says when there is none', async () => {
  const { productionId } = make.sandbox.demo;
  const row = { productionId, externalId: 'T-1' };
  await requestsOf('issue_pass', {
    passType: 'eventTicket',
    ...row,
    eventId: make.sandbox.demo.eventId,
    ticketTypeId: make.sandbox.demo.ticketTypeId,
  });
  const [read, validate] = ['GET /eventTickets/ticket/ticketNumber', 'PUT /eventTickets/ticket/validate'];
  const asked = async (more: Input) =>
    (await requestsOf('validate_ticket', { ...row, ...more })).asked.map((one) => one.split('?')[0]);
  expect(await asked({})).toEqual([read, validate]);
  expect(await asked({ validateReference: 'scan-1' })).toEqual([read, validate]);
  expect(await asked({ validateReference: 'scan-1' })).toEqual([read]);
  for (const validateReference of ['', 'scan-2']) {
    const { outcome } = await requestsOf('validate_ticket', { ...row, externalId: 'T-9', validateReference });
    expect(outcome).toEqual({ error: expect.stringMatching(/no ticket “T-9”/) });
  }
});
