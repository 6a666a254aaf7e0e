// Both documents' story with the pack alone: what stands in a doc of Coda, and what its buttons and automations do.
import { pack } from '../../coda/pack.ts';
import { type PackOnSandbox, packOn } from '../../coda/testing.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';

let sandbox: Sandbox;
let account: PackOnSandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
  account = packOn(pack, sandbox);
});
afterEach(() => sandbox.close());

type Row = Record<string, unknown>;
const programId = 'CoffeeClubProgram00001';
const campaignId = 'CoffeeRewardsCampaign1';
const productionId = 'LatteArtShowProduction';

/** The pass that PassKit holds, as its page is about it. */
const passAt = (url: unknown) => {
  const id = String(url).split('/').at(-1) ?? '';
  return sandbox.member(id) ?? sandbox.coupon(id) ?? sandbox.ticket(id);
};

/** What the automation “when a row is added” of the recipe does: the result goes into the column Pass. */
async function whenAdded(row: Row): Promise<Row> {
  const common = { externalId: row.rowId, displayName: row.Name, emailAddress: row.Email };
  const actions: Record<string, () => Promise<unknown>> = {
    Membership: () => account.run('IssueMembership', { programId, tierId: row.Tier, ...common }),
    Coupon: () => account.run('IssueCoupon', { campaignId, offerId: 'FreeCoffeeOffer0000001', ...common }),
    Ticket: () =>
      account.run('IssueTicket', {
        productionId,
        eventId: 'LatteArtShowEvent00001',
        ticketTypeId: 'StandardTicketType0001',
        ...common,
      }),
  };
  const result = await actions[String(row.Type)]?.();
  return { ...row, Pass: result, 'Pass Link': Object(result).passUrl };
}

/** What the automation “when a row changes” of the recipe does. */
const whenChanged = (row: Row) =>
  ['Canceled', 'Expired'].includes(String(row.Status))
    ? account.run('RevokeMembership', { programId, externalId: row.rowId })
    : account.run('UpdateMembership', {
        programId,
        externalId: row.rowId,
        tierId: row.Tier,
        displayName: row.Name,
        emailAddress: row.Email,
      });

test('a row from a form gets its pass, and the link stands in the row', async () => {
  const row = await whenAdded({
    rowId: 'i-1',
    Type: 'Membership',
    Name: 'Jane Doe',
    Email: 'jane@example.com',
    Tier: 'bronze',
  });
  expect(row['Pass Link']).toMatch(/^https:\/\/pub1\.pskt\.io\/\w{22}$/);
  expect(passAt(row['Pass Link'])).toMatchObject({ externalId: 'i-1', person: { displayName: 'Jane Doe' } });
  // The automation runs again.
  expect(await whenAdded(row)).toMatchObject({ 'Pass Link': row['Pass Link'] });
  expect(sandbox.passes()).toBe(1);
});

test('rows of each type get a pass of that type', async () => {
  for (const Type of ['Membership', 'Coupon', 'Ticket']) {
    const row = await whenAdded({
      rowId: `i-${Type}`,
      Type,
      Name: 'Jane',
      Email: 'jane@example.com',
      Tier: 'gold',
    });
    expect(passAt(row['Pass Link'])).toMatchObject({ person: { displayName: 'Jane' } });
  }
  expect(sandbox.passes()).toBe(3);
});

test('a value that changes updates the pass; Canceled and Expired revoke it', async () => {
  const row = await whenAdded({
    rowId: 'i-1',
    Type: 'Membership',
    Name: 'Jane',
    Email: 'jane@example.com',
    Tier: 'bronze',
  });
  expect(await whenChanged({ ...row, Tier: 'gold' })).toMatchObject({ outcome: 'updated', tierId: 'gold' });
  expect(passAt(row['Pass Link'])).toMatchObject({ tierId: 'gold' });
  expect(await whenChanged({ ...row, Status: 'Canceled' })).toMatchObject({
    outcome: 'expired',
    status: 'EXPIRED',
  });
  expect(await whenChanged({ ...row, Status: 'Canceled' })).toMatchObject({ outcome: 'already_revoked' });
  expect(sandbox.passes()).toBe(1);
});

test('a sign-up sheet sends its tickets: one button for all rows, pressed twice', async () => {
  const sheet: Row[] = ['Ada', 'Ben', 'Cleo'].map((Name, index) => ({
    rowId: `i-${index}`,
    Type: 'Ticket',
    Name,
    Email: `${Name}@example.com`,
  }));
  const sent = await Promise.all(sheet.map(whenAdded));
  await Promise.all(sheet.map(whenAdded));
  expect(new Set(sent.map((row) => row['Pass Link'])).size).toBe(3);
  expect(sandbox.passes()).toBe(3);
  for (const { Pass } of sent) await account.run('SendTicket', { id: Object(Pass).id });
  expect(sandbox.outbox).toHaveLength(3);
  // At the door.
  expect(await account.run('RedeemTicket', { productionId, externalId: 'i-0' })).toMatchObject({
    outcome: 'redeemed',
  });
});

test('the doc tracks its passes: the table has each with its status, and an action changes its row at once', async () => {
  const row = await whenAdded({
    rowId: 'i-1',
    Type: 'Membership',
    Name: 'Jane',
    Email: 'jane@example.com',
    Tier: 'bronze',
  });
  const { rows } = await account.sync('Members', [programId]);
  expect(rows).toMatchObject([
    { externalId: 'i-1', passUrl: row['Pass Link'], status: 'ENROLLED', chip: 'Jane · ENROLLED' },
  ]);
  const [synced = {}] = rows;
  const result = Object(await whenChanged({ ...row, Status: 'Expired' }));
  // Coda finds the row by its ID and merges what is there; what is left out stays.
  expect(result.id).toBe(synced.id);
  expect({ ...synced, ...result }).toMatchObject({
    status: 'EXPIRED',
    displayName: 'Jane',
    chip: 'Jane · EXPIRED',
  });
  expect((await account.sync('Members', [programId])).rows).toMatchObject([{ status: 'EXPIRED' }]);
});

test('one link for a lifetime: the coupon of a member is found, redeemed, and reissued under the same external ID', async () => {
  const { id: member } = Object(
    await account.run('IssueMembership', { programId, tierId: 'bronze', externalId: 'i-1' }),
  );
  const coupon = { campaignId, offerId: 'FreeCoffeeOffer0000001', externalId: member };
  await account.run('IssueCoupon', coupon);
  expect(await account.run('ActiveCoupon', { campaignId, externalId: member })).toMatchObject([
    { status: 'UNREDEEMED' },
  ]);
  await account.run('RedeemCoupon', { campaignId, externalId: member, redemptionReference: 'order 1' });
  expect(await account.run('ActiveCoupon', { campaignId, externalId: member })).toEqual([]);
  expect(await account.run('ReissueCoupon', coupon)).toMatchObject({
    outcome: 'reissued',
    externalId: member,
  });
  expect(await account.run('ActiveCoupon', { campaignId, externalId: member })).toHaveLength(1);
  expect(sandbox.passes()).toBe(3);
});
