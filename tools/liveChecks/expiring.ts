// Live checks of passes that end by their expiry date.
import revokePass from '../../creates/revokePass.ts';
import updatePass from '../../creates/updatePass.ts';
import { type Checks, onCoupons, onCouponsAndTickets, onMembersAndTickets } from './check.ts';
import { finding, show } from './finding.ts';
import { endingOf, isOver, type Json, walletStatus } from './records.ts';
import { inDays } from './samples.ts';
import { expire, issueLasting } from './tries.ts';

const ended = (record: Json) => isOver(record) || record.status === 'EXPIRED';
const runs = (record: Json) => !ended(record);

export const expiring: Checks = {
  'expire-now': {
    assumption:
      'An expiry date of this moment ends a membership or ticket at once; the membership says EXPIRED.',
    where: ['creates/revokePass.ts', 'passes/membership.ts', 'passes/eventTicket.ts'],
    settles: 'PUT /members/member/updateExpiry, PUT /eventTickets/ticket',
    run: onMembersAndTickets(async (trial) => {
      const { id } = await trial.issue();
      const { outcome } = await trial.act(revokePass, { id });
      const record = await trial.readWhen(id, ended);
      const word = trial.passType !== 'membership' || record.status === 'EXPIRED';
      return finding(outcome === 'expired' && ended(record) && word, endingOf(record));
    }),
  },
  revive: {
    assumption: 'An expired membership or ticket runs again when its expiry date is moved forward.',
    where: ['creates/revokePass.ts', 'passes/bundle.ts'],
    settles: 'PUT /members/member, PUT /eventTickets/ticket',
    run: onMembersAndTickets(async (trial) => {
      const { id } = await trial.issue();
      await trial.act(revokePass, { id });
      await trial.act(updatePass, { id, expiryDate: inDays(1) });
      const record = await trial.readWhen(id, runs);
      return finding(runs(record), endingOf(record));
    }),
  },
  'expired-word': {
    assumption:
      'Expired coupons and tickets keep their status word: only the date and the wallet status tell.',
    where: ['passes/bundle.ts', 'passes/coupon.ts'],
    settles: 'GET /coupon/singleUse/coupon/{id}, GET /eventTickets/ticket/id/{id}',
    run: onCouponsAndTickets(async (trial) => {
      const { id } = await issueLasting(trial);
      await expire(trial, id);
      const record = await trial.readWhen(id, isOver);
      return finding(record.status === trial.kind.issuedStatus, endingOf(record));
    }),
  },
  invalidated: {
    assumption:
      'The wallet status PASS_INVALIDATED means that a coupon is over; one that can be redeemed never has it.',
    where: ['passes/coupon.ts'],
    settles: 'GET /coupon/singleUse/coupon/{id}',
    run: onCoupons(async (trial) => {
      const { id } = await issueLasting(trial);
      const before = await trial.read(id);
      await expire(trial, id);
      const after = await trial.readWhen(id, isOver);
      return finding(
        !isOver(before) && isOver(after),
        `it was ${show(walletStatus(before))} and is ${show(walletStatus(after))}`,
      );
    }),
  },
};
