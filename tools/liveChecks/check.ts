// What a live check is, and what it is tried on.
import { type PassType, passTypes } from '../../passes/kinds.ts';
import type { Account } from './account.ts';
import type { Finding } from './finding.ts';
import type { Trial } from './trial.ts';

/** One assumption. */
export interface LiveCheck {
  id: string;
  assumption: string;
  /** The files that rely on it. */
  where: readonly string[];
  /** The call that settles it, verb and path; or what to do where no call can. */
  settles: string;
  /** Tries it, where that is safe. */
  run?: Run;
}

/** Some checks by ID. */
export type Checks = Record<string, Omit<LiveCheck, 'id'>>;

/** A try on the account itself, or with test passes of each of some types. */
export type Run =
  | { account(account: Account): Promise<Finding> }
  | { passTypes: readonly PassType[]; pass: OnPass };

export type OnPass = (trial: Trial) => Promise<Finding>;

export const onAccount = (account: (account: Account) => Promise<Finding>): Run => ({ account });

const onPasses =
  (...types: readonly PassType[]) =>
  (pass: OnPass): Run => ({ passTypes: types, pass });

export const onAll = onPasses(...passTypes);
export const onMembers = onPasses('membership');
export const onCoupons = onPasses('coupon');
export const onTickets = onPasses('eventTicket');
export const onMembersAndCoupons = onPasses('membership', 'coupon');
export const onMembersAndTickets = onPasses('membership', 'eventTicket');
export const onCouponsAndTickets = onPasses('coupon', 'eventTicket');
