// What a delivery says about a pass, in both shapes, and how it is signed.
import { createHmac } from 'node:crypto';
import { demo } from '../../sandbox/ids.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { idOf, send, useSandbox, useSandboxes } from './client.ts';
import { create, kindNames, kinds, subscribe, useReceiver } from './receiver.ts';

const now = () => new Date('2026-03-01T10:00:00.250Z');
const SECONDS = Date.parse('2026-03-01T10:00:00Z') / 1000;
const at = { seconds: SECONDS, nanos: 250_000_000 };
const numbers = useSandbox({ now });
const names = useSandbox({ now, deliveryShape: 'names' });
const start = useSandboxes({ now });
const receiver = useReceiver();

beforeAll(async () => {
  for (const sandbox of [numbers(), names()]) {
    for (const kind of kindNames) await subscribe(sandbox, kind, receiver.url);
  }
});

async function lastPass(sandbox: Sandbox) {
  await sandbox.settled();
  return receiver.received.at(-1)?.pass;
}

const person = {
  forename: 'Jane',
  displayName: 'Jane Doe',
  gender: 'FEMALE',
  emailAddress: 'jane@example.com',
};
const full = {
  externalId: 'M-1',
  tierId: 'silver',
  person: { ...person, dateOfBirth: { year: 1990, month: 2, day: 3 } },
  metaData: { favouriteDrink: 'Latte' },
  points: 100,
  tierPoints: 7,
  expiryDate: '2027-01-01T00:00:00Z',
  passMetaData: { utm: { source: 'shop' } },
};

test('a member is told as Go writes it: numbers, {seconds, nanos}, and a flat recordData', async () => {
  const id = await create(numbers(), 'member', full);
  numbers().install(id, 'apple');
  numbers().uninstall(id);
  expect(await lastPass(numbers())).toEqual({
    id,
    classId: demo.programId,
    protocol: 100,
    externalId: 'M-1',
    personDetails: { ...full.person, gender: 2 },
    metadata: {
      status: 2,
      lifecycleEvents: [1, 2, 1024],
      utm: { source: 'shop' },
      altId: id,
      installDeviceAttributes: [1],
      issueAt: at,
      renderedAt: at,
      firstInstalledAt: at,
      lastInstalledAt: at,
      firstUninstalledAt: at,
      lastUninstalledAt: at,
      lastUpdatedAt: at,
    },
    recordData: {
      'universal.status': 'PASS_UNINSTALLED',
      'universal.installDeviceAttributes': 'Ios',
      'universal.expiryDate': '2027-01-01T00:00:00Z',
      'person.forename': 'Jane',
      'person.displayName': 'Jane Doe',
      'person.gender': 'FEMALE',
      'person.emailAddress': 'jane@example.com',
      'meta.favouriteDrink': 'Latte',
      'members.program.id': demo.programId,
      'members.tier.id': 'silver',
      'members.tier.name': 'Silver',
      'members.member.id': id,
      'members.member.externalId': 'M-1',
      'members.member.points': '100.000000',
      'members.member.secondaryPoints': '0.000000',
      'members.member.tierPoints': '7',
      'members.member.status': 'ENROLLED',
    },
  });
});

test('the shape of names has no numbers, no recordData and metaData', async () => {
  const id = await create(names(), 'member', full);
  names().install(id, 'google');
  const stamp = now().toISOString();
  expect(await lastPass(names())).toEqual({
    id,
    classId: demo.programId,
    protocol: 'MEMBERSHIP',
    externalId: 'M-1',
    personDetails: full.person,
    metaData: {
      status: 'PASS_INSTALLED',
      lifecycleEvents: ['RENDERED', 'INSTALLED_GOOGLE'],
      utm: { source: 'shop' },
      altId: id,
      installDeviceAttributes: ['Android'],
      issueAt: stamp,
      renderedAt: stamp,
      firstInstalledAt: stamp,
      lastInstalledAt: stamp,
      lastUpdatedAt: stamp,
    },
  });
});

test('a coupon names its campaign, offer, code and status', async () => {
  const id = await create(numbers(), 'coupon', { externalId: 'C-1', sku: 'S', metaData: { code: 'X' } });
  await idOf(numbers(), 'PUT /coupon/singleUse/coupon/redeem', { id });
  expect(await lastPass(numbers())).toMatchObject({
    externalId: 'C-1',
    protocol: 101,
    recordData: {
      'universal.status': 'PASS_ISSUED',
      'meta.code': 'X',
      'singleUseCoupons.campaign.id': demo.campaignId,
      'singleUseCoupons.offer.id': demo.offerId,
      'singleUseCoupons.coupon.id': id,
      'singleUseCoupons.coupon.externalId': 'C-1',
      'singleUseCoupons.coupon.sku': 'S',
      'singleUseCoupons.coupon.status': 'REDEEMED',
    },
  });
});

test('a ticket names its production, event, type, number and status', async () => {
  const id = await create(numbers(), 'ticket', { ticketNumber: 'T-1' });
  expect(await lastPass(numbers())).toMatchObject({
    externalId: 'T-1',
    protocol: 102,
    recordData: {
      'eventTickets.production.id': demo.productionId,
      'eventTickets.event.id': demo.eventId,
      'eventTickets.ticketType.id': demo.ticketTypeId,
      'eventTickets.ticket.id': id,
      'eventTickets.ticket.ticketNumber': 'T-1',
      'eventTickets.ticket.status': 'ISSUED',
    },
  });
});

test.each(kindNames)(
  'a %s with nothing on it has a status, no lifecycle events and no texts',
  async (kind) => {
    const ownId = kind === 'ticket' ? 'ticketNumber' : 'externalId';
    const blank = { [ownId]: '', person: { displayName: '' }, metaData: { note: '' } };
    const id = await create(numbers(), kind, blank);
    const pass = await lastPass(numbers());
    expect(pass).toMatchObject({ id, protocol: kinds[kind].number, personDetails: {} });
    expect(pass).not.toHaveProperty('externalId');
    expect(pass?.metadata).toEqual({
      status: 0,
      lifecycleEvents: [],
      altId: id,
      issueAt: at,
      lastUpdatedAt: at,
    });
    expect(Object.values(pass?.recordData ?? {})).not.toContain('');
  },
);

test('an expired member is EXPIRED, and its deletion is the last change of its pass', async () => {
  const sandbox = await start();
  const id = await create(sandbox, 'member');
  await subscribe(sandbox, 'member', receiver.url);
  sandbox.expire(id);
  sandbox.clock.advance(1000);
  await send(sandbox, 'DELETE /members/member', { id });
  await sandbox.settled();
  const recordData = { 'universal.status': 'PASS_INVALIDATED', 'members.member.status': 'EXPIRED' };
  expect(receiver.received.map(({ pass }) => pass)).toMatchObject([
    { recordData, metadata: { invalidatedAt: at, lastUpdatedAt: at } },
    { recordData, metadata: { invalidatedAt: at, lastUpdatedAt: { ...at, seconds: SECONDS + 1 } } },
  ]);
});

test('an event of the own kind has the same body under its own name', async () => {
  const couponEvents = { ids: ['COUPON_EVENT_CREATED'] };
  const url = `${receiver.url}/own`;
  const subscriptionId = await subscribe(numbers(), 'coupon', url, { passEventId: [], couponEvents });
  await create(numbers(), 'coupon', { externalId: 'C-2' });
  await numbers().settled();
  await send(numbers(), `DELETE /integrations/sink/SINGLE_USE_COUPON/${subscriptionId}`);
  const [one, other] = receiver.received;
  expect([one?.event, other?.event].sort()).toEqual(['COUPON_EVENT_CREATED', 'PASS_EVENT_RECORD_CREATED']);
  expect(one?.pass).toEqual(other?.pass);
});

test('the signature is the HMAC-SHA256 of the raw body with the secret of the subscription', async () => {
  const subscriptionId = await subscribe(numbers(), 'ticket', receiver.url);
  const { body } = await send(numbers(), `GET /integrations/sink/EVENT_TICKETING/${subscriptionId}`);
  const { signingSecret } = JSON.parse(String(body.configuration));
  await create(numbers(), 'ticket', { person: { displayName: 'Zoë ☕' } });
  await numbers().settled();
  const signatures = receiver.received.map(({ headers }) => headers['x-passkit-signature']);
  const expected = createHmac('sha256', signingSecret)
    .update(receiver.received[0]?.raw ?? '')
    .digest('hex');
  expect(signatures).toContain(expected);
  expect(new Set(signatures).size).toBe(2);
});
