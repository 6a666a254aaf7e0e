// Every action. A new one is a file beside these and a line here.
import type { Operation } from '../operation/operation.ts';
import burnPoints from './burnPoints.ts';
import checkInMember from './checkInMember.ts';
import checkOutMember from './checkOutMember.ts';
import earnPoints from './earnPoints.ts';
import issuePass from './issuePass.ts';
import redeemCoupon from './redeemCoupon.ts';
import reissueCoupon from './reissueCoupon.ts';
import revokePass from './revokePass.ts';
import updatePass from './updatePass.ts';

export const creates: readonly Operation[] = [
  issuePass,
  updatePass,
  revokePass,
  redeemCoupon,
  reissueCoupon,
  earnPoints,
  burnPoints,
  checkInMember,
  checkOutMember,
];
