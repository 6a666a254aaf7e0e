// Protects what keeps others out: forms, signed links, limits, the cashier's code, and a log that tells nothing.
import { createHmac } from 'node:crypto';
import { addressOf } from '../../redeem/address.ts';
import { signLink } from '../../redeem/tokens.ts';
import { useRedeem } from './support.ts';

const { sandbox, visitor, coupon, asked } = useRedeem();

describe('the form', () => {
  test.each<[string, Record<string, string>]>([
    ['cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['same-site', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://127.0.0.1:9090' }],
  ])('is refused from %s', async (name, headers) => {
    await coupon(name);
    const { open, submit, link } = visitor();
    const { token } = await open(name);
    const requests = await asked(async () => {
      const page = await submit(link(name), { token }, headers);
      expect(page).toMatchObject({ status: 403, heading: 'This page is too old' });
    });
    expect(requests).toEqual([]);
  });

  test.each<[string, Record<string, string>]>([
    ['our own page', { 'sec-fetch-site': 'same-origin', origin: 'null' }],
    ['our own origin', { origin: 'http://127.0.0.1:8080' }],
    ['a browser that hides its origin', { origin: 'null' }],
  ])('is taken from %s', async (name, headers) => {
    await coupon(name);
    const { open, submit, link } = visitor();
    const { token } = await open(name);
    expect((await submit(link(name), { token }, headers)).status).toBe(303);
  });

  test('needs the token of its coupon, unchanged and of the last hour', async () => {
    await coupon('mine');
    await coupon('theirs');
    let now = Date.now();
    const { open, submit, link } = visitor({ clock: () => now });
    const [mine, theirs] = [await open('mine'), await open('theirs')];
    const changed = mine.token.replace(/\.[^.]+\./, '.chosen-by-me.');
    for (const token of ['', 'x', theirs.token, changed]) {
      expect(await submit(link('mine'), { token })).toMatchObject({ status: 403 });
    }
    now += 61 * 60_000;
    const stale = await submit(link('mine'), { token: mine.token });
    expect(stale.status).toBe(403);
    expect(stale.text).toContain('href="/redeem?externalId=mine&amp;');
  });

  test('is good in every copy of the server that has the same secret, and in no other', async () => {
    await coupon('copies');
    const { token } = await visitor().open('copies');
    const other = visitor({ env: { REDEEM_SECRET: 'another secret of ours' } });
    expect((await other.submit(other.link('copies'), { token })).status).toBe(403);
    const copy = visitor();
    expect((await copy.submit(copy.link('copies'), { token })).status).toBe(303);
  });

  test('is refused when it is much too large', async () => {
    const { submit, link } = visitor();
    expect((await submit(link('x'), { token: 'x'.repeat(10_000) })).status).toBe(413);
  });
});

describe('signed links', () => {
  const secret = 'a secret for the links';
  const signed = () => visitor({ env: { REDEEM_LINK_SECRET: secret } });

  test('open with their signature, through the tap and after it', async () => {
    await coupon('signed');
    const { ask, link, submit, follow } = signed();
    const url = new URL(signLink(secret, `https://your.domain${link('signed')}`));
    const path = url.pathname + url.search;
    const page = await ask(path);
    expect(page).toMatchObject({ status: 200, heading: 'Free Coffee' });
    const action = /action="([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect((await follow(await submit(action, { token: page.token }))).heading).toBe('Redeemed');
  });

  test('have the signature that anyone with the secret can make', async () => {
    const sig = createHmac('sha256', secret).update('made elsewhere:CoffeeRewardsCampaign1').digest('hex');
    const { ask, link } = signed();
    expect(await ask(`${link('made elsewhere')}&sig=${sig}`)).toMatchObject({
      heading: 'No coupon right now',
    });
  });

  test.each(['', '&sig=', '&sig=00', `&sig=${'0'.repeat(64)}`])('do not open with “%s”', async (sig) => {
    const { ask, link, submit } = signed();
    const requests = await asked(async () => {
      expect(await ask(link('signed') + sig)).toMatchObject({
        status: 403,
        heading: 'This link is not genuine',
      });
      expect(await submit(link('signed') + sig, { token: 'x' })).toMatchObject({ status: 403 });
    });
    expect(requests).toEqual([]);
  });
});

describe('limits', () => {
  test('one address may ask so often a minute, others go on, and then it may again', async () => {
    let now = Date.now();
    const { open } = visitor({ env: { REDEEM_LIMIT_ADDRESS: '2' }, clock: () => now });
    const statuses = [];
    for (const from of ['1.1.1.1', '1.1.1.1', '1.1.1.1', '2.2.2.2']) {
      statuses.push((await open('limits', {}, from)).status);
    }
    expect(statuses).toEqual([404, 404, 429, 404]);
    const page = await open('limits', {}, '::ffff:1.1.1.1');
    expect(page).toMatchObject({ status: 429, heading: 'One moment, please' });
    expect(Number(page.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    now += 61_000;
    expect((await open('limits', {}, '1.1.1.1')).status).toBe(404);
  });

  test('one pass may be asked about so often, wherever from', async () => {
    const { open } = visitor({ env: { REDEEM_LIMIT_PASS: '2' } });
    const statuses = [];
    for (const from of ['1.1.1.1', '2.2.2.2', '3.3.3.3'])
      statuses.push((await open('pass', {}, from)).status);
    expect(statuses).toEqual([404, 404, 429]);
    expect((await open('other pass', {}, '3.3.3.3')).status).toBe(404);
  });

  test('X-Forwarded-For counts only behind a trusted proxy, and only what that proxy wrote', async () => {
    const ask = async (env: Record<string, string>) => {
      const { open } = visitor({ env: { REDEEM_LIMIT_ADDRESS: '1', ...env } });
      await open('proxy', { 'x-forwarded-for': '6.6.6.6, 1.1.1.1' }, '9.9.9.9');
      const same = await open('proxy', { 'x-forwarded-for': '7.7.7.7, 1.1.1.1' }, '9.9.9.9');
      const other = await open('proxy', { 'x-forwarded-for': '6.6.6.6, 2.2.2.2' }, '9.9.9.9');
      return [same.status, other.status];
    };
    expect(await ask({})).toEqual([429, 429]);
    expect(await ask({ REDEEM_TRUST_PROXY: 'true' })).toEqual([429, 404]);
  });
});

describe('the cashier code', () => {
  const guarded = (clock = Date.now) => visitor({ env: { REDEEM_CASHIER_CODE: '4711' }, clock });

  test('is asked for, and redeems only when it is right', async () => {
    const id = await coupon('guarded');
    const { open, submit, link, follow } = guarded();
    const { token, text } = await open('guarded');
    expect(text).toContain('<label for="code">Cashier code</label>');
    const wrong = await submit(link('guarded'), { token, code: '0000' });
    expect(wrong.status).toBe(403);
    expect(wrong.text).toContain('role="alert"');
    expect(wrong.text).toContain('aria-invalid="true"');
    expect(sandbox().coupon(id)?.status).toBe('UNREDEEMED');
    const right = await submit(link('guarded'), { token: wrong.token, code: '4711' });
    expect((await follow(right)).heading).toBe('Redeemed');
  });

  test('takes few tries: then even the right one has to wait', async () => {
    await coupon('guessed');
    let now = Date.now();
    const { open, submit, link } = guarded(() => now);
    const { token } = await open('guessed');
    const statuses = [];
    for (const code of ['1', '2', '3', '4', '5', '4711']) {
      statuses.push((await submit(link('guessed'), { token, code })).status);
    }
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
    now += 11 * 60_000;
    expect((await submit(link('guessed'), { token, code: '4711' })).status).toBe(303);
  });

  test('one address cannot guess on with other passes', async () => {
    const { open, submit, link } = guarded();
    const statuses = [];
    for (let n = 0; n < 6; n++) {
      await coupon(`many-${n}`);
      const { token } = await open(`many-${n}`);
      statuses.push((await submit(link(`many-${n}`), { token, code: `${n}` }, {}, '5.5.5.5')).status);
    }
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
  });
});

test('five wrong codes at one phone lock out none of the others behind its address', async () => {
  await coupon('phone');
  await coupon('neighbour');
  const { open, submit, link } = visitor({ env: { REDEEM_CASHIER_CODE: '4711' } });
  const { token } = await open('phone');
  const statuses = [];
  for (let n = 0; n < 6; n++)
    statuses.push((await submit(link('phone'), { token, code: `${n}` }, {}, '5.5.5.5')).status);
  expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
  const neighbour = { token: (await open('neighbour')).token, code: '4711' };
  expect((await submit(link('neighbour'), neighbour, {}, '5.5.5.5')).status).toBe(303);
});

test('an address that has guessed with five passes is locked for every other, however often it tries', async () => {
  const { open, submit, link } = visitor({ env: { REDEEM_CASHIER_CODE: '4711' } });
  const statuses = [];
  for (const pass of ['g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g6', 'g6']) {
    if (!statuses[5]) await coupon(pass);
    const { token } = await open(pass);
    statuses.push((await submit(link(pass), { token, code: '0000' }, {}, '6.6.6.6')).status);
  }
  expect(statuses).toEqual([403, 403, 403, 403, 403, 429, 429, 429]);
});

describe('junk locks out nobody', () => {
  const once = { REDEEM_LIMIT_ADDRESS: '1' };

  test.each([
    '/redeem',
    '/redeem?externalId=x&campaignId=SomebodyElse',
    '/redeem?externalId=%ff&campaignId=x',
  ])('links that lead nowhere are not counted: %s', async (junk) => {
    const { ask, open } = visitor({ env: once });
    for (let n = 0; n < 5; n++) await ask(junk, {}, '7.7.7.7');
    expect((await open('a real visitor', {}, '7.7.7.7')).status).toBe(404);
  });

  test.each(['127.0.0.1', '10.0.0.3', '172.20.0.1', '192.168.1.1', '::1', 'fd00::1', '::ffff:10.0.0.3'])(
    'a proxy that nobody has told of is no visitor: %s',
    async (proxy) => {
      const { open } = visitor({ env: once });
      for (let n = 0; n < 3; n++) expect((await open(`visitor ${n}`, {}, proxy)).status).toBe(404);
    },
  );
});

test.each<[string, string]>([
  ['203.0.113.7:1234', '203.0.113.7'],
  ['203.0.113.7:1234', '203.0.113.7:4321'],
  ['[2001:db8::1]:1234', '2001:DB8:0:0:ffff::2'],
  ['2001:db8::1', '2001:0db8:0000:0000:1:2:3:4'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::ffff:cb00:7107', '203.0.113.7'],
])('%s and %s are one visitor', (one, other) => {
  expect(addressOf('9.9.9.9', one, 1)).toBe(addressOf('9.9.9.9', `junk, ${other}`, 1));
  expect(addressOf('9.9.9.9', one, 1)).not.toBe('9.9.9.9');
});

test.each(['unknown', '_hidden', 'x'.repeat(10_000), '', '1.2.3', '[::1', '203.0.113.7:99999999'])(
  'what is no address is that of the connection: %s',
  (forwarded) => {
    expect(addressOf('9.9.9.9', forwarded, 1)).toBe('9.9.9.9');
    expect(addressOf(undefined, forwarded, 1)).toBeUndefined();
  },
);

test('two networks of IPv6 are two visitors', () => {
  expect(addressOf('2001:db8:0:1::1', undefined, 0)).not.toBe(addressOf('2001:db8:0:2::1', undefined, 0));
});

test('a link with bytes that cannot be read is nobody’s', async () => {
  await coupon('\u{FFFD}');
  const requests = await asked(async () => {
    for (const id of ['%FF', '%EF%BF%BD'])
      expect(await visitor().ask(`/redeem?externalId=${id}&campaignId=CoffeeRewardsCampaign1`)).toMatchObject(
        {
          status: 400,
          heading: 'This link is not complete',
        },
      );
  });
  expect(requests).toEqual([]);
});

test('the log has a line a request, and nothing about who it was', async () => {
  await coupon('private-id', { person: { displayName: 'Jane Doe' } });
  const { tap, lines, ask } = visitor();
  await tap('private-id');
  await ask('/somewhere/private-id');
  expect(lines.map(({ method, route, status, outcome }) => [method, route, status, outcome])).toEqual([
    ['GET', '/redeem', 200, 'active'],
    ['POST', '/redeem', 303, 'redeemed'],
    ['GET', '/redeem', 200, 'success'],
    ['GET', 'other', 404, 'unknown'],
  ]);
  expect(new Set(lines.slice(0, 3).map(({ pass }) => pass))).toEqual(
    new Set([expect.stringMatching(/^[0-9a-f]{8}$/)]),
  );
  expect(JSON.stringify(lines)).not.toMatch(/private-id|Jane|token|receipt/);
});
