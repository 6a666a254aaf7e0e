// Protects that what PassKit refuses is told by the input it is about, and never by another one.
import issuePass from '../../creates/issuePass.ts';
import redeemCoupon from '../../creates/redeemCoupon.ts';
import type { Operation } from '../../operation/operation.ts';
import { fieldIn } from '../../redeem/refusedField.ts';
import type { Row } from '../../redeem/row.ts';

const member = { passType: 'membership' };
const ticket = { passType: 'Event Ticket' };

test.each<[string, Operation, Row, string | undefined]>([
  ['externalId is taken', issuePass, member, 'externalId'],
  ['is taken: externalId', issuePass, member, 'externalId'],
  ['External ID is taken', issuePass, member, 'externalId'],
  ['the "external" "ID" is taken', issuePass, member, 'externalId'],
  ['the ID is external', issuePass, member, undefined],
  ['Email Address is not an e-mail address', issuePass, member, 'emailAddress'],
  ['ticketNumber is too long', issuePass, ticket, 'externalId'],
  ['ticketNumber is too long', issuePass, member, undefined],
  ['externalId is too long', issuePass, ticket, undefined],
  ['id not found', redeemCoupon, { id: 'CouponId1' }, 'id'],
  ['id not found', redeemCoupon, { externalId: 'row-1' }, undefined],
  ['campaignId not found', redeemCoupon, { passType: 7 }, 'campaignId'],
  ['', issuePass, member, undefined],
])('“%s”', (reason, operation, row, field) => {
  expect(fieldIn(reason, operation, row)).toBe(field);
});
