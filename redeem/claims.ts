// Who redeems a coupon. Nobody knows what PassKit does with a second redemption, so of two taps at the same moment only
// one asks for it. For this copy of the server only: of two copies, the receipt tells whose redemption it was.
import { Halt } from '../operation/run.ts';
import { Refusal, soon } from './refusal.ts';

/** Longer than a visit: who saw the coupon active before it was redeemed still finds the claim. */
const keptFor = 15_000;

interface Claim {
  reference: string;
  /** When it was redeemed; undefined when it cannot be. */
  done: Promise<Date | undefined>;
  until: number;
}

/** Redeems by `act`, unless somebody else does or did: then undefined. The wait for them is bounded by `bounded`. */
export type Claims = (
  couponId: string,
  reference: string,
  act: () => Promise<Date>,
  bounded: <T>(work: Promise<T>) => Promise<T>,
) => Promise<Date | undefined>;

export function createClaims(clock: () => number): Claims {
  const claims = new Map<string, Claim>();

  /** Those that are over are the first: each is put at the end when it is done. */
  function forgetOld() {
    for (const [couponId, { until }] of claims) {
      if (until > clock()) return;
      claims.delete(couponId);
    }
  }

  return async (couponId, reference, act, bounded) => {
    forgetOld();
    const other = claims.get(couponId);
    if (other?.reference === reference) return bounded(other.done);
    if (other) {
      // What became of theirs is for them; ours has asked for nothing.
      await bounded(other.done).catch(() => {
        throw new Refusal('down', soon);
      });
      return undefined;
    }
    const done = act().catch((error) => {
      claims.delete(couponId);
      if (error instanceof Halt) return undefined;
      throw error;
    });
    claims.set(couponId, { reference, done, until: Number.POSITIVE_INFINITY });
    const time = await done;
    if (time) {
      claims.delete(couponId);
      claims.set(couponId, { reference, done, until: clock() + keptFor });
    }
    return time;
  };
}
