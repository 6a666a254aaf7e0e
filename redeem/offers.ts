// What PassKit tells of an offer: its words, and the name, colour and pictures of its design. A coupon can be redeemed
// without them, so no visit waits for what is slow, each is asked for once however many visits want it, and what is known
// is shown while it is asked for again.
import * as z from 'zod';
import { type Runtime, send } from '../operation/run.ts';
import { coupon as couponKind } from '../passes/coupon.ts';
import { type Brand, brandColor, imageLink, type Offer, timeZone } from './brand.ts';
import { after } from './runtime.ts';

/** How long it counts as new, how soon what did not come is asked for again, and how long a visit waits. */
const times = { kept: 5 * 60_000, again: 30_000, design: 500 };
/** The most offers that are remembered; the oldest are forgotten first. */
const most = 1_000;

const text = z.string().trim().min(1).optional().catch(undefined);
const translated = z
  .object({ translations: z.record(z.string(), z.string()) })
  .optional()
  .catch(undefined);

const offerAnswer = z.object({
  offerTitle: text,
  localizedOfferTitle: translated,
  offerDetails: text,
  localizedOfferDetails: translated,
  offerFinePrint: text,
  localizedOfferFinePrint: translated,
  beforeRedeemPassTemplateId: text,
  ianaTimezone: timeZone.optional().catch(undefined),
});
type Words = z.output<typeof offerAnswer>;

const slots = z.record(z.string(), text).catch({});
const templateAnswer = z.object({
  template: z.object({
    organizationName: text,
    colors: z.object({ backgroundColor: brandColor.optional().catch(undefined) }).catch({}),
    imageIds: slots,
  }),
});
const imageAnswer = z.object({ url: imageLink });

/** Where designs have the picture of what is offered, and whose it is: the first that is filled. */
const pictureSlots = ['hero', 'strip', 'thumbnail', 'background'];
const logoSlots = ['logo', 'appleLogo', 'wideLogo', 'icon'];

interface Design {
  image?: string | undefined;
  brand?: Brand;
}

interface Known {
  words?: Words;
  design?: Design;
  /** What is on its way, or was. Its end does not matter to who asks later: it counts as tried for half a minute. */
  coming?: Promise<void>;
  /** When it is asked for again. */
  until: number;
}

/** What is known of an offer, in a language. */
export interface Told {
  offer: Offer;
  brand: Brand;
  /** The zone of the shop. */
  timeZone?: string | undefined;
}

export type Offers = (offerId: unknown, language: string, runtime: Runtime) => Promise<Told>;

export function createOffers(clock: () => number): Offers {
  const offers = new Map<string, Known>();

  const remember = (offerId: string, more: Partial<Known>, lasts: number) => {
    const known: Known = { ...offers.get(offerId), ...more, until: clock() + lasts };
    // What was asked for last is the youngest.
    offers.delete(offerId);
    const oldest = offers.size >= most ? offers.keys().next().value : undefined;
    if (oldest !== undefined) offers.delete(oldest);
    offers.set(offerId, known);
    return known;
  };

  async function ask(offerId: string, runtime: Runtime) {
    try {
      const words = await send({ ...couponKind.template.call, answer: offerAnswer }, { offerId }, runtime);
      remember(offerId, { words }, times.again);
      const { beforeRedeemPassTemplateId: id } = words;
      const design = id === undefined ? {} : await designOf(id, runtime);
      remember(offerId, { words, design }, times.kept);
    } catch {
      // What was known before is shown; what was not is left out.
    }
  }

  return async (offerId, language, runtime) => {
    if (typeof offerId !== 'string') return toldOf(undefined, language);
    let known = offers.get(offerId);
    if (!known || known.until <= clock())
      known = remember(offerId, { coming: ask(offerId, runtime) }, times.again);
    if (!known.design) await Promise.race([known.coming, after(times.design)]);
    return toldOf(offers.get(offerId), language);
  };
}

async function designOf(id: string, runtime: Runtime): Promise<Design> {
  const read = <T>(path: string, params: { id: string }, answer: z.ZodType<T>) =>
    send({ effect: 'reads', method: 'GET', path, params, answer }, {}, runtime);
  const { template } = await read('/template/data/{id}', { id }, templateAnswer);
  const link = async (names: readonly string[]) => {
    const imageId = names.map((name) => template.imageIds[name]).find((filled) => filled !== undefined);
    if (imageId === undefined) return undefined;
    // A picture less is no reason to forget the rest.
    return read('/image/{id}', { id: imageId }, imageAnswer).then(
      ({ url }) => url,
      () => undefined,
    );
  };
  const [image, logo] = await Promise.all([link(pictureSlots), link(logoSlots)]);
  const { organizationName: name, colors } = template;
  return { image, brand: { name, logo, color: colors.backgroundColor } };
}

/** PassKit names languages such as DE and EN_GB. */
function toldOf(known: Known | undefined, language: string): Told {
  const { words, design } = known ?? {};
  const own = (translations: z.output<typeof translated>) =>
    Object.entries(translations?.translations ?? {}).find(
      ([code, said]) => code.slice(0, 2).toLowerCase() === language && said.trim() !== '',
    )?.[1];
  const offer = {
    title: own(words?.localizedOfferTitle) ?? words?.offerTitle,
    details: own(words?.localizedOfferDetails) ?? words?.offerDetails,
    terms: own(words?.localizedOfferFinePrint) ?? words?.offerFinePrint,
    image: design?.image,
  };
  return { offer, brand: design?.brand ?? {}, timeZone: words?.ianaTimezone };
}
