// The declaration of what the page reads: Find Pass for the coupon behind a link, and which redemption it carries.
import { ref } from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import { operation } from '../operation/operation.ts';
import { find } from '../operation/step.ts';
import { recordBundle } from '../passes/bundle.ts';
import { campaignId, coupon as kind } from '../passes/coupon.ts';
import { externalIdField } from '../passes/fields.ts';
import { passOutput, sampleOf } from '../passes/output.ts';
import type { Coupon } from '../passkit/objects.ts';

const fields = { campaignId, externalId: { ...externalIdField, required: true } } satisfies Fields;
const input = inputsOf(fields);

const found = find('found', kind.lookup, {
  by: { externalId: input.externalId },
  project: input.campaignId,
});
const record = ref<Coupon>('item');

export default operation({
  kind: 'search',
  key: 'coupon_of_link',
  noun: 'Coupon',
  label: 'Coupon of a Link',
  description: 'The coupon that a redemption link stands for.',
  group: 'Coupons',
  fields,
  plans: {
    coupon: {
      steps: [found],
      each: found,
      result: {
        ...recordBundle(kind, record),
        redemptionReference: record.redemptionDetails.redemptionReference,
      },
    },
  },
  output: { ...passOutput, redemptionReference: { label: 'Redemption Reference', type: 'text' } },
  sample: sampleOf('coupon'),
});
