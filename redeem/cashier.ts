// The cashier's code, where one is asked for, and how often it may be wrong.
import type { RedeemConfig } from './config.ts';
import type { limitersIn } from './limits.ts';
import { Refusal } from './refusal.ts';
import { type CouponLink, same } from './tokens.ts';

/** Answers whether the code is right; throws Refusal when there were too many wrong ones. */
export type Cashier = (named: CouponLink, code: string, address: string | undefined) => Promise<boolean>;

/**
 * Five wrong codes lock a pass. An address is locked after five passes, not after five tries: behind one address there
 * may be a whole shop with its customers.
 */
export function createCashier(
  { cashierCode }: RedeemConfig,
  limiter: ReturnType<typeof limitersIn>,
  clock: () => number,
): Cashier {
  const codes = limiter('codes', 5, 600);
  const passes = limiter('passes with wrong codes', 5, 600);
  const tried = limiter('passes tried', 1, 600);

  return async (named, code, address) => {
    if (!cashierCode) return true;
    const pass = JSON.stringify(named);
    const locked = await codes.take(pass, clock());
    if (locked > 0) throw new Refusal('tries', locked);
    const from = `${address} ${pass}`;
    const first = address !== undefined && (await tried.take(from, clock())) === 0;
    const wait = first ? await passes.take(address, clock()) : 0;
    if (wait > 0) {
      // It stays a first try: else the next one would not be counted.
      await tried.giveBack(from, clock());
      throw new Refusal('tries', wait);
    }
    if (!same(code, cashierCode)) return false;
    await codes.giveBack(pass, clock());
    if (first) {
      await passes.giveBack(address, clock());
      await tried.giveBack(from, clock());
    }
    return true;
  };
}
