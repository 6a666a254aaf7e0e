// What the page can say: the texts a language must have, and the notices with their HTTP status.

/** What a page without a form can say, with its HTTP status and whether it is an alert. */
export const notices = {
  success: { status: 200, alert: false },
  redeemed: { status: 200, alert: false },
  none: { status: 404, alert: false },
  expired: { status: 410, alert: false },
  void: { status: 410, alert: false },
  unknown: { status: 404, alert: true },
  incomplete: { status: 400, alert: true },
  unsigned: { status: 403, alert: true },
  stale: { status: 403, alert: true },
  replaced: { status: 409, alert: true },
  refused: { status: 409, alert: true },
  slow: { status: 429, alert: true },
  tries: { status: 429, alert: true },
  setup: { status: 500, alert: true },
  down: { status: 503, alert: true },
  unsure: { status: 503, alert: true },
} as const;

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
  once: string;
  redeem: string;
  busy: string;
  code: string;
  wrongCode: string;
  redeemedAt(time: string): string;
  expiredAt(time: string): string;
  again: string;
  notices: Record<Notice, { heading: string; text: string }>;
}
