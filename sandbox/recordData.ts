// The recordData of a delivery: the pass as one flat map of texts, under the names that templates use.

import { child, type Message, number, text, texts } from './messages.ts';
import { isExpired, passMetaData } from './passes.ts';
import type { PassKind, PassRecord } from './records.ts';
import type { Store } from './store.ts';

/** The fields of the pass that are set. */
export function recordData(store: Store, kind: PassKind, record: PassRecord): Message {
  const wallet = passMetaData(store, record);
  const data = {
    'universal.status': wallet.status,
    'universal.installDeviceAttributes': texts(wallet, 'installDeviceAttributes').join(','),
    'universal.expiryDate': record.expiryDate,
    ...prefixed('person', child(record, 'person')),
    ...prefixed('meta', child(record, 'metaData')),
    ...OWN[kind.name](store, record),
  };
  const set = Object.entries(data).filter(([, value]) => typeof value === 'string' && value !== '');
  return Object.fromEntries(set);
}

const prefixed = (prefix: string, message: Message = {}): Message =>
  Object.fromEntries(Object.entries(message).map(([name, value]) => [`${prefix}.${name}`, value]));

const OWN: Record<PassKind['name'], (store: Store, record: PassRecord) => Message> = {
  member: (store, record) => ({
    'members.program.id': record.programId,
    'members.tier.id': record.tierId,
    'members.tier.name': store.tier(text(record, 'programId'), text(record, 'tierId')).name,
    'members.member.id': record.id,
    'members.member.externalId': record.externalId,
    'members.member.points': number(record, 'points').toFixed(6),
    'members.member.secondaryPoints': number(record, 'secondaryPoints').toFixed(6),
    'members.member.tierPoints': String(number(record, 'tierPoints')),
    'members.member.status': isExpired(store, record) ? 'EXPIRED' : record.status,
  }),
  coupon: (_store, record) => ({
    'singleUseCoupons.campaign.id': record.campaignId,
    'singleUseCoupons.offer.id': record.offerId,
    'singleUseCoupons.coupon.id': record.id,
    'singleUseCoupons.coupon.externalId': record.externalId,
    'singleUseCoupons.coupon.sku': record.sku,
    'singleUseCoupons.coupon.status': record.status,
  }),
  ticket: (_store, record) => ({
    'eventTickets.production.id': record.productionId,
    'eventTickets.event.id': record.eventId,
    'eventTickets.ticketType.id': record.ticketTypeId,
    'eventTickets.ticket.id': record.id,
    'eventTickets.ticket.ticketNumber': record.ticketNumber,
    'eventTickets.ticket.status': record.status,
  }),
};
