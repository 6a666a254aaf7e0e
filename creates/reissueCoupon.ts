// Reissue Coupon: a fresh coupon under the same external ID, so that a permanent redemption link goes on working.
import { filled, orElse, text } from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import { operation } from '../operation/operation.ts';
import { call, find, findAgain, halt, values } from '../operation/step.ts';
import { choosePass, issuedPass, linkTo, passBundle } from '../passes/bundle.ts';
import { couponNameFields } from '../passes/commonInputs.ts';
import { coupon, isActive } from '../passes/coupon.ts';
import { commonFields } from '../passes/fields.ts';
import { actionOutput, actionSample, sample } from '../passes/output.ts';
import { personFields } from '../passes/person.ts';
import { idAnswer } from '../passkit/objects.ts';

const { offerId, ...ownFields } = coupon.issueFields;
const name = {
  campaignId: { ...couponNameFields.campaignId, required: true },
  externalId: { ...couponNameFields.externalId, required: true },
} satisfies Fields;
const fields: Fields = {
  campaignId: name.campaignId,
  ...(offerId && { offerId }),
  externalId: name.externalId,
  ...personFields,
  ...ownFields,
  ...commonFields,
};
const input = inputsOf(name);

const old = find('old', coupon.lookup, { by: { externalId: input.externalId }, project: input.campaignId });
const was = old.result;

// PassKit keeps the external ID of an expired or redeemed coupon, so the finished one gives it up first. Its new
// name is made of its PassKit ID: renaming it again, in a repeated or a parallel run, changes nothing.
const renamed = call(
  'renamed',
  {
    effect: 'sets',
    method: 'PUT',
    path: '/coupon/singleUse/coupon/externalId',
    body: { id: was.id, newExternalId: text`${input.externalId}-${was.id}` },
    answer: idAnswer,
  },
  { when: filled(was.id) },
);

// Another run may have been quicker: then its coupon is the one.
const current = findAgain('current', old);
const issued = call('issued', coupon.issue, { unless: { found: current, is: isActive(current.result) } });

const theirs = coupon.view(current.result);
const pass = values('pass', {
  ...choosePass(filled(issued.result.id), issuedPass(coupon, fields, theirs), theirs),
  id: orElse(issued.result.id, current.result.id),
});

export default operation({
  kind: 'create',
  key: 'reissue_coupon',
  noun: 'Coupon',
  label: 'Reissue Coupon',
  description: 'Issues a new coupon under the external ID of one that has expired or was redeemed.',
  group: 'Coupons',
  webhook: {
    action: 'reissue',
    needs: {
      fields: ['externalId'],
      because: 'It makes the request safe to repeat: a coupon that is active is not reissued.',
    },
  },
  fields,
  plans: {
    coupon: {
      steps: [
        old,
        halt(
          'coupon_active',
          isActive(was),
          text`The coupon “${input.externalId}” is still active, so no new one was issued: ${linkTo(was.id)}.`,
        ),
        renamed,
        issued,
        pass,
      ],
      result: { ...passBundle(coupon.passType, pass), outcome: 'reissued' },
    },
  },
  output: actionOutput,
  sample: actionSample(sample.coupon, 'reissued'),
});
