// What a live check is, and how a try of one says what it learned.
import { type PassType, passTypes } from '../../operation/passType.ts';
import { PassKitError } from '../../passkit/errors.ts';
import type { Account } from './account.ts';
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

export interface Finding {
  verdict: 'confirmed' | 'refuted' | 'inconclusive';
  detail: string;
}

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

export const finding = (holds: boolean, yes: string, no = yes): Finding =>
  holds ? { verdict: 'confirmed', detail: yes } : { verdict: 'refuted', detail: no };

/** Ends a try that cannot tell. */
export class Inconclusive extends Error {}

/** What a try cannot tell without. */
export function need(there: boolean, otherwise: string): asserts there {
  if (!there) throw new Inconclusive(otherwise);
}

export const said = (error: PassKitError | undefined) =>
  error ? `PassKit said ${error.status ?? 'nothing'}: ${error.message}` : 'PassKit answered 200';

export const show = (value: unknown) => JSON.stringify(value) ?? 'nothing';

/** PassKit's error, when the promise ends in one. */
export const refusalOf = (promise: Promise<unknown>): Promise<PassKitError | undefined> =>
  promise.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof PassKitError) return error;
      throw error;
    },
  );
