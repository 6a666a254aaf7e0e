// Single-use coupons: issued for an offer of a campaign. The campaign holds the external IDs.
import {
  all,
  any,
  choose,
  type Expr,
  equal,
  filled,
  mergeMaps,
  not,
  notAfter,
  now,
  type Ref,
} from '../operation/expression.ts';
import type { Fields } from '../operation/field.ts';
import { type Call, call } from '../operation/step.ts';
import {
  type Coupon,
  coupon as couponRecord,
  emptyAnswer,
  idAnswer,
  metaKeys,
  offer,
} from '../passkit/objects.ts';
import { input } from './input.ts';
import type { PassKind } from './passKind.ts';
import { issuedName, person, personFilled, personView } from './person.ts';
import { projectField, variantField } from './projectFields.ts';

const sku = {
  sku: { type: 'text', label: 'SKU', passTypes: ['coupon'], help: 'Free text that the barcode can carry.' },
} satisfies Fields;

const isInvalidated = (record: Ref<Coupon>) => equal(record.passMetaData.status, 'PASS_INVALIDATED');

export const isRedeemed = (record: Ref<Coupon>) => equal(record.status, 'REDEEMED');

/** Whether a coupon exists and can be redeemed now. */
export const isActive = (record: Ref<Coupon>): Expr =>
  all(
    filled(record.id),
    not(isRedeemed(record)),
    not(any(notAfter(record.expiryDate, now), isInvalidated(record))),
  );

export const issueCoupon: Call<{ id: string }> = {
  method: 'POST',
  path: '/coupon/singleUse/coupon',
  body: {
    campaignId: input.campaignId,
    offerId: input.offerId,
    externalId: input.externalId,
    person: { ...person, displayName: issuedName },
    expiryDate: input.expiryDate,
    sku: input.sku,
    optOut: input.optOut,
    metaData: input.metaData,
  },
  answer: idAnswer,
};

export const coupon: PassKind<Coupon> = {
  passType: 'coupon',
  projectKey: 'campaignId',
  issueFields: {
    campaignId: projectField.campaignId,
    offerId: variantField.offerId,
    ...sku,
  },
  updateFields: sku,
  issuedStatus: 'UNREDEEMED',

  lookup: {
    get: (key, value, campaignId) =>
      key === 'id'
        ? {
            method: 'GET',
            path: '/coupon/singleUse/coupon/{id}',
            params: { id: value },
            answer: couponRecord,
          }
        : {
            method: 'GET',
            path: '/coupon/singleUse/coupon/externalId/{couponCampaignId}/{externalId}',
            params: { couponCampaignId: campaignId, externalId: value },
            answer: couponRecord,
          },
    list: (campaignId) => ({
      path: '/coupon/singleUse/coupons/list/{couponCampaignId}',
      params: { couponCampaignId: campaignId },
      filters: 'nested',
      item: couponRecord,
    }),
    filterField: { id: 'id', externalId: 'externalId', emailAddress: 'person.emailAddress' },
    valueIn: (record) => ({
      id: record.id,
      externalId: record.externalId,
      emailAddress: record.person.emailAddress,
      project: record.campaignId,
    }),
  },

  issue: issueCoupon,

  // PassKit may replace the custom fields as a whole, so they are merged here and sent complete.
  readsBeforeUpdate: filled(input.metaData),

  update: ({ named, existing, when }) => {
    const record = call(
      'updated',
      {
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
          optOut: choose(input.optOut, true),
          metaData: mergeMaps(existing.metaData, input.metaData),
        },
        answer: idAnswer,
      },
      {
        when: all(
          when,
          any(
            personFilled,
            filled(input.expiryDate),
            filled(input.sku),
            filled(input.optOut),
            filled(input.metaData),
          ),
        ),
      },
    );
    return { steps: [record], id: record.result.id };
  },

  // No `expire`: PassKit honours a coupon's own expiry date only on some offers. It voids coupons instead.
  remove: (id) => ({ method: 'DELETE', path: '/coupon/singleUse/coupon', body: { id }, answer: emptyAnswer }),

  view: (record) => ({
    id: record.id,
    externalId: record.externalId,
    // PassKit's own word stays UNREDEEMED when a coupon is over.
    status: choose(all(isInvalidated(record), not(isRedeemed(record))), 'INVALIDATED', record.status),
    expiryDate: record.expiryDate,
    created: record.created,
    updated: record.updated,
    ...personView(record.person),
    campaignId: record.campaignId,
    offerId: record.offerId,
    redemptionDate: record.redemptionDetails.redemptionDate,
    metaData: record.metaData,
  }),

  template: {
    variantKey: 'offerId',
    call: {
      method: 'GET',
      path: '/coupon/singleUse/offer/{id}',
      params: { id: input.offerId },
      answer: offer,
    },
    templateKey: 'beforeRedeemPassTemplateId',
  },
  metaKeys: {
    method: 'GET',
    path: '/coupon/singleUse/campaign/meta/{id}',
    params: { id: input.campaignId },
    answer: metaKeys,
  },
};
