// What happens to passes and the names PassKit gives it: one event that all passes have and, for coupons
// and members, one of their own.
import type { PassKind } from './records.ts';

export type PassChange =
  | 'created'
  | 'updated'
  | 'redeemed'
  | 'deleted'
  | 'installed'
  | 'uninstalled'
  | 'invalidated';

const PASS_EVENTS: Record<PassChange, string> = {
  created: 'PASS_EVENT_RECORD_CREATED',
  updated: 'PASS_EVENT_RECORD_UPDATED',
  redeemed: 'PASS_EVENT_RECORD_UPDATED',
  deleted: 'PASS_EVENT_RECORD_DELETED',
  installed: 'PASS_EVENT_INSTALLED',
  uninstalled: 'PASS_EVENT_UNINSTALLED',
  invalidated: 'PASS_EVENT_INVALIDATED',
};

const OWN_EVENTS: Record<PassKind['name'], Partial<Record<PassChange, string>>> = {
  member: { created: 'MEMBER_EVENT_ENROLLED', updated: 'MEMBER_EVENT_UPDATED' },
  coupon: {
    created: 'COUPON_EVENT_CREATED',
    updated: 'COUPON_EVENT_UPDATED',
    redeemed: 'COUPON_EVENT_REDEEMED',
    deleted: 'COUPON_EVENT_DELETED',
  },
  ticket: {},
};

/** The events that a change to a pass raises, in the order they are raised. */
export function eventsOf(kind: PassKind, change: PassChange): string[] {
  const own = OWN_EVENTS[kind.name][change];
  return own ? [PASS_EVENTS[change], own] : [PASS_EVENTS[change]];
}

/** The verb of a delivery, unless the subscription's actionMethod names another. */
export function verbOf(change: PassChange): 'POST' | 'PUT' | 'DELETE' {
  if (change === 'created') return 'POST';
  return change === 'deleted' ? 'DELETE' : 'PUT';
}
