// What axe finds wrong for people who see little or use a screen reader, contrast included. A browser takes most of a second
// to load axe: one page holds it and is given the HTML of all that are looked at.
import { readFileSync } from 'node:fs';
// Only its types: Node would take half a second to run it, for nothing.
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

export type ColorScheme = 'light' | 'dark';

/** Finds the barriers in HTML, in a page for nothing else; `only` names the rules, when not all are wanted. */
export type FindBarriers = (html: string, colorScheme: ColorScheme, only?: string[]) => Promise<string[]>;

export async function loadAxe(page: Page): Promise<FindBarriers> {
  // Without a doctype the browser would lay out all pages as those of the nineties.
  await page.setContent('<!doctype html>');
  await page.evaluate(`${readFileSync('node_modules/axe-core/axe.min.js', 'utf8')}; undefined`);
  return async (html, colorScheme, only) => {
    await page.emulateMedia({ colorScheme });
    const given = `new DOMParser().parseFromString(${JSON.stringify(html)}, 'text/html').documentElement`;
    await page.evaluate(
      `document.replaceChild(document.adoptNode(${given}), document.documentElement); undefined`,
    );
    const options = only ? { runOnly: only } : {};
    const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(${JSON.stringify(options)})`);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(', ')}`);
  };
}
