// The coupon behind a link, asked of PassKit through the same declarations as everywhere: find, tell, redeem.
import redeemCoupon from '../creates/redeemCoupon.ts';
import { type ResultBundle, run, send, type World } from '../operation/run.ts';
import { coupon as couponKind } from '../passes/coupon.ts';
import { offer } from '../passkit/objects.ts';
import findActiveCoupon from '../searches/findActiveCoupon.ts';
import findPass from '../searches/findPass.ts';
import type { Named } from './seals.ts';

/** What a link stands for at this moment. */
export interface Look {
  state: 'active' | 'redeemed' | 'expired' | 'void' | 'none';
  /** The title of its offer, where PassKit tells. */
  title?: string | undefined;
  /** Until when it is valid, or when it was redeemed or expired. */
  time?: Date | undefined;
}

const find = async ({ externalId, campaignId }: Named, world: World) =>
  (await run(findPass, { passType: 'coupon', externalId, campaignId }, world))[0];

/** The coupon that an external ID stands for, as a bundle, and how it stands. */
export async function findCoupon(
  { externalId, campaignId }: Named,
  world: World,
): Promise<{ state: Look['state']; found?: ResultBundle | undefined }> {
  const [active] = await run(findActiveCoupon, { externalId, campaignId }, world);
  if (active) return { state: 'active', found: active };
  const found = await find({ externalId, campaignId }, world);
  return { state: found ? stateOf(found) : 'none', found };
}

/** How a coupon stands that is not active. */
const stateOf = ({ status }: ResultBundle) =>
  status === 'REDEEMED' ? 'redeemed' : status === 'EXPIRED' ? 'expired' : 'void';

export interface Looker {
  look(named: Named, world: World): Promise<Look>;
  /** The title of the offer of a coupon, whatever has become of the coupon. */
  title(named: Named, world: World): Promise<string | undefined>;
}

/** Reads coupons; the titles of offers, which hardly change, are remembered for five minutes. */
export function createLooker(clock: () => number): Looker {
  const titles = new Map<string, { title: string | undefined; until: number }>();

  async function titleOf(offerId: unknown, world: World): Promise<string | undefined> {
    if (typeof offerId !== 'string') return undefined;
    const known = titles.get(offerId);
    if (known && known.until > clock()) return known.title;
    // Without its title a coupon can still be redeemed.
    const found = await send({ ...couponKind.template.call, answer: offer }, { offerId }, world).catch(
      () => undefined,
    );
    if (found) titles.set(offerId, { title: found.offerTitle, until: clock() + 5 * 60_000 });
    return found?.offerTitle;
  }

  return {
    async look(named, world) {
      const { state, found } = await findCoupon(named, world);
      if (!found) return { state };
      const title = await titleOf(found.offerId, world);
      const time = state === 'redeemed' ? found.redemptionDate : found.expiryDate;
      return { state, title, time: state === 'void' ? undefined : timeIn(time) };
    },
    title: async (named, world) => titleOf((await find(named, world))?.offerId, world),
  };
}

/** Redeems the coupon and answers when. Throws Halt when it cannot be redeemed, or PassKitError. */
export async function redeem(named: Named, reference: string, world: World): Promise<Date> {
  const input = {
    externalId: named.externalId,
    campaignId: named.campaignId,
    redemptionReference: reference,
  };
  const [redeemed] = await run(redeemCoupon, input, world);
  return timeIn(redeemed?.redemptionDate) ?? world.now;
}

function timeIn(value: unknown): Date | undefined {
  const time = new Date(typeof value === 'string' ? value : Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
