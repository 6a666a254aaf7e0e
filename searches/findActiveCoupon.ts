// Find Active Coupon: the coupon an external ID stands for at this moment, if it can be redeemed.
import { ref } from '../operation/expression.ts';
import type { Operation } from '../operation/operation.ts';
import { find } from '../operation/step.ts';
import { passBundle, passOutput, sample } from '../passes/bundle.ts';
import { coupon, isActive } from '../passes/coupon.ts';
import { couponFields } from '../passes/fields.ts';
import { input } from '../passes/input.ts';
import type { Coupon } from '../passkit/objects.ts';

const coupons = find('coupons', coupon.lookup, {
  by: { externalId: input.externalId },
  project: input.campaignId,
  keep: isActive,
});
const record = ref<Coupon>('item');

const findActiveCoupon: Operation = {
  kind: 'search',
  key: 'find_active_coupon',
  noun: 'Coupon',
  label: 'Find Active Coupon',
  description: 'Finds the coupon with an external ID in a campaign, if it can be redeemed now.',
  fields: {
    campaignId: { ...couponFields.campaignId, required: true },
    externalId: { ...couponFields.externalId, required: true },
  },
  plan: { steps: [coupons], each: coupons, result: passBundle(coupon, record.id, coupon.view(record)) },
  output: passOutput,
  sample: sample.coupon,
};

export default findActiveCoupon;
