// The permanent link: read, checked against the configuration, and written again.
import type { RedeemConfig } from './config.ts';
import { Refusal } from './refusal.ts';
import { type CouponLink, linkSignature, same } from './tokens.ts';

/**
 * The coupon a link names. Throws Refusal when the link is not complete, names a campaign that is not ours, or is
 * not signed where it must be.
 */
export function readLink(search: string, { campaigns, linkSecret }: RedeemConfig): CouponLink {
  const query = new URLSearchParams(search);
  const externalId = query.get('externalId')?.trim() ?? '';
  const campaignId = query.get('campaignId')?.trim() ?? '';
  // A placeholder such as ${pid} that nobody filled in is no ID.
  const readable = /^[^\p{Cc}]{1,200}$/u.test(externalId) && !/^\$\{.*\}$/.test(externalId);
  // A sign that stands for bytes which could not be read: the ID they were of is another one.
  const damaged = externalId.includes('\u{FFFD}');
  if (!readable || damaged || !externalId.isWellFormed() || campaignId === '')
    throw new Refusal('incomplete');
  const named = { externalId, campaignId };
  if (!campaigns.includes(campaignId)) throw new Refusal('unknown');
  if (linkSecret && !same(query.get('sig')?.toLowerCase() ?? '', linkSignature(linkSecret, named))) {
    throw new Refusal('unsigned');
  }
  return named;
}

/** The path and query of a coupon's page. */
export function pathOf(named: CouponLink, more: Record<string, string | undefined>): string {
  const query = new URLSearchParams({ externalId: named.externalId, campaignId: named.campaignId });
  for (const [name, value] of Object.entries(more)) if (value !== undefined) query.set(name, value);
  return `/redeem?${query}`;
}
