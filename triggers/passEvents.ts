// The events of a pass that PassKit pushes, and the triggers made of them: one table for both platforms.
import type { Choice } from '../operation/field.ts';
import type { PassType } from '../operation/passType.ts';

export interface PassEvent {
  /** PassKit's name of the event. */
  event: string;
  /** Where a subscription names it. */
  family: 'passEventId' | 'couponEvents' | 'membershipEvents';
  /** The key of the trigger for this event alone; for ever. */
  key: string;
  noun: string;
  label: string;
  description: string;
  /** The pass types that have it; all when missing. */
  passTypes?: readonly PassType[];
}

export const passEvents: readonly PassEvent[] = [
  {
    event: 'PASS_EVENT_RECORD_CREATED',
    family: 'passEventId',
    key: 'new_pass',
    noun: 'Pass',
    label: 'New Pass',
    description: 'Triggers when a new pass is issued.',
  },
  {
    event: 'PASS_EVENT_INSTALLED',
    family: 'passEventId',
    key: 'pass_installed',
    noun: 'Pass',
    label: 'Pass Installed',
    description: 'Triggers when a pass is added to a wallet, and tells which.',
  },
  {
    event: 'PASS_EVENT_RECORD_UPDATED',
    family: 'passEventId',
    key: 'pass_updated',
    noun: 'Pass',
    label: 'Pass Updated',
    description: 'Triggers when a pass is changed.',
  },
  {
    event: 'PASS_EVENT_UNINSTALLED',
    family: 'passEventId',
    key: 'pass_uninstalled',
    noun: 'Pass',
    label: 'Pass Uninstalled',
    description: 'Triggers when a pass is removed from a wallet.',
  },
  {
    event: 'PASS_EVENT_INVALIDATED',
    family: 'passEventId',
    key: 'pass_invalidated',
    noun: 'Pass',
    label: 'Pass Expired or Invalidated',
    description: 'Triggers when a pass expires or is invalidated.',
  },
  {
    event: 'PASS_EVENT_RECORD_DELETED',
    family: 'passEventId',
    key: 'pass_deleted',
    noun: 'Pass',
    label: 'Pass Deleted',
    description: 'Triggers when a pass is deleted or a coupon is voided.',
  },
  {
    event: 'COUPON_EVENT_REDEEMED',
    family: 'couponEvents',
    key: 'coupon_redeemed',
    noun: 'Coupon',
    label: 'Coupon Redeemed',
    description: 'Triggers when a coupon is redeemed.',
    passTypes: ['coupon'],
  },
  {
    event: 'MEMBER_EVENT_ENROLLED',
    family: 'membershipEvents',
    key: 'new_member',
    noun: 'Member',
    label: 'New Member',
    description: 'Triggers when a new member is enrolled.',
    passTypes: ['membership'],
  },
];

/** The events as the choices of a field. */
export const eventChoices: readonly Choice[] = passEvents.map(({ event, label, passTypes }) => ({
  value: event,
  label,
  ...(passTypes && { passTypes }),
}));

// PassKit's numbers of the events, for a delivery that names its event so.
const numbers = ['1', '2', '4', '8', '16', '32'];

/** Pairs for `translate`: PassKit's numbers and names of the events, and their names. */
export const eventNames: readonly string[] = passEvents.flatMap(({ event, family }, index) => {
  const number = family === 'passEventId' ? numbers[index] : undefined;
  return [...(number ? [number, event] : []), event, event];
});
