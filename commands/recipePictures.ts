// The pictures of the recipes: pages and tables as they come out of a run of the templates, on the sandbox and a stand-in
// for Coda, photographed by Chromium.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { installed, launch } from '../standIns/chromium.ts';
import type { Cells } from '../standIns/coda/table.ts';
import { inWords, jane, startTemplateStage, type TemplateStage } from '../standIns/templateStage.ts';
import { passColumns } from '../templates/coda.ts';
import { escapeHtml } from '../templates/escape.ts';
import type { Settings } from '../templates/settings.ts';
import { wordsOf } from '../templates/words/index.ts';

type Brand = Pick<Settings, 'client' | 'color' | 'language' | 'timeZone' | 'columns' | 'types' | 'statuses'>;

/** Whether there is a Chromium to draw with. */
export const canDraw = installed !== undefined;

/** Draws every picture into a folder, in the client's name, colour, language and zone. Answers with their names. */
export async function drawPictures(settings: Brand, folder: string): Promise<string[]> {
  const { client, color, language, timeZone, columns, types, statuses } = settings;
  const brand = { client, color, language, timeZone, columns, types, statuses };
  mkdirSync(folder, { recursive: true });
  const browser = await launch();
  try {
    for (const [name, scene] of Object.entries(scenes)) {
      const stage = await startTemplateStage({ more: brand });
      await photograph(browser, await scene(stage, stage.settings), join(folder, name));
      await stage.close();
    }
  } finally {
    await browser.close();
  }
  return Object.keys(scenes);
}

type Scene = (stage: TemplateStage, settings: Settings) => Promise<string>;

const people: Cells[] = [
  jane,
  { ...jane, Name: 'Max Roe', Email: 'max@example.com', Type: 'Coupon', Tier: '' },
  { ...jane, Name: 'Ann Lee', Email: 'ann@example.com', Type: 'Event Ticket', Tier: '' },
];

const scenes: Record<string, Scene> = {
  'redemption-link.png': async (stage, settings) => {
    const { campaignId = '', offerId } = settings;
    const query = { externalId: 'JanesMembershipPass001', campaignId };
    await stage.app.run('issuePass', { passType: 'coupon', offerId, ...query });
    const open = (asked: Record<string, string>) =>
      stage.scenario('redemption-link', settings).call({ query: asked });
    const button = await stage.scenario('redemption-link-with-button', settings).call({ query });
    const pages = [
      button,
      await open(query),
      await open(query),
      await open({ ...query, externalId: 'NobodysMembershipPass1' }),
    ];
    return phones(pages.map(({ body }) => body));
  },
  'new-row.png': async (stage, settings) => {
    for (const cells of [...people, { ...jane, Name: 'Kim Poe', Email: 'kim at example' }])
      stage.coda.addRow(inWords(wordsOf(settings), cells));
    return beforeAndAfter(stage, () => stage.scenario('new-and-changed-row', settings).run());
  },
  'changed-row.png': async (stage, settings) => {
    const words = wordsOf(settings);
    const ids = people.map((cells) => stage.coda.addRow(inWords(words, cells)));
    await stage.scenario('new-and-changed-row', settings).run();
    const [member = '', , ticket = ''] = ids;
    stage.coda.setCell(member, words.columns.Tier, 'gold');
    stage.coda.setCell(ticket, words.columns.Status, words.statuses.Canceled);
    return beforeAndAfter(stage, () => stage.scenario('new-and-changed-row', settings).run());
  },
  'sign-up-sheet.png': async (stage, settings) => {
    for (const cells of people)
      stage.coda.addRow(inWords(wordsOf(settings), { ...cells, Type: 'Event Ticket', Tier: '' }));
    return beforeAndAfter(stage, () => stage.scenario('sign-up-sheet', settings).run());
  },
};

const phones = (pages: readonly string[]) =>
  `<div class="phones">${pages.map((page) => `<iframe srcdoc="${escapeHtml(page)}"></iframe>`).join('')}</div>`;

function table({ coda, settings }: TemplateStage, title: string): string {
  const { columns: names } = wordsOf(settings);
  const [link, error, toDo] = [names[passColumns.link], names[passColumns.error], names[passColumns.toDo]];
  const rows = coda.rows().map(({ values }) => values);
  const columns = [names.Name, names.Email, names.Type, names.Tier, names.Status, link, error, toDo].filter(
    (column) => [link, error, toDo].some((own) => own === column) || rows.some((row) => row[column] !== ''),
  );
  const cell = (row: Cells, column: string) => `<td>${escapeHtml(String(row[column] ?? ''))}</td>`;
  return `<h2>${title}</h2><table><tr>${columns.map((column) => `<th>${column}</th>`).join('')}</tr>${rows
    .map((row) => `<tr>${columns.map((column) => cell(row, column)).join('')}</tr>`)
    .join('')}</table>`;
}

async function beforeAndAfter(stage: TemplateStage, run: () => Promise<void>): Promise<string> {
  const before = table(stage, 'Before');
  await run();
  return before + table(stage, 'After');
}

const style = `
body { margin: 0; padding: 16px; width: max-content; background: #fff; color: #111; font: 14px/1.4 system-ui, sans-serif }
h2 { margin: 8px 0; font-size: 15px }
table { border-collapse: collapse; margin-bottom: 12px }
th, td { border: 1px solid #ccc; padding: 6px 10px; text-align: start; max-width: 300px; overflow-wrap: anywhere; vertical-align: top }
th { background: #f3f3f3 }
.phones { display: flex; gap: 16px }
iframe { width: 320px; height: 560px; border: 8px solid #222; border-radius: 28px; background: #fff }
`;

async function photograph(browser: Browser, body: string, file: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1500, height: 600 }, colorScheme: 'light' });
  await page.setContent(`<!doctype html><meta charset="utf-8"><style>${style}</style>${body}`);
  await page.locator('body').screenshot({ path: file });
  await page.close();
}
