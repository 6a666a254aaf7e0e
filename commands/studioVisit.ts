// `npm run studio:visit`: starts the studio as a newcomer does, with `npm start`, and visits every page of it in Chromium.
// Fails when a page reports an error or does not do what it says, and when the page has changed since its pictures were taken.
// `--pictures` takes the pictures of the README and the field reference anew.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { creates } from '../creates/index.ts';
import { searches } from '../searches/index.ts';
import { installed, launch } from '../standIns/chromium.ts';
import { instantTriggers, pollingTriggers } from '../triggers/index.ts';
import { drawForms } from './formPictures.ts';

const { values: flags } = parseArgs({ options: { pictures: { type: 'boolean', default: false } } });

const folder = 'docs/pictures';

/** A page, what is done on it, and its picture. */
interface Visit {
  path: string;
  picture: string;
  act(page: Page): Promise<unknown>;
}

const phone = (page: Page) => page.getByRole('region', { name: 'The phone' });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

const visits: readonly Visit[] = [
  {
    path: '/',
    picture: 'studio-play',
    act: async (page) => {
      await phone(page).getByText('Bronze').waitFor();
      await press(page, 'Change the tier');
      await phone(page).getByText('Gold').waitFor();
    },
  },
  {
    path: '/?platform=make',
    picture: 'studio-play-make',
    act: async (page) => {
      await phone(page).getByText('Bronze').waitFor();
      await press(page, 'Another type');
      await phone(page).getByText('Coffee Rewards').waitFor();
    },
  },
  {
    path: '/break',
    picture: 'studio-break',
    act: async (page) => {
      await press(page, 'Break everything');
      await page.getByText('PassKit has redeemed it once.').waitFor();
      if ((await page.locator('.facts .bad').count()) > 0)
        throw new Error('Something did not hold on /break.');
    },
  },
  {
    path: '/operations/redeem_coupon',
    picture: 'studio-operation',
    act: async (page) => {
      await page.getByRole('combobox', { name: 'Campaign' }).waitFor();
      await press(page, 'Run it');
      await page.getByRole('region', { name: 'Result' }).getByText('redeemed', { exact: true }).waitFor();
    },
  },
  {
    path: '/pack',
    picture: 'studio-pack',
    act: async (page) => {
      await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
      await page.frameLocator('iframe[title="Redeemed"]').getByText('Eingelöst').first().waitFor();
    },
  },
];

/** Visits a page; throws what it reports, and when it does not do what it says. */
async function visit(browser: Browser, url: string, { path, picture, act }: Visit): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  const errors: string[] = [];
  page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(`${url}${path}`);
  await act(page);
  if (errors.length > 0) throw new Error(`${path} reports: ${errors.join('; ')}`);
  await page.evaluate('scrollTo(0, 0)');
  if (flags.pictures) await page.screenshot({ path: `${folder}/${picture}.png` });
  await page.close();
  console.log(`${path} does what it says.`);
}

/** What the pictures show, in short: it changes with the page, and with the forms. */
function pageNow(): string {
  const hash = createHash('sha256');
  for (const file of globSync('studio/app/*.{tsx,css}').sort()) hash.update(readFileSync(file));
  for (const { key, label, notice, fields } of [
    ...creates,
    ...searches,
    ...instantTriggers,
    ...pollingTriggers,
  ])
    hash.update(JSON.stringify({ key, label, notice, fields }));
  return `${hash.digest('hex').slice(0, 16)}\n`;
}

const takenOf = `${folder}/taken-of.txt`;

if (!installed) throw new Error('No Chromium is installed. Debian’s package is `chromium`.');
mkdirSync(folder, { recursive: true });
// A group of its own, so that all that npm starts ends with it.
const started = spawn('npm', ['start', '--silent'], {
  env: { ...process.env, BROWSER: 'none', PORT: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
});
try {
  const [line] = await once(createInterface({ input: started.stdout }), 'line');
  const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(String(line)) ?? [];
  if (!url) throw new Error(`npm start did not print an address: ${line}`);
  const browser = await launch();
  for (const one of visits) await visit(browser, url, one);
  if (flags.pictures) console.log(`${await drawForms(browser, url)} forms are drawn.`);
  await browser.close();
} finally {
  if (started.pid) process.kill(-started.pid);
}
if (flags.pictures) writeFileSync(takenOf, pageNow());
else if (!existsSync(takenOf) || readFileSync(takenOf, 'utf8') !== pageNow()) {
  console.error(
    'The page or a form has changed since the pictures were taken. Run npm run studio:visit -- --pictures.',
  );
  process.exitCode = 1;
}
