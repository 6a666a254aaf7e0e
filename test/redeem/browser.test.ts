// The redemption page in a real browser on a phone's screen: what is seen, tapped, read aloud and sent.
// With SCREENSHOTS=1 what is seen is written to build/screenshots/, to be looked at.
import { type Browser, type BrowserContextOptions, devices, type Page } from 'playwright-core';
import { serveRedeemPage } from '../../commands/redeemVisit.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { installed, launch } from '../../standIns/chromium.ts';
import { idOf } from '../sandbox/client.ts';
import { type FindBarriers, loadAxe } from '../support/axe.ts';

if (!installed) {
  process.stderr.write('No Chromium is installed: the browser tests of the redemption page are skipped.\n');
}

const screen = { ...devices['iPhone 13'], deviceScaleFactor: 1, locale: 'en-GB' };
const small = { width: 320, height: 568 };
let sandbox: Sandbox;
let browser: Browser;
/** One page for all: Chromium takes a second for each new one. */
let page: Page;
let barriers: FindBarriers;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  if (!installed) return;
  browser = await launch();
  page = await browser.newPage(screen);
  barriers = await loadAxe(await browser.newPage({ ...screen, viewport: small }));
});
afterAll(() => browser?.close());
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(async () => {
  page?.removeAllListeners('request');
  for (const close of closing.splice(0)) await close();
  await sandbox.close();
});

/** Issues a coupon, serves the page, and answers with the permanent link of its pass. */
async function serve(settings: Record<string, string> = {}, expiryDate?: string): Promise<string> {
  const { campaignId, offerId } = sandbox.demo;
  const externalId = 'member-pass-1';
  await idOf(sandbox, 'POST /coupon/singleUse/coupon', { campaignId, offerId, externalId, expiryDate });
  const { origin, open, close } = await serveRedeemPage(sandbox, settings);
  closing.push(close);
  const link = `/redeem?externalId=${externalId}&campaignId=${campaignId}`;
  // The first page waits half a second for PassKit's words of the offer, and a busy machine may take longer.
  await open(link);
  return `${origin}${link}`;
}

/** A page of its own, for what cannot be changed later. */
async function newPage(options: BrowserContextOptions): Promise<Page> {
  const own = await browser.newPage({ ...screen, ...options });
  closing.push(() => own.close());
  return own;
}

/** Holds the button for so many milliseconds of the page's own clock. */
async function hold(page: Page, milliseconds = 1_300): Promise<void> {
  await page.clock.install();
  const button = page.getByRole('button');
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 20);
  await page.mouse.down();
  await page.clock.runFor(milliseconds);
  await page.mouse.up();
}

/** The seconds on the clock, which is below an hour. */
async function clockOf(page: Page): Promise<number> {
  const [minutes, seconds] = ((await page.getByRole('timer').locator('b').textContent()) ?? '').split(':');
  return Number(minutes) * 60 + Number(seconds);
}

const redemptions = () => sandbox.requests.filter(({ path }) => path.includes('/redeem')).length;
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();
const shoot = async (page: Page, name: string): Promise<void> => {
  if (!process.env.SCREENSHOTS) return;
  await page.screenshot({ path: `build/screenshots/${name}.png`, fullPage: true });
};

(installed ? describe : describe.skip)('in a browser', () => {
  test('opening shows the coupon and redeems nothing, nor does a tap; who holds the button redeems once; it stays redeemed', async () => {
    const link = await serve();
    await page.goto(link);
    expect(await heading(page)).toBe('Free Coffee');
    expect(redemptions()).toBe(0);
    await shoot(page, 'coupon');
    const button = page.getByRole('button', { name: 'Redeem now' });
    const short = page.getByText('Nothing was redeemed.');
    // Curious fingers: a tap, a second one, a long one that is not long enough, one that slides off.
    await button.tap();
    await short.waitFor();
    await button.dblclick();
    await hold(page, 1_000);
    await hold(page, 100);
    await page.mouse.down();
    await page.mouse.move(5, 5);
    await page.clock.runFor(5_000);
    await page.mouse.up();
    await short.waitFor();
    await shoot(page, 'coupon-tapped');
    expect(redemptions()).toBe(0);
    await hold(page);
    await page.getByRole('status').waitFor();
    expect(await heading(page)).toBe('Redeemed');
    await shoot(page, 'redeemed');
    await page.reload();
    expect(await heading(page)).toBe('Redeemed');
    await page.goto(link);
    expect(await heading(page)).toBe('Already redeemed');
    expect(await page.locator('.time').textContent()).toMatch(/^Redeemed on .*UTC/);
    await shoot(page, 'already-redeemed');
    expect(redemptions()).toBe(1);
  });

  test('works without JavaScript', async () => {
    const page = await newPage({ javaScriptEnabled: false });
    await page.goto(await serve());
    await page.getByRole('button', { name: 'Redeem now' }).tap();
    await page.getByRole('status').waitFor();
    expect(await heading(page)).toBe('Redeemed');
    expect(redemptions()).toBe(1);
  });

  test('a second tap while the first is under way sends nothing', async () => {
    await page.goto(await serve());
    let posts = 0;
    page.on('request', (request) => {
      if (request.method() === 'POST') posts++;
    });
    sandbox.fault({ path: '/redeem', delayMs: 500 });
    const button = page.getByRole('button');
    await button.evaluate((node: { click(): void }) => {
      node.click();
      // Chromium takes two clicks within one moment for one by itself.
      setTimeout(() => node.click());
    });
    await page.getByRole('status').waitFor();
    expect(posts).toBe(1);
    expect(redemptions()).toBe(1);
  });

  test('the back button after redeeming shows what is true now', async () => {
    await page.goto(await serve());
    await hold(page);
    await page.getByRole('status').waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Already redeemed' }).waitFor();
    expect(redemptions()).toBe(1);
  });

  test('can be redeemed with the keyboard alone', async () => {
    await page.goto(await serve());
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('status').waitFor();
    expect(await heading(page)).toBe('Redeemed');
  });

  test('who cannot hold the button opens a line that says so, and taps', async () => {
    await page.goto(await serve());
    await page.getByText('You cannot hold the button?').tap();
    await page.getByText('one tap on the button now redeems').waitFor();
    expect(await barriers(await page.content(), 'light')).toEqual([]);
    expect(redemptions()).toBe(0);
    await page.getByRole('button').tap();
    await page.getByRole('status').waitFor();
    expect(redemptions()).toBe(1);
  });

  test('the clock of a redemption runs, also for who sets the clock of the device back, and is asked for anew in the end', async () => {
    const page = await newPage({});
    await page.goto(await serve());
    await hold(page);
    await page.getByRole('status').waitFor();
    const before = await clockOf(page);
    await page.clock.runFor(2_000);
    expect((await clockOf(page)) - before).toBeGreaterThanOrEqual(2);
    await page.clock.setSystemTime(Date.now() - 3_600_000);
    await page.clock.runFor(60_000);
    expect((await clockOf(page)) - before).toBeGreaterThanOrEqual(62);
    const asked = page.waitForRequest(/receipt=/);
    await page.clock.runFor(240_000);
    await asked;
  });

  test('the cashier’s code is asked for, and a wrong one redeems nothing', async () => {
    await page.goto(await serve({ REDEEM_CASHIER_CODE: '4711' }));
    await page.getByLabel('Cashier code').fill('1234');
    await page.getByRole('button').tap();
    await page.getByRole('alert').waitFor();
    await shoot(page, 'wrong-code');
    expect(await barriers(await page.content(), 'light')).toEqual([]);
    expect(redemptions()).toBe(0);
    await page.getByLabel('Cashier code').fill('4711');
    await page.getByRole('button').tap();
    await page.getByRole('status').waitFor();
    expect(redemptions()).toBe(1);
  });

  test('PassKit’s answer is lost: the page finds out that it was redeemed, and says so', async () => {
    const link = await serve();
    await page.goto(link);
    sandbox.fault({ path: '/redeem', reset: 'after' });
    await hold(page);
    await page.getByRole('status').waitFor();
    expect(await heading(page)).toBe('Redeemed');
    await page.goto(link);
    expect(await heading(page)).toBe('Already redeemed');
    expect(redemptions()).toBe(1);
  });

  test.each([
    ['de', 'Jetzt einlösen'],
    ['es', 'Canjear ahora'],
  ])('speaks %s', async (locale, label) => {
    const page = await newPage({ locale });
    await page.goto(await serve());
    await shoot(page, `coupon-${locale}`);
    expect(await page.getByRole('button').textContent()).toBe(label);
    expect(await page.locator('html').getAttribute('lang')).toBe(locale);
  });

  test('every page can be read on a small screen, and by a screen reader, in light and in dark mode', async () => {
    const link = await serve({}, '2031-05-01T10:00:00Z');
    const usual = page.viewportSize();
    await page.setViewportSize(small);
    closing.push(() => usual && page.setViewportSize(usual));
    await page.goto(link);
    const button = await page.getByRole('button').boundingBox();
    expect(button?.height).toBeGreaterThanOrEqual(56);
    const seen = async (name: string) => {
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme });
        await shoot(page, `${name}-${colorScheme}`);
      }
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      const html = await page.content();
      expect(await barriers(html, 'light')).toEqual([]);
      // In dark mode the pages have other colours and nothing else.
      expect(await barriers(html, 'dark', ['color-contrast'])).toEqual([]);
    };
    await seen('coupon');
    await hold(page);
    await page.getByRole('status').waitFor();
    await seen('redeemed');
    await page.goto(link);
    await seen('already-redeemed');
    await page.goto(link.replace('member-pass-1', 'nobody'));
    await seen('no-coupon');
    await page.goto(link.replace('campaignId=', 'campaignId=other'));
    await seen('unknown-link');
    sandbox.fault({ path: '/coupon', status: 503, times: 9 });
    await page.goto(link);
    await seen('passkit-down');
  });
});
