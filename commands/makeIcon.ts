// `npm run make:icon`: draws the icon for Make and the logo for Zapier from their SVGs, with Chromium, in the sizes that the
// platforms want.
import { readFileSync } from 'node:fs';
import { launch } from '../standIns/chromium.ts';

const icons = [
  { from: 'make/icon/icon.svg', to: 'make/icon/icon.png', size: 512 },
  { from: 'zapier/icon/logo.svg', to: 'zapier/icon/logo.png', size: 256 },
];

const browser = await launch();
try {
  for (const { from, to, size } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(
      `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${readFileSync(from, 'utf8')}`,
    );
    await page.screenshot({ path: to, omitBackground: true });
    await page.close();
  }
} finally {
  await browser.close();
}
