// The pictures of the field reference: the form of each step as the studio shows it for Zapier, with an example filled in.
import { mkdirSync, rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { pictureOf, pictures } from '../manual/pictures.ts';
import { operations } from '../studio/listed.ts';

/** Draws every form from a studio at this address. Answers with how many there are. */
export async function drawForms(browser: Browser, url: string): Promise<number> {
  rmSync(pictures, { recursive: true, force: true });
  mkdirSync(pictures, { recursive: true });
  // As high as any form: the head of the page stays on top of what is scrolled.
  const page = await browser.newPage({ viewport: { width: 900, height: 3000 }, reducedMotion: 'reduce' });
  for (const { key } of operations) {
    await page.goto(`${url}/operations/${key}`, { waitUntil: 'networkidle' });
    const form = page.getByRole('region', { name: 'Form' });
    await form.locator('.step-form').waitFor();
    await form.screenshot({ path: pictureOf(key), animations: 'disabled' });
  }
  await page.close();
  return operations.length;
}
