// What is taken for granted about PassKit's webhooks; a receiver on the internet is needed to settle it.
import type { Checks } from './check.ts';

export const events: Checks = {
  'event-post': {
    assumption: '`actionMethod: METHOD_POST` makes PassKit deliver every event by POST.',
    where: ['triggers/subscription.ts', 'make/webhook.ts'],
    settles: 'POST /integrations/sink with an address that shows requests; update, delete and install a pass',
  },
  'event-signature': {
    assumption:
      'How the header `x-passkit-signature` is made is not known, so a wrong signature is not refused yet; with `algorithmIsKnown`, hex and base64 of HMAC-SHA256 over the body are compared.',
    where: ['passkit/signature.ts'],
    settles: 'Compare the header of a delivery with the signing secret of its subscription',
  },
  'event-secret': {
    assumption:
      'The signing secret stands in the JSON text of `configuration` when the subscription is read.',
    where: ['triggers/subscription.ts'],
    settles: 'GET /integrations/sink/{protocol}/{subscriptionId}',
  },
  'event-coupon-body': {
    assumption:
      'Coupon and membership events are delivered in the same shape as pass events, with their own name.',
    where: ['triggers/delivery.ts', 'triggers/passEvents.ts'],
    settles: 'POST /integrations/sink with `couponEvents`, then redeem a coupon',
  },
  'event-tickets': {
    assumption: 'Subscriptions work for EVENT_TICKETING, with the production as `classId`.',
    where: ['triggers/subscription.ts'],
    settles: 'POST /integrations/sink for a production',
  },
  'event-ticket-redeemed': {
    assumption:
      'A ticket that is redeemed, by whatever way, is told as PASS_EVENT_RECORD_UPDATED with `eventTickets.ticket.status` REDEEMED in `recordData`, also where the production deletes it then.',
    where: ['triggers/passEvents.ts'],
    settles: 'Subscribe to a production, then PUT /eventTickets/ticket/redeem',
  },
  'event-record-keys': {
    assumption:
      '`recordData` names coupon and ticket fields like those of members: `singleUseCoupons.coupon.externalId`, `eventTickets.ticket.ticketNumber` and so on.',
    where: ['triggers/delivery.ts'],
    settles: 'Look at a delivery for a coupon and one for a ticket',
  },
  'event-times': {
    assumption:
      'A delivery tells when it happened in its metadata, and two updates never have the same `lastUpdatedAt`.',
    where: ['triggers/delivery.ts'],
    settles: 'Look at the deliveries of two quick updates of one pass',
  },
  'event-numbers': {
    assumption:
      'An event that comes as a number is a pass event: PassKit’s numbers of coupon events overlap with those.',
    where: ['triggers/passEvents.ts'],
    settles: 'Look at any delivery: `event` is expected to be a name',
  },
  'event-order-updated': {
    assumption: 'The lists of passes can be ordered by `updated`.',
    where: ['operation/runTrigger.ts', 'make/polling.ts'],
    settles: 'POST /members/member/list/{programId} with orderBy `updated`',
  },
  'event-combined': {
    assumption: 'One subscription can name pass events and coupon (or membership) events together.',
    where: ['triggers/subscription.ts'],
    settles: 'POST /integrations/sink with `passEventId` and `couponEvents`',
  },
};
