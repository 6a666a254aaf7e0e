// What stands in the error cell of a client's table: each kind of failure played in the model of Make, in German and Spanish.

import { baseCommunication } from '../../make/connection.ts';
import type { Fault } from '../../sandbox/index.ts';
import type { Cells } from '../../standIns/coda/table.ts';
import { SCENARIO } from '../../standIns/make/engine/dialect.ts';
import { evaluate } from '../../standIns/make/engine/iml.ts';
import { inWords, jane, startTemplateStage, type TemplateStage } from '../../standIns/templateStage.ts';
import { blueprintShape, everyModule, ownModule } from '../../templates/check.ts';
import { templates } from '../../templates/index.ts';
import { jsonLine } from '../../templates/jsonText.ts';
import { problemCell, sentenceList } from '../../templates/problemCell.ts';
import { wordsOf } from '../../templates/words/index.ts';
import { de, es } from '../../templates/words/problems.ts';
import { english } from '../support/english.ts';

const stages: Partial<Record<'de' | 'es', TemplateStage>> = {};
const stageOf = (language: 'de' | 'es'): TemplateStage => {
  const stage = stages[language];
  if (!stage) throw new Error(`No stage in ${language}`);
  return stage;
};
beforeAll(async () => {
  for (const language of ['de', 'es'] as const)
    stages[language] = await startTemplateStage({
      more: { language, columns: { Email: 'Mail', Tier: 'Level' } },
    });
});
afterAll(() => Promise.all(Object.values(stages).map((stage) => stage.close())));

interface Told {
  cell: string;
  toDo: unknown;
}

/** What a row says after a run that goes wrong; the row is out of the way then. */
async function failing(
  stage: TemplateStage,
  cells: Cells,
  fault: Fault | undefined,
  name: 'new-row' | 'changed-row' = 'new-row',
  before: (id: string) => void = () => {},
): Promise<Told> {
  const words = wordsOf(stage.settings);
  const id = stage.coda.addRow(inWords(words, { ...jane, ...cells }));
  const row = () => stage.coda.rows().find((one) => one.id === id)?.values ?? {};
  if (name === 'changed-row') await stage.scenario('new-row').run();
  before(id);
  if (fault) stage.sandbox.fault({ times: 20, ...fault });
  await stage.scenario(name).run();
  stage.sandbox.clearFaults();
  const told = { cell: String(row()[words.columns['Pass Error']]), toDo: row()[words.columns['Pass To Do']] };
  stage.coda.setCell(id, words.columns['Pass Sent'], row()[words.columns['Pass Data']]);
  return told;
}

/** The message that a module of the app ends with. */
async function messageOf({ app }: TemplateStage, module: string, given: Record<string, unknown>) {
  const failed = await app.run(module, given).catch((error: unknown) => error);
  if (failed instanceof Error) return failed.message;
  throw new Error(`${module} has not failed`);
}

/** What the scenario makes of a message. */
function cellOf({ settings }: TemplateStage, message: string): unknown {
  const words = wordsOf(settings);
  const context = { 1: sentenceList(words), 5: { error: { message } } };
  const cell: unknown = JSON.parse(`"${evaluate(problemCell(words, '5.error.message'), context, SCENARIO)}"`);
  return cell;
}

const refusal = (status: number, error?: string): Fault => ({
  path: '/members/member',
  status,
  body: error === undefined ? {} : { error },
});
const start = (language: 'de' | 'es', key: keyof ReturnType<typeof de.said>) =>
  ({ de, es })[language].said(wordsOf(stageOf(language).settings).columns)[key];

describe.each(['de', 'es'] as const)('in %s the cell says', (language) => {
  const [open, close] = { de, es }[language].quotes;
  type Case = [string, Parameters<typeof start>[1], Cells, Fault | undefined, string, boolean];
  const again = true;
  const cases: Case[] = [
    [
      'a refusal',
      'rejected',
      {},
      refusal(400, 'The tier is full: 3. Try again'),
      'The tier is full: 3. Try again',
      false,
    ],
    ['a refusal of two lines', 'rejected', {}, refusal(412, 'One\nTwo “three”'), 'One Two “three”', false],
    ['not found', 'not_found', {}, refusal(404, 'no "program" \\ here'), 'no "program" \\ here', false],
    ['exists', 'exists', {}, refusal(409, 'duplicate'), 'duplicate', false],
    ['credentials', 'credentials', {}, refusal(401, 'bad key'), 'bad key', again],
    ['forbidden', 'forbidden', {}, refusal(403, 'not yours'), 'not yours', again],
    ['slow down', 'slow_down', {}, refusal(429, 'limit'), 'limit', again],
    ['busy', 'busy', {}, refusal(503, 'whatever'), '', again],
    ['a problem', 'problem', {}, refusal(500, 'boom\nboom'), 'boom boom', again],
    ['a problem without a reason', 'problem', {}, refusal(500), '', again],
    ['no answer', 'no_answer', {}, refusal(504), '', again],
    ['an address that is none', 'invalid_email', { Email: 'me "at" home' }, undefined, 'me "at" home', false],
    ['a tier that is none', 'no_such_name', { Tier: 'Platin' }, undefined, 'Platin', false],
    ['a tier that is no ID', 'invalid_id', { Tier: '..' }, undefined, '..', false],
  ];
  test.each(cases)('%s', async (_what, key, cells, fault, quoted, tried) => {
    const { cell, toDo } = await failing(stageOf(language), cells, fault);
    const who = fault ? ' PassKit: ' : ' ';
    const possible = key === 'no_such_name' ? ': Gold, Silver, Bronze' : '';
    expect(cell).toBe(`${start(language, key)}${quoted && `${who}${open}${quoted}${close}${possible}`}`);
    expect(english.exec(cell.split(open)[0] ?? '')?.[0]).toBeUndefined();
    expect(toDo).toBe(tried ? wordsOf(stageOf(language).settings).toDo.issue : '');
  });

  const ids = () => stageOf(language).settings;
  type Ending = [Parameters<typeof start>[1], string, () => Record<string, unknown>, string];
  const member = () => ({ passType: 'membership', programId: ids().programId });
  const coupon = () => ({ passType: 'coupon', campaignId: ids().campaignId });
  const ticket = () => ({ passType: 'eventTicket', productionId: ids().productionId });
  const endings: Ending[] = [
    ['pass_not_found', 'updatePass', () => ({ ...ticket(), externalId: 'row-9', displayName: 'A' }), ''],
    ['pass_not_found', 'revokePass', () => ({ ...member(), externalId: 'gone' }), ''],
    ['missing_input', 'updatePass', () => ({ ...member(), displayName: 'A' }), ''],
    ['nothing_to_update', 'updatePass', () => ({ ...member(), externalId: 'any' }), ''],
    ['cannot_expire', 'revokePass', () => ({ ...coupon(), externalId: 'any', method: 'expire' }), ''],
    ['invalid_input', 'issuePass', () => ({ passType: 'poster' }), 'poster'],
    ['invalid_id', 'updatePass', () => ({ ...member(), externalId: '..', displayName: 'A' }), '..'],
  ];
  test.each(endings)('what a module ends with: %s of %s', async (key, module, given, quoted) => {
    const cell = cellOf(stageOf(language), await messageOf(stageOf(language), module, given()));
    const possible = quoted === 'poster' ? ': membership, coupon, eventTicket' : '';
    expect(cell).toBe(`${start(language, key)}${quoted && ` ${open}${quoted}${close}${possible}`}`);
  });

  test('a pass that is there already, and an event of another production', async () => {
    const stage = stageOf(language);
    const { programId, eventId, ticketTypeId } = ids();
    const given = {
      passType: 'membership',
      programId,
      tierId: 'bronze',
      externalId: 'twice',
      ifExists: 'error',
    };
    await stage.app.run('issuePass', { ...given, ifExists: 'return' });
    expect(cellOf(stage, await messageOf(stage, 'issuePass', given))).toBe(
      `${start(language, 'pass_exists')} ${open}twice${close}`,
    );
    const other = {
      passType: 'eventTicket',
      productionId: 'Another0Production0001',
      eventId,
      ticketTypeId,
      externalId: 't',
    };
    expect(cellOf(stage, await messageOf(stage, 'issuePass', other))).toBe(
      `${start(language, 'wrong_production')} ${open}${eventId}${close}`,
    );
  });

  test('the message as it is, where nobody knows its code or it has none', () => {
    for (const message of ['Something “odd” was new: no. Try it. [of_tomorrow]', 'Make: a field is missing.'])
      expect(cellOf(stageOf(language), message)).toBe(message);
  });

  test('a pass that is gone, when its row is changed', async () => {
    const stage = stageOf(language);
    const { columns } = wordsOf(stage.settings);
    const { cell } = await failing(stage, {}, refusal(404, 'gone'), 'changed-row', (id) =>
      stage.coda.setCell(id, columns.Name, 'Other'),
    );
    expect(cell).toContain(start(language, 'not_found'));
  });
});

/** The codes of a module, in the words that it is generated from. */
const codesIn = (code: unknown) =>
  [...JSON.stringify(code).matchAll(/ \[([a-z]+(?:_[a-z]+)*)\]/g)].map(([, name = '']) => name);

test('every code that the modules of these scenarios end with has its sentences, and no other', () => {
  const settings = { ...stageOf('de').settings, language: 'en' as const };
  const modules = Object.values(templates)
    .flatMap((template) => everyModule(blueprintShape.parse(template(settings)).flow))
    .filter(({ onerror }) =>
      onerror?.some(({ mapper }) => JSON.stringify(mapper ?? '').includes('Pass Error')),
    );
  const codes = new Set([...modules.map(ownModule).flatMap(codesIn), ...codesIn(baseCommunication)]);
  const keys = Object.keys(de.said(wordsOf(settings).columns));
  expect([...codes].sort()).toEqual(keys.sort());
});

test.each([de, es])(
  'no sentence breaks the list, JSON or an expression, and none is English',
  ({ said, quotes }) => {
    const sentences = Object.values(said(wordsOf({ language: 'en' }).columns));
    for (const sentence of sentences) {
      expect(sentence).not.toMatch(/["{}\\[\]\n]/);
      expect(sentence).not.toContain(quotes.join(''));
      const plain = sentence.replace(/\b(External ID|Method|Settings > Developer Tools)\b/g, '');
      expect([sentence, english.exec(plain)?.[0]]).toEqual([sentence, undefined]);
    }
  },
);

test('the expressions are short enough to read, and English tables have the message itself', () => {
  for (const { settings } of Object.values(stages))
    for (const name of ['new-and-changed-row', 'new-row', 'changed-row', 'sign-up-sheet'] as const)
      for (const [expression] of JSON.stringify(templates[name](settings)).matchAll(/{{.*?}}/g))
        expect([name, JSON.parse(`"${expression}"`).length <= 500]).toEqual([name, true]);
  expect(problemCell(wordsOf({ language: 'en' }), '5.error.message')).toBe(jsonLine('5.error.message'));
  expect(sentenceList(wordsOf({ language: 'en' }))).toEqual({});
});
