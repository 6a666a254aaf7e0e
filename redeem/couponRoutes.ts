// The page of a coupon: GET shows it and changes nothing, POST redeems it and sends the browser back to GET, which
// says what is true. So reloading submits nothing, and a refused redemption needs no page of its own.
import { type Brand, brandOf, offerOf } from './brand.ts';
import { createCashier } from './cashier.ts';
import { createClaims } from './claims.ts';
import type { RedeemConfig } from './config.ts';
import { type Look, look, redeem } from './coupon.ts';
import type { limitersIn } from './limits.ts';
import { pathOf, readLink } from './link.ts';
import { createOffers } from './offers.ts';
import { couponPage, noticePage, type Told } from './pages.ts';
import { Refusal } from './refusal.ts';
import type { VisitRuntime } from './runtime.ts';
import { textsFor } from './texts/texts.ts';
import { notices } from './texts/types.ts';
import {
  type CouponLink,
  formToken,
  isOf,
  newTap,
  readForm,
  readReceipt,
  receipt,
  receiptLasts,
  type Tap,
} from './tokens.ts';
import { answerWith, isOpening, isOwnSubmit, type Visit, visitorOf } from './visit.ts';
import { watched } from './watched.ts';

/** A coupon that may be asked about, and the signature of its link. */
interface Admitted {
  named: CouponLink;
  sig: string | undefined;
}

/** How a redemption of the page is known in PassKit. */
const referenceOf = ({ reference }: Tap) => `link-${reference}`;

export function couponRoutes(
  config: RedeemConfig,
  runtime: () => VisitRuntime,
  clock: () => number,
  limiter: ReturnType<typeof limitersIn>,
) {
  const offers = createOffers(clock);
  const claims = createClaims(clock);
  const addresses = limiter('address', config.limits.address, 60);
  const passes = limiter('pass', config.limits.pass, 60);
  const cashier = createCashier(config, limiter, clock);

  const setting = (c: Visit, brand: Brand = config.brand ?? {}, shop?: string) => ({
    texts: textsFor(c.req.header('accept-language')),
    timeZone: config.pageTimeZone ?? shop ?? config.timeZone,
    brand,
  });

  /**
   * What is offered, and by whom. The settings say whose page it is, of what they leave out PassKit does; of what is
   * offered PassKit knows more than settings for all offers.
   */
  async function described(c: Visit, offerId: unknown, once: VisitRuntime) {
    const { language } = textsFor(c.req.header('accept-language'));
    const told = await offers(offerId, language, once);
    return {
      offer: offerOf(told.offer, config.offer),
      as: setting(c, brandOf(config.brand, told.brand), told.timeZone),
    };
  }

  async function limit(counted: typeof passes, key: string | undefined) {
    const wait = key === undefined ? 0 : await counted.take(key, clock());
    if (wait > 0) throw new Refusal('slow', wait);
  }

  /** The coupon a request is about, once it may ask. */
  async function admit(c: Visit): Promise<Admitted> {
    const named = readLink(new URL(c.req.url).search, config);
    // Only what would ask PassKit counts: links that lead nowhere cost nothing, so they lock out nobody.
    await limit(addresses, visitorOf(c, config));
    const sig = c.req.query('sig');
    c.set('externalId', named.externalId);
    c.set('again', pathOf(named, { sig }));
    await limit(passes, JSON.stringify(named));
    return { named, sig };
  }

  /**
   * Redeems the coupon that was seen, if it is the one the tap is for, and answers with the way to the receipt; undefined
   * when the coupon cannot be redeemed.
   */
  async function attempt(c: Visit, { named, sig }: Admitted, tap: Tap, seen: Look, once: VisitRuntime) {
    const reference = referenceOf(tap);
    let time: Date | undefined;
    if (seen.state === 'redeemed' && seen.reference === reference) time = seen.time ?? once.now;
    else if (seen.state === 'active') {
      // The link stands for another coupon by now: that one is not what the visitor saw.
      if (!isOf(config.secret, named, tap, seen.id)) throw new Refusal('replaced');
      const { runtime: asking, unsure } = watched(once);
      let asked = false;
      const act = () => {
        asked = true;
        return redeem(seen.id, reference, asking);
      };
      // Of a submit that waited for the same form, only that one knows what became of it.
      c.set('unsure', () => (asked ? unsure() : true));
      time = await claims(seen.id, reference, act, once.bounded);
    }
    c.set('outcome', time ? 'redeemed' : 'halted');
    return time && pathOf(named, { sig, receipt: receipt(config.secret, named, tap, time) });
  }

  async function show(
    c: Visit,
    { named, sig }: Admitted,
    seen: Look,
    once: VisitRuntime,
    code: 'no' | 'asked' | 'wrong' = config.cashierCode ? 'asked' : 'no',
  ) {
    const { state, id, offerId, time } = seen;
    c.set('outcome', code === 'wrong' ? 'wrong code' : state);
    const { offer, as } = await described(c, offerId, once);
    if (state !== 'active') return say(c, state, { offer, time }, as);
    const token = formToken(config.secret, named, id, clock());
    const { externalId } = named;
    const keys: 'numeric' | 'text' = /\D/.test(config.cashierCode ?? '') ? 'text' : 'numeric';
    const form = { told: { offer, time }, action: pathOf(named, { sig }), externalId, token, code, keys };
    const page = couponPage(as, form);
    return answerWith(c, page, code === 'wrong' ? 403 : 200, [as.brand.logo, offer.image]);
  }

  /** What a receipt says, as far as it agrees with what PassKit says. */
  async function showReceipt(c: Visit, admitted: Admitted, tap: Tap & { time: Date }, once: VisitRuntime) {
    const { named } = admitted;
    c.set('outcome', 'success');
    // The receipt is true even while PassKit cannot be asked, or when the link stands for another coupon by now.
    const seen = await look(named, once).catch(() => undefined);
    if (!seen?.id || !isOf(config.secret, named, tap, seen.id)) return say(c, 'success', { time: tap.time });
    // PassKit has taken two redemptions, and counts the other one.
    const others = typeof seen.reference === 'string' && seen.reference !== referenceOf(tap);
    if (others) return show(c, admitted, seen, once);
    const { offer, as } = await described(c, seen.offerId, once);
    return say(c, 'success', { offer, time: tap.time }, as);
  }

  function say(
    c: Visit,
    notice: Exclude<Look['state'], 'active'> | 'success',
    told: Told,
    shown = setting(c),
  ) {
    // Later the receipt is no longer shown: then the page says what it will say from then on.
    const until = notice === 'success' ? { until: receiptLasts } : {};
    const page = noticePage(shown, notice, { told, now: clock(), ...until });
    return answerWith(c, page, notices[notice].status, [shown.brand.logo]);
  }

  return {
    async get(c: Visit): Promise<Response> {
      const admitted = await admit(c);
      const { named } = admitted;
      const once = runtime();
      const kept = c.req.query('receipt');
      const held = kept === undefined ? undefined : readReceipt(config.secret, named, kept, clock());
      if (held) return showReceipt(c, admitted, held, once);
      const seen = await look(named, once);
      if (config.instant && kept === undefined && isOpening(c) && seen.state === 'active') {
        const done = await attempt(c, admitted, newTap(config.secret, named, seen.id), seen, once);
        // Somebody was quicker: then what became of it is shown.
        return done ? c.redirect(done, 303) : show(c, admitted, await look(named, once), once);
      }
      return show(c, admitted, seen, once);
    },

    async post(c: Visit): Promise<Response> {
      const admitted = await admit(c);
      const { named, sig } = admitted;
      const form = new URLSearchParams(await c.req.text());
      const tap = readForm(config.secret, named, form.get('token') ?? '', clock());
      if (!tap || !isOwnSubmit(c, config)) throw new Refusal('stale');
      const once = runtime();
      const rightCode = await cashier(named, form.get('code')?.trim() ?? '', visitorOf(c, config));
      if (!rightCode) return show(c, admitted, await look(named, once), once, 'wrong');
      const done = await attempt(c, admitted, tap, await look(named, once), once);
      return c.redirect(done ?? pathOf(named, { sig }), 303);
    },
  };
}
