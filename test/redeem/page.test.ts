// Protects what visitors see: every state of a coupon, and that only a tap changes anything.
import { useRedeem } from './support.ts';

const { sandbox, visitor, coupon, asked } = useRedeem();
// PassKit forgets coupons that expired long ago.
const past = new Date(Date.now() - 24 * 60 * 60_000);

describe('opening a link', () => {
  test('shows the offer, its validity and one button, and redeems nothing', async () => {
    const id = await coupon('open', { expiryDate: '2099-12-31T23:59:00Z' });
    const page = await visitor().open('open');
    expect(page).toMatchObject({ status: 200, heading: 'Free Coffee' });
    expect(page.text).toContain('Valid until 31 December 2099 at 23:59:00 UTC.');
    expect(page.text.match(/<button/g)).toHaveLength(1);
    expect(sandbox().coupon(id)?.status).toBe('UNREDEEMED');
  });

  test.each([
    ['GET', {}],
    ['HEAD', {}],
    ['GET', { 'sec-purpose': 'prefetch' }],
    ['GET', { purpose: 'preview' }],
  ])('asks PassKit only to read: %s %o', async (method, headers) => {
    const name = `read ${method} ${JSON.stringify(headers)}`;
    await coupon(name);
    const { ask, link } = visitor();
    const requests = await asked(async () => {
      expect(await ask(link(name), { method, headers })).toMatchObject({ status: 200 });
    });
    expect(new Set(requests)).toEqual(new Set(['GET 200']));
  });

  test('shows neither the holder, nor custom fields, nor the whole external ID', async () => {
    const person = { displayName: 'Jane Doe', emailAddress: 'jane@example.com' };
    await coupon('secret-id-1234', { person, metaData: { code: 'inner-code' } });
    const { text } = await visitor().open('secret-id-1234');
    const visible = text.replace(/<(style|script)>.*?<\/\1>|<[^>]*>/gs, '');
    expect(visible).toContain('Coupon ending in …1234');
    expect(visible).not.toMatch(/Jane|jane@|inner-code|secret-id/);
  });

  test.each(['a', 'ab'])('hides a short external ID as well: %s', async (externalId) => {
    await coupon(externalId);
    expect((await visitor().open(externalId)).text).not.toContain(`…${externalId}<`);
  });

  test('writes what a link holds as text', async () => {
    const odd = `"><script>x</script>&'`;
    await coupon(odd, { person: { displayName: 'x' } });
    const page = await visitor().open(odd);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('<script>x');
    expect((await visitor().tap(odd)).heading).toBe('Redeemed');
  });

  test.each<[string, () => Promise<unknown>, number, string, string | undefined]>([
    ['none', async () => {}, 404, 'No coupon right now', undefined],
    [
      'gone',
      () => coupon('gone', { expiryDate: past.toISOString() }),
      410,
      'This coupon has expired',
      `It expired on ${past.getUTCDate()} `,
    ],
  ])('says so when there is nothing to redeem: %s', async (externalId, before, status, heading, more) => {
    await before();
    const page = await visitor().open(externalId);
    expect(page).toMatchObject({ status, heading, token: '' });
    expect(page.text).toContain('role="status"');
    if (more) expect(page.text).toContain(more);
  });

  test('says so when PassKit has ended a coupon before its date', async () => {
    const { campaignId } = sandbox().demo;
    const passMetaData = { status: 'PASS_INVALIDATED' };
    const body = { id: 'x', externalId: 'ended', campaignId, status: 'UNREDEEMED', passMetaData };
    sandbox().fault({ times: 2, body });
    expect(await visitor().open('ended')).toMatchObject({
      status: 410,
      heading: 'This coupon is no longer valid',
    });
  });

  test('shows the new coupon when one was reissued under the same external ID', async () => {
    const id = await coupon('permanent');
    const { tap, open } = visitor();
    await tap('permanent');
    sandbox().expire(id);
    const hook = visitor({ env: { REDEEM_HOOK_SECRET: 'a-secret-of-the-hook' } });
    const { campaignId, offerId } = sandbox().demo;
    await hook.ask('/hooks/pass', {
      method: 'POST',
      headers: { authorization: 'Bearer a-secret-of-the-hook' },
      body: JSON.stringify({ action: 'reissue', campaignId, offerId, externalId: 'permanent' }),
    });
    expect(await open('permanent')).toMatchObject({ status: 200, heading: 'Free Coffee' });
  });

  test.each([
    ['/', 404, 'This link leads nowhere'],
    ['/nothing/here', 404, 'This link leads nowhere'],
    ['/redeem', 400, 'This link is not complete'],
    ['/redeem?externalId=x', 400, 'This link is not complete'],
    ['/redeem?externalId=%24%7Bpid%7D&campaignId=CoffeeRewardsCampaign1', 400, 'This link is not complete'],
    ['/redeem?externalId=..&campaignId=CoffeeRewardsCampaign1', 400, 'This link is not complete'],
    [
      `/redeem?externalId=${'x'.repeat(201)}&campaignId=CoffeeRewardsCampaign1`,
      400,
      'This link is not complete',
    ],
    ['/redeem?externalId=x&campaignId=SomebodyElse', 404, 'This link leads nowhere'],
  ])('is friendly about a wrong address, without asking PassKit: %s', async (path, status, heading) => {
    const requests = await asked(async () => {
      expect(await visitor().ask(path)).toMatchObject({ status, heading });
    });
    expect(requests).toEqual([]);
  });

  test('health asks nobody', async () => {
    const requests = await asked(async () => {
      expect(await visitor().ask('/health')).toMatchObject({ status: 200, text: '{"status":"ok"}' });
    });
    expect(requests).toEqual([]);
  });
});

describe('the tap', () => {
  test('redeems, goes back to GET, and says when; later visits say it was redeemed', async () => {
    const id = await coupon('tap');
    const { open, submit, link, follow } = visitor();
    const { token } = await open('tap');
    const answer = await submit(link('tap'), { token });
    expect(answer.status).toBe(303);
    const page = await follow(answer);
    expect(page).toMatchObject({ status: 200, heading: 'Redeemed' });
    expect(page.text).toMatch(/Redeemed on \d+ \w+ \d{4} at \d\d:\d\d:\d\d UTC\./);
    expect(page.text).toContain('Free Coffee');
    expect(sandbox().coupon(id)).toMatchObject({
      status: 'REDEEMED',
      redemptionDetails: { redemptionReference: expect.stringMatching(/^link-/) },
    });
    for (let visit = 0; visit < 2; visit++) {
      const later = await open('tap');
      expect(later).toMatchObject({ status: 200, heading: 'Already redeemed', token: '' });
      expect(later.text).toMatch(/Redeemed on \d+ \w+ \d{4} at/);
    }
  });

  test('sends the same form twice: one redemption, and both times the same page', async () => {
    await coupon('twice');
    const { open, submit, link, follow } = visitor();
    const { token } = await open('twice');
    const answers = await Promise.all([1, 2].map(() => submit(link('twice'), { token })));
    answers.push(await submit(link('twice'), { token }));
    for (const answer of answers) expect((await follow(answer)).heading).toBe('Redeemed');
  });

  test('says that it was redeemed before when another form was quicker', async () => {
    await coupon('quicker');
    const { open, submit, link, follow } = visitor();
    const [first, second] = [await open('quicker'), await open('quicker')];
    await submit(link('quicker'), { token: first.token });
    const answer = await submit(link('quicker'), { token: second.token });
    expect((await follow(answer)).heading).toBe('Already redeemed');
  });

  test('says what became of the coupon in the meantime', async () => {
    const id = await coupon('late', { expiryDate: '2099-01-01T00:00:00Z' });
    const { open, submit, link, follow } = visitor();
    const { token } = await open('late');
    await voidCoupon(id);
    expect(await follow(await submit(link('late'), { token }))).toMatchObject({ status: 404 });
  });

  test('a receipt is good for five minutes and for its coupon only', async () => {
    await coupon('receipt');
    await coupon('other');
    let now = Date.now();
    const { open, submit, link, ask } = visitor({ clock: () => now });
    const { token } = await open('receipt');
    const location = (await submit(link('receipt'), { token })).headers.get('location') ?? '';
    const receipt = new URLSearchParams(location).get('receipt') ?? '';
    expect((await ask(`${link('other')}&receipt=${receipt}`)).heading).toBe('Free Coffee');
    expect((await ask(location)).heading).toBe('Redeemed');
    now += 6 * 60_000;
    expect((await ask(location)).heading).toBe('Already redeemed');
  });

  /** Voids a coupon. */
  const voidCoupon = (id: string) =>
    fetch(`${sandbox().url}/coupon/singleUse/coupon`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${sandbox().credentials.apiToken}` },
      body: JSON.stringify({ id }),
    });
});

describe('instant redemption', () => {
  const instant = () => visitor({ env: { REDEEM_INSTANT: 'true' } });

  test('redeems on opening, once, and later visits say so', async () => {
    const id = await coupon('instant');
    const { open, follow } = instant();
    const answer = await open('instant');
    expect(answer.status).toBe(303);
    expect((await follow(answer)).heading).toBe('Redeemed');
    expect(sandbox().coupon(id)?.status).toBe('REDEEMED');
    expect(await open('instant')).toMatchObject({ status: 200, heading: 'Already redeemed' });
  });

  test.each([
    ['HEAD', {}],
    ['GET', { 'sec-purpose': 'prefetch;prerender' }],
    ['GET', { purpose: 'prefetch' }],
    ['GET', { 'x-moz': 'prefetch' }],
    ['GET', { 'sec-fetch-dest': 'image' }],
    ['GET', { 'sec-fetch-dest': 'iframe' }],
  ])('not for what is no opening: %s %o', async (method, headers) => {
    const id = await coupon(`instant ${method} ${JSON.stringify(headers)}`);
    const { ask, link } = instant();
    await ask(link(`instant ${method} ${JSON.stringify(headers)}`), { method, headers });
    expect(sandbox().coupon(id)?.status).toBe('UNREDEEMED');
  });
});
