// The pack of a German client: it imports as it is, plays the whole story in the model of Make, and has no English word for
// customers or for the client's staff.
import { inWords, jane, startTemplateStage, type TemplateStage } from '../../standIns/templateStage.ts';
import { blueprintShape, everyModule } from '../../templates/check.ts';
import { templates } from '../../templates/index.ts';
import { leftToChoose } from '../../templates/leftToChoose.ts';
import { packFiles, packLayout } from '../../templates/pack.ts';
import { recipeNames } from '../../templates/recipeNames.ts';
import { changeButton } from '../../templates/recipes/changedRow.ts';
import { issueButton } from '../../templates/recipes/newRow.ts';
import { ticketButton } from '../../templates/recipes/signUpSheet.ts';
import { wordsOf } from '../../templates/words/index.ts';
import { columnNames, rowTypes } from '../../templates/words/types.ts';
import { english } from '../support/english.ts';

const client = {
  client: 'Café Müller',
  language: 'de',
  color: '#8a1c4a',
  timeZone: 'Europe/Berlin',
  columns: { Tier: 'Kundenstufe', 'Pass Link': 'Karte' },
  types: { eventTicket: 'Ticket' },
};

let stage: TemplateStage;
let files: Record<string, string>;
beforeAll(async () => {
  stage = await startTemplateStage({ more: client });
  files = packFiles(stage.settings, packLayout('pack'));
});
afterAll(() => stage.close());

const words = () => wordsOf(stage.settings);
const rowOf = (id: string) => stage.coda.rows().find((row) => row.id === id)?.values ?? {};
const member = (id: unknown) => stage.sandbox.member(String(id));

test('every file of a scenario is what runs below, with nothing left to choose', () => {
  for (const [name, template] of Object.entries(templates)) {
    const blueprint: unknown = JSON.parse(files[`pack/make/${name}.json`] ?? '');
    expect(blueprint).toEqual(template(stage.settings));
    // A table chooses the tier row by row; the webhook of an event is chosen where it is made.
    expect(leftToChoose(blueprint).flatMap(({ fields }) => fields)).toEqual([]);
  }
});

test('the whole story, in the client’s own columns and words', async () => {
  const { columns, statuses } = words();
  const id = stage.coda.addRow(inWords(words(), jane));
  const ticket = stage.coda.addRow(inWords(words(), { ...jane, Type: 'Event Ticket', Tier: '' }));
  const wrong = stage.coda.addRow({ ...inWords(words(), jane), [columns.Type]: 'Plakat' });
  await stage.scenario('new-and-changed-row').run();
  expect(rowOf(id).Karte).toMatch(/^https:/);
  expect(rowOf(id)['Pass-Aufgabe']).toBe('');
  expect(rowOf(wrong)['Pass-Fehler']).toBe('Art muss eines davon sein: Mitgliedschaft, Gutschein, Ticket.');

  const passId = rowOf(id)['Pass-ID'];
  stage.coda.setCell(id, 'Kundenstufe', 'gold');
  stage.coda.setCell(ticket, columns.Status, statuses.Canceled);
  await stage.scenario('new-and-changed-row').run();
  expect(member(passId)?.tierId).toBe('gold');
  const ended = stage.sandbox.ticket(String(rowOf(ticket)['Pass-ID']));
  expect(Date.parse(String(ended?.expiryDate))).toBeLessThanOrEqual(Date.now());

  const { campaignId = '', offerId } = stage.settings;
  const query = { externalId: String(passId), campaignId };
  await stage.app.run('issuePass', { passType: 'coupon', offerId, ...query });
  const opened = await stage.scenario('redemption-link-with-button').call({ query });
  expect(opened.body).toContain('<html lang="de">');
  expect((await stage.scenario('redemption-link').call({ query })).body).toContain('Eingelöst');
  expect((await stage.scenario('redemption-link').call({ query })).body).toContain('Bereits eingelöst');
});

const prose = (markdown: string) =>
  markdown
    .replaceAll(/```.*?```/gs, '')
    .replaceAll(/\[[\w-]+\.json\]\([^)]*\)|`[^`]*`|\*\*[^*]*\*\*|\]\([^)]*\)/g, '')
    .split('\n')
    // The fields of Zapier's forms.
    .map((line) => line.replace(/^\| [^|]* \|/, ''))
    .join('\n');

test('no page and no scenario has an English word for the client’s staff', () => {
  const pages = Object.entries(files).filter(([path]) => path.endsWith('.md'));
  expect(pages.length).toBe(recipeNames.length + 2);
  for (const [path, text] of pages) expect([path, english.exec(prose(text))?.[0]]).toEqual([path, undefined]);
  for (const name of Object.keys(templates)) {
    const blueprint = blueprintShape.parse(JSON.parse(files[`pack/make/${name}.json`] ?? ''));
    const said = [
      blueprint.name,
      blueprint.description,
      ...everyModule(blueprint.flow).flatMap(({ metadata, filter }) => [
        metadata.designer.name,
        filter?.name ?? '',
      ]),
    ].map((text) => text.replaceAll('Ticket', ''));
    for (const text of said) expect([text, english.exec(text)?.[0]]).toEqual([text, undefined]);
  }
});

test('its web pages lead to each other, and its environment names the campaign and no credential', () => {
  const html = files['pack/recipes/README.html'] ?? '';
  expect(html).toContain('<html lang="de">');
  for (const [, target = ''] of html.matchAll(/href="([\w-]+\.html)"/g))
    expect(Object.keys(files)).toContain(`pack/recipes/${target}`);
  expect(files['pack/redeem.env']).toContain(`REDEEM_CAMPAIGNS=${stage.settings.campaignId}`);
  expect(files['pack/redeem.env']).toMatch(/^PASSKIT_API_SECRET=$/m);
});

test('the fields that a recipe leaves blank are named, by their labels in the forms and the client’s word for the type', () => {
  const page = files['pack/recipes/new-row.md'] ?? '';
  expect(page).toMatch(/^\| \*\*Issue Pass\*\* \| `Ticket` \| \*\*Seat\*\*/m);
  expect(page).toMatch(/^\| \*\*Issue Pass\*\* \| jede \|.*\*\*Expiry Date\*\*.*\*\*Custom Fields\*\*/m);
  const [, more = ''] = page.split('## Weitere Felder');
  for (const label of ['Display Name', 'Tier', 'Program', 'External ID'])
    expect(more).not.toContain(`**${label}**`);
});

test('what its hosting says without a domain is German too', () => {
  expect(files['pack/hosting/compose.yaml']).toContain(
    '{DOMAIN:?DOMAIN muss die Domain der Seite sein} --to',
  );
});

test('every recipe has its way with the Coda Pack, whose formulas are those in English with the client’s words', () => {
  for (const name of recipeNames) expect(files[`pack/recipes/${name}.md`]).toContain('## Mit dem Coda-Pack');
  const english = { ...stage.settings, language: 'en' as const, columns: {}, types: {} };
  const [own, plain] = [words(), wordsOf(english)];
  const inEnglish = (formula: string) =>
    [
      ...columnNames.map((name) => [`[${own.columns[name]}]`, `[${name}]`] as const),
      ...rowTypes.map((type) => [`"${own.types[type]}"`, `"${plain.types[type]}"`] as const),
      [
        own.revoked.map((word) => `"${word}"`).join(', '),
        plain.revoked.map((word) => `"${word}"`).join(', '),
      ] as const,
    ].reduce((text, [german, meant]) => text.replaceAll(german, meant), formula);
  for (const button of [issueButton, changeButton, ticketButton])
    expect(inEnglish(button(stage.settings))).toBe(button(english));
  expect(files['pack/recipes/changed-row.md']).toContain(changeButton(stage.settings));
  expect(changeButton(stage.settings)).toContain('thisRow.[Kundenstufe]');
});

test('the message on the lock screen is set up from its start where no other recipe does so', () => {
  const alone = packFiles({ ...stage.settings, recipes: ['lock-screen'] }, packLayout('pack'));
  expect(Object.keys(alone)).toContain('pack/make/new-and-changed-row.json');
  expect(alone['pack/recipes/lock-screen.md']).toContain('**Import Blueprint**');
  expect(files['pack/recipes/lock-screen.md']).not.toContain('**Import Blueprint**');
  expect(files['pack/recipes/lock-screen.md']).toContain('thisRow.[Nachricht]');
});

test('a recipe that was not chosen is not in the pack, nor its scenario', () => {
  const some = packFiles({ ...stage.settings, recipes: ['redemption-link'] }, packLayout('pack'));
  expect(Object.keys(some)).toContain('pack/make/redemption-link.json');
  expect(Object.keys(some).filter((path) => path.includes('new-row'))).toEqual([]);
});
