// Reissue Coupon: a fresh coupon under the same external ID, so that a permanent redemption link goes on working.
import { choose, filled, mergeMaps, now, orElse, type Template, text } from '../operation/expression.ts';
import type { Operation } from '../operation/operation.ts';
import { call, find, halt } from '../operation/step.ts';
import { actionOutput, actionSample, passBundle, sample } from '../passes/bundle.ts';
import { coupon, isActive } from '../passes/coupon.ts';
import { commonFields, couponFields } from '../passes/fields.ts';
import { input, inputsNamed } from '../passes/input.ts';
import { issuedName, personFields } from '../passes/person.ts';
import { variantField } from '../passes/projectFields.ts';
import { idAnswer } from '../passkit/objects.ts';

const byExternalId = { by: { externalId: input.externalId }, project: input.campaignId };
const old = find('old', coupon.lookup, byExternalId);
const was = old.result;

// PassKit keeps the external ID of an expired or redeemed coupon, so the finished one gives it up first. Its new
// name is made of its PassKit ID: renaming it again, in a repeated or a parallel run, changes nothing.
const renamed = call(
  'renamed',
  {
    method: 'PUT',
    path: '/coupon/singleUse/coupon/externalId',
    body: { id: was.id, newExternalId: text`${input.externalId}-${was.id}` },
    answer: idAnswer,
  },
  { when: filled(was.id) },
);

// Another run may have been quicker: then its coupon is the one.
const current = find('current', coupon.lookup, byExternalId);
const issued = call('issued', coupon.issue, { unless: { found: current, is: isActive(current.result) } });

const id = orElse(issued.result.id, current.result.id);
const theirs = coupon.view(current.result);
const given: Record<string, Template> = {
  ...inputsNamed(Object.keys(theirs)),
  displayName: issuedName,
  status: coupon.issuedStatus,
  created: now,
  updated: now,
  metaData: mergeMaps(undefined, input.metaData),
};

const reissueCoupon: Operation = {
  kind: 'create',
  key: 'reissue_coupon',
  noun: 'Coupon',
  label: 'Reissue Coupon',
  description: 'Issues a new coupon under the external ID of one that has expired or was redeemed.',
  fields: {
    campaignId: { ...couponFields.campaignId, required: true },
    offerId: variantField.offerId,
    externalId: { ...couponFields.externalId, required: true },
    ...personFields,
    ...coupon.updateFields,
    ...commonFields,
  },
  plan: {
    steps: [
      old,
      halt(
        isActive(was),
        text`The coupon “${input.externalId}” is still active, so no new one was issued: ${passBundle(coupon, was.id, {}).passUrl}.`,
      ),
      renamed,
      issued,
    ],
    result: {
      ...passBundle(
        coupon,
        id,
        Object.fromEntries(
          Object.entries(theirs).map(([key, value]) => [
            key,
            choose(filled(issued.result.id), given[key], value),
          ]),
        ),
      ),
      outcome: 'reissued',
    },
  },
  output: actionOutput,
  sample: actionSample(sample.coupon, 'reissued'),
};

export default reissueCoupon;
