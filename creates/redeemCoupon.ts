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
  readableTime,
  text,
  type Value,
  when,
} from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import { operation } from '../operation/operation.ts';
import { call, find, halt, value, values } from '../operation/step.ts';
import { choosePass, passBundle } from '../passes/bundle.ts';
import { couponNameFields } from '../passes/commonInputs.ts';
import { coupon, isActive, isRedeemed } from '../passes/coupon.ts';
import { actionOutput, actionSample, sample } from '../passes/output.ts';
import { idAnswer } from '../passkit/objects.ts';

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

const found = find('found', coupon.lookup, {
  by: { id: input.id, externalId: input.externalId },
  project: input.campaignId,
});
const was = found.result;

const byId = filled(input.id);
const redeemed = call(
  'redeemed',
  {
    effect: 'sets',
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
  { unless: { found, is: not(isActive(was)) } },
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
      not(filled(was.id)),
      'none',
      choose(
        isRedeemed(was),
        choose(ownRetry.result, 'already_redeemed', 'taken'),
        choose(notAfter(was.expiryDate, now), 'expired', 'void'),
      ),
    ),
  ),
);
const is = (name: string) => equal(state.result, name);

const name = text`coupon “${orElse(input.externalId, input.id)}”`;
const reference = was.redemptionDetails.redemptionReference;
const redeemedAt = was.redemptionDetails.redemptionDate;
const times = values('times', {
  redeemed: readableTime(redeemedAt),
  expiry: readableTime(was.expiryDate),
});
const at = times.result;

const pass = values('pass', {
  // What a refused redemption made us read; a redemption that went through reads nothing.
  ...choosePass(is('redeemed'), {}, coupon.view(was)),
  id: orElse(redeemed.result.id, was.id),
  externalId: orElse(when(not(is('redeemed')), was.externalId), input.externalId),
  campaignId: orElse(when(not(is('redeemed')), was.campaignId), input.campaignId),
  status: 'REDEEMED',
  redemptionDate: choose(is('redeemed'), now, redeemedAt),
});

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
    coupon: {
      steps: [
        redeemed,
        ownRetry,
        state,
        times,
        halt(
          'coupon_not_found',
          is('none'),
          text`There is no ${name} in this campaign. Check the external ID and the campaign; it may have been voided. Nothing was redeemed.`,
        ),
        halt(
          'coupon_redeemed',
          is('taken'),
          text`The ${name} was already redeemed${when(filled(at.redeemed), text` on ${at.redeemed}`)}${when(filled(reference), text` (reference ${reference})`)}. Nothing was redeemed this time.`,
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
        pass,
      ],
      result: { ...passBundle(coupon.passType, pass), outcome: state.result },
    },
  },
  output: actionOutput,
  sample: actionSample(sample.coupon, 'redeemed', {
    status: 'REDEEMED',
    redemptionDate: '2026-11-20T09:30:00Z',
  }),
});
