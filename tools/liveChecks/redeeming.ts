// Live checks of redeeming coupons.
import redeemCoupon from '../../creates/redeemCoupon.ts';
import { type Checks, onCoupons } from './check.ts';
import { type Finding, finding, said, show } from './finding.ts';
import { redeemPath } from './paths.ts';
import { isOver, isUnset, part } from './records.ts';
import type { Trial } from './trial.ts';
import { expire, issueLasting, oneRefused } from './tries.ts';

const redeem = (trial: Trial, id: string) => trial.put({ id }, redeemPath);

/** What the code takes for a refusal is what makes it look at the coupon. */
async function redemptionRefused(trial: Trial, id: string): Promise<Finding> {
  const error = await redeem(trial, id);
  return finding(error !== undefined && (error.refused || error.lost), said(error));
}

export const redeeming: Checks = {
  'redeem-details': {
    assumption: 'A redeemed coupon keeps its holder and shows the date and references of its redemption.',
    where: ['creates/redeemCoupon.ts'],
    settles: `PUT ${redeemPath}, then GET /coupon/singleUse/coupon/{id}`,
    run: onCoupons(async (trial) => {
      const { id, externalId } = await trial.issue();
      const references = { redemptionReference: 'live-check-1', transactionReference: 'live-check-2' };
      await trial.act(redeemCoupon, { externalId, ...references, transactionAmount: 1.5 });
      const record = await trial.read(id);
      const { redemptionDate, redemptionReference, transactionReference } = part(record, 'redemptionDetails');
      const same = show({ redemptionReference, transactionReference }) === show(references);
      const whole = part(record, 'person').displayName === 'Live Check' && record.status === 'REDEEMED';
      return finding(
        same && whole && !isUnset(redemptionDate),
        show({ status: record.status, redemptionDate, redemptionReference, transactionReference }),
      );
    }),
  },
  'redeem-twice': {
    assumption:
      'A second redemption is refused, whatever the error. If PassKit answers 200, it looks like a success on Zapier and Make; on the redemption page only the first of two taps does.',
    where: ['creates/redeemCoupon.ts'],
    settles: `PUT ${redeemPath}, twice`,
    run: onCoupons(async (trial) => {
      const { id } = await trial.issue();
      await trial.act(redeemCoupon, { id });
      return redemptionRefused(trial, id);
    }),
  },
  'redeem-at-once': {
    assumption: 'Of two redemptions at the same moment, one is refused.',
    where: ['creates/redeemCoupon.ts'],
    settles: `PUT ${redeemPath}, two at once`,
    run: onCoupons(async (trial) => {
      const { id } = await trial.issue();
      return oneRefused([redeem(trial, id), redeem(trial, id)], 'accepted');
    }),
  },
  'redeem-expired': {
    assumption: 'The redemption of an expired coupon is refused.',
    where: ['creates/redeemCoupon.ts'],
    settles: `PUT ${redeemPath}`,
    run: onCoupons(async (trial) => {
      const { id } = await issueLasting(trial);
      await expire(trial, id);
      await trial.readWhen(id, isOver);
      return redemptionRefused(trial, id);
    }),
  },
};
