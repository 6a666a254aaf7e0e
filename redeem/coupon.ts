// The coupon behind a link, asked of PassKit through the same declarations as everywhere: find, tell, redeem.
import redeemCoupon from '../creates/redeemCoupon.ts';
import { type Runtime, run, send } from '../operation/run.ts';
import { coupon as couponKind } from '../passes/coupon.ts';
import { type CouponState, couponState } from '../passes/couponState.ts';
import { offer } from '../passkit/objects.ts';
import findPass from '../searches/findPass.ts';
import type { CouponLink } from './tokens.ts';

/** What a link stands for at this moment. */
export interface Look {
  state: CouponState | 'none';
  /** The title of its offer, where PassKit tells. */
  title?: string | undefined;
  /** Until when it is valid, or when it was redeemed or expired. */
  time?: Date | undefined;
}

/** The coupon that an external ID stands for, as a bundle. */
const find = async ({ externalId, campaignId }: CouponLink, runtime: Runtime) =>
  (await run(findPass, { passType: 'coupon', externalId, campaignId }, runtime))[0];

export interface Looker {
  look(named: CouponLink, runtime: Runtime): Promise<Look>;
  /** The title of the offer of a coupon, whatever has become of the coupon. */
  title(named: CouponLink, runtime: Runtime): Promise<string | undefined>;
}

/** Reads coupons; the titles of offers, which hardly change, are remembered for five minutes. */
export function createLooker(clock: () => number): Looker {
  const titles = new Map<string, { title: string | undefined; until: number }>();

  async function titleOf(offerId: unknown, runtime: Runtime): Promise<string | undefined> {
    if (typeof offerId !== 'string') return undefined;
    const known = titles.get(offerId);
    if (known && known.until > clock()) return known.title;
    // Without its title a coupon can still be redeemed.
    const found = await send({ ...couponKind.template.call, answer: offer }, { offerId }, runtime).catch(
      () => undefined,
    );
    if (found) titles.set(offerId, { title: found.offerTitle, until: clock() + 5 * 60_000 });
    return found?.offerTitle;
  }

  return {
    async look(named, runtime) {
      const found = await find(named, runtime);
      if (!found) return { state: 'none' };
      const state = couponState(found);
      const title = await titleOf(found.offerId, runtime);
      const time = state === 'redeemed' ? found.redemptionDate : found.expiryDate;
      return { state, title, time: state === 'void' ? undefined : timeIn(time) };
    },
    title: async (named, runtime) => titleOf((await find(named, runtime))?.offerId, runtime),
  };
}

/** Redeems the coupon and answers when. Throws Halt when it cannot be redeemed, or PassKitError. */
export async function redeem(named: CouponLink, reference: string, runtime: Runtime): Promise<Date> {
  const input = {
    externalId: named.externalId,
    campaignId: named.campaignId,
    redemptionReference: reference,
  };
  const [redeemed] = await run(redeemCoupon, input, runtime);
  return timeIn(redeemed?.redemptionDate) ?? runtime.now;
}

function timeIn(value: unknown): Date | undefined {
  const time = new Date(typeof value === 'string' ? value : Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
