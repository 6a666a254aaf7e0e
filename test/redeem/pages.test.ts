// Protects what stands on each page, all of it: its words in order, and what the form, the field and the links are.
import { couponPage, noticePage } from '../../redeem/pages.ts';
import { clockScript, holdScript, onceScript } from '../../redeem/scripts.ts';
import { textsIn } from '../../redeem/texts/texts.ts';
import { noon } from './stub.ts';

const texts = textsIn.en;
const setting = { texts, timeZone: 'UTC', brand: {} };
const time = new Date(noon - 67_000);
const form = {
  told: {},
  action: '/redeem?x=1&y=2',
  externalId: 'pass-1234',
  token: 'T',
  keys: 'numeric',
} as const;

/** What can be read on a page, part by part, with what only the script shows or hides. */
const read = (page: string) =>
  (/<body[^>]*>(.*)<script>/s.exec(page)?.[1] ?? '')
    .split(/<[^>]*>/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '');
const tags = (page: string, name: string) => page.match(new RegExp(`<${name}(?: [^>]*)?>`, 'g'));

const coupon = async (more: Partial<Parameters<typeof couponPage>[1]> = {}) =>
  String(await couponPage(setting, { ...form, code: 'no', ...more }));
const notice = async (
  ...[name, said]: [Parameters<typeof noticePage>[1], Parameters<typeof noticePage>[2]?]
) => String(await noticePage(setting, name, said));

describe('the page of a coupon', () => {
  test('has nothing but what is known of it, and its button is held', async () => {
    const page = await coupon();
    expect(read(page)).toEqual([
      texts.words.ready,
      texts.coupon,
      texts.noExpiry,
      texts.once,
      texts.hold,
      texts.redeem,
      texts.cannotHold,
      texts.tapInstead,
      texts.ending('…1234'),
    ]);
    expect(tags(page, 'form')).toEqual(['<form method="post" action="/redeem?x=1&amp;y=2" data-hold>']);
    expect(tags(page, 'button')).toEqual(['<button aria-describedby="once" data-busy="Redeeming…">']);
    expect(tags(page, 'p')).toContain(
      `<p class="soft" aria-live="polite" data-short="${texts.heldTooShort}">`,
    );
    expect([tags(page, 'img'), tags(page, 'a')]).toEqual([null, null]);
  });

  test('has all that PassKit tells of the offer', async () => {
    const offer = {
      title: 'Free <Coffee>',
      details: 'One.\nNot two.',
      terms: 'Any.',
      image: 'https://a.example/"1.png',
    };
    const page = await coupon({ told: { offer, time } });
    expect(read(page)).toEqual([
      texts.words.ready,
      'Free &lt;Coffee&gt;',
      'One. Not two.',
      'Valid until 1 June 2026 at 11:58:53 UTC.',
      ...[texts.once, texts.hold, texts.redeem, texts.cannotHold, texts.tapInstead, texts.ending('…1234')],
      texts.terms,
      'Any.',
    ]);
    expect(page).toContain('<title>Free &lt;Coffee&gt;</title>');
    expect(tags(page, 'img')).toEqual(['<img class="picture" src="https://a.example/&quot;1.png" alt="">']);
  });

  test.each(['numeric', 'text'] as const)(
    'asks for a code with %s keys, and then a tap is enough',
    async (keys) => {
      const page = await coupon({ code: 'asked', keys });
      expect(read(page)).toEqual([
        ...[texts.words.ready, texts.coupon, texts.noExpiry, texts.once],
        texts.code,
        texts.redeem,
        texts.ending('…1234'),
      ]);
      expect(tags(page, 'form')).toEqual(['<form method="post" action="/redeem?x=1&amp;y=2">']);
      expect(tags(page, 'input')?.[1]).toMatch(
        new RegExp(`^<input id="code" name="code" type="password" inputmode="${keys}" [^>]* required>$`),
      );
    },
  );

  test('says that a code was wrong, and the field says so to who does not see it', async () => {
    const page = await coupon({ code: 'wrong' });
    expect(read(page).slice(0, 4)).toEqual([
      texts.words.ready,
      texts.coupon,
      texts.wrongCode,
      texts.noExpiry,
    ]);
    expect(page).toContain('<p role="alert" id="wrong">');
    expect(tags(page, 'input')?.[1]).toMatch(
      / required aria-invalid="true" aria-describedby="wrong" autofocus>$/,
    );
  });

  test.each([
    ['pass-1234', '…1234'],
    ['1234567', '…567'],
    ['ab', '…b'],
    ['a', '…'],
    ['ab😀', '…😀'],
  ])('tells of the external ID no more than its end: %s', async (externalId, end) => {
    expect(read(await coupon({ externalId })).at(-1)).toBe(texts.ending(end));
  });

  test.each([
    ['https://cafe.example/terms', true],
    ['https://cafe.example/terms and more', false],
    ['See https://cafe.example/terms', false],
    ['http://cafe.example/terms', false],
    ['https://[cafe', false],
    ['mailto:cafe@cafe.example', false],
    ['javascript:alert(1)', false],
    ['javascript:alert(1)//https://cafe.example', false],
  ])('has terms that can be followed only where they are one https link: %s', async (terms, linked) => {
    const page = await coupon({ told: { offer: { terms } } });
    expect(read(page).at(-1)).toBe(terms);
    expect(tags(page, 'a')).toEqual(linked ? [`<a href="${terms}" rel="noreferrer">`] : null);
  });
});

describe('a page that says one thing', () => {
  const { words, notices } = texts;

  test.each([
    [
      'expired',
      [words.expired, notices.expired.heading, texts.expiredAt('1 June 2026 at 11:58:53 UTC'), 'Coffee'],
    ],
    ['none', [words.none, notices.none.heading]],
    // The word is the heading: it is said once.
    ['success', [words.redeemed, texts.redeemedAt('1 June 2026 at 11:58:53 UTC'), 'Coffee']],
    ['redeemed', [words.used, texts.redeemedAt('1 June 2026 at 11:58:53 UTC'), 'Coffee']],
  ] as const)('%s', async (name, parts) => {
    const told = name === 'none' ? {} : { time, offer: { title: 'Coffee' } };
    const page = await notice(name, { told });
    expect(read(page)).toEqual([...parts, notices[name].text]);
    expect(page).toContain('<div role="status">');
    expect(tags(page, 'a')).toBeNull();
  });

  test('offers to open the link again', async () => {
    const page = await notice('down', { again: '/redeem?x=1&y=2' });
    expect(read(page)).toEqual([words.problem, notices.down.heading, notices.down.text, texts.again]);
    expect(page).toContain('<div role="alert">');
    expect(tags(page, 'a')).toEqual(['<a class="again" href="/redeem?x=1&amp;y=2">']);
  });

  const day = 24 * 60 * 60;
  test.each<['success' | 'redeemed', number, string | undefined]>([
    ['success', -5, '0:00'],
    ['success', 7, '0:07'],
    ['redeemed', 65, '1:05'],
    ['redeemed', 8_049, '2:14:09'],
    ['redeemed', day, '24:00:00'],
    ['redeemed', day + 1, undefined],
  ])('%s has a clock for a day: %d seconds', async (name, seconds, shown) => {
    const page = await notice(name, {
      told: { time },
      now: time.getTime() + seconds * 1_000 + 999,
      until: 300,
    });
    const when = texts.redeemedAt('1 June 2026 at 11:58:53 UTC');
    const clock = shown === undefined ? [] : [shown, texts.since, texts.notCounting];
    expect(read(page)).toEqual([notices[name].heading, ...clock, when, notices[name].text]);
    const data = `data-seconds="${Math.max(0, seconds)}" data-until="300"`;
    expect(page.includes(`<div class="clock" role="timer" aria-live="off" ${data}>`)).toBe(
      shown !== undefined,
    );
  });

  test('has a clock that is not asked for anew where no time is set', async () => {
    const page = await notice('redeemed', { told: { time }, now: noon });
    expect(page).toContain('<div class="clock" role="timer" aria-live="off" data-seconds="67"><b>');
  });

  test.each([
    ['expired', { told: { time }, now: noon }],
    ['void', { told: { time }, now: noon }],
    ['redeemed', { told: { time } }],
    ['redeemed', { told: {}, now: noon }],
    ['down', { now: noon }],
  ] as const)('%s has none for %j', async (name, said) => {
    expect(await notice(name, said)).not.toContain('role="timer"');
  });
});

describe('the head of every page', () => {
  const headOf = async (brand: object) =>
    /<body class="none">\n(.*)<main>/s.exec(String(await noticePage({ ...setting, brand }, 'none')))?.[1];
  const logo = 'https://a.example/1.png';

  test.each<[object, string]>([
    [{}, ''],
    [{ color: '#000000' }, ''],
    [{ name: 'Café <1>' }, '<header class="brand"><span>Café &lt;1&gt;</span></header>\n'],
    [{ logo }, `<header class="brand"><img src="${logo}" alt="Logo"></header>\n`],
    [{ name: 'Café', logo }, `<header class="brand"><img src="${logo}" alt=""><span>Café</span></header>\n`],
    [
      { name: 'Café', color: '#0b5323' },
      '<header class="brand on-dark"><svg aria-hidden="true"><rect width="100%" height="100%" fill="#0b5323"/></svg><span>Café</span></header>\n',
    ],
    [
      { name: 'Café', color: '#ffcc00' },
      '<header class="brand on-light"><svg aria-hidden="true"><rect width="100%" height="100%" fill="#ffcc00"/></svg><span>Café</span></header>\n',
    ],
  ])('says whose it is, where that is known: %j', async (brand, head) => {
    expect(await headOf(brand)).toBe(head);
  });
});

test('every page has the style and all scripts', async () => {
  const page = await notice('none');
  const script = /<script>(.*)<\/script>/s.exec(page)?.[1] ?? '';
  for (const part of [onceScript, holdScript, clockScript]) {
    expect(part.trim()).not.toBe('');
    expect(script).toContain(part);
  }
  expect(/<style>(.*)<\/style>/s.exec(page)?.[1]).toMatch(/\nbutton:disabled\{/);
});
