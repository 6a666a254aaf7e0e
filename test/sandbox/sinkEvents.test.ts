// Which changes of a pass raise which events, with which verb, and who gets them.
import { demo } from '../../sandbox/ids.ts';
import type { Message, Sandbox } from '../../sandbox/index.ts';
import { idOf, send, useSandboxes } from './client.ts';
import { create, type Kind, kindNames, kinds, PASS_EVENTS, subscribe, useReceiver } from './receiver.ts';

const start = useSandboxes();
let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await start();
});
const receiver = useReceiver();
const { programId, campaignId, productionId } = demo;

const heard = async () => {
  await sandbox.settled();
  return receiver.received.map(({ method, event }) => `${method} ${event}`);
};

async function live(kind: Kind): Promise<string> {
  const { path, update, remove } = kinds[kind];
  const id = await create(sandbox, kind);
  await idOf(sandbox, `PUT ${path}`, update(id));
  sandbox.install(id, 'apple');
  sandbox.uninstall(id);
  sandbox.expire(id);
  await send(sandbox, `DELETE ${path}`, remove(id));
  return id;
}

const VERBS = ['POST', 'PUT', 'PUT', 'PUT', 'PUT', 'DELETE'];
const each = kindNames.flatMap((kind) =>
  PASS_EVENTS.map((event, at) => [event, kind, VERBS[at] ?? ''] as const),
);

test.each(each)('%s of a %s comes alone and once, with the verb %s', async (event, kind, verb) => {
  await subscribe(sandbox, kind, receiver.url, { passEventId: [event] });
  const id = await live(kind);
  expect(await heard()).toEqual([`${verb} ${event}`]);
  expect(receiver.received[0]?.pass).toMatchObject({ id, classId: kinds[kind].classId });
  expect(receiver.received[0]?.headers['content-type']).toBe('application/json');
});

test.each(kindNames)('the life of a %s is told in order', async (kind) => {
  const subscriptionId = await subscribe(sandbox, kind, receiver.url);
  const passId = await live(kind);
  expect(await heard()).toEqual(PASS_EVENTS.map((event, at) => `${VERBS[at]} ${event}`));
  expect(sandbox.deliveries.filter((delivery) => delivery.passId === passId)).toEqual(
    PASS_EVENTS.map((event, at) => ({
      subscriptionId,
      event,
      passId,
      method: VERBS[at],
      url: receiver.url,
      status: 200,
      attempt: 1,
    })),
  );
});

test.each(['POST', 'PUT', 'DELETE'])('actionMethod METHOD_%s names the verb of every event', async (verb) => {
  await subscribe(sandbox, 'member', receiver.url, {}, { actionMethod: `METHOD_${verb}` });
  await live('member');
  expect(await heard()).toEqual(PASS_EVENTS.map((event) => `${verb} ${event}`));
});

const COUPON = kinds.coupon.path;
test.each<[string, Kind, string, (id: string) => Message, string]>([
  ['earning points', 'member', 'PUT /members/member/points/earn', (id) => ({ id, points: 5 }), 'MEMBER'],
  ['burning points', 'member', 'PUT /members/member/points/burn', (id) => ({ id, points: 1 }), 'MEMBER'],
  ['setting points', 'member', 'PUT /members/member/points/set', (id) => ({ id, points: 9 }), 'MEMBER'],
  [
    'a new tier',
    'member',
    'PUT /members/member/tier',
    (memberId) => ({ memberId, tierId: 'gold' }),
    'MEMBER',
  ],
  [
    'a new expiry date',
    'member',
    'PUT /members/member/updateExpiry',
    (id) => ({ id, expiryDate: '2099-01-01T00:00:00Z' }),
    'MEMBER',
  ],
  ['a rename', 'coupon', `PUT ${COUPON}/externalId`, (id) => ({ id, newExternalId: `${id}-new` }), 'COUPON'],
  [
    'an admission',
    'ticket',
    'PUT /eventTickets/ticket/validate',
    (ticketId) => ({ ticket: { ticketId }, maxNumberOfValidations: 2 }),
    '',
  ],
  [
    'using a ticket',
    'ticket',
    'PUT /eventTickets/ticket/redeem',
    (ticketId) => ({ ticket: { ticketId } }),
    '',
  ],
])('%s updates the record', async (_name, kind, call, body, own) => {
  const id = await create(sandbox, kind, kind === 'member' ? { points: 10 } : {});
  await subscribe(sandbox, kind, receiver.url, {
    ...(own === 'MEMBER' ? { membershipEvents: { ids: ['MEMBER_EVENT_UPDATED'] } } : {}),
    ...(own === 'COUPON' ? { couponEvents: { ids: ['COUPON_EVENT_UPDATED'] } } : {}),
  });
  expect(await send(sandbox, call, body(id))).toMatchObject({ status: 200 });
  const ownEvents = own ? [`PUT ${own}_EVENT_UPDATED`] : [];
  expect(await heard()).toEqual(['PUT PASS_EVENT_RECORD_UPDATED', ...ownEvents]);
});

test('members have events of their own for enrolment and update', async () => {
  const ids = ['MEMBER_EVENT_ENROLLED', 'MEMBER_EVENT_UPDATED'];
  await subscribe(sandbox, 'member', receiver.url, { passEventId: [], membershipEvents: { ids } });
  await live('member');
  expect(await heard()).toEqual(['POST MEMBER_EVENT_ENROLLED', 'PUT MEMBER_EVENT_UPDATED']);
});

test('coupons have events of their own; a redeem is an update of the record, not of the coupon', async () => {
  const ids = ['CREATED', 'REDEEMED', 'UPDATED', 'DELETED'].map((name) => `COUPON_EVENT_${name}`);
  const passEventId = ['PASS_EVENT_RECORD_UPDATED'];
  await subscribe(sandbox, 'coupon', receiver.url, { passEventId, couponEvents: { ids } });
  const id = await create(sandbox, 'coupon');
  await idOf(sandbox, `PUT ${COUPON}`, { id, sku: 'S' });
  await idOf(sandbox, `PUT ${COUPON}/redeem`, { id });
  await send(sandbox, `DELETE ${COUPON}`, { id });
  expect(await heard()).toEqual([
    'POST COUPON_EVENT_CREATED',
    'PUT PASS_EVENT_RECORD_UPDATED',
    'PUT COUPON_EVENT_UPDATED',
    'PUT PASS_EVENT_RECORD_UPDATED',
    'PUT COUPON_EVENT_REDEEMED',
    'DELETE COUPON_EVENT_DELETED',
  ]);
});

test('other classes, other protocols and inactive subscriptions get nothing', async () => {
  await subscribe(sandbox, 'coupon', receiver.url);
  await subscribe(sandbox, 'ticket', receiver.url);
  await subscribe(sandbox, 'member', receiver.url, { classId: String(sandbox.add.program().id) });
  // A class of another protocol may have the same id.
  sandbox.add.campaign({ id: programId });
  await subscribe(sandbox, 'coupon', receiver.url, { classId: programId });
  for (const status of ['INTEGRATION_DISABLED', 'INTEGRATION_SUSPENDED', null]) {
    await subscribe(sandbox, 'member', receiver.url, { status });
  }
  const own = await subscribe(sandbox, 'member', receiver.url);
  await live('member');
  expect(await heard()).toHaveLength(PASS_EVENTS.length);
  expect(
    new Set(sandbox.deliveries.slice(-PASS_EVENTS.length).map((delivery) => delivery.subscriptionId)),
  ).toEqual(new Set([own]));
});

test('a refused request raises nothing', async () => {
  const externalId = 'busy';
  const coupon = await create(sandbox, 'coupon', { externalId });
  const ticket = await create(sandbox, 'ticket', { ticketNumber: 'used' });
  await idOf(sandbox, `PUT ${COUPON}/redeem`, { id: coupon });
  await idOf(sandbox, 'PUT /eventTickets/ticket/redeem', { ticket: { ticketId: ticket } });
  for (const kind of kindNames) await subscribe(sandbox, kind, receiver.url);
  const { create: couponBody } = kinds.coupon;
  const ticketNumber = { productionId, ticketNumber: 'used' };
  for (const [call, body] of [
    [`POST ${COUPON}`, { ...couponBody, externalId }],
    [`PUT ${COUPON}/redeem`, { externalId, campaignId }],
    ['PUT /eventTickets/ticket/redeem', { ticket: { ticketNumber } }],
    ['DELETE /members/member', { id: 'nobody' }],
    ['GET /members/member/id/nobody', undefined],
  ] as const) {
    expect((await send(sandbox, call, body)).status).toBeGreaterThanOrEqual(400);
  }
  await idOf(sandbox, 'PUT /eventTickets/ticket/validate', { ticket: { ticketNumber } });
  expect(await heard()).toEqual([]);
});
