// What a delivery says of a pass, read directly: which wallet, when it happened, what it means. Over HTTP, with all that may be
// odd about one, it is in test/e2e/triggers.test.ts.
import { readDelivery } from '../../operation/runTrigger.ts';
import { delivery, triggerOutput } from '../../triggers/delivery.ts';

type Pass = Record<string, unknown>;
const http = async () => Promise.reject(new Error('a delivery is read without a request'));
const runtime = { http, pages: 'https://p', timezone: 'UTC', now: new Date('2027-01-01T00:00:00Z') };
const places = {
  membership: { protocol: 'MEMBERSHIP', classId: 'AProgram' },
  coupon: { protocol: 'SINGLE_USE_COUPON', classId: 'ACampaign' },
  eventTicket: { protocol: 'EVENT_TICKETING', classId: 'AProduction' },
};

/** The bundle of an event, for who listens to it. */
function told(
  event: string,
  pass: Pass = {},
  passType: keyof typeof places = 'membership',
  listened = event,
) {
  const place = places[passType];
  const body = { event, pass: { id: 'APass', ...place, ...pass }, fingerprint: 'f' };
  const wanted = { events: [listened], passType, project: place.classId };
  const [bundle] = readDelivery(delivery, wanted, body, triggerOutput, runtime);
  return bundle;
}

const device = 'universal.installDeviceAttributes';
test.each<[string, Pass, string | null]>([
  ['an iPhone', { recordData: { [device]: 'Ios' } }, 'Apple Wallet'],
  ['an Android', { recordData: { [device]: 'Android' } }, 'Google Wallet'],
  ['an Apple install', { metadata: { lifecycleEvents: ['INSTALLED_APPLE'] } }, 'Apple Wallet'],
  ['an Apple install by its number', { metadata: { lifecycleEvents: [1, 2] } }, 'Apple Wallet'],
  ['a Google install', { metadata: { lifecycleEvents: ['INSTALLED_GOOGLE'] } }, 'Google Wallet'],
  ['a Google install by its number', { metadata: { lifecycleEvents: [1, 4] } }, 'Google Wallet'],
  ['both: it is not known which', { metadata: { lifecycleEvents: [2, 4] } }, null],
  ['nothing', {}, null],
])('where PassKit tells of %s, the wallet is told so', (_what, pass, wallet) => {
  expect(told('PASS_EVENT_INSTALLED', pass)).toMatchObject({ wallet });
});

const times = {
  issueAt: '2026-01-01T00:00:00Z',
  firstInstalledAt: '2026-01-02T00:00:00Z',
  lastInstalledAt: '2026-01-03T00:00:00Z',
  lastUninstalledAt: '2026-01-04T00:00:00Z',
  invalidatedAt: '2026-01-05T00:00:00Z',
  lastUpdatedAt: '2026-01-06T00:00:00Z',
};
test.each<[string, keyof typeof times]>([
  ['PASS_EVENT_INSTALLED', 'lastInstalledAt'],
  ['PASS_EVENT_UNINSTALLED', 'lastUninstalledAt'],
  ['PASS_EVENT_INVALIDATED', 'invalidatedAt'],
  ['PASS_EVENT_RECORD_UPDATED', 'lastUpdatedAt'],
  ['PASS_EVENT_RECORD_DELETED', 'lastUpdatedAt'],
])('%s happened at the time of its own: %s', (event, time) => {
  expect(told(event, { metadata: times })).toMatchObject({
    occurredAt: times[time],
    created: times.issueAt,
    updated: times.lastUpdatedAt,
  });
});

test('an install that PassKit tells the first time of alone happened then, and a new pass when it was issued', () => {
  const { firstInstalledAt, issueAt } = times;
  expect(told('PASS_EVENT_INSTALLED', { metadata: { firstInstalledAt, issueAt } })).toMatchObject({
    occurredAt: firstInstalledAt,
  });
  expect(told('PASS_EVENT_RECORD_CREATED', { metadata: { issueAt } })).toMatchObject({
    occurredAt: issueAt,
  });
});

test('without a time it happened now, and its ID is that of its body', () => {
  expect(told('PASS_EVENT_RECORD_UPDATED')).toMatchObject({
    id: 'APass-PASS_EVENT_RECORD_UPDATED-f',
    occurredAt: expect.stringMatching(/^2027-01-01T00:00:00/),
  });
});

const ticket = { 'eventTickets.ticket.status': 'REDEEMED' };
test.each([
  ['PASS_EVENT_RECORD_DELETED', 'membership', { 'members.member.status': 'ENROLLED' }, 'DELETED', null],
  ['PASS_EVENT_RECORD_UPDATED', 'membership', { 'members.member.status': 'ENROLLED' }, 'ENROLLED', null],
  ['COUPON_EVENT_REDEEMED', 'coupon', {}, 'REDEEMED', times.lastUpdatedAt],
  ['PASS_EVENT_RECORD_UPDATED', 'coupon', {}, null, null],
  ['PASS_EVENT_RECORD_UPDATED', 'eventTicket', ticket, 'REDEEMED', null],
] as const)('%s of a %s with %j leaves it %s', (event, passType, recordData, status, redemptionDate) => {
  const { lastUpdatedAt } = times;
  expect(told(event, { recordData, metadata: { lastUpdatedAt } }, passType)).toMatchObject({
    status,
    redemptionDate,
  });
});

test('a redeemed ticket is told once in its life to who listens to that, and as a change to all others', () => {
  const pass = { recordData: ticket, metadata: times };
  const name = 'PASS_EVENT_RECORD_UPDATED';
  expect(told(name, pass, 'eventTicket', 'TICKET_EVENT_REDEEMED')).toMatchObject({
    event: 'TICKET_EVENT_REDEEMED',
    id: 'APass-TICKET_EVENT_REDEEMED-once',
    status: 'REDEEMED',
  });
  expect(told(name, pass, 'eventTicket')).toMatchObject({
    event: name,
    id: expect.not.stringMatching(/once/),
  });
});

// The numbers are those of PassKit's enum PassProtocol.
test.each([
  ['membership', 'MEMBERSHIP', '100'],
  ['coupon', 'SINGLE_USE_COUPON', '101'],
  ['eventTicket', 'EVENT_TICKETING', '102'],
] as const)(
  'a pass is a %s by the name of its protocol, %s, and by its number, %s',
  (passType, name, number) => {
    for (const protocol of [name, number, Number(number)])
      expect(told('PASS_EVENT_RECORD_CREATED', { protocol }, passType)).toMatchObject({ passType });
  },
);
