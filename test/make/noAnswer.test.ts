// An answer 200 in which PassKit says nothing of what it did, as a gateway gives it, is an answer that was lost: on Make too
// it is never a success, and never a record that is not there.
import { creates } from '../../creates/index.ts';
import { type Input, makePlatform, type Platform } from './platforms.ts';

const operations = new Map(creates.map((operation) => [operation.key, operation]));
let make: Platform;
beforeEach(async () => {
  make = await makePlatform();
});
afterEach(() => make.sandbox.close());

const run = (key: string, input: Input) => {
  const operation = operations.get(key);
  if (!operation) throw new Error(`no operation ${key}`);
  return make.run(operation, input);
};
const member = { passType: 'membership', programId: 'CoffeeClubProgram00001', externalId: 'x' };
const name = { campaignId: 'CoffeeRewardsCampaign1', externalId: 'x' };
const coupon = { ...name, offerId: 'FreeCoffeeOffer0000001' };
const noAnswer = { error: expect.stringMatching(/^PassKit (did not answer|stopped in).*\[no_answer\]$/) };
const unsure = { error: expect.stringMatching(/\[unsure\]$/) };

/** Something in the place of the answer, by what it is. */
const nothing = {
  'an empty body': '',
  'a text': '"Sign in"',
  'an error': { error: { code: 14 } },
};

describe.each(Object.entries(nothing))('%s', (_what, body) => {
  beforeEach(async () => {
    await run('issue_pass', { ...member, tierId: 'bronze' });
    await run('issue_pass', { passType: 'coupon', ...coupon });
  });

  test.each<[string, string, Input, object, object]>([
    [
      'POST',
      'issue_pass',
      { ...member, externalId: 'y', tierId: 'bronze' },
      { path: '/members/member' },
      noAnswer,
    ],
    [
      'POST',
      'issue_pass',
      { ...member, externalId: '', tierId: 'bronze' },
      { path: '/members/member' },
      unsure,
    ],
    ['PUT', 'update_pass', { ...member, displayName: 'Jane' }, {}, noAnswer],
    ['PUT', 'update_pass', { ...member, points: 3 }, {}, noAnswer],
    ['PUT', 'revoke_pass', member, {}, noAnswer],
    ['GET', 'revoke_pass', member, {}, noAnswer],
    ['DELETE', 'revoke_pass', { ...member, method: 'delete' }, {}, noAnswer],
    ['PUT', 'redeem_coupon', { ...name, redemptionReference: 'order-1' }, {}, noAnswer],
    ['PUT', 'redeem_coupon', name, {}, unsure],
    ['GET', 'redeem_coupon', name, {}, noAnswer],
    [
      'POST',
      'reissue_coupon',
      { ...coupon, externalId: 'y' },
      { path: '/singleUse/coupon', skip: 2 },
      noAnswer,
    ],
    ['PUT', 'reissue_coupon', { ...coupon, externalId: 'y' }, {}, noAnswer],
  ])('to %s of %s with %j', async (method, key, input, where, told) => {
    // In Make an action looks for the record in a list first.
    const looks = method === 'POST' && key === 'issue_pass' && input.externalId ? 1 : 0;
    make.sandbox.fault({ method, status: 200, body, skip: looks, ...where });
    expect(await run(key, input)).toEqual(told);
  });
});

test('a page in the place of a list is no list', async () => {
  make.sandbox.fault({ method: 'POST', path: '/list', status: 200, body: '<html>Sign in</html>' });
  expect(await run('issue_pass', { ...member, tierId: 'bronze' })).toEqual(noAnswer);
});

test('a reissue to which the old coupon did not show calls none active that is over', async () => {
  await run('issue_pass', { passType: 'coupon', ...coupon });
  await run('redeem_coupon', name);
  make.sandbox.fault({ method: 'POST', path: '/list', status: 200, body: '' });
  expect(await run('reissue_coupon', coupon)).toEqual({
    error: expect.stringMatching(/over by now\. Nothing was issued.*\[reissue_interrupted\]$/),
  });
  expect(await make.state()).toEqual([expect.objectContaining({ status: 'REDEEMED' })]);
  expect(await run('reissue_coupon', coupon)).toMatchObject({ bundles: [{ outcome: 'reissued' }] });
});
