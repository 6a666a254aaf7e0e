// Single-use coupons: create, update, redeem, rename, void.

import { invalid, refused } from './errors.ts';
import { newId } from './ids.ts';
import { child, type Message, number, text } from './messages.ts';
import {
  COMMON_FILTERS,
  countPasses,
  isExpired,
  listPasses,
  metaKeys,
  passMetaData,
  patch,
  save,
  writable,
} from './passes.ts';
import type { PassRecord, ProjectRecord } from './records.ts';
import type { Store } from './store.ts';
import { addDays, timestamp } from './time.ts';

const EDITABLE = ['person', 'metaData', 'sku', 'optOut', 'expiryDate', 'passOverrides'];
const LISTING = {
  type: 'single_use_coupons.Coupon',
  fields: [...COMMON_FILTERS, 'externalId', 'offerId', 'campaignId'],
};

/** The coupon as GET shows it. Expiry shows only in its wallet status. */
export const renderCoupon = (store: Store, record: PassRecord): Message => ({
  ...record,
  passMetaData: passMetaData(store, record),
});

/** POST /coupon/singleUse/coupon */
export function createCoupon(store: Store, sent: Message): Message {
  const campaign = store.project('campaign', text(sent, 'campaignId'));
  const offer = store.project('offer', text(sent, 'offerId'));
  if (offer.campaignId !== campaign.id) {
    throw invalid(`offer with id[${offer.id}] does not belong to campaign with id[${campaign.id}]`);
  }
  const created = store.stamp();
  const id = newId();
  store.coupons.put({
    ...writable(sent, ['externalId', 'campaignId', 'offerId', ...EDITABLE]),
    expiryDate: variableExpiry(offer) ? sent.expiryDate : offerExpiry(store, offer),
    id,
    status: 'UNREDEEMED',
    created,
    updated: created,
  });
  return { id };
}

const expirySettings = (offer: ProjectRecord) => child(offer, 'couponExpirySettings');
const variableExpiry = (offer: ProjectRecord) =>
  expirySettings(offer)?.couponExpiryType === 'EXPIRE_ON_VARIABLE_DATE_TIME';

function offerExpiry(store: Store, offer: ProjectRecord): string | undefined {
  const settings = expirySettings(offer);
  switch (settings?.couponExpiryType) {
    case 'EXPIRE_AFTER_X_DAYS':
      return timestamp(addDays(store.clock.now(), number(settings, 'expireAfterXDays')));
    case 'AUTO_EXPIRE_OFFER_END_DATE':
      return text(offer, 'issueEndDate') || undefined;
    case 'AUTO_EXPIRE_REDEMPTION_END_DATE':
      return text(child(offer, 'redemptionSettings'), 'redemptionEndDate') || undefined;
    default:
      return undefined;
  }
}

/** PUT /coupon/singleUse/coupon: a patch. The offer of a coupon does not change. */
export function updateCoupon(store: Store, sent: Message): Message {
  const record = named(store, sent);
  const fixed = !variableExpiry(store.project('offer', text(record, 'offerId')));
  const changes = patch(LISTING.type, record, writable(sent, EDITABLE));
  return save(store, store.coupons, record, fixed ? { ...changes, expiryDate: record.expiryDate } : changes);
}

/** PUT /coupon/singleUse/coupon/redeem: one way, once. */
export function redeemCoupon(store: Store, sent: Message): Message {
  const record = named(store, sent);
  if (record.status === 'REDEEMED') throw refused(`coupon with id[${record.id}] has already been redeemed`);
  if (isExpired(store, record)) throw refused(`coupon with id[${record.id}] has expired`);
  const offer = store.project('offer', text(record, 'offerId'));
  if (offer.disabled === true) throw refused(`offer with id[${offer.id}] is disabled`);
  const redemptionDetails = { ...child(sent, 'redemptionDetails'), redemptionDate: store.stamp() };
  return save(store, store.coupons, record, { status: 'REDEEMED', redemptionDetails }, 'redeemed');
}

/** PUT /coupon/singleUse/coupon/externalId */
export const renameCoupon = (store: Store, sent: Message): Message =>
  save(store, store.coupons, named(store, sent, 'couponCampaignId'), { externalId: sent.newExternalId });

/** DELETE /coupon/singleUse/coupon: the record is gone and its external id is free. */
export function voidCoupon(store: Store, sent: Message): Message {
  store.coupons.delete(named(store, sent));
  return {};
}

export function getCoupon(store: Store, sent: Message): Message {
  return renderCoupon(store, store.coupons.require(text(sent, 'id')));
}

export function getCouponByExternalId(store: Store, sent: Message): Message {
  const record = store.coupons.requireOwnId(text(sent, 'couponCampaignId'), text(sent, 'externalId'));
  return renderCoupon(store, record);
}

/** POST /coupon/singleUse/coupons/list/{couponCampaignId} */
export function listCoupons(store: Store, sent: Message): PassRecord[] {
  const campaign = store.project('campaign', text(sent, 'couponCampaignId'));
  return listPasses(store.coupons, campaign.id, LISTING, child(sent, 'filters'));
}

/** POST /coupon/singleUse/coupons/count/{couponCampaignId} */
export function countCoupons(store: Store, sent: Message): Message {
  const campaign = store.project('campaign', text(sent, 'couponCampaignId'));
  return countPasses(store.coupons, campaign.id, LISTING, child(sent, 'filters'));
}

/** GET /coupon/singleUse/campaign/meta/{id} */
export function couponMetaKeys(store: Store, sent: Message): Message {
  const campaign = store.project('campaign', text(sent, 'id'));
  const offers = store.projects('offer').filter(({ campaignId }) => campaignId === campaign.id);
  return metaKeys(
    store,
    offers.map((offer) => text(offer, 'beforeRedeemPassTemplateId')),
  );
}

/** The coupon a request names: by id, else by external id and campaign. */
function named(store: Store, sent: Message, campaignField = 'campaignId'): PassRecord {
  const id = text(sent, 'id');
  const campaignId = text(sent, campaignField);
  const externalId = text(sent, 'externalId');
  if (id) return store.coupons.require(id);
  // The validator has made sure that both are there when the id is not.
  return store.coupons.requireOwnId(campaignId, externalId);
}
