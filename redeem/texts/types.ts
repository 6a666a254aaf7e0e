// What the page can say: the texts a language must have, and the notices with their HTTP status.
import type { State } from '../faces.ts';

/** What a page without a form can say, with its HTTP status, whether it is an alert, and what it looks like. */
export const notices = {
  success: { status: 200, alert: false, state: 'redeemed' },
  redeemed: { status: 200, alert: false, state: 'used' },
  none: { status: 404, alert: false, state: 'none' },
  expired: { status: 410, alert: false, state: 'expired' },
  void: { status: 410, alert: false, state: 'void' },
  unknown: { status: 404, alert: true, state: 'problem' },
  incomplete: { status: 400, alert: true, state: 'problem' },
  unsigned: { status: 403, alert: true, state: 'problem' },
  stale: { status: 403, alert: true, state: 'problem' },
  replaced: { status: 409, alert: true, state: 'problem' },
  refused: { status: 409, alert: true, state: 'problem' },
  slow: { status: 429, alert: true, state: 'problem' },
  tries: { status: 429, alert: true, state: 'problem' },
  setup: { status: 500, alert: true, state: 'problem' },
  down: { status: 503, alert: true, state: 'problem' },
  unsure: { status: 503, alert: true, state: 'problem' },
} as const satisfies Record<string, { status: number; alert: boolean; state: State }>;

export type Notice = keyof typeof notices;

export interface Texts {
  /** For the lang attribute. */
  language: string;
  /** How times are written. */
  locale: string;
  coupon: string;
  validUntil(time: string): string;
  noExpiry: string;
  /** The end of the external ID, to tell coupons apart. */
  ending(characters: string): string;
  /** What will happen. */
  once: string;
  redeem: string;
  /** How to redeem, where a button is held; what is said when it was held too briefly; for whom that is no way. */
  hold: string;
  heldTooShort: string;
  cannotHold: string;
  tapInstead: string;
  /** Ticked before the button works, on pages without a script. */
  atTheTill: string;
  terms: string;
  /** Beside the time that has passed. */
  since: string;
  /** Where no script counts on. */
  notCounting: string;
  /** The word of each state, for who stands an arm's length away. */
  words: Record<State, string>;
  busy: string;
  code: string;
  wrongCode: string;
  redeemedAt(time: string): string;
  expiredAt(time: string): string;
  again: string;
  notices: Record<Notice, { heading: string; text: string }>;
}
