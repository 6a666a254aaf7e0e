// Protects what an editor shows of a trigger before anything has happened, and which numbers of PassKit's events are known:
// people map their fields by the sample, so it must look like what will come.
import { triggerSample } from '../../triggers/delivery.ts';
import { numbered } from '../../triggers/passEvents.ts';

test.each([
  ['COUPON_EVENT_REDEEMED', 'coupon', { status: 'REDEEMED', redemptionDate: '2026-11-20T09:30:00Z' }],
  ['TICKET_EVENT_REDEEMED', 'eventTicket', { status: 'REDEEMED', redemptionDate: null }],
  ['PASS_EVENT_INSTALLED', 'coupon', { status: 'UNREDEEMED', redemptionDate: null, wallet: 'Apple Wallet' }],
  ['PASS_EVENT_RECORD_UPDATED', 'coupon', { status: 'UNREDEEMED', redemptionDate: null, wallet: null }],
])('the sample of %s of a %s says what the event says', (event, passType, wanted) => {
  expect(triggerSample(event, passType)).toMatchObject({
    passType,
    event,
    occurredAt: '2026-11-20T09:30:00Z',
    ...wanted,
  });
});

test('the sample has an ID of its own, and that of its pass beside it', () => {
  const { id, passId } = triggerSample('PASS_EVENT_RECORD_UPDATED', 'coupon');
  expect(passId).toMatch(/^\w{22}$/);
  expect(id).toBe(`${passId}-PASS_EVENT_RECORD_UPDATED-1795167000.0`);
  expect(triggerSample('TICKET_EVENT_REDEEMED', 'eventTicket').id).toMatch(/-TICKET_EVENT_REDEEMED-once$/);
});

test('without a pass type it is that of a membership, and there is none of a type that is not there', () => {
  expect(triggerSample('PASS_EVENT_RECORD_CREATED').passType).toBe('membership');
  expect(() => triggerSample('PASS_EVENT_RECORD_CREATED', 'none')).toThrow('no pass type none');
});

// The numbers of PassKit's enums PassEventId, MembershipEventId and CouponEventId.
test('events that come as a number', () => {
  expect(Object.fromEntries(numbered.map(({ event, number }) => [event, number]))).toStrictEqual({
    PASS_EVENT_RECORD_CREATED: '1',
    PASS_EVENT_INSTALLED: '2',
    PASS_EVENT_RECORD_UPDATED: '4',
    PASS_EVENT_UNINSTALLED: '8',
    PASS_EVENT_INVALIDATED: '16',
    PASS_EVENT_RECORD_DELETED: '32',
    MEMBER_EVENT_ENROLLED: '1',
    COUPON_EVENT_REDEEMED: '2',
  });
});
