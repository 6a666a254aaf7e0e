// Find Active Coupon: the coupon an external ID stands for at this moment, if it can be redeemed.
import { ref } from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import { operation, type Plan } from '../operation/operation.ts';
import { find } from '../operation/step.ts';
import { recordBundle } from '../passes/bundle.ts';
import { couponNameFields } from '../passes/commonInputs.ts';
import { coupon, isActive } from '../passes/coupon.ts';
import { passOutput, sampleOf } from '../passes/output.ts';
import type { Coupon } from '../passkit/objects.ts';

const fields = {
  campaignId: { ...couponNameFields.campaignId, required: true },
  externalId: { ...couponNameFields.externalId, required: true },
} satisfies Fields;
const input = inputsOf(fields);

function plan(): Plan {
  const coupons = find('coupons', coupon.lookup, {
    by: { externalId: input.externalId },
    project: input.campaignId,
    keep: isActive,
  });

  return { steps: [coupons], each: coupons, result: recordBundle(coupon, ref<Coupon>('item')) };
}

export default operation({
  kind: 'search',
  key: 'find_active_coupon',
  noun: 'Coupon',
  label: 'Find Active Coupon',
  labels: { coda: 'ActiveCoupon' },
  description: 'Finds the coupon with an external ID in a campaign, if it can be redeemed now.',
  group: 'Coupons',
  fields,
  plans: {
    get coupon() {
      return plan();
    },
  },
  output: passOutput,
  sample: sampleOf('coupon'),
});
