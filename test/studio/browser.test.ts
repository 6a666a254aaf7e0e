// The studio in a real browser: what one sees and does, by mouse and by keyboard, on a desk and on a phone, by day and night.
// With SCREENSHOTS=1 what is seen is written to build/screenshots/, to be looked at.
import type { Browser, Page } from 'playwright-core';
import { clientPack } from '../../commands/clientPack.ts';
import { serveRedeemPage } from '../../commands/redeemVisit.ts';
import { handlerOf } from '../../commands/zapierApp.ts';
import app from '../../index.ts';
import { installed, launch } from '../../standIns/chromium.ts';
import { type Studio, startStudio } from '../../studio/server.ts';
import { type FindBarriers, loadAxe } from '../support/axe.ts';
// With the definition of the app compiled once, as in the other tests of it.
import '../support/tester.ts';

if (!installed)
  process.stderr.write('No Chromium is installed: the browser tests of the studio are skipped.\n');

let studio: Studio;
let browser: Browser;
/** One page for all: Chromium takes a second or two for each new one. */
let page: Page;
/** The one that axe looks at, with what is on the other. */
let looking: Page;
let findBarriers: FindBarriers;
let style = '';
const wrong: string[] = [];

beforeAll(async () => {
  if (!installed) return;
  studio = await startStudio({ zapier: await handlerOf(app), redeemPage: serveRedeemPage, pack: clientPack });
  browser = await launch();
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  looking = await context.newPage();
  findBarriers = await loadAxe(looking);
  // The last, so that it is the one in front: Chromium draws the others once a second, and every press waits for that.
  page = await context.newPage();
  const answer = await fetch(`${studio.url}/files/main.css`);
  expect(answer.headers.get('content-type')).toContain('text/css');
  style = await answer.text();
  page.on('console', (line) => line.type() === 'error' && wrong.push(line.text()));
  page.on('pageerror', ({ message }) => wrong.push(message));
});
afterAll(async () => {
  await browser?.close();
  await studio?.close();
  delete process.env.PASSKIT_API_URL;
});

async function open(path: string, { width = 1440, dark = false } = {}): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
  await page.goto(`${studio.url}${path}`);
}

/** What axe finds wrong, contrast included; at night the pages have other colours and nothing else. */
async function barriers({ dark = false } = {}): Promise<string[]> {
  const html = await page.content();
  const styled = html.replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${style}</style>`);
  expect(styled).not.toBe(html);
  await looking.setViewportSize(page.viewportSize() ?? { width: 1440, height: 900 });
  return dark ? findBarriers(styled, 'dark', ['color-contrast']) : findBarriers(styled, 'light');
}

const shoot = async (name: string): Promise<void> => {
  if (process.env.SCREENSHOTS)
    await page.screenshot({ path: `build/screenshots/studio-${name}.png`, fullPage: true });
};
const told = () => page.getByRole('status');
const phone = () => page.getByRole('region', { name: 'The phone' });

(installed ? describe : describe.skip)('in a browser', () => {
  test('the story, press by press: the table, the step and the phone change with it', async () => {
    await open('/');
    await phone().getByText('Bronze').waitFor();
    await expectToHave(told(), 'A pass was issued');
    await page.getByRole('button', { name: 'Change the tier' }).click();
    await phone().getByText('Gold').waitFor();
    await page.getByRole('button', { name: 'Send it again' }).click();
    await expectToHave(told(), 'no second one');
    await page.getByRole('button', { name: 'Another type' }).click();
    await phone().getByText('Coffee Rewards').waitFor();
    await page.getByRole('button', { name: 'Cancel a ticket' }).click();
    await phone().getByText('Expired').first().waitFor();
    await page.getByRole('button', { name: 'Open the permanent link' }).click();
    await page.getByRole('button', { name: /^Press/ }).click();
    await expectToHave(told(), 'The page says: Redeemed');
    await shoot('story');
    expect(await barriers()).toEqual([]);
    expect(wrong).toEqual([]);
  });

  test('a cell is changed by keyboard alone, and the pass follows; on Make as well', async () => {
    await open('/?platform=make');
    await phone().getByText('Jane Doe').waitFor();
    await page.getByText('our own model of Make’s engine', { exact: false }).first().waitFor();
    await page.getByRole('textbox', { name: 'Name of Jane Doe' }).focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Jane Smith');
    await page.keyboard.press('Tab');
    await phone().getByText('Jane Smith').waitFor();
    await expectToHave(told(), 'updated where it is');
    expect(wrong).toEqual([]);
  });

  test.each(['/', '/break', '/operations/redeem_coupon', '/pack'])(
    '%s fits a phone, and is readable at night',
    async (path) => {
      await open(path, { width: 390, dark: true });
      await page.getByRole('heading', { level: 1 }).waitFor();
      if (path === '/') await phone().getByText('Bronze').waitFor();
      else
        await page
          .getByRole('button', { name: /Try it|Run it|Download/ })
          .first()
          .waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
      await shoot(`phone${path.replaceAll('/', '-')}`);
      expect(await barriers({ dark: true })).toEqual([]);
      expect(wrong).toEqual([]);
    },
  );

  test('a deep link opens an operation on a platform; it runs, and PassKit’s answers are there', async () => {
    await open('/operations/update_pass?platform=make&passType=coupon');
    await page.getByRole('heading', { name: 'Update a pass' }).waitFor();
    await page.getByRole('combobox', { name: 'Campaign' }).waitFor();
    await page.getByRole('button', { name: 'Run it' }).click();
    await page.getByRole('region', { name: 'Result' }).getByText('updated', { exact: true }).waitFor();
    await page.getByText('/coupon/singleUse/coupon').last().click();
    await page.getByRole('heading', { name: 'Answered' }).first().waitFor();
    await shoot('operation');
    expect(await barriers()).toEqual([]);
    expect(wrong).toEqual([]);
  });

  test('a pack: the client’s account is listed, the pages and recipes are in their language, the zip comes', async () => {
    await open('/pack');
    await page.getByText('List the client’s own projects').click();
    await page.getByRole('button', { name: 'Those of the embedded PassKit' }).click();
    await page.getByRole('combobox', { name: 'Campaign' }).selectOption({ label: 'Coffee Rewards' });
    await page.getByRole('combobox', { name: 'Offer', exact: true }).selectOption({ label: 'Free Coffee' });
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
    await page.frameLocator('iframe[title="Redeemed"]').getByText('Eingelöst').first().waitFor();
    await page.getByRole('radio', { name: 'Recipes' }).check();
    await page.getByRole('button', { name: 'Eine neue Zeile wird ein Pass' }).click();
    await page.frameLocator('.recipe iframe').getByRole('heading', { name: 'Mit Zapier' }).waitFor();
    await shoot('pack');
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download the pack' }).click(),
    ]);
    expect(saved.suggestedFilename()).toMatch(/\.zip$/);
    expect(await barriers()).toEqual([]);
    expect(wrong).toEqual([]);
  });

  test('everything is broken, and everything holds', async () => {
    await open('/break');
    await page.getByRole('button', { name: 'Break everything' }).click();
    await page.getByText('PassKit has redeemed it once.').waitFor();
    expect(await page.locator('.facts .bad').count()).toBe(0);
    expect(await page.locator('.report').count()).toBe(8);
    expect(await page.locator('main').innerText()).not.toMatch(/\b1 requests/);
    await shoot('broken');
    expect(await barriers()).toEqual([]);
    expect(wrong).toEqual([]);
  });
});

async function expectToHave(locator: ReturnType<Page['getByRole']>, text: string): Promise<void> {
  await locator.filter({ hasText: text }).first().waitFor();
}
