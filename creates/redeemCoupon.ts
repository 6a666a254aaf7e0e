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
  type Template,
  text,
} from '../operation/expression.ts';
import type { Operation } from '../operation/operation.ts';
import { call, find, halt } from '../operation/step.ts';
import { actionOutput, actionSample, passBundle, sample } from '../passes/bundle.ts';
import { coupon, isActive, isRedeemed } from '../passes/coupon.ts';
import { couponFields } from '../passes/fields.ts';
import { input } from '../passes/input.ts';
import { idAnswer } from '../passkit/objects.ts';

const found = find('coupon', coupon.lookup, {
  by: { id: input.id, externalId: input.externalId },
  project: input.campaignId,
});
const was = found.result;

const byId = filled(input.id);
const redeemed = call(
  'redeemed',
  {
    method: 'PUT',
    path: '/coupon/singleUse/coupon/redeem',
    body: {
      id: input.id,
      externalId: choose(byId, undefined, input.externalId),
      campaignId: choose(byId, undefined, input.campaignId),
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
const done = filled(redeemed.result.id);

const same = (given: Template, kept: Template) => equal(orElse(given, ' '), orElse(kept, ' '));
/** The coupon carries the references of this very redemption: an earlier try got through. */
const ownRetry = all(
  any(filled(input.redemptionReference), filled(input.transactionReference)),
  same(input.redemptionReference, was.redemptionDetails.redemptionReference),
  same(input.transactionReference, was.redemptionDetails.transactionReference),
);
/** What the message of a refused redemption says, by what it is about: the templates for Make tell them apart by it. */
export const refusal = {
  redeemed: 'was already redeemed',
  expired: 'expired on',
  none: 'There is no',
  void: 'is no longer valid',
} as const;
const name = text`coupon “${orElse(input.externalId, input.id)}”`;
const reference = was.redemptionDetails.redemptionReference;
const when = was.redemptionDetails.redemptionDate;

const redeemCoupon: Operation = {
  kind: 'create',
  key: 'redeem_coupon',
  noun: 'Coupon',
  label: 'Redeem Coupon',
  description: 'Redeems a coupon, found by its external ID in a campaign or by its PassKit ID.',
  notice: 'A redemption cannot be undone.',
  fields: {
    ...couponFields,
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
  },
  plan: {
    steps: [
      redeemed,
      halt(
        all(not(done), not(filled(was.id))),
        text`${refusal.none} ${name} in this campaign. Check the external ID and the campaign; it may have been voided. Nothing was redeemed.`,
      ),
      halt(
        all(not(done), isRedeemed(was), not(ownRetry)),
        text`The ${name} ${refusal.redeemed}${choose(filled(when), text` on ${readableTime(when)}`)}${choose(filled(reference), text` (reference ${reference})`)}. Nothing was redeemed this time.`,
      ),
      halt(
        all(not(done), filled(was.expiryDate), notAfter(was.expiryDate, now), not(isRedeemed(was))),
        text`The ${name} ${refusal.expired} ${readableTime(was.expiryDate)}. Nothing was redeemed. Reissue the coupon if the customer should have another.`,
      ),
      halt(
        all(not(done), not(isActive(was)), not(isRedeemed(was))),
        text`The ${name} ${refusal.void} in PassKit${choose(filled(was.expiryDate), text` (its expiry date is ${readableTime(was.expiryDate)})`)}. Nothing was redeemed.`,
      ),
    ],
    result: {
      ...passBundle(coupon, orElse(redeemed.result.id, was.id), {
        ...Object.fromEntries(
          // What a refused redemption made us read; a redemption that went through reads nothing.
          Object.entries(coupon.view(was)).map(([key, value]) => [key, choose(done, undefined, value)]),
        ),
        externalId: orElse(choose(done, undefined, was.externalId), input.externalId),
        campaignId: orElse(choose(done, undefined, was.campaignId), input.campaignId),
        status: 'REDEEMED',
        redemptionDate: choose(done, now, was.redemptionDetails.redemptionDate),
      }),
      outcome: choose(done, 'redeemed', 'already_redeemed'),
    },
  },
  output: actionOutput,
  sample: actionSample(sample.coupon, 'redeemed', {
    status: 'REDEEMED',
    redemptionDate: '2026-11-20T09:30:00Z',
  }),
};

export default redeemCoupon;
