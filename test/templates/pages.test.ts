// The page with the button that Make answers with, in a real browser: read and tapped, in the client's colour.
import { type Browser, devices, type Page } from 'playwright-core';
import { installed, launch } from '../../standIns/chromium.ts';
import { confirmPage, successPage } from '../../templates/answerPage.ts';
import { parseSettings } from '../../templates/settings.ts';
import { type FindBarriers, loadAxe } from '../support/axe.ts';

let browser: Browser;
let looking: Page;
let barriers: FindBarriers;
beforeAll(async () => {
  if (!installed) return;
  browser = await launch();
  looking = await browser.newPage({ ...devices['iPhone 13'], deviceScaleFactor: 1 });
  barriers = await loadAxe(looking);
});
afterAll(() => browser?.close());

(installed ? describe : describe.skip)('in a browser', () => {
  test.each([
    ['#0b5323', 'light'],
    ['#ffb000', 'dark'],
  ] as const)('everyone can read and tap the page with the button in %s, %s', async (color, colorScheme) => {
    const settings = parseSettings({ color, client: 'Demo Coffee' });
    const html = confirmPage(settings, { pass: 'p', campaign: 'c', confirm: 'yes' });
    expect(await barriers(html, colorScheme)).toEqual([]);
    const button = await looking.getByRole('button').boundingBox();
    expect(button?.height).toBeGreaterThanOrEqual(56);
    expect(await looking.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  test('a curious tap sends nothing: the tick says that it is meant', async () => {
    const page = await browser.newPage({ ...devices['iPhone 13'], deviceScaleFactor: 1 });
    const sent: string[] = [];
    await page.route('https://make.example/', (route) => {
      sent.push(route.request().method());
      return route.fulfill({
        contentType: 'text/html',
        body: confirmPage(parseSettings({ client: 'Demo Coffee', terms: 'One per person.' }), { pass: 'p' }),
      });
    });
    await page.goto('https://make.example/');
    if (process.env.SCREENSHOTS) await page.screenshot({ path: 'build/screenshots/make-coupon.png' });
    for (let tap = 0; tap < 3; tap++) await page.getByRole('button').tap();
    expect(sent).toEqual(['GET']);
    await page.getByLabel('I am at the till').check();
    const submitted = page.waitForResponse((answer) => answer.request().method() === 'POST');
    await page.getByRole('button').tap();
    await submitted;
    expect(sent).toEqual(['GET', 'POST']);
    await page.close();
  });

  test('the clock of a redemption runs on from when it was, without a script', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.setContent(successPage(parseSettings({}), 'now', '3725'));
    if (process.env.SCREENSHOTS) await page.screenshot({ path: 'build/screenshots/make-redeemed.png' });
    const minutes = "getComputedStyle(document.querySelector('.clock b')).getPropertyValue('--minutes')";
    expect(await page.evaluate(minutes)).toBe('62');
    await page.close();
  });
});
