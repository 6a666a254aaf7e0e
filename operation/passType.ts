// The pass types users choose from. The values are for ever: Zaps, scenarios and tables hold them.

export const passTypes = ['membership', 'coupon', 'eventTicket'] as const;
export type PassType = (typeof passTypes)[number];

export const passTypeLabels: Record<PassType, string> = {
  membership: 'Membership',
  coupon: 'Coupon',
  eventTicket: 'Event Ticket',
};
