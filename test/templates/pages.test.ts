// The page with the button that Make answers with, in a real browser: read and tapped, in the client's colour.
import axe from 'axe-core';
import { type Browser, devices } from 'playwright-core';
import { installed, launch } from '../../standIns/chromium.ts';
import { confirmPage } from '../../templates/answerPage.ts';
import { parseSettings } from '../../templates/settings.ts';

let browser: Browser;
beforeAll(async () => {
  if (installed) browser = await launch();
});
afterAll(() => browser?.close());

(installed ? describe : describe.skip)('in a browser', () => {
  test.each([
    ['#0b5323', 'light'],
    ['#ffb000', 'dark'],
  ] as const)('everyone can read and tap the page with the button in %s, %s', async (color, colorScheme) => {
    const settings = parseSettings({ color, client: 'Demo Coffee' });
    const page = await browser.newPage({ ...devices['iPhone 13'], deviceScaleFactor: 1, colorScheme });
    const html = confirmPage(settings, { pass: 'p', campaign: 'c', confirm: 'yes' });
    await page.setContent(html);
    const { violations } = await page.evaluate<axe.AxeResults>(`${axe.source}; axe.run()`);
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    const button = await page.getByRole('button').boundingBox();
    expect(button?.height).toBeGreaterThanOrEqual(56);
    await page.close();
  });
});
