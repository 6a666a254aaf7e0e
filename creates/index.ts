// Every action. A new one is a file beside these and a line here.
import type { Operation } from '../operation/operation.ts';
import burnPoints from './burnPoints.ts';
import checkInMember from './checkInMember.ts';
import checkOutMember from './checkOutMember.ts';
import createEvent from './createEvent.ts';
import earnPoints from './earnPoints.ts';
import issueBoardingPass from './issueBoardingPass.ts';
import issuePass from './issuePass.ts';
import redeemCoupon from './redeemCoupon.ts';
import redeemOrder from './redeemOrder.ts';
import redeemTicket from './redeemTicket.ts';
import reissueCoupon from './reissueCoupon.ts';
import renewMembership from './renewMembership.ts';
import revokePass from './revokePass.ts';
import sendMessage from './sendMessage.ts';
import sendPass from './sendPass.ts';
import setPassImage from './setPassImage.ts';
import transferTicket from './transferTicket.ts';
import updateBoardingPass from './updateBoardingPass.ts';
import updateFlight from './updateFlight.ts';
import updatePass from './updatePass.ts';
import validateTicket from './validateTicket.ts';

export const creates: readonly Operation[] = [
  issuePass,
  updatePass,
  revokePass,
  redeemCoupon,
  reissueCoupon,
  redeemTicket,
  validateTicket,
  redeemOrder,
  transferTicket,
  createEvent,
  earnPoints,
  burnPoints,
  checkInMember,
  checkOutMember,
  sendPass,
  sendMessage,
  renewMembership,
  setPassImage,
  issueBoardingPass,
  updateBoardingPass,
  updateFlight,
];
