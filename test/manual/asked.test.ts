// The page of a step does not lie about what PassKit is asked: on Zapier and in the model of Make, every request that a step
// sends stands on its page, under its pass type.
import { creates } from '../../creates/index.ts';
import { type Asked, askedByMake, askedByRunner } from '../../manual/requests.ts';
import { searches } from '../../searches/index.ts';
import { type Input, makePlatform, type Platform, zapierPlatform } from '../make/platforms.ts';

const operations = [...creates, ...searches];
const member = { passType: 'membership', programId: 'CoffeeClubProgram00001' };
const coupon = { passType: 'coupon', campaignId: 'CoffeeRewardsCampaign1' };
const { passType: _, ...campaign } = coupon;

let platforms: { zapier: Platform; make: Platform };
beforeEach(async () => {
  platforms = { zapier: await zapierPlatform(), make: await makePlatform() };
});
afterEach(async () => {
  delete process.env.PASSKIT_API_URL;
  for (const { sandbox } of Object.values(platforms)) await sandbox.close();
});

/** Whether a request is one of a page, whose addresses have names in braces. */
const isOn = (asked: readonly Asked[], sent: string) =>
  asked.some(({ request }) => {
    const pattern = request.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^/]+');
    return new RegExp(`^${pattern}$`).test(sent);
  });

/** What a step sends; steps that are meant to come to something must. */
async function sentBy(platform: Platform, key: string, input: Input): Promise<string[]> {
  const operation = operations.find((one) => one.key === key);
  if (!operation) throw new Error(`no operation ${key}`);
  const before = platform.sandbox.requests.length;
  const outcome = await platform.run(operation, input);
  const refused = input.ifExists === 'error' || input.redemptionReference === 'two';
  expect({ key, outcome }).toEqual({
    key,
    outcome: refused
      ? { error: expect.stringMatching(/pass_exists|coupon_redeemed/) }
      : { bundles: expect.anything() },
  });
  return platform.sandbox.requests
    .slice(before)
    .map(({ method, path }) => `${method} ${path.split('?')[0]}`)
    .filter((request) => request !== 'GET /user/profile');
}

const steps: readonly (readonly [string, Input])[] = [
  ['issue_pass', { ...member, tierId: 'bronze', externalId: 'a', displayName: 'Jane' }],
  ['issue_pass', { ...member, tierId: 'gold', externalId: 'a', ifExists: 'update', points: 7 }],
  ['issue_pass', { ...member, tierId: 'gold', externalId: 'a', ifExists: 'error' }],
  ['update_pass', { ...member, externalId: 'a', tierId: 'gold', metaData: { favouriteDrink: 'Tea' } }],
  ['earn_points', { programId: member.programId, externalId: 'a', points: 5, reference: 'r' }],
  ['earn_points', { programId: member.programId, externalId: 'a', points: 5, reference: 'r' }],
  ['find_pass', { ...member, externalId: 'a' }],
  ['find_pass', { ...member, emailAddress: 'nobody@example.com' }],
  ['count_passes', member],
  ['revoke_pass', { ...member, externalId: 'a' }],
  ['issue_pass', { ...coupon, offerId: 'FreeCoffeeOffer0000001', externalId: 'c' }],
  ['redeem_coupon', { ...campaign, externalId: 'c', redemptionReference: 'one' }],
  ['redeem_coupon', { ...campaign, externalId: 'c', redemptionReference: 'two' }],
  ['reissue_coupon', { ...campaign, offerId: 'FreeCoffeeOffer0000001', externalId: 'c' }],
  ['find_active_coupon', { ...campaign, externalId: 'c' }],
];

test.each(['zapier', 'make'] as const)('on %s', async (name) => {
  const unsaid: string[] = [];
  let seen = 0;
  for (const [key, input] of steps) {
    const operation = operations.find((one) => one.key === key);
    const [only = ''] = Object.keys(operation?.plans ?? {});
    const passType = String(input.passType ?? only);
    const plan = operation?.plans[passType];
    if (!operation || !plan) throw new Error(`no plan of ${key} for ${passType}`);
    const asked =
      name === 'zapier' ? askedByRunner(plan, operation.fields) : (askedByMake(operation)[passType] ?? []);
    const sent = await sentBy(platforms[name], key, input);
    seen += sent.length;
    unsaid.push(...sent.filter((request) => !isOn(asked, request)).map((request) => `${key}: ${request}`));
  }
  expect(unsaid).toEqual([]);
  expect(seen).toBeGreaterThan(steps.length);
});
