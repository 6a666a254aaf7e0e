// Protects what a page knows of an offer: which of PassKit's words and pictures it takes, how long it keeps them, and that no
// visit waits for them where they are known.
import { createOffers } from '../../redeem/offers.ts';
import { noon, passKit, passKitOf, type Replies, runtimeOf } from './stub.ts';

const minute = 60_000;
const offer = { offerTitle: 'Free Coffee', beforeRedeemPassTemplateId: 'T' };
const template = { organizationName: 'Demo Coffee', imageIds: {} };
const design = 'GET /template/data/';
const image = 'GET /image/';
const pictures = {
  [image]: ({ path }: { path: string }) => ({ url: `https://pictures.example${path}` }),
};

/** Offers over a PassKit that answers with this, and a clock that can be set. */
function offersOf(replies: Replies) {
  let now = noon;
  const { http, asked } = passKitOf(replies);
  const offers = createOffers(() => now);
  return {
    asked,
    later: (milliseconds: number) => {
      now += milliseconds;
    },
    told: (offerId: unknown = 'O', language = 'en') => offers(offerId, language, runtimeOf(http)),
    /** How often an offer was asked for. */
    times: (offerId = 'O') => asked.filter((name) => name === `${passKit.offer}${offerId}`).length,
  };
}
/** Once all that needs no waiting is done. */
const atOnce = () => new Promise<'waits'>((resolve) => setImmediate(() => resolve('waits')));

describe('an offer', () => {
  test('is asked for once however many want it, and again after five minutes', async () => {
    const { told, later, times, asked } = offersOf({ [passKit.offer]: offer, [design]: { template } });
    await Promise.all([told(), told(), told()]);
    expect(asked).toEqual([`${passKit.offer}O`, `${design}T`]);
    later(5 * minute - 1);
    expect(await told()).toMatchObject({ offer: { title: 'Free Coffee' }, brand: { name: 'Demo Coffee' } });
    expect(times()).toBe(1);
    later(1);
    await told();
    expect(times()).toBe(2);
  });

  test('that could not be read is asked for again after half a minute', async () => {
    const replies: Replies = { [passKit.offer]: 500 };
    const { told, later, times } = offersOf(replies);
    expect(await told()).toEqual({ offer: {}, brand: {} });
    later(30_000 - 1);
    expect(await told()).toEqual({ offer: {}, brand: {} });
    expect(times()).toBe(1);
    replies[passKit.offer] = { offerTitle: 'Free Coffee' };
    later(1);
    expect(await told()).toMatchObject({ offer: { title: 'Free Coffee' } });
    expect(times()).toBe(2);
  });

  test('whose design cannot be read has its words, and the design is asked for after half a minute', async () => {
    const replies: Replies = { [passKit.offer]: offer, [design]: 500 };
    const { told, later } = offersOf(replies);
    expect(await told()).toMatchObject({ offer: { title: 'Free Coffee' }, brand: {} });
    replies[design] = { template };
    later(30_000);
    expect(await told()).toMatchObject({ brand: { name: 'Demo Coffee' } });
  });

  test('without a design needs one request in five minutes', async () => {
    const { told, later, asked } = offersOf({ [passKit.offer]: { offerTitle: 'Free Coffee' } });
    await told();
    later(4 * minute);
    expect(await told()).toEqual({ offer: { title: 'Free Coffee' }, brand: {} });
    expect(asked).toEqual([`${passKit.offer}O`]);
  });

  test('that is known is shown at once while it is asked for anew, and kept where that fails', async () => {
    const replies: Replies = { [passKit.offer]: offer, [design]: { template } };
    const { told, later, times } = offersOf(replies);
    const known = await told();
    replies[passKit.offer] = () => new Promise(() => undefined);
    later(5 * minute);
    expect(await Promise.race([told(), atOnce()])).toEqual(known);
    replies[passKit.offer] = 500;
    later(5 * minute);
    expect(await told()).toEqual(known);
    expect(times()).toBe(3);
  });

  test('of a coupon that has none is not asked for', async () => {
    const { told, asked } = offersOf({ [passKit.offer]: offer });
    expect(await told(null)).toEqual({ offer: {}, brand: {} });
    expect(asked).toEqual([]);
  });
});

test('of more than a thousand offers the one that was asked for longest ago is forgotten', async () => {
  const { told, later, times } = offersOf({ [passKit.offer]: {} });
  for (let n = 0; n < 1_000; n++) await told(`offer${n}`);
  later(5 * minute);
  await told('offer0');
  await told('offer999');
  await told('another');
  for (const known of ['offer0', 'offer999', 'another']) await told(known);
  expect([times('offer0'), times('offer999'), times('another')]).toEqual([2, 2, 1]);
  later(-5 * minute);
  await told('offer2');
  expect(times('offer2')).toBe(1);
  await told('offer1');
  expect(times('offer1')).toBe(2);
});

describe('its words', () => {
  const words = {
    offerTitle: ' Free Coffee ',
    offerDetails: '  ',
    offerFinePrint: 7,
    localizedOfferTitle: { translations: { DE: 'Gratis-Kaffee', EN_GB: 'A Coffee on us', ES: ' ' } },
    localizedOfferDetails: { translations: { de: 'Einer.' } },
    localizedOfferFinePrint: 'nonsense',
  };

  test.each([
    ['en', { title: 'A Coffee on us', details: undefined, terms: undefined }],
    ['de', { title: 'Gratis-Kaffee', details: 'Einer.', terms: undefined }],
    ['es', { title: 'Free Coffee', details: undefined, terms: undefined }],
  ])('are those of the language %s, and none that are blank', async (language, expected) => {
    const { told } = offersOf({ [passKit.offer]: words });
    expect((await told('O', language)).offer).toEqual(expected);
  });
});

describe('its pictures', () => {
  test.each([
    [{ background: 'b', thumbnail: 't', strip: 's', hero: 'h' }, 'h'],
    [{ background: 'b', thumbnail: 't', strip: 's', hero: ' ' }, 's'],
    [{ background: 'b', thumbnail: 't' }, 't'],
    [{ background: 'b' }, 'b'],
    [{ icon: 'i' }, undefined],
  ])('are the first that the design has: %o', async (imageIds, id) => {
    const { told } = offersOf({
      [passKit.offer]: offer,
      [design]: { template: { ...template, imageIds } },
      ...pictures,
    });
    expect((await told()).offer.image).toBe(id && `https://pictures.example/image/${id}`);
  });

  test.each([
    [{ icon: 'i', wideLogo: 'w', appleLogo: 'a', logo: 'l' }, 'l'],
    [{ icon: 'i', wideLogo: 'w', appleLogo: 'a' }, 'a'],
    [{ icon: 'i', wideLogo: 'w' }, 'w'],
    [{ icon: 'i' }, 'i'],
    [{ hero: 'h' }, undefined],
  ])('and the logo as well: %o', async (imageIds, id) => {
    const { told } = offersOf({
      [passKit.offer]: offer,
      [design]: { template: { ...template, imageIds } },
      ...pictures,
    });
    expect((await told()).brand.logo).toBe(id && `https://pictures.example/image/${id}`);
  });
});
