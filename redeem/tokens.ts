// What makes the server stateless: forms, receipts and links carry a keyed hash (HMAC-SHA256, hex) of what they say.
// Not with Web Crypto: it hands each of these short texts to another thread, which took a third of a visit's time.
import { hmac as keyed } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The HMAC-SHA256 of a text, in hex. */
export const hmac = (secret: string, text: string): string =>
  bytesToHex(keyed(sha256, utf8ToBytes(secret), utf8ToBytes(text)));

/** Whether two texts are the same; takes the same time wherever they differ. */
export function same(given: string, wanted: string): boolean {
  const key = crypto.randomUUID();
  const [a, b] = [hmac(key, given), hmac(key, wanted)];
  let difference = 0;
  for (let at = 0; at < a.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return difference === 0;
}

/** A coupon as a link names it. */
export interface CouponLink {
  externalId: string;
  campaignId: string;
}

/** What is sealed is bound to its purpose and its coupon. */
const sign = (secret: string, purpose: string, { externalId, campaignId }: CouponLink, ...parts: string[]) =>
  hmac(secret, JSON.stringify([purpose, externalId, campaignId, ...parts]));

const formSeconds = 60 * 60;
const receiptSeconds = 5 * 60;
const seconds = (now: number) => Math.floor(now / 1000);

/** The token of a new form. Its random part is the reference of the redemption the form may bring about. */
export function formToken(secret: string, named: CouponLink, now: number): string {
  const made = `${seconds(now)}.${crypto.randomUUID()}`;
  return `${made}.${sign(secret, 'form', named, made)}`;
}

/** The redemption reference in a form's token; undefined unless we made it for this coupon in the last hour. */
export function readForm(secret: string, named: CouponLink, token: string, now: number) {
  const [at = '', reference = '', mac = ''] = token.split('.');
  const genuine = same(mac, sign(secret, 'form', named, `${at}.${reference}`));
  return genuine && seconds(now) - Number(at) <= formSeconds ? reference : undefined;
}

/** Says that a coupon was redeemed by this very visit, and when. */
export function receipt(secret: string, named: CouponLink, redeemed: Date): string {
  const at = String(seconds(redeemed.getTime()));
  return `${at}.${sign(secret, 'receipt', named, at)}`;
}

/** When the receipt's coupon was redeemed; undefined when it is not ours or older than five minutes. */
export function readReceipt(secret: string, named: CouponLink, text: string, now: number) {
  const [at = '', mac = ''] = text.split('.');
  const genuine = same(mac, sign(secret, 'receipt', named, at));
  return genuine && seconds(now) - Number(at) <= receiptSeconds ? new Date(Number(at) * 1000) : undefined;
}

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
