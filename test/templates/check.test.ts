// What may be imported, and what templates:check refuses.
import * as z from 'zod';
import { makeApp } from '../../standIns/make/engine/index.ts';
import { makeScenario } from '../../standIns/make/scenario/index.ts';
import { checkBlueprint } from '../../templates/check.ts';
import { type TemplateName, templates } from '../../templates/index.ts';
import { leftToChoose } from '../../templates/leftToChoose.ts';
import { packFiles, packLayout, repositoryLayout } from '../../templates/pack.ts';
import { parseSettings } from '../../templates/settings.ts';

const settings = parseSettings({});
const app = makeApp({ dir: 'make/app', connection: {}, hosts: {} });
const importInto = (appId: string) => (blueprint: unknown) =>
  void makeScenario(blueprint, { app, appId, hosts: {} });
const check = (blueprint: unknown, appId = settings.app) => checkBlueprint(blueprint, importInto(appId));
const names = Object.keys(templates).filter((name): name is TemplateName => name in templates);
const tree = z.record(z.string(), z.json());

/** A template with a text in its JSON replaced. */
const changed = (name: TemplateName, from: string, to: string) => {
  const text = JSON.stringify(templates[name](settings));
  expect(text).toContain(from);
  return tree.parse(JSON.parse(text.replace(from, to)));
};

describe('every template', () => {
  test.each(names)('%s can be imported, with placeholders and for a client', (name) => {
    expect(check(templates[name](settings))).toEqual([]);
    const client = parseSettings({
      client: 'Café <Ü> & Joe’s',
      app: 'cafe-ab12cd',
      language: 'de',
      color: '#ffffff',
    });
    expect(check(templates[name](client), 'cafe-ab12cd')).toEqual([]);
  });

  test.each(names)('%s names no app but the one it is made for', (name) => {
    const other = JSON.stringify(templates[name](parseSettings({ app: 'passkit-zz99zz' })));
    expect(other).not.toContain(settings.app);
    expect(check(JSON.parse(other))).not.toEqual([]);
  });
});

test('with the settings of a client nothing is left to choose', () => {
  const ids = ['programId', 'campaignId', 'offerId', 'productionId', 'eventId', 'ticketTypeId'];
  const full = parseSettings(Object.fromEntries(ids.map((id) => [id, `${id}-1`])));
  const left = names.flatMap((name) => leftToChoose(templates[name](full)));
  expect(left.filter(({ fields }) => fields.length > 0)).toEqual([]);
});

test('without them, the projects of each route are left to choose', () => {
  expect(leftToChoose(templates['new-row'](settings)).map(({ fields }) => fields)).toEqual([
    ['Program'],
    ['Campaign', 'Offer'],
    ['Production', 'Event', 'Ticket type'],
    ['Program'],
    ['Campaign'],
    ['Production'],
  ]);
});

describe('refused', () => {
  test.each([
    [
      'a field our module does not take',
      changed('new-row', '"displayName"', '"fullName"'),
      /issuePass takes no fullName/,
    ],
    ['a module our app does not have', changed('new-row', ':issuePass', ':issuePasses'), /issuePasses/],
    [
      'a module nobody has verified',
      changed('new-row', 'builtin:BasicFeeder', 'coda:listRows'),
      /coda:listRows/,
    ],
    [
      'a connection of an account',
      changed('new-row', '"mapper":{"array"', '"mapper":{"__IMTCONN__":1,"array"'),
      /__IMTCONN__/,
    ],
    [
      'a hook of an account',
      changed('redemption-link', '"parameters":{}', '"parameters":{"hook":7}'),
      /hook/,
    ],
    [
      'a reference to a module that has not run',
      changed('new-row', '{{2.data.items}}', '{{9.data.items}}'),
      /9/,
    ],
    ['IML that is none', changed('redemption-link', 'ifempty(1.campaignId;', 'ifempty(1.campaignId,'), /,/],
    ['a token', changed('new-row', 'Bearer {{1.codaToken}}', `Bearer ${'a1'.repeat(16)}`), /token/],
    ['an e-mail address', changed('new-row', 'Row by row', 'jane@corp.org'), /e-mail/],
    ['a zone of an account', { ...changed('new-row', 'Row by row', 'Rows'), zone: 'eu1' }, /zone/],
  ])('%s', (_what, blueprint, problem) => {
    expect(check(blueprint).join('\n')).toMatch(problem);
  });
});

describe('a pack', () => {
  test('is the same bytes every time, and its recipes link to nothing outside of it', () => {
    const files = packFiles(settings, packLayout('client'));
    expect(packFiles(settings, packLayout('client'))).toEqual(files);
    for (const [path, text] of Object.entries(files)) {
      expect(path).toMatch(/^client\/((make|recipes)\/|hosting\/|redeem\.env$|settings\.json$)/);
      for (const [, target = ''] of text.matchAll(/\]\((?!https:)([^)#]+)\)/g)) {
        const resolved = new URL(target, `file:///${path}`).pathname.slice(1);
        if (!resolved.endsWith('.png')) expect(Object.keys(files)).toContain(resolved);
      }
    }
  });

  test('carries the client’s name, domain and campaign', () => {
    const client = parseSettings({
      client: 'Café Ü',
      domain: 'coupons.cafe.example',
      campaignId: 'Campaign1',
      zapier: { slug: 'cafe', app: 'App1CLIAPI' },
    });
    const files = packFiles(client, repositoryLayout);
    expect(files['docs/recipes/README.md']).toContain('# Recipes for Café Ü');
    expect(files['docs/recipes/redemption-link.md']).toContain(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: PassKit's own placeholder
      'https://coupons.cafe.example/redeem?externalId=${pid}&campaignId=Campaign1',
    );
    expect(files['docs/recipes/coupon-expired.md']).toContain('https://api.zapier.com/v1/embed/cafe/create?');
    expect(files['templates/make/new-row.json']).toContain('"name": "Café Ü: new row, new pass"');
  });
});

describe('settings', () => {
  test.each([
    [{ app: 'PassKit' }, /app: must be the id of the app on Make/],
    [{ client: 'The "Cup"' }, /client: must be/],
    [{ color: 'green' }, /color: must be a colour/],
    [{ language: 'fr' }, /language/],
    [{ domain: 'https://x' }, /domain: must be a domain/],
    [{ campaign: 'x' }, /campaign/],
    [{ campaignId: 'a b' }, /campaignId: must be an ID/],
    [{ zapier: { slug: 'x', app: 'App1' } }, /zapier.app: must be the key/],
    ['text', /settings/],
  ])('%j is refused by its name', (data, message) => {
    expect(() => parseSettings(data)).toThrow(message);
  });
});
