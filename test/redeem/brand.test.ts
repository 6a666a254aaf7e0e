// Protects whose page it is: what PassKit tells of the offer and its design, what the settings say, and that neither can
// bring anything into the page but words, a colour and pictures.
import { faces, states } from '../../redeem/faces.ts';
import { notices } from '../../redeem/texts/types.ts';
import { useRedeem } from './support.ts';

const { sandbox, visitor, coupon } = useRedeem();

const settings = {
  REDEEM_BRAND_NAME: 'Café <Müller>',
  REDEEM_BRAND_LOGO: 'https://logos.example/cafe.png?size=2',
  REDEEM_BRAND_COLOR: '#ffcc00',
  REDEEM_OFFER_IMAGE: 'https://pictures.example/any.jpg',
  REDEEM_OFFER_TERMS: 'Only on weekdays.',
};

const offer = {
  id: 'FreeCoffeeOffer0000001',
  offerTitle: 'Free Coffee',
  localizedOfferTitle: { translations: { DE: 'Gratis-Kaffee', EN_GB: ' ' } },
  offerDetails: 'One coffee.',
  offerFinePrint: 'One per <person>.',
  localizedOfferFinePrint: { translations: { de: 'Einer je Person.' } },
  beforeRedeemPassTemplateId: 'T',
};
const design = {
  organizationName: 'Demo Coffee',
  colors: { backgroundColor: '#0000AA' },
  imageIds: { strip: 'STRIP', icon: '', appleLogo: 'LOGO' },
};

/** What PassKit says of the offer and its design, as often as it is asked. */
function passKitTells(told: { offer?: object; template?: object; image?: object | number }) {
  const times = 9;
  sandbox().fault({ path: '/offer/', times, body: { ...offer, ...told.offer } });
  sandbox().fault({ path: '/template/data', times, body: { template: { ...design, ...told.template } } });
  const image = told.image ?? { url: 'https://images.example/of-passkit.png' };
  sandbox().fault({
    path: '/image/',
    times,
    ...(typeof image === 'number' ? { status: image } : { body: image }),
  });
}
afterEach(() => sandbox().clearFaults());

const picturesIn = (text: string) => [...text.matchAll(/<img[^>]* src="([^"]*)"/g)].map(([, src]) => src);
const policyOf = (headers: Headers) =>
  /img-src ([^;]*);/.exec(headers.get('content-security-policy') ?? '')?.[1];

test('without settings the page has the name, colour, logo, picture and words that PassKit tells', async () => {
  await coupon('told');
  passKitTells({});
  const { text, headers, heading } = await visitor().open('told');
  expect(heading).toBe('Free Coffee');
  expect(text).toContain('<span>Demo Coffee</span>');
  expect(text).toContain('fill="#0000AA"');
  expect(text).toContain('class="brand on-dark"');
  expect(text).toContain('One coffee.');
  expect(text).toContain('One per &lt;person&gt;.');
  expect(picturesIn(text)).toEqual(Array(2).fill('https://images.example/of-passkit.png'));
  expect(policyOf(headers)).toBe('data: https://images.example');
});

test('the pictures are those that the design names', async () => {
  await coupon('pictures');
  passKitTells({});
  const before = sandbox().requests.length;
  await visitor().open('pictures');
  const paths = sandbox()
    .requests.slice(before)
    .map(({ path }) => path)
    .filter((path) => path.startsWith('/image/'));
  expect(paths.sort()).toEqual(['/image/LOGO', '/image/STRIP']);
});

test('in the language of the visitor, where PassKit has it', async () => {
  await coupon('german');
  passKitTells({});
  const { heading, text } = await visitor().open('german', { 'accept-language': 'de' });
  expect(heading).toBe('Gratis-Kaffee');
  expect(text).toContain('Einer je Person.');
  expect(text).toContain('One coffee.');
});

test('the settings say whose page it is; of what is offered PassKit knows more', async () => {
  await coupon('both');
  passKitTells({});
  const { text, headers } = await visitor({ env: settings }).open('both');
  expect(text).toContain('<span>Café &lt;Müller&gt;</span>');
  expect(text).toContain('fill="#ffcc00"');
  expect(text).toContain('class="brand on-light"');
  expect(text).toContain('One per &lt;person&gt;.');
  expect(text).not.toContain('Only on weekdays.');
  expect(picturesIn(text)).toEqual([settings.REDEEM_BRAND_LOGO, 'https://images.example/of-passkit.png']);
  expect(policyOf(headers)).toBe('data: https://logos.example https://images.example');
});

test('what PassKit leaves out comes from the settings, and pages without a coupon have the brand too', async () => {
  await coupon('alone');
  const { open } = visitor({ env: settings });
  const { text } = await open('alone');
  expect(text).toContain('Only on weekdays.');
  expect(picturesIn(text)).toEqual([settings.REDEEM_BRAND_LOGO, settings.REDEEM_OFFER_IMAGE]);
  const none = await open('nobody');
  expect(picturesIn(none.text)).toEqual([settings.REDEEM_BRAND_LOGO]);
  expect(policyOf(none.headers)).toBe('data: https://logos.example');
});

test.each([
  ['that of the offer', 'America/Bogota', {}, 'at 05:00:00 GMT-5'],
  ['that of the settings', 'America/Bogota', { REDEEM_TIME_ZONE: 'Europe/Berlin' }, 'at 12:00:00 CEST'],
  ['UTC where PassKit’s is none', 'Mars/Base', {}, 'at 10:00:00 UTC'],
])('times are in the zone of the shop: %s', async (name, ianaTimezone, env, time) => {
  await coupon(name, { expiryDate: '2099-07-01T10:00:00Z' });
  passKitTells({ offer: { ianaTimezone } });
  expect((await visitor({ env }).open(name)).text).toContain(`Valid until 1 July 2099 ${time}.`);
});

test.each<[string, Parameters<typeof passKitTells>[0]]>([
  ['a picture without https', { image: { url: 'http://images.example/x.png' } }],
  [
    'a picture that would add to the policy',
    { image: { url: "https://x.example; script-src 'unsafe-inline'/" } },
  ],
  ['a picture of no server', { image: { url: 'https://127.0.0.1/x.png' } }],
  ['a picture that is gone', { image: 404 }],
  ['no pictures', { template: { imageIds: null, colors: { backgroundColor: 'red"><script>' } } }],
  ['nonsense', { template: { imageIds: 7, colors: 'blue', organizationName: {} } }],
])('shows the coupon all the same, and nothing of it: %s', async (name, told) => {
  await coupon(name);
  passKitTells(told);
  const { text, headers, heading } = await visitor().open(name);
  expect(heading).toBe('Free Coffee');
  expect(picturesIn(text)).toEqual([]);
  expect(policyOf(headers)).toBe('data:');
  expect(text.match(/<script/g)).toHaveLength(1);
});

test('terms that are a link can be followed, and say nothing of where one came from', async () => {
  await coupon('terms');
  const env = { REDEEM_OFFER_TERMS: 'https://cafe.example/terms' };
  expect((await visitor({ env }).open('terms')).text).toContain(
    '<a href="https://cafe.example/terms" rel="noreferrer">https://cafe.example/terms</a>',
  );
});

test.each([
  ['4711', 'numeric'],
  ['Bohne-7', 'text'],
])('the keys for the code %s are %s, and whoever knows it taps', async (code, keys) => {
  await coupon(`code ${code}`);
  const { open, submit, link } = visitor({ env: { REDEEM_CASHIER_CODE: code } });
  const { text, token } = await open(`code ${code}`);
  expect(text).toContain(`inputmode="${keys}" autocapitalize="none"`);
  expect(text).not.toContain('<form method="post" data-hold');
  expect(text).not.toContain(texts.hold);
  expect((await submit(link(`code ${code}`), { token, code })).status).toBe(303);
});
const texts = { hold: 'Hold the button' };

describe('the clock', () => {
  test('says how long ago PassKit redeemed it, by the clock of the server; only where that tells something', async () => {
    await coupon('clock');
    let now = Date.now();
    const { tap, open } = visitor({ clock: () => now });
    expect((await tap('clock')).text).toMatch(/data-seconds="\d" data-until="300"><b>0:0\d<\/b>/);
    now += 7_384_000;
    const later = await open('clock');
    expect(later.text).toMatch(/data-seconds="738\d"><b>2:03:0\d<\/b> since it was redeemed/);
    now += 24 * 3_600_000;
    expect((await open('clock')).text).not.toContain('data-seconds="');
  });

  test('is not on a page of anything else', async () => {
    await coupon('ready');
    const { open } = visitor();
    for (const id of ['ready', 'nobody']) expect((await open(id)).text).not.toContain('data-seconds="');
  });

  test('stands at nought when PassKit’s clock is ahead', async () => {
    await coupon('ahead');
    const { tap } = visitor({ clock: () => Date.now() - 30_000 });
    expect((await tap('ahead')).text).toContain('data-seconds="0"');
  });
});

describe('the faces', () => {
  const lightOf = (color: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: string, other: string) => {
    const [dark = 0, light = 0] = [lightOf(one), lightOf(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };

  test.each(states)('%s can be read at 7 to 1, stripes included', (state) => {
    const { field, stripes = field, ink } = faces[state];
    expect(contrast(ink, field)).toBeGreaterThanOrEqual(7);
    expect(contrast(ink, stripes)).toBeGreaterThanOrEqual(7);
  });

  test('every state has a sign of its own, and every notice is one of them', () => {
    expect(new Set(states.map((state) => faces[state].sign)).size).toBe(states.length);
    expect(new Set(Object.values(notices).map(({ state }) => state))).toEqual(
      new Set(states.filter((state) => state !== 'ready')),
    );
  });
});
