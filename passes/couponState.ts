// How a coupon stands, read from its bundle.
import type { ResultBundle } from '../operation/run.ts';

export type CouponState = 'active' | 'redeemed' | 'expired' | 'void';

/** What can be done with the coupon of a bundle: redeemed while it is active, and nothing in any other state. */
export function couponState({ status }: ResultBundle): CouponState {
  switch (status) {
    case 'REDEEMED':
      return 'redeemed';
    case 'EXPIRED':
      return 'expired';
    case 'INVALIDATED':
      return 'void';
    // UNREDEEMED; PassKit may leave out a value that is the first of its enum.
    default:
      return 'active';
  }
}
