// Reissue Coupon: a fresh coupon under the same external ID, so that a permanent redemption link goes on working.
// PassKit keeps the external ID of a finished coupon, and an external ID belongs to one coupon. So the next coupon is
// issued under a name of its own, and takes the external ID over when the finished one has given it up. Wherever that
// is interrupted, the same step goes on from there; what PassKit refuses to issue has changed nothing.
import { agrees, all, choose, equal, filled, not, orElse, ref, text, when } from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import { operation, type Plan } from '../operation/operation.ts';
import { call, find, findAgain, halt, value, values } from '../operation/step.ts';
import { choosePass, issuedPass, passBundle } from '../passes/bundle.ts';
import { couponNameFields } from '../passes/commonInputs.ts';
import { coupon, formerName, isActive, isRedeemed, issueUnder, nextName } from '../passes/coupon.ts';
import { commonFields } from '../passes/fields.ts';
import { actionOutput, actionSample, sampleOf } from '../passes/output.ts';
import { personFields } from '../passes/person.ts';
import { type Coupon, idAnswer } from '../passkit/objects.ts';

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
const project = input.campaignId;

function plan(): Plan {
  const old = find('old', coupon.lookup, { by: { externalId: input.externalId }, project });
  const was = old.result;
  const due = value('due', not(isActive(was)), [
    'no coupon of this external ID is active',
    'a coupon of this external ID is active',
  ]);

  const waiting = nextName(input.externalId);
  const staged = find('staged', coupon.lookup, { by: { externalId: waiting }, project, when: due.result });
  // One that an interrupted reissue has left is taken if it is what is wanted now. Nobody has its link: any other goes.
  const fits = value(
    'fits',
    all(isActive(staged.result), agrees(ref<string>('input', 'offerId'), staged.result.offerId)),
    [
      'an interrupted reissue has left a coupon that is what is wanted',
      'no interrupted reissue has left a coupon that is what is wanted',
    ],
  );
  const cleared = call('cleared', coupon.remove(staged.result.id), {
    when: all(due.result, filled(staged.result.id), not(fits.result)),
  });
  const stagedNow = findAgain('stagedNow', staged);
  const issued = call('issued', issueUnder(waiting), {
    when: all(due.result, not(fits.result)),
    unless: { found: stagedNow, is: filled(stagedNow.result.id) },
  });
  const next = value(
    'next',
    orElse(issued.result.id, when(fits.result, staged.result.id), stagedNow.result.id),
  );

  const rename = (id: typeof next.result, externalId: typeof waiting) =>
    ({
      effect: 'sets',
      method: 'PUT',
      path: '/coupon/singleUse/coupon/externalId',
      body: { id, newExternalId: externalId },
      answer: idAnswer,
    }) as const;

  const { redemptionReference, transactionReference } = was.redemptionDetails;
  const mark = orElse(redemptionReference, transactionReference);
  const marked = formerName(input.externalId, mark);
  const gaveWay = all(due.result, filled(was.id));
  // One reference on two coupons of the same name is the user's own doing; the second is called by its PassKit ID.
  const namesake = find('namesake', coupon.lookup, { by: { externalId: marked }, project });
  const renamed = call('renamed', rename(was.id, marked), {
    when: all(gaveWay, filled(mark)),
    unless: { found: namesake, is: filled(namesake.result.id) },
  });
  const renamedById = call('renamedById', rename(was.id, formerName(input.externalId, was.id)), {
    when: all(gaveWay, not(filled(renamed.result.id)), not(equal(namesake.result.id, was.id))),
  });

  // Another run may have been quicker: then its coupon is the one, and ours goes.
  const current = findAgain('current', old);
  const placed = call('placed', rename(next.result, input.externalId), {
    when: due.result,
    unless: { found: current, is: filled(current.result.id) },
  });
  const theirs = all(
    due.result,
    filled(next.result),
    filled(current.result.id),
    not(equal(current.result.id, next.result)),
  );
  const stillStaged = find('stillStaged', coupon.lookup, { by: { externalId: waiting }, project });
  const removed = call('removed', coupon.remove(next.result), {
    when: theirs,
    unless: { found: stillStaged, is: not(filled(stillStaged.result.id)) },
  });

  const outcome = value(
    'outcome',
    choose<string>(all(due.result, not(theirs)), 'reissued', 'already_active'),
  );
  const reissued = equal(outcome.result, 'reissued');
  /** The record of the coupon that is active now, where it was read. */
  const read = value(
    'read',
    choose<Coupon>(
      reissued,
      choose(fits.result, staged.result, stagedNow.result),
      choose(due.result, current.result, was),
    ),
  );
  const view = coupon.view(read.result);
  const pass = values('pass', {
    ...choosePass(all(reissued, filled(issued.result.id)), issuedPass(coupon, fields, view), view),
    id: choose(reissued, next.result, view.id),
    externalId: input.externalId,
  });

  return {
    steps: [
      old,
      due,
      staged,
      halt(
        'reissue_interrupted',
        isRedeemed(staged.result),
        text`An earlier reissue was interrupted, and the coupon that it made was redeemed since. Void the coupon “${waiting}” in PassKit and run this step again. Nothing was issued.`,
      ),
      fits,
      cleared,
      issued,
      next,
      renamed,
      renamedById,
      placed,
      removed,
      halt(
        'reissue_interrupted',
        all(theirs, not(isActive(current.result))),
        text`The external ID “${input.externalId}” got a coupon while this step ran, and that one is over by now. Nothing was issued. Run this step again.`,
      ),
      outcome,
      read,
      pass,
    ],
    result: { ...passBundle(coupon.passType, pass), outcome: outcome.result },
  };
}

export default operation({
  kind: 'create',
  key: 'reissue_coupon',
  noun: 'Coupon',
  label: 'Reissue Coupon',
  description:
    'Issues a new coupon under the external ID of one that has expired or was redeemed. One that is still active is returned as it is.',
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
    get coupon() {
      return plan();
    },
  },
  output: actionOutput,
  sample: actionSample(sampleOf('coupon'), 'reissued'),
});
