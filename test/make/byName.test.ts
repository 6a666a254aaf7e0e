// A program, tier, campaign, offer, production or ticket type by its name, on both platforms; and what an ID costs.
import { creates } from '../../creates/index.ts';
import { searches } from '../../searches/index.ts';
import { type Input, makePlatform, type Platform, zapierPlatform } from './platforms.ts';

const operations = new Map([...creates, ...searches].map((operation) => [operation.key, operation]));
let platforms: Platform[] = [];
beforeEach(async () => {
  platforms = [await zapierPlatform(), await makePlatform()];
});
afterEach(async () => {
  delete process.env.PASSKIT_API_URL;
  for (const { sandbox } of platforms) await sandbox.close();
});

/** What an operation comes to on both platforms, which must be the same. */
async function both(key: string, input: Input) {
  const operation = operations.get(key);
  if (!operation) throw new Error(`no operation ${key}`);
  const [zapier, make] = await Promise.all(platforms.map((platform) => platform.run(operation, input)));
  return { zapier, make };
}
async function same(key: string, input: Input, gives: object[]) {
  const { zapier, make } = await both(key, input);
  expect(make).toEqual(zapier);
  expect(zapier).toMatchObject({ bundles: gives });
}

const member = { passType: 'membership', programId: 'Coffee Club' };
const coupon = { passType: 'coupon', campaignId: 'Coffee Rewards' };
const ticket = { passType: 'eventTicket', productionId: 'Latte Art Show' };

test('a membership by the names of its program and tier', async () => {
  const programId = 'CoffeeClubProgram00001';
  await same('issue_pass', { ...member, tierId: 'Gold', externalId: '1' }, [
    { programId, tierId: 'gold', outcome: 'created' },
  ]);
  await same('issue_pass', { ...member, tierId: 'Gold', externalId: '1' }, [
    { programId, outcome: 'existing' },
  ]);
  await same('update_pass', { ...member, externalId: '1', tierId: 'Silver', metaData: { a: 'b' } }, [
    { tierId: 'silver', outcome: 'updated' },
  ]);
  await same('find_pass', { ...member, externalId: '1' }, [{ tierId: 'silver' }]);
  await same('search_passes', member, [{ externalId: '1' }]);
  await same('revoke_pass', { ...member, externalId: '1' }, [{ outcome: 'expired' }]);
  for (const { sandbox } of platforms) expect(sandbox.passes()).toBe(1);
});

test('a coupon by the names of its campaign and offer', async () => {
  const { campaignId } = coupon;
  await same('issue_pass', { ...coupon, offerId: 'Free Coffee', externalId: '1' }, [
    { offerId: 'FreeCoffeeOffer0000001' },
  ]);
  await same('find_active_coupon', { campaignId, externalId: '1' }, [{ externalId: '1' }]);
  await same('redeem_coupon', { campaignId, externalId: '1', redemptionReference: 'r' }, [
    { outcome: 'redeemed' },
  ]);
  await same('reissue_coupon', { campaignId, offerId: 'Half Price Cake', externalId: '1' }, [
    { outcome: 'reissued' },
  ]);
  for (const { sandbox } of platforms) expect(sandbox.passes()).toBe(2);
});

test('a ticket by the names of its production and ticket type', async () => {
  const names = { ...ticket, eventId: 'LatteArtShowEvent00001', ticketTypeId: 'VIP', externalId: '1' };
  await same('issue_pass', names, [
    { ticketTypeId: 'VipTicketType000000001', productionId: 'LatteArtShowProduction' },
  ]);
});

test.each([
  ['is none', 'Goldd', /no tier “Goldd”.*Use one of: .*Gold.*Silver.*Bronze/i],
  ['several have', 'Twin', /several of the name “Twin”.*twin-2.*twin-1|“Twin”, or there are several/i],
])('a name that %s is refused with what there is, and nothing is issued', async (_what, tierId, message) => {
  for (const { sandbox } of platforms) {
    for (const id of ['twin-1', 'twin-2']) {
      sandbox.add.tier({
        id,
        name: 'Twin',
        programId: 'CoffeeClubProgram00001',
        passTemplateId: 'BronzeTierTemplate0001',
      });
    }
  }
  const outcomes = await both('issue_pass', { ...member, tierId, externalId: '1' });
  for (const outcome of Object.values(outcomes))
    expect(outcome).toEqual({ error: expect.stringMatching(message) });
  for (const { sandbox } of platforms) expect(sandbox.passes()).toBe(0);
});

test('an ID costs no list, on Zapier and on Make', async () => {
  const ids = {
    passType: 'membership',
    programId: 'CoffeeClubProgram00001',
    tierId: 'gold',
    externalId: '1',
  };
  await both('issue_pass', ids);
  const [zapier, make] = platforms.map(({ sandbox }) =>
    sandbox.requests.map(({ method, path }) => `${method} ${path}`),
  );
  expect(zapier).toEqual(['POST /members/member']);
  expect(make).toEqual(['POST /members/member/list/CoffeeClubProgram00001', 'POST /members/member']);
});

test('a page of a gateway in the place of the list is no answer, and nothing is issued', async () => {
  for (const { sandbox } of platforms)
    sandbox.fault({ path: '/members/tiers/list', status: 200, body: '<html>Bad gateway</html>' });
  const { make } = await both('issue_pass', {
    ...member,
    programId: 'CoffeeClubProgram00001',
    tierId: 'Gold',
  });
  expect(make).toEqual({ error: expect.stringMatching(/\[no_answer\]$/) });
  for (const { sandbox } of platforms) expect(sandbox.passes()).toBe(0);
});

test('an event by the names of its production and venue', async () => {
  const named = {
    productionId: 'Latte Art Show',
    venueId: 'Coffee Museum',
    startDate: '2031-05-01T19:30:00Z',
  };
  const ids = { productionId: 'LatteArtShowProduction', venueId: 'CoffeeMuseumVenue00001' };
  await same('create_event', named, [{ ...ids, outcome: 'created' }]);
  await same('create_event', named, [{ ...ids, outcome: 'existing' }]);
  for (const outcome of Object.values(await both('create_event', { ...named, venueId: 'Coffee Palace' })))
    expect(outcome).toEqual({ error: expect.stringMatching(/no venue “Coffee Palace”.*Coffee Museum/) });
});
