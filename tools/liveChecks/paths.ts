// The calls and files that the live checks name.
import { kindOf, passTypes } from '../../passes/kinds.ts';

/** Where a pass is issued, updated and deleted. */
export const passPath = (passType: string): string => kindOf(passType).issue.path;

export const redeemPath = `${passPath('coupon')}/redeem`;
export const renamePath = `${passPath('coupon')}/externalId`;

const onEach = (method: string) => passTypes.map((passType) => `${method} ${passPath(passType)}`).join(', ');

export const issues = onEach('POST');
export const updates = onEach('PUT');
export const deletes = onEach('DELETE');
export const reads =
  'GET /members/member/id/{id}, GET /coupon/singleUse/coupon/{id}, GET /eventTickets/ticket/id/{id}';
export const ownIdReads =
  'GET /members/member/externalId/{programId}/{externalId}, GET /coupon/singleUse/coupon/externalId/{couponCampaignId}/{externalId}, GET /eventTickets/ticket/ticketNumber';
export const lists =
  'POST /members/member/list/{programId}, POST /coupon/singleUse/coupons/list/{couponCampaignId}, POST /eventTickets/tickets/list';

export const kindFiles = passTypes.map((passType) => `passes/${passType}.ts`);
