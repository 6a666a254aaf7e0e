// The events of a pass that PassKit pushes, and the triggers made of them: one table for both platforms.
import { choose, includes, ref, type Value } from '../operation/expression.ts';
import type { Choice } from '../operation/field.ts';

export interface PassEvent {
  /** PassKit's name of the event. */
  event: string;
  /** The number that stands for it among the events of its kind, where a delivery names it so. */
  number: string;
  /** The key of the trigger for this event alone; for ever. */
  key: string;
  noun: string;
  label: string;
  description: string;
  /** The pass types that have it; all when missing. */
  passTypes?: readonly string[];
}

export const passEvents: readonly PassEvent[] = [
  {
    event: 'PASS_EVENT_RECORD_CREATED',
    number: '1',
    key: 'new_pass',
    noun: 'Pass',
    label: 'New Pass',
    description: 'Triggers when a new pass is issued.',
  },
  {
    event: 'PASS_EVENT_INSTALLED',
    number: '2',
    key: 'pass_installed',
    noun: 'Pass',
    label: 'Pass Installed',
    description: 'Triggers when a pass is added to a wallet, and tells which.',
  },
  {
    event: 'PASS_EVENT_RECORD_UPDATED',
    number: '4',
    key: 'pass_updated',
    noun: 'Pass',
    label: 'Pass Updated',
    description: 'Triggers when a pass is changed.',
  },
  {
    event: 'PASS_EVENT_UNINSTALLED',
    number: '8',
    key: 'pass_uninstalled',
    noun: 'Pass',
    label: 'Pass Uninstalled',
    description: 'Triggers when a pass is removed from a wallet.',
  },
  {
    event: 'PASS_EVENT_INVALIDATED',
    number: '16',
    key: 'pass_invalidated',
    noun: 'Pass',
    label: 'Pass Expired or Invalidated',
    description: 'Triggers when a pass expires or is invalidated.',
  },
  {
    event: 'PASS_EVENT_RECORD_DELETED',
    number: '32',
    key: 'pass_deleted',
    noun: 'Pass',
    label: 'Pass Deleted',
    description: 'Triggers when a pass is deleted or a coupon is voided.',
  },
  {
    event: 'COUPON_EVENT_REDEEMED',
    number: '2',
    key: 'coupon_redeemed',
    noun: 'Coupon',
    label: 'Coupon Redeemed',
    description: 'Triggers when a coupon is redeemed.',
    passTypes: ['coupon'],
  },
  {
    event: 'MEMBER_EVENT_ENROLLED',
    number: '1',
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

/** What a trigger listens to, beside the delivery. */
const listened = ref<readonly string[]>('item', 'listened');

/**
 * The names of the events by PassKit's numbers. The events of passes, coupons and members are counted apart: where a
 * number stands for two, it is the first if somebody listens to that. That events come as numbers is UNVERIFIED.
 */
export const eventNumbers: Readonly<Record<string, Value<string>>> = Object.fromEntries(
  [...Map.groupBy(passEvents, ({ number }) => number)].map(([number, [first, other]]) => [
    number,
    first && other ? choose<string>(includes(listened, first.event), first.event, other.event) : first?.event,
  ]),
);
