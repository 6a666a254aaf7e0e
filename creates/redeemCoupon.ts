// Redeem Coupon: one request at the till. PassKit is asked about the coupon only when it refuses.
import {
  all,
  any,
  choose,
  equal,
  filled,
  not,
  notAfter,
  now,
  orElse,
  text,
  type Value,
  when,
} from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import { operation, type Plan } from '../operation/operation.ts';
import { call, find, halt, value } from '../operation/step.ts';
import { passBundle } from '../passes/bundle.ts';
import { couponNameFields } from '../passes/commonInputs.ts';
import { coupon, formerName, isActive, isRedeemed } from '../passes/coupon.ts';
import { actionOutput, actionSample, sampleOf } from '../passes/output.ts';
import { redeemedPass, redemptionWords } from '../passes/redemption.ts';
import { type Coupon, idAnswer } from '../passkit/objects.ts';

const fields = {
  ...couponNameFields,
  id: {
    type: 'text',
    label: 'Coupon',
    help: 'The PassKit ID of the coupon, instead of campaign and external ID.',
    dropdown: 'coupon_list',
  },
  redemptionReference: {
    type: 'text',
    label: 'Redemption Reference',
    help: 'Something unique to this redemption, such as the order or row ID. A repeated step with the same reference counts as the same redemption and succeeds.',
  },
  transactionReference: {
    type: 'text',
    label: 'Transaction Reference',
    help: 'The receipt or basket number.',
  },
  transactionAmount: { type: 'number', label: 'Transaction Amount', help: 'The value of the purchase.' },
} satisfies Fields;
const input = inputsOf(fields);

function plan(): Plan {
  const name = text`coupon “${orElse(input.externalId, input.id)}”`;
  const byId = filled(input.id);
  const given = value('given', orElse(input.redemptionReference, input.transactionReference));
  const mark = given.result;

  // A reference belongs to one coupon for good, also when that coupon was reissued since: then it bears another name.
  const earlier = find('earlier', coupon.lookup, {
    by: { externalId: formerName(input.externalId, mark) },
    project: input.campaignId,
    when: all(not(byId), filled(mark)),
    keep: isRedeemed,
  });
  const earlierOne = earlier.result;

  const found = find('found', coupon.lookup, {
    by: { id: input.id, externalId: input.externalId },
    project: input.campaignId,
    missing: {
      code: 'coupon_not_found',
      message: text`There is no ${name} in this campaign. Check the external ID and the campaign; it may have been voided. If it is being reissued at this moment, run this step again. Nothing was redeemed.`,
    },
  });
  const was = found.result;

  const redeemed = call(
    'redeemed',
    {
      effect: 'ends',
      method: 'PUT',
      path: '/coupon/singleUse/coupon/redeem',
      body: {
        id: input.id,
        externalId: when(not(byId), input.externalId),
        campaignId: when(not(byId), input.campaignId),
        redemptionDetails: {
          redemptionReference: input.redemptionReference,
          transactionReference: input.transactionReference,
          transactionAmount: input.transactionAmount,
        },
      },
      answer: idAnswer,
    },
    {
      when: not(filled(earlierOne.id)),
      // Without a reference nothing tells whose redemption it was.
      repeatable: filled(mark),
      unless: { found, is: not(isActive(was)) },
    },
  );

  const same = (given: Value<string>, kept: Value<string>) => equal(orElse(given, ' '), orElse(kept, ' '));
  /** The coupon carries the references of this very redemption: an earlier try got through. */
  const ownRetry = value(
    'ownRetry',
    all(
      any(filled(input.redemptionReference), filled(input.transactionReference)),
      same(input.redemptionReference, was.redemptionDetails.redemptionReference),
      same(input.transactionReference, was.redemptionDetails.transactionReference),
    ),
  );

  /** What became of it, or why nothing did. */
  const state = value(
    'state',
    choose<string>(
      filled(redeemed.result.id),
      'redeemed',
      choose(
        filled(earlierOne.id),
        'already_redeemed',
        choose(
          isRedeemed(was),
          choose(ownRetry.result, 'already_redeemed', choose(redeemed.lost, 'unsure', 'taken')),
          choose(notAfter(was.expiryDate, now), 'expired', 'void'),
        ),
      ),
    ),
  );
  const is = (name: string) => equal(state.result, name);

  const words = redemptionWords(was, mark);
  const at = words.result;

  const read = value('read', choose<Coupon>(filled(earlierOne.id), earlierOne, was));
  const pass = redeemedPass(is('redeemed'), redeemed.result.id, coupon.view(read.result), {
    externalId: input.externalId,
    campaignId: input.campaignId,
  });

  return {
    steps: [
      given,
      earlier,
      redeemed,
      ownRetry,
      state,
      words,
      halt(
        'unsure',
        is('unsure'),
        text`PassKit’s answer was lost. The ${name} is redeemed now${when(filled(at.on), text`,${at.on}`)}, and it may have been this step that did it. With a redemption reference this step could tell.`,
      ),
      halt(
        'coupon_redeemed',
        is('taken'),
        text`The ${name} was already redeemed${at.on}${at.by}. ${at.hint}Nothing was redeemed this time.`,
      ),
      halt(
        'coupon_expired',
        is('expired'),
        text`The ${name} expired on ${at.expiry}. Nothing was redeemed. Reissue the coupon if the customer should have another.`,
      ),
      halt(
        'coupon_void',
        is('void'),
        text`The ${name} is no longer valid in PassKit${when(filled(at.expiry), text` (its expiry date is ${at.expiry})`)}. Nothing was redeemed.`,
      ),
      read,
      pass,
    ],
    result: { ...passBundle(coupon.passType, pass), outcome: state.result },
  };
}

export default operation({
  kind: 'create',
  key: 'redeem_coupon',
  noun: 'Coupon',
  label: 'Redeem Coupon',
  description: 'Redeems a coupon, found by its external ID in a campaign or by its PassKit ID.',
  notice: 'A redemption cannot be undone.',
  group: 'Coupons',
  webhook: {
    action: 'redeem',
    needs: {
      fields: ['redemptionReference'],
      because:
        'It makes the request safe to repeat: one reference never redeems a second coupon. Use something unique to this redemption, such as the order ID.',
    },
  },
  fields,
  plans: {
    get coupon() {
      return plan();
    },
  },
  output: actionOutput,
  sample: actionSample(sampleOf('coupon'), 'redeemed', {
    status: 'REDEEMED',
    redemptionDate: '2026-11-20T09:30:00Z',
  }),
});
