// The pages that Make answers with, in a real browser: what can be read and tapped, in the client's colour.
import axe from 'axe-core';
import { type Browser, devices } from 'playwright-core';
import { confirmPage, refusalPage } from '../../templates/answerPage.ts';
import { parseSettings } from '../../templates/settings.ts';
import { installed, launch } from '../redeem/browser.ts';

let browser: Browser;
beforeAll(async () => {
  if (installed) browser = await launch();
});
afterAll(() => browser?.close());

/** As Make would answer: without anything left for it to fill in. */
const filledIn = (html: string) => html.replace(/\{\{[^}]*\}\}/g, '2026-11-20 13:00');

(installed ? describe : describe.skip)('in a browser', () => {
  test.each(['#0b5323', '#ffb000'])('everyone can read the pages in %s', async (color) => {
    const settings = parseSettings({ color, client: 'Demo Coffee' });
    const pages = [
      confirmPage(settings, { pass: 'p', campaign: 'c', confirm: 'yes' }),
      refusalPage(settings, [], 'none', '').body,
    ];
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ ...devices['iPhone 13'], colorScheme });
      for (const html of pages) {
        await page.setContent(filledIn(html));
        const { violations } = await page.evaluate<axe.AxeResults>(`${axe.source}; axe.run()`);
        expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
      }
      await page.close();
    }
  });
});
