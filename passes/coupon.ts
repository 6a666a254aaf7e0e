// Single-use coupons: issued for an offer of a campaign. The campaign holds the external IDs.
import {
  all,
  any,
  equal,
  filled,
  mergeMaps,
  not,
  notAfter,
  now,
  orElse,
  type Ref,
  text,
  type Value,
  when,
} from '../operation/expression.ts';
import { type Field, type Fields, inputsOf } from '../operation/field.ts';
import { type Call, call, type List } from '../operation/step.ts';
import {
  type Coupon,
  count,
  coupon as couponRecord,
  emptyAnswer,
  idAnswer,
  metaKeys,
  offer,
  project,
} from '../passkit/objects.ts';
import { dropdown, madeByPassKit, passName, projectList } from './dropdown.ts';
import { commonFields, externalIdField } from './fields.ts';
import type { PassKind } from './passKind.ts';
import { holderGiven, issuedName, person, personFields, personView } from './person.ts';

/** The project of coupons. */
export const campaignId = {
  type: 'text',
  label: 'Campaign',
  required: true,
  dropdown: 'campaign_list',
  help: 'The coupon campaign.',
} satisfies Field;

const offerId = { type: 'text', label: 'Offer', required: true, dropdown: 'offer_list' } satisfies Field;

const sku = {
  sku: { type: 'text', advanced: true, label: 'SKU', help: 'Free text that the barcode can carry.' },
} satisfies Fields;

const input = inputsOf({
  campaignId,
  offerId,
  ...sku,
  externalId: externalIdField,
  ...personFields,
  ...commonFields,
});

const isInvalidated = (record: Ref<Coupon>) => equal(record.passMetaData.status, 'PASS_INVALIDATED');

export const isRedeemed = (record: Ref<Coupon>) => equal(record.status, 'REDEEMED');

/** Whether a coupon exists and can be redeemed now. */
export const isActive = (record: Ref<Coupon>) =>
  all(
    filled(record.id),
    not(isRedeemed(record)),
    not(any(notAfter(record.expiryDate, now), isInvalidated(record))),
  );

/** Issues a coupon under an external ID. */
export const issueUnder = (externalId: Value<string>): Call<{ id: string }> => ({
  effect: 'adds',
  method: 'POST',
  path: '/coupon/singleUse/coupon',
  body: {
    campaignId: input.campaignId,
    offerId: input.offerId,
    externalId,
    person: { ...person, displayName: issuedName },
    expiryDate: input.expiryDate,
    sku: input.sku,
    optOut: input.optOut,
    metaData: input.metaData,
  },
  answer: idAnswer,
});

/**
 * What a coupon is called that gave up its external ID to the next one: after what it was redeemed with, so that this
 * reference finds it for good, or after its PassKit ID.
 */
export const formerName = (externalId: Value<string>, mark: Value<string>) => text`${externalId}-${mark}`;

/** What the next coupon is called until the one before has given up the external ID. */
export const nextName = (externalId: Value<string>) => text`${externalId}-next-coupon`;

const listOf = (campaign: Value<unknown>): List<Coupon> => ({
  path: '/coupon/singleUse/coupons/list/{couponCampaignId}',
  params: { couponCampaignId: campaign },
  filters: 'nested',
  item: couponRecord,
});

export const coupon: PassKind<Coupon> = {
  passType: 'coupon',
  label: 'Coupon',
  protocol: { name: 'SINGLE_USE_COUPON', number: '101' },
  project: { key: 'campaignId', field: campaignId },
  issueFields: { offerId, ...sku },
  updateFields: sku,
  output: {
    campaignId: { label: 'Campaign ID', type: 'text' },
    offerId: { label: 'Offer ID', type: 'text' },
  },
  sample: {
    campaignId: '3aBcDeFgHiJkLmNoPqRsTu',
    offerId: '4aBcDeFgHiJkLmNoPqRsTu',
  },
  statuses: { UNREDEEMED: 'Unredeemed', REDEEMED: 'Redeemed' },
  issuedStatus: 'UNREDEEMED',

  lookup: {
    get: (key, value, campaignId) =>
      key === 'id'
        ? {
            effect: 'reads',
            method: 'GET',
            path: '/coupon/singleUse/coupon/{id}',
            params: { id: value },
            answer: couponRecord,
          }
        : {
            effect: 'reads',
            method: 'GET',
            path: '/coupon/singleUse/coupon/externalId/{couponCampaignId}/{externalId}',
            params: { couponCampaignId: campaignId, externalId: value },
            answer: couponRecord,
          },
    list: listOf,
    filterField: { id: 'id', externalId: 'externalId', emailAddress: 'person.emailAddress' },
    valueIn: (record) => ({
      id: record.id,
      externalId: record.externalId,
      emailAddress: record.person.emailAddress,
      project: record.campaignId,
    }),
  },

  count: (couponCampaignId, filters) => ({
    effect: 'reads',
    method: 'POST',
    path: '/coupon/singleUse/coupons/count/{couponCampaignId}',
    params: { couponCampaignId },
    body: { filters },
    answer: count,
  }),

  issue: issueUnder(input.externalId),

  // PassKit may replace the custom fields as a whole, so they are merged here and sent complete.
  readsBeforeUpdate: filled(input.metaData),

  update: ({ named, existing, custom, when: due }) => {
    const record = call(
      'updated',
      {
        effect: 'sets',
        method: 'PUT',
        path: '/coupon/singleUse/coupon',
        body: {
          id: named.id,
          externalId: named.externalId,
          campaignId: named.project,
          person: person,
          expiryDate: input.expiryDate,
          sku: input.sku,
          // PassKit takes false for "not set" here: an update can switch it on only.
          optOut: when(input.optOut, true),
          metaData: mergeMaps(existing.metaData, custom),
        },
        answer: idAnswer,
      },
      {
        when: all(
          due,
          any(holderGiven.result, filled(orElse<unknown>(input.expiryDate, input.sku, input.optOut, custom))),
        ),
      },
    );
    return { steps: [record], id: record.result.id };
  },

  override: (existing, passOverrides) => ({
    effect: 'sets',
    method: 'PUT',
    path: '/coupon/singleUse/coupon',
    body: { id: existing.id, passOverrides },
    answer: idAnswer,
  }),

  // No `expire`: PassKit honours a coupon's own expiry date only on some offers. It voids coupons instead.
  remove: (id) => ({
    effect: 'ends',
    method: 'DELETE',
    path: '/coupon/singleUse/coupon',
    body: { id },
    answer: emptyAnswer,
  }),

  view: (record) => ({
    id: record.id,
    externalId: record.externalId,
    status: record.status,
    expiryDate: record.expiryDate,
    created: record.created,
    updated: record.updated,
    ...personView(record.person),
    campaignId: record.campaignId,
    offerId: record.offerId,
    redemptionDate: record.redemptionDetails.redemptionDate,
    metaData: record.metaData,
  }),

  // PassKit's own word stays UNREDEEMED when a coupon is over.
  invalidated: isInvalidated,

  delivered: {
    externalId: 'singleUseCoupons.coupon.externalId',
    status: 'singleUseCoupons.coupon.status',
    offerId: 'singleUseCoupons.offer.id',
  },

  events: [
    {
      event: 'COUPON_EVENT_REDEEMED',
      number: '2',
      status: 'REDEEMED',
      date: 'redemptionDate',
      key: 'coupon_redeemed',
      noun: 'Coupon',
      label: 'Coupon Redeemed',
      description: 'Triggers when a coupon is redeemed.',
    },
  ],

  eventIds: { key: 'couponEvents', prefix: 'COUPON_EVENT_' },

  template: {
    variantKey: 'offerId',
    call: {
      effect: 'reads',
      method: 'GET',
      path: '/coupon/singleUse/offer/{id}',
      params: { id: input.offerId },
      answer: offer,
    },
    templateKey: 'beforeRedeemPassTemplateId',
  },
  metaKeys: {
    effect: 'reads',
    method: 'GET',
    path: '/coupon/singleUse/campaign/meta/{id}',
    params: { id: input.campaignId },
    answer: metaKeys,
  },

  dropdowns: [
    projectList('coupon', 'campaign_list', 'Campaign', '/coupon/singleUse/campaigns/list', project),
    dropdown({
      key: 'offer_list',
      noun: 'Offer',
      sources: {
        coupon: {
          needs: ['campaignId'],
          list: {
            path: '/coupon/singleUse/offers/list',
            body: { campaignId: input.campaignId },
            filters: 'nested',
            item: offer,
          },
        },
      },
      id: (item) => item.id,
      name: (item) => orElse(item.offerTitle, item.id),
      byName: { key: 'offerTitle', ids: madeByPassKit },
    }),
    dropdown<Coupon>({
      key: 'coupon_list',
      noun: 'Coupon',
      ofPasses: true,
      sources: { coupon: { needs: ['campaignId'], list: listOf(input.campaignId) } },
      id: (item) => item.id,
      name: (item) => passName(item, item.externalId),
    }),
  ],
};
