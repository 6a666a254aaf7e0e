// The coupon behind a link, asked of PassKit through the same declarations as everywhere: find, tell, redeem.
import redeemCoupon from '../creates/redeemCoupon.ts';
import { type Runtime, run } from '../operation/run.ts';
import { type CouponState, couponState } from '../passes/couponState.ts';
import couponOfLink from './couponOfLink.ts';
import type { CouponLink } from './tokens.ts';

/** What a link stands for at this moment. */
export type Look =
  | { state: 'none'; id?: undefined; offerId?: undefined; time?: undefined; reference?: undefined }
  | {
      state: CouponState;
      /** Its own PassKit ID. */
      id: string;
      offerId: unknown;
      /** Until when it is valid, or when it was redeemed or expired. */
      time: Date | undefined;
      /** The reference of its redemption. */
      reference: unknown;
    };

/** The coupon that a link stands for, in one request. */
export async function look({ externalId, campaignId }: CouponLink, runtime: Runtime): Promise<Look> {
  const [found] = await run(couponOfLink, { externalId, campaignId }, runtime);
  if (!found) return { state: 'none' };
  const state = couponState(found);
  const time = state === 'redeemed' ? found.redemptionDate : found.expiryDate;
  return {
    state,
    id: String(found.id),
    offerId: found.offerId,
    time: state === 'void' ? undefined : timeIn(time),
    reference: found.redemptionReference,
  };
}

/** Redeems a coupon by its PassKit ID and answers when. Throws Halt when it cannot be redeemed, or PassKitError. */
export async function redeem(id: string, reference: string, runtime: Runtime): Promise<Date> {
  const [redeemed] = await run(redeemCoupon, { id, redemptionReference: reference }, runtime);
  return timeIn(redeemed?.redemptionDate) ?? runtime.now;
}

function timeIn(value: unknown): Date | undefined {
  const time = new Date(typeof value === 'string' ? value : Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
