// The studio in a real browser: what one sees and does, by mouse and by keyboard, on a desk and on a phone, by day and night.
// With SCREENSHOTS=1 what is seen is written to build/screenshots/, to be looked at.
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { clientPack } from '../../commands/clientPack.ts';
import { serveRedeemPage } from '../../commands/redeemVisit.ts';
import { handlerOf } from '../../commands/zapierApp.ts';
import app from '../../index.ts';
import { installed, launch } from '../../standIns/chromium.ts';
import { type Studio, startStudio } from '../../studio/server.ts';
// With the definition of the app compiled once, as in the other tests of it.
import '../support/tester.ts';

if (!installed)
  process.stderr.write('No Chromium is installed: the browser tests of the studio are skipped.\n');

let studio: Studio;
let browser: Browser;
const wrong: string[] = [];

beforeAll(async () => {
  if (!installed) return;
  studio = await startStudio({ zapier: await handlerOf(app), redeemPage: serveRedeemPage, pack: clientPack });
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await studio?.close();
  delete process.env.PASSKIT_API_URL;
});

async function open(path: string, { width = 1440, dark = false } = {}): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  page.on('console', (line) => line.type() === 'error' && wrong.push(line.text()));
  page.on('pageerror', ({ message }) => wrong.push(message));
  await page.goto(`${studio.url}${path}`);
  return page;
}

/** What axe finds wrong, contrast included; at night the pages have other colours and nothing else. */
async function barriers(page: Page, { dark = false } = {}): Promise<string[]> {
  const rules = dark ? "{ runOnly: ['color-contrast'] }" : '';
  const { violations } = await page.evaluate<axe.AxeResults>(`${axe.source}; axe.run(${rules})`);
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(', ')}`,
  );
}

const shoot = async (page: Page, name: string): Promise<void> => {
  if (process.env.SCREENSHOTS)
    await page.screenshot({ path: `build/screenshots/studio-${name}.png`, fullPage: true });
};
const told = (page: Page) => page.getByRole('status');
const phone = (page: Page) => page.getByRole('region', { name: 'The phone' });

(installed ? describe : describe.skip)('in a browser', () => {
  test('the story, press by press: the table, the step and the phone change with it', async () => {
    const page = await open('/');
    await phone(page).getByText('Bronze').waitFor();
    await expectToHave(told(page), 'A pass was issued');
    await page.getByRole('button', { name: 'Change the tier' }).click();
    await phone(page).getByText('Gold').waitFor();
    await page.getByRole('button', { name: 'Send it again' }).click();
    await expectToHave(told(page), 'no second one');
    await page.getByRole('button', { name: 'Another type' }).click();
    await phone(page).getByText('Coffee Rewards').waitFor();
    await page.getByRole('button', { name: 'Cancel a ticket' }).click();
    await phone(page).getByText('Expired').first().waitFor();
    await page.getByRole('button', { name: 'Open the permanent link' }).click();
    await page.getByRole('button', { name: /^Press/ }).click();
    await expectToHave(told(page), 'The page says: Redeemed');
    await shoot(page, 'story');
    expect(await barriers(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await page.close();
  });

  test('a cell is changed by keyboard alone, and the pass follows; on Make as well', async () => {
    const page = await open('/?platform=make');
    await phone(page).getByText('Jane Doe').waitFor();
    await page.getByText('our own model of Make’s engine', { exact: false }).first().waitFor();
    await page.getByRole('textbox', { name: 'Name of Jane Doe' }).focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Jane Smith');
    await page.keyboard.press('Tab');
    await phone(page).getByText('Jane Smith').waitFor();
    await expectToHave(told(page), 'updated where it is');
    expect(wrong).toEqual([]);
    await page.close();
  });

  test.each(['/', '/break', '/operations/redeem_coupon', '/pack'])(
    '%s fits a phone, and is readable at night',
    async (path) => {
      const page = await open(path, { width: 390, dark: true });
      await page.getByRole('heading', { level: 1 }).waitFor();
      if (path === '/') await phone(page).getByText('Bronze').waitFor();
      else
        await page
          .getByRole('button', { name: /Try it|Run it|Download/ })
          .first()
          .waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
      await shoot(page, `phone${path.replaceAll('/', '-')}`);
      expect(await barriers(page, { dark: true })).toEqual([]);
      expect(wrong).toEqual([]);
      await page.close();
    },
  );

  test('a deep link opens an operation on a platform; it runs, and PassKit’s answers are there', async () => {
    const page = await open('/operations/update_pass?platform=make&passType=coupon');
    await page.getByRole('heading', { name: 'Update a pass' }).waitFor();
    await page.getByRole('combobox', { name: 'Campaign' }).waitFor();
    await page.getByRole('button', { name: 'Run it' }).click();
    await page.getByRole('region', { name: 'Result' }).getByText('updated', { exact: true }).waitFor();
    await page.getByText('/coupon/singleUse/coupon').last().click();
    await page.getByRole('heading', { name: 'Answered' }).first().waitFor();
    await shoot(page, 'operation');
    expect(await barriers(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await page.close();
  });

  test('a pack: the client’s account is listed, the pages and recipes are in their language, the zip comes', async () => {
    const page = await open('/pack');
    await page.getByText('List the client’s own projects').click();
    await page.getByRole('button', { name: 'Those of the embedded PassKit' }).click();
    await page.getByRole('combobox', { name: 'Campaign' }).selectOption({ label: 'Coffee Rewards' });
    await page.getByRole('combobox', { name: 'Offer', exact: true }).selectOption({ label: 'Free Coffee' });
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
    await page.frameLocator('iframe[title="Redeemed"]').getByText('Eingelöst').first().waitFor();
    await page.getByRole('radio', { name: 'Recipes' }).check();
    await page.getByRole('button', { name: 'Eine neue Zeile wird ein Pass' }).click();
    await page.frameLocator('.recipe iframe').getByRole('heading', { name: 'Mit Zapier' }).waitFor();
    await shoot(page, 'pack');
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download the pack' }).click(),
    ]);
    expect(saved.suggestedFilename()).toMatch(/\.zip$/);
    expect(await barriers(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await page.close();
  });

  test('everything is broken, and everything holds', async () => {
    const page = await open('/break');
    await page.getByRole('button', { name: 'Break everything' }).click();
    await page.getByText('PassKit has redeemed it once.').waitFor();
    expect(await page.locator('.facts .bad').count()).toBe(0);
    expect(await page.locator('.report').count()).toBe(8);
    expect(await page.locator('main').innerText()).not.toMatch(/\b1 requests/);
    await shoot(page, 'broken');
    expect(await barriers(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await page.close();
  });
});

async function expectToHave(locator: ReturnType<Page['getByRole']>, text: string): Promise<void> {
  await locator.filter({ hasText: text }).first().waitFor();
}
