// What the recipes tell their readers before they begin, and what they must not promise.

import { templates } from '../../templates/index.ts';
import { leftToChoose } from '../../templates/leftToChoose.ts';
import { recipePages } from '../../templates/recipes/index.ts';
import { parseSettings, placeholderApp } from '../../templates/settings.ts';

const pages = (data: unknown) =>
  Object.entries(recipePages(parseSettings(data), { make: 'make', docs: '..' })).filter(
    ([name]) => name !== 'README.md',
  );

describe.each(pages({}))('%s', (name, page) => {
  const [, head = ''] = /## What you need\n\n(.*?)\n\n/s.exec(page) ?? [];

  test('says at its head what is needed: accounts, credentials, the app, the plan', () => {
    expect(head).toMatch(/a PassKit account with .*REST credentials/);
    expect(head).toMatch(/Make or Zapier, with the PassKit app in your account.*README\.md#share-it/);
    expect(head).toMatch(/on Zapier, (a paid plan|the free plan)/);
    expect(page.indexOf('## What you need')).toBeLessThan(page.indexOf('## On Make'));
    // What works on a table needs Coda, and columns for what the template requires.
    expect(/a Coda account.*the template requires/s.test(head)).toBe(page.includes('Coda API token'));
  });

  test('names the paid features of its Zap', () => {
    const zap = page.slice(page.indexOf('## On Zapier'));
    for (const feature of ['Paths', 'Webhooks by Zapier'])
      if (zap.includes(feature)) expect(head).toContain(feature);
    expect(zap.includes('Filter by Zapier')).toBe(head.includes('more steps than a trigger and one action'));
  });

  test('tells how a field with a list is mapped, where one is', () => {
    const mapped = /\| (Pass Type|Tier|Campaign|Offer) \| \*\*.* of step/.test(page);
    expect(page.includes('the tab *Custom*')).toBe(mapped);
  });

  test('a blueprint is imported with the id of the reader’s app', () => {
    // One recipe needs no scenario of its own.
    if (!page.includes('Import Blueprint')) return expect(name).toBe('lock-screen.md');
    const downloads = page.match(/\d\. Download \[/g) ?? [];
    expect(downloads).toEqual([]);
    expect(page).toContain(`replace \`${placeholderApp}\` everywhere in the file`);
    const own = Object.fromEntries(pages({ app: 'passkit-ab12cd' }))[name] ?? '';
    expect(own).toMatch(/\d\. Download \[/);
    expect(own).not.toContain(placeholderApp);
  });

  test('every PassKit step leads to the page of its fields', () => {
    for (const [, step = ''] of page.matchAll(/^\*\*Step \d+\.\*\* PassKit: (.*)$/gm))
      expect(step).toMatch(/^\[\*\*[^*]+\*\*\]\(\.\.\/reference\/\w+\.md\)$/);
    for (const [, file = ''] of page.matchAll(/\d\. Take \[([\w-]+)\.json\]/g))
      for (const { operation } of leftToChoose(
        Object.fromEntries(Object.entries(templates))[file]?.(parseSettings({})),
      ))
        expect(page).toContain(`[${operation?.label}](../reference/${operation?.key}.md)`);
    const formulas = page.match(/\b(Issue|Update|Revoke|Redeem|Reissue)(Membership|Coupon|Ticket)\(/g) ?? [];
    expect(formulas.length === 0).toBe(!page.includes('What else the formula can set: ['));
  });

  test('has no link that waits for a publication', () => {
    expect(page).not.toMatch(/api\.zapier\.com|YOUR-(SLUG|APP-KEY)|once the integration is published/);
  });
});

test('with a published integration the links are there', () => {
  const zapier = { slug: 'cafe', app: 'App1CLIAPI' };
  const linked = pages({ zapier }).filter(([, page]) =>
    page.includes('api.zapier.com/v1/embed/cafe/create?'),
  );
  expect(linked.map(([name]) => name)).toEqual([
    'new-row.md',
    'sign-up-sheet.md',
    'redemption-link.md',
    'coupon-expired.md',
  ]);
});

test('what a scenario costs while it finds nothing is told for a month', () => {
  // 30 days of 96 runs, of three operations each: the token, the rows, the iterator, which runs for an empty list, too.
  expect(Object.fromEntries(pages({}))['new-row.md']).toContain('8,640 operations a month');
});

test('no recipe has Coda call an address', () => {
  for (const [, page] of pages({})) expect(page).not.toMatch(/(button|automation)[^.]*call a/);
});
