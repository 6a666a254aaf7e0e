// Protects what a link and a tap come to, case by case: whose redemption it is, what is said when nobody knows, and that a
// coupon is redeemed by nothing but an opening or a form of its own.
import { notSent, PassKitError } from '../../passkit/errors.ts';
import { signLink } from '../../redeem/tokens.ts';
import { link, noon, passKit, type Replies, record, stubbed } from './stub.ts';

const redeemedBy = (redemptionReference: string, more: object = {}) =>
  record({
    status: 'REDEEMED',
    redemptionDetails: { redemptionReference, redemptionDate: '2026-06-01T11:58:00Z' },
    ...more,
  });
const taken = { id: 'CouponId1' };
const another = 'link-of-another-visitor';

/** A PassKit whose coupon becomes another one by `set`, and a visitor with the form of the first. */
async function withForm(options: Parameters<typeof stubbed>[0] = {}, first: object = record(), path = link) {
  let coupon: object | number | Error = first;
  const replies: Replies = { [passKit.coupon]: () => coupon, ...options.replies };
  const visitor = stubbed({ ...options, replies });
  const { token } = await visitor.ask(path);
  return {
    ...visitor,
    token,
    /** The reference that a redemption by this form has in PassKit. */
    reference: `link-${token.split('.')[1]}`,
    set: (next: object | number | Error) => {
      coupon = next;
    },
    tap: (more: Record<string, string> = {}) => visitor.submit(path, { token, ...more }),
    redemptions: () => visitor.asked.filter((name) => name === passKit.redeem).length,
  };
}

describe('a form', () => {
  test('redeems its coupon, and the receipt says when PassKit was asked', async () => {
    const { tap, ask, lines, redemptions } = await withForm({ replies: { [passKit.redeem]: taken } });
    const { status, location } = await tap();
    expect([status, redemptions()]).toEqual([303, 1]);
    const page = await ask(location);
    expect(page.heading).toBe('Redeemed');
    expect(page.text).toContain('Redeemed on 1 June 2026 at 12:00:00 UTC.');
    expect(lines.map(({ outcome }) => outcome)).toEqual(['active', 'redeemed', 'success']);
  });

  test('sent again after its redemption is the same redemption, with the time that PassKit has', async () => {
    const { tap, set, ask, reference, redemptions } = await withForm();
    set(redeemedBy(reference));
    const page = await ask((await tap()).location);
    expect(page.heading).toBe('Redeemed');
    expect(page.text).toContain('Redeemed on 1 June 2026 at 11:58:00 UTC.');
    expect(redemptions()).toBe(0);
  });

  test('whose answer was lost, and whose redemption PassKit has, tells the time of PassKit', async () => {
    const lost: Replies = { [passKit.redeem]: new PassKitError('no answer') };
    const form = await withForm({ replies: { ...lost, [`${passKit.couponById}CouponId1`]: () => found } });
    const found = redeemedBy(form.reference);
    const page = await form.ask((await form.tap()).location);
    expect(page.text).toContain('Redeemed on 1 June 2026 at 11:58:00 UTC.');
  });

  test.each<[string, Replies[string]]>([
    ['still has the coupon active', record()],
    ['cannot be asked', 503],
  ])('whose answer was lost says that nobody knows while PassKit %s', async (_what, found) => {
    const { tap, redemptions } = await withForm({
      replies: {
        [passKit.redeem]: new PassKitError('no answer'),
        [`${passKit.couponById}CouponId1`]: found ?? 404,
      },
    });
    expect(await tap()).toMatchObject({ status: 503, heading: 'We do not know yet' });
    expect(redemptions()).toBe(1);
  });

  test('has no receipt when another visitor redeemed the coupon', async () => {
    const { tap, set, lines, redemptions } = await withForm();
    set(redeemedBy(another));
    expect(await tap()).toMatchObject({ status: 303, location: link });
    expect(lines.at(-1)).toMatchObject({ status: 303, outcome: 'halted' });
    expect(redemptions()).toBe(0);
  });

  test.each(['INVALIDATED', 'EXPIRED'])('has no receipt for a coupon that is %s', async (status) => {
    const { tap, set, reference } = await withForm();
    set(redeemedBy(reference, { status }));
    expect(await tap()).toMatchObject({ status: 303, location: link });
  });

  test('of a signed link goes to the signed link, and leads back to it', async () => {
    const secret = 'a secret for the links';
    const url = new URL(signLink(secret, `https://your.domain${link}`));
    const path = url.pathname + url.search;
    const { tap, set, ask } = await withForm({ env: { REDEEM_LINK_SECRET: secret } }, record(), path);
    expect((await ask(path)).text).toContain(`action="${path.replaceAll('&', '&amp;')}"`);
    set(redeemedBy(another));
    expect((await tap()).location).toBe(path);
  });

  test('that waits for an earlier submit of the same form says that nobody knows when it waited too long', async () => {
    let finish = (_answer: object) => {};
    const asking = new Promise<object>((resolve) => {
      finish = resolve;
    });
    const { tap, redemptions } = await withForm({
      replies: { [passKit.redeem]: () => asking },
      bounded: () => Promise.reject(notSent('The visit has taken too long')),
    });
    const first = tap();
    expect(await tap()).toMatchObject({ status: 503, heading: 'We do not know yet' });
    finish(taken);
    expect([(await first).status, redemptions()]).toEqual([303, 1]);
  });

  test('that was never sent to PassKit changed nothing, and that is said', async () => {
    const { tap } = await withForm({ replies: { [passKit.redeem]: notSent() } });
    expect(await tap()).toMatchObject({ status: 503, heading: 'The coupon cannot be read right now' });
  });
});

describe('the cashier’s code', () => {
  const env = { REDEEM_CASHIER_CODE: '4711' };

  test('may have blanks around it, and whether it was right is in the log', async () => {
    const { tap, lines } = await withForm({ env, replies: { [passKit.redeem]: taken } });
    expect((await tap({ code: '0000' })).status).toBe(403);
    expect((await tap()).status).toBe(403);
    expect((await tap({ code: ' 4711 ' })).status).toBe(303);
    expect(lines.map(({ outcome }) => outcome)).toEqual(['active', 'wrong code', 'wrong code', 'redeemed']);
  });

  test('is asked for only where the settings have one, and then nothing is held', async () => {
    const [without, guarded] = [await stubbedPage(), await stubbedPage(env)];
    expect(without).toMatch(/ data-hold>/);
    expect(without).not.toContain('name="code"');
    expect(guarded).toContain('name="code"');
    expect(guarded).not.toMatch(/ data-hold>/);
  });
  const stubbedPage = async (env: Record<string, string> = {}) =>
    (await stubbed({ env, replies: { [passKit.coupon]: record() } }).ask(link)).text;
});

describe('a receipt', () => {
  /** Redeems, and answers with the way to the receipt. */
  async function receiptOf() {
    const form = await withForm({
      replies: { [passKit.redeem]: taken, [passKit.offer]: { offerTitle: 'Free Coffee' } },
    });
    return { ...form, path: (await form.tap()).location };
  }

  test.each<[string, number | object | ((reference: string) => object), boolean]>([
    ['PassKit has the redemption', (reference: string) => redeemedBy(reference, { offerId: 'Offer1' }), true],
    ['PassKit is down', 503, false],
    ['the link stands for no coupon', 404, false],
    ['the link stands for another coupon', record({ id: 'CouponId2', offerId: 'Offer1' }), false],
  ])('says when it was, and of which offer where that is known: %s', async (_when, next, known) => {
    const { ask, set, path, reference } = await receiptOf();
    set(typeof next === 'function' ? next(reference) : next);
    const page = await ask(path);
    expect(page).toMatchObject({ status: 200, heading: 'Redeemed' });
    expect(page.text).toContain('Redeemed on 1 June 2026 at 12:00:00 UTC.');
    expect(page.text).toContain('role="timer"');
    expect(page.text.includes('Free Coffee')).toBe(known);
  });

  test('says that it was redeemed before when PassKit has the redemption of another', async () => {
    const { ask, set, path } = await receiptOf();
    set(redeemedBy(another));
    expect(await ask(path)).toMatchObject({ status: 200, heading: 'Already redeemed' });
  });
});

describe('a page without a button', () => {
  test.each<[object | number, number, string, string, string[]]>([
    [404, 404, 'No coupon right now', 'none', []],
    [
      record({ status: 'INVALIDATED', expiryDate: '2099-01-01T00:00:00Z' }),
      410,
      'This coupon is no longer valid',
      'void',
      [],
    ],
    [
      record({ expiryDate: '2026-01-02T03:04:05Z' }),
      410,
      'This coupon has expired',
      'expired',
      ['It expired on 2 January 2026 at 03:04:05 UTC.'],
    ],
    [redeemedBy(another), 200, 'Already redeemed', 'redeemed', ['Redeemed on 1 June 2026 at 11:58:00 UTC.']],
  ])('tells the time of what happened and no other: %j', async (coupon, status, heading, outcome, times) => {
    const { ask, lines } = stubbed({ replies: { [passKit.coupon]: coupon } });
    const page = await ask(link);
    expect(page).toMatchObject({ status, heading, token: '' });
    expect([...page.text.matchAll(/<p class="time">([^<]*)</g)].map(([, time]) => time)).toEqual(times);
    expect(lines).toMatchObject([{ status, outcome }]);
  });
});

test.each([undefined, '', 'soon'])('a coupon whose expiry date is %s has none', async (expiryDate) => {
  const { text } = await stubbed({ replies: { [passKit.coupon]: record({ expiryDate }) } }).ask(link);
  expect(text).toContain('<p class="time">No expiry date.</p>');
});

describe('instant redemption', () => {
  const env = { REDEEM_INSTANT: 'true' };

  test('redeems by opening the link, and not by a receipt that is old or made up', async () => {
    const { ask, asked } = stubbed({ env, replies: { [passKit.coupon]: record(), [passKit.redeem]: taken } });
    expect(await ask(`${link}&receipt=old`)).toMatchObject({ status: 200, heading: 'Your coupon' });
    expect(asked).not.toContain(passKit.redeem);
    expect(await ask(link)).toMatchObject({ status: 303 });
    expect(asked).toContain(passKit.redeem);
  });

  test('asks about a coupon that cannot be redeemed once', async () => {
    const { ask, asked } = stubbed({ env, replies: { [passKit.coupon]: redeemedBy(another) } });
    expect((await ask(link)).heading).toBe('Already redeemed');
    expect(asked).toHaveLength(1);
  });

  test('that came too late shows what the link stands for now', async () => {
    let reads = 0;
    const { ask } = stubbed({
      env,
      clock: () => noon,
      replies: {
        [passKit.coupon]: () => record({ id: ++reads === 1 ? 'CouponId1' : 'CouponId2' }),
        [passKit.redeem]: 400,
        [`${passKit.couponById}CouponId1`]: redeemedBy(another),
      },
    });
    const page = await ask(link);
    expect(page).toMatchObject({ status: 200, heading: 'Your coupon' });
    expect(page.text).toMatch(/ data-hold>/);
    expect(page.text).not.toContain('name="code"');
  });
});
