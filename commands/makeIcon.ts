// `npm run make:icon`: draws make/icon/icon.png from icon.svg, with Chromium, in the size that Make wants.
import { readFileSync } from 'node:fs';
import { launch } from '../standIns/chromium.ts';

const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: 512, height: 512 } });
  await page.setContent(
    `<style>body{margin:0}svg{display:block}</style>${readFileSync('make/icon/icon.svg', 'utf8')}`,
  );
  await page.screenshot({ path: 'make/icon/icon.png', omitBackground: true });
} finally {
  await browser.close();
}
