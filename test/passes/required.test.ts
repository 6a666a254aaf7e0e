// Protects what a form asks for: the inputs that a step cannot do without, for each pass type. Those that name a pass are
// required unless its PassKit ID is given; that is tested where the inputs are read.
import { creates } from '../../creates/index.ts';
import { appliesTo } from '../../operation/field.ts';
import { searches } from '../../searches/index.ts';

const wanted = {
  issue_pass: {
    membership: 'programId tierId',
    coupon: 'campaignId offerId',
    eventTicket: 'eventId productionId ticketTypeId',
  },
  update_pass: {
    membership: 'externalId programId',
    coupon: 'campaignId externalId',
    eventTicket: 'externalId productionId',
  },
  revoke_pass: {
    membership: 'externalId programId',
    coupon: 'campaignId externalId',
    eventTicket: 'externalId productionId',
  },
  redeem_coupon: {
    coupon: 'campaignId externalId',
  },
  reissue_coupon: {
    coupon: 'campaignId externalId offerId',
  },
  redeem_ticket: {
    eventTicket: 'externalId productionId',
  },
  validate_ticket: {
    eventTicket: 'externalId productionId',
  },
  redeem_order: {
    eventTicket: 'orderNumber productionId',
  },
  transfer_ticket: {
    eventTicket: 'displayName externalId productionId',
  },
  create_event: {
    eventTicket: 'productionId startDate venueId',
  },
  earn_points: {
    membership: 'externalId programId',
  },
  burn_points: {
    membership: 'externalId programId',
  },
  check_in_member: {
    membership: 'externalId programId',
  },
  check_out_member: {
    membership: 'externalId programId',
  },
  send_pass: {
    membership: 'externalId programId',
    coupon: 'campaignId externalId',
    eventTicket: 'externalId productionId',
  },
  send_message: {
    membership: 'externalId programId text title',
    coupon: 'campaignId externalId text title',
    eventTicket: 'externalId productionId text title',
  },
  renew_membership: {
    membership: 'externalId length programId unit',
  },
  set_pass_image: {
    membership: 'externalId imageSlot imageUrl programId',
    coupon: 'campaignId externalId imageSlot imageUrl',
    eventTicket: 'externalId imageSlot imageUrl productionId',
  },
  issue_boarding_pass: {
    boardingPass:
      'boardingPoint carrierCode departureDate deplaningPoint flightNumber forename gender operatingCarrierPNR sequenceNumber surname',
  },
  update_boarding_pass: {
    boardingPass: 'boardingPoint carrierCode departureDate flightNumber sequenceNumber',
  },
  update_flight: {
    boardingPass: 'boardingPoint carrierCode departureDate deplaningPoint flightNumber',
  },
  find_pass: {
    membership: 'externalId programId',
    coupon: 'campaignId externalId',
    eventTicket: 'externalId productionId',
  },
  find_active_coupon: {
    coupon: 'campaignId externalId',
  },
  search_passes: {
    membership: 'programId',
    coupon: 'campaignId',
    eventTicket: 'productionId',
  },
  count_passes: {
    membership: 'programId',
    coupon: 'campaignId',
    eventTicket: 'productionId',
  },
  find_order: {
    eventTicket: 'orderNumber productionId',
  },
  find_member_events: {
    membership: 'externalId programId',
  },
  find_boarding_pass: {
    boardingPass: 'boardingPoint carrierCode departureDate flightNumber sequenceNumber',
  },
};

test('each operation requires these inputs, and no other', () => {
  const found = [...creates, ...searches].map(({ key, fields, plans }) => {
    const required = (passType: string) =>
      Object.keys(fields).filter(
        (name) => name !== 'passType' && fields[name]?.required && appliesTo(fields[name], passType),
      );
    const each = Object.keys(plans).map((passType) => [passType, required(passType).sort().join(' ')]);
    return [key, Object.fromEntries(each)];
  });
  expect(Object.fromEntries(found)).toEqual(wanted);
});
