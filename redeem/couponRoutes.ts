// The page of a coupon: GET shows it and changes nothing, POST redeems it and sends the browser back to GET, which
// says what is true. So reloading submits nothing, and a refused redemption needs no page of its own.
import { Halt, type Runtime } from '../operation/run.ts';
import type { RedeemConfig } from './config.ts';
import { createLooker, type Look, redeem } from './coupon.ts';
import { createLimiter } from './limits.ts';
import { pathOf, readLink } from './link.ts';
import { couponPage, noticePage } from './pages.ts';
import { Refusal } from './refusal.ts';
import { textsFor } from './texts/texts.ts';
import { notices } from './texts/types.ts';
import { type CouponLink, formToken, readForm, readReceipt, receipt, same } from './tokens.ts';
import { answerWith, isOpening, isOwnSubmit, type Visit, visitorOf } from './visit.ts';

/** A coupon that may be asked about, and the signature of its link. */
interface Admitted {
  named: CouponLink;
  sig: string | undefined;
}

export function couponRoutes(config: RedeemConfig, runtime: () => Runtime, clock: () => number) {
  const coupons = createLooker(clock);
  const addresses = createLimiter(config.limits.address, 60);
  const passes = createLimiter(config.limits.pass, 60);
  const wrongCodes = createLimiter(5, 600);

  const setting = (c: Visit) => ({
    texts: textsFor(c.req.header('accept-language')),
    timeZone: config.timeZone,
  });

  function limit(limiter: typeof passes, notice: 'slow' | 'tries', key: string | undefined) {
    const wait = key === undefined ? 0 : limiter.take(key, clock());
    if (wait > 0) throw new Refusal(notice, wait);
  }

  /** The coupon a request is about, once it may ask. */
  function admit(c: Visit): Admitted {
    limit(addresses, 'slow', visitorOf(c, config));
    const named = readLink((name) => c.req.query(name), config);
    const sig = c.req.query('sig');
    c.set('externalId', named.externalId);
    c.set('again', pathOf(named, { sig }));
    limit(passes, 'slow', JSON.stringify(named));
    return { named, sig };
  }

  /** Redeems, and answers with the way to the receipt; undefined when the coupon cannot be redeemed. */
  async function attempt(c: Visit, { named, sig }: Admitted, reference: string, once: Runtime) {
    c.set('redeeming', true);
    try {
      const time = await redeem(named, `link-${reference}`, once);
      c.set('outcome', 'redeemed');
      return pathOf(named, { sig, receipt: receipt(config.secret, named, time) });
    } catch (error) {
      if (!(error instanceof Halt)) throw error;
      c.set('redeeming', false);
      c.set('outcome', 'halted');
      return undefined;
    }
  }

  async function show(c: Visit, named: CouponLink, code: 'no' | 'asked' | 'wrong', once: Runtime) {
    const seen = await coupons.look(named, once);
    c.set('outcome', code === 'wrong' ? 'wrong code' : seen.state);
    if (seen.state !== 'active') return say(c, seen.state, seen);
    const token = formToken(config.secret, named, clock());
    const { externalId } = named;
    const form = { look: seen, action: c.get('again') ?? '', externalId, token, code };
    return answerWith(c, couponPage(setting(c), form), code === 'wrong' ? 403 : 200);
  }

  const say = (c: Visit, notice: Exclude<Look['state'], 'active'> | 'success', seen: Partial<Look>) => {
    return answerWith(c, noticePage(setting(c), notice, { look: seen }), notices[notice].status);
  };

  return {
    async get(c: Visit): Promise<Response> {
      const admitted = admit(c);
      const { named } = admitted;
      const once = runtime();
      const kept = c.req.query('receipt');
      const time = kept && readReceipt(config.secret, named, kept, clock());
      if (time) {
        c.set('outcome', 'success');
        // The receipt is true even while PassKit cannot be asked for the title.
        const title = await coupons.title(named, once).catch(() => undefined);
        return say(c, 'success', { title, time });
      }
      if (config.instant && kept === undefined && isOpening(c)) {
        const done = await attempt(c, admitted, crypto.randomUUID(), once);
        if (done) return c.redirect(done, 303);
      }
      return show(c, named, config.cashierCode ? 'asked' : 'no', once);
    },

    async post(c: Visit): Promise<Response> {
      const admitted = admit(c);
      const { named, sig } = admitted;
      const form = new URLSearchParams(await c.req.text());
      const reference = readForm(config.secret, named, form.get('token') ?? '', clock());
      if (!reference || !isOwnSubmit(c, config)) throw new Refusal('stale');
      if (config.cashierCode) {
        const address = visitorOf(c, config);
        const keys = [JSON.stringify(named), ...(address ? [`from ${address}`] : [])];
        for (const key of keys) limit(wrongCodes, 'tries', key);
        if (!same(form.get('code')?.trim() ?? '', config.cashierCode))
          return show(c, named, 'wrong', runtime());
        for (const key of keys) wrongCodes.giveBack(key);
      }
      const done = await attempt(c, admitted, reference, runtime());
      return c.redirect(done ?? pathOf(named, { sig }), 303);
    },
  };
}
