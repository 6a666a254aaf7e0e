// Protects that a visit heeds the settings, the browser and the offer: how often it may ask, its language, its time zone, the
// code, and which coupon the form was for.
import { signLink } from '../../redeem/tokens.ts';
import { link, noon, passKit, record, stubbed } from './stub.ts';

describe('limits', () => {
  const none = { [passKit.coupon]: 404 };
  const visits = async (
    env: Record<string, string>,
    from: readonly (readonly [path: string, address?: string])[],
  ) => {
    const { ask, asked, lines } = stubbed({ env, replies: none });
    const pages = [];
    for (const [path, address] of from) pages.push(await ask(path, {}, address));
    return { pages, statuses: pages.map(({ status }) => status), asked, lines };
  };
  const other = link.replace('1234', '5678');

  test('of an address: what is too much asks PassKit nothing, and is told when it may again', async () => {
    const { pages, statuses, asked, lines } = await visits({ REDEEM_LIMIT_ADDRESS: '1' }, [
      [link, '203.0.113.7'],
      [other, '203.0.113.7'],
      [link, '203.0.113.8'],
    ]);
    expect(statuses).toEqual([404, 429, 404]);
    expect(pages[1]).toMatchObject({ heading: 'One moment, please' });
    expect(pages[1]?.headers.get('retry-after')).toBe('60');
    expect(asked).toHaveLength(2);
    expect(lines.map(({ outcome }) => outcome)).toEqual(['none', 'slow', 'none']);
  });

  test('of an address do not count where nobody tells it', async () => {
    const { statuses } = await visits({ REDEEM_LIMIT_ADDRESS: '1' }, [[link], [link], [other]]);
    expect(statuses).toEqual([404, 404, 404]);
  });

  test('of a pass, wherever it is asked from; the page leads back to its link', async () => {
    const { pages, statuses } = await visits({ REDEEM_LIMIT_PASS: '1' }, [
      [link, '203.0.113.7'],
      [link, '203.0.113.8'],
      [other, '203.0.113.8'],
    ]);
    expect(statuses).toEqual([404, 429, 404]);
    expect(pages[1]?.text).toContain(`href="${link.replaceAll('&', '&amp;')}"`);
  });
});

describe('the language of the browser', () => {
  const offer = {
    offerTitle: 'Free Coffee',
    localizedOfferTitle: { translations: { DE: 'Gratis-Kaffee' } },
  };

  test.each([
    ['en', 'Free Coffee', 'Redeem now', 'No coupon right now'],
    ['de', 'Gratis-Kaffee', 'Jetzt einlösen', 'Zurzeit kein Gutschein'],
  ])('is that of the offer and of all texts: %s', async (language, title, button, nothing) => {
    const headers = { 'accept-language': language };
    const replies = { [passKit.coupon]: record({ offerId: 'Offer1' }), [passKit.offer]: offer };
    const page = await stubbed({ replies }).ask(link, { headers });
    expect(page.heading).toBe(title);
    expect(page.text).toContain(`>${button}</button>`);
    expect((await stubbed().ask(link, { headers })).heading).toBe(nothing);
  });
});

test.each([
  [{}, undefined, '10:00:00 UTC'],
  [{}, 'America/Bogota', '05:00:00 GMT-5'],
  [{ REDEEM_TIME_ZONE: 'Europe/Berlin' }, 'America/Bogota', '12:00:00 CEST'],
])('times are in the zone of the settings %j, or else of the offer: %s', async (env, ianaTimezone, time) => {
  const replies = {
    [passKit.coupon]: record({ offerId: 'Offer1', expiryDate: '2099-07-01T10:00:00Z' }),
    [passKit.offer]: { ianaTimezone },
  };
  expect((await stubbed({ env, replies }).ask(link)).text).toContain(`1 July 2099 at ${time}.`);
});

describe('a form', () => {
  const formOf = async (env: Record<string, string> = {}, path = link) => {
    let now = noon;
    let coupon = record();
    const replies = { [passKit.coupon]: () => coupon, [passKit.redeem]: { id: 'any' } };
    const visitor = stubbed({ env, replies, clock: () => now });
    const { token } = await visitor.ask(path);
    return {
      ...visitor,
      token,
      later: (milliseconds: number) => {
        now += milliseconds;
      },
      reissue: () => {
        coupon = record({ id: 'CouponId2' });
      },
    };
  };

  test('redeems the coupon that it showed and no other, and says so', async () => {
    const { submit, token, reissue, asked } = await formOf();
    reissue();
    const page = await submit(link, { token });
    expect(page).toMatchObject({ status: 409, heading: 'There is another coupon now' });
    expect(asked).not.toContain(passKit.redeem);
  });

  test('of a signed link that is refused leads back to the signed link', async () => {
    const secret = 'a secret for the links';
    const url = new URL(signLink(secret, `https://your.domain${link}`));
    const path = url.pathname + url.search;
    const { submit, token, reissue } = await formOf({ REDEEM_LINK_SECRET: secret }, path);
    reissue();
    expect((await submit(path, { token })).text).toContain(`href="${path.replaceAll('&', '&amp;')}"`);
  });

  test.each<[string, (token: string) => string]>([
    ['none', () => ''],
    ['one that was made up', () => 'x'],
    ['one that was changed', (token) => token.replace(/\.[^.]+\./, '.chosen-by-me.')],
  ])('with %s of its tokens asks PassKit nothing', async (_what, change) => {
    const { submit, token, asked } = await formOf();
    const before = asked.length;
    const page = await submit(link, { token: change(token) });
    expect(page).toMatchObject({ status: 403, heading: 'This page is too old' });
    expect(asked).toHaveLength(before);
  });

  test('is good for an hour', async () => {
    const { submit, token, later, asked } = await formOf();
    later(61 * 60_000);
    expect(await submit(link, { token })).toMatchObject({ status: 403 });
    expect(asked).not.toContain(passKit.redeem);
  });

  test('from elsewhere asks PassKit nothing', async () => {
    const { ask, token, asked } = await formOf();
    const before = asked.length;
    const headers = { 'sec-fetch-site': 'cross-site' };
    const page = await ask(link, { method: 'POST', body: new URLSearchParams({ token }), headers });
    expect(page).toMatchObject({ status: 403, heading: 'This page is too old' });
    expect(asked).toHaveLength(before);
  });

  test('sent twice at once is one redemption', async () => {
    const { submit, token, asked } = await formOf();
    const answers = await Promise.all([submit(link, { token }), submit(link, { token })]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(answers[0]?.location).toBe(answers[1]?.location);
    expect(asked.filter((name) => name === passKit.redeem)).toHaveLength(1);
  });
});

test('the keys for a code of digits are numbers, and letters for any other', async () => {
  const keysFor = async (REDEEM_CASHIER_CODE: string) => {
    const replies = { [passKit.coupon]: record() };
    const { text } = await stubbed({ env: { REDEEM_CASHIER_CODE }, replies }).ask(link);
    return /inputmode="(\w+)"/.exec(text)?.[1];
  };
  expect([await keysFor('4711'), await keysFor('Bohne-7')]).toEqual(['numeric', 'text']);
});

test('pictures of the offer and the logo may be loaded, and those of no other server', async () => {
  const env = {
    REDEEM_BRAND_LOGO: 'https://logos.example/a.png',
    REDEEM_OFFER_IMAGE: 'https://b.example/b.png',
  };
  const { headers } = await stubbed({ env, replies: { [passKit.coupon]: record() } }).ask(link);
  expect(headers.get('content-security-policy')).toContain(
    'img-src data: https://logos.example https://b.example;',
  );
  const none = await stubbed({ env }).ask(link);
  expect(none.headers.get('content-security-policy')).toContain('img-src data: https://logos.example;');
});
