// What makes the server stateless: forms, receipts and links carry a keyed hash (HMAC-SHA256, hex) of what they say.
// Not with Web Crypto: it hands each of these short texts to another thread, which took a third of a visit's time.
import { hmac as keyed } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The HMAC-SHA256 of a text, in hex. */
export const hmac = (secret: string, text: string): string =>
  bytesToHex(keyed(sha256, utf8ToBytes(secret), utf8ToBytes(text)));

/**
 * Whether two texts are the same. What is compared are their hashes under a key that nobody knows, so the time that takes
 * tells nothing of the texts.
 */
export function same(given: string, wanted: string): boolean {
  const key = crypto.randomUUID();
  return hmac(key, given) === hmac(key, wanted);
}

/** A coupon as a link names it. */
export interface CouponLink {
  externalId: string;
  campaignId: string;
}

/** What a form and its receipt are about: one redemption of one coupon. */
export interface Tap {
  /** The reference of the redemption; of each form its own. */
  reference: string;
  /**
   * A keyed hash of the coupon's own PassKit ID. A link stands for one coupon after the other; a form is for the one it
   * showed. Not the ID itself: whoever has that can open the pass, with the name of its holder.
   */
  coupon: string;
}

/** A signature is bound to its purpose and its link: that of a form is worth nothing as that of a receipt. */
const sign = (secret: string, purpose: string, { externalId, campaignId }: CouponLink, ...parts: string[]) =>
  hmac(secret, JSON.stringify([purpose, externalId, campaignId, ...parts]));

/** For how many seconds a receipt is shown. */
export const receiptLasts = 5 * 60;
const lasts = { form: 60 * 60, receipt: receiptLasts };
const seconds = (time: number) => Math.floor(time / 1000);

function tokenOf(
  secret: string,
  purpose: keyof typeof lasts,
  named: CouponLink,
  at: string,
  tap: Tap,
): string {
  const { reference, coupon } = tap;
  return `${at}.${reference}.${coupon}.${sign(secret, purpose, named, at, reference, coupon)}`;
}

function readToken(
  secret: string,
  purpose: keyof typeof lasts,
  named: CouponLink,
  text: string,
  now: number,
) {
  const [at = '', reference = '', coupon = '', mac = ''] = text.split('.');
  const genuine = same(mac, sign(secret, purpose, named, at, reference, coupon));
  if (!genuine || seconds(now) - Number(at) > lasts[purpose]) return undefined;
  return { reference, coupon, time: new Date(Number(at) * 1000) };
}

/** A redemption that a form for the coupon with this PassKit ID may bring about. */
export function newTap(secret: string, named: CouponLink, couponId: string): Tap {
  const reference = crypto.randomUUID();
  return { reference, coupon: sign(secret, 'coupon', named, reference, couponId) };
}

/** Whether a redemption is one of the coupon with this PassKit ID. */
export const isOf = (secret: string, named: CouponLink, { reference, coupon }: Tap, couponId: string) =>
  same(coupon, sign(secret, 'coupon', named, reference, couponId));

/** The token of a new form. */
export const formToken = (secret: string, named: CouponLink, couponId: string, now: number): string =>
  tokenOf(secret, 'form', named, String(seconds(now)), newTap(secret, named, couponId));

/** The redemption a form is for; undefined unless we made the form for this link in the last hour. */
export const readForm = (secret: string, named: CouponLink, token: string, now: number): Tap | undefined =>
  readToken(secret, 'form', named, token, now);

/** Says that a redemption took place, and when. */
export const receipt = (secret: string, named: CouponLink, tap: Tap, redeemed: Date): string =>
  tokenOf(secret, 'receipt', named, String(seconds(redeemed.getTime())), tap);

/** What a receipt says; undefined when it is not ours or older than five minutes. */
export const readReceipt = (secret: string, named: CouponLink, text: string, now: number) =>
  readToken(secret, 'receipt', named, text, now);

/** The `sig` of a link: HMAC-SHA256 in hex of `externalId:campaignId`, which a spreadsheet or Make can make too. */
export const linkSignature = (secret: string, { externalId, campaignId }: CouponLink) =>
  hmac(secret, `${externalId}:${campaignId}`);

/** A redemption link, such as https://your.domain/redeem?externalId=…&campaignId=…, with its signature. */
export function signLink(secret: string, link: string): string {
  const url = new URL(link);
  const named = {
    externalId: url.searchParams.get('externalId') ?? '',
    campaignId: url.searchParams.get('campaignId') ?? '',
  };
  url.searchParams.set('sig', linkSignature(secret, named));
  return url.href;
}
