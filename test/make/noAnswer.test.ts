// An answer 200 in which PassKit says nothing of what it did, as a gateway gives it, is an answer that was lost: on Make too
// it is never a success, and never a record that is not there. An error in it means what it means on Zapier.
import { creates } from '../../creates/index.ts';
import { searches } from '../../searches/index.ts';
import { type Input, makePlatform, type Platform } from './platforms.ts';

const operations = new Map([...creates, ...searches].map((operation) => [operation.key, operation]));
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
const noAnswer = {
  error: expect.stringMatching(/^PassKit (did not answer.*\[no_answer\]|is busy now.*\[busy\])$/),
};
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

test.each<[string, string, Input, object]>([
  ['the list that is looked in', 'issue_pass', { ...member, tierId: 'bronze' }, { path: '/list' }],
  ['the list of a search', 'search_passes', { passType: 'membership', programId: member.programId }, {}],
  ['a call', 'count_passes', { passType: 'membership', programId: member.programId }, {}],
])('an error in %s says what it means, in PassKit’s words', async (_what, key, input, where) => {
  const body = { error: { code: 7, message: 'no access' } };
  make.sandbox.fault({ method: 'POST', status: 200, body, ...where });
  expect(await run(key, input)).toEqual({
    error: expect.stringMatching(/^PassKit does not allow .*: no access\. .*\[forbidden\]$/),
  });
});

test.each([402, 405, 406, 410, 413, 415, 423, 451])('a %i is for the user to mend', async (status) => {
  await run('issue_pass', { ...member, tierId: 'bronze' });
  make.sandbox.fault({ method: 'PUT', status, body: { error: 'no' } });
  expect(await run('update_pass', { ...member, displayName: 'Jane' })).toEqual({
    error: 'PassKit did not accept the data: no. Correct that field and run it again. [rejected]',
  });
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
