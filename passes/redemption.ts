// What coupons and event tickets share when they are redeemed: the words about a redemption, and the pass after it.
import {
  type Condition,
  choose,
  type Expr,
  filled,
  not,
  now,
  orElse,
  quoted,
  type Ref,
  readableTime,
  text,
  type Value,
  when,
} from '../operation/expression.ts';
import { values } from '../operation/step.ts';
import type { Ticket } from '../passkit/objects.ts';
import { choosePass } from './bundle.ts';
import type { View } from './values.ts';

/** Words about the redemption that a record has, for messages; `mark` is the reference that this step was given. */
export const redemptionWords = (
  { redemptionDetails, expiryDate }: Pick<Ref<Ticket>, 'redemptionDetails' | 'expiryDate'>,
  mark: Value<string>,
) => {
  const { redemptionDate, redemptionReference } = redemptionDetails;
  return values('times', {
    on: when(filled(redemptionDate), text` on ${readableTime(redemptionDate)}`),
    by: when(filled(redemptionReference), text` (reference ${quoted(redemptionReference)})`),
    expiry: readableTime(expiryDate),
    hint: when(
      not(filled(mark)),
      'Without a redemption reference it cannot be told whether an earlier try of this step did it. ',
    ),
  });
};

/**
 * A redeemed pass: as it was read when PassKit refused, `view`; and where the redemption went through, which reads nothing,
 * with its ID and with what it was named by.
 */
export const redeemedPass = (
  wentThrough: Condition,
  id: Expr<string>,
  view: View,
  named: Readonly<Record<string, Expr<string>>>,
) =>
  values('pass', {
    ...choosePass(wentThrough, {}, view),
    id: orElse(id, view.id),
    ...Object.fromEntries(
      Object.entries(named).map(([key, given]) => [key, orElse(when(not(wentThrough), view[key]), given)]),
    ),
    status: 'REDEEMED',
    redemptionDate: choose(wentThrough, now, view.redemptionDate),
  });
