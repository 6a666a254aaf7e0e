// The templates in a model of Make: the sandbox as PassKit, and a stand-in for Coda with the columns of the recipes.
import { type Sandbox, startSandbox } from '../sandbox/index.ts';
import { passColumns } from '../templates/coda.ts';
import { type TemplateName, templates } from '../templates/index.ts';
import { rowMappings, rowTypes } from '../templates/rowMapping.ts';
import { parseSettings, type Settings } from '../templates/settings.ts';
import { type Words, wordsOf } from '../templates/words/index.ts';
import { type Coda, startCoda } from './coda/index.ts';
import type { Cells } from './coda/table.ts';
import { connectionTo } from './demoAccount.ts';
import { type MakeApp, makeApp } from './make/engine/index.ts';
import { makeScenario, type Scenario } from './make/scenario/index.ts';

const docId = 'demoDoc';
const tableId = 'grid-demo';

/** A row of a member, with what its user fills in. */
export const jane = {
  Name: 'Jane Doe',
  Email: 'jane@example.com',
  Type: 'Membership',
  Tier: 'bronze',
  Status: 'Active',
};

/** The settings of a client whose projects are those of a sandbox. */
export const settingsFor = ({ demo }: Sandbox, more: object = {}): Settings =>
  parseSettings({
    client: 'Demo Coffee',
    app: 'passkit-ab12cd',
    programId: demo.programId,
    campaignId: demo.campaignId,
    offerId: demo.offerId,
    productionId: demo.productionId,
    eventId: demo.eventId,
    ticketTypeId: demo.ticketTypeId,
    coda: { docId, tableId },
    ...more,
  });

export interface TemplateStage {
  sandbox: Sandbox;
  coda: Coda;
  settings: Settings;
  app: MakeApp;
  /** A template as a user has imported it, with the token of Coda pasted in. */
  scenario(name: TemplateName, settings?: Settings): Scenario;
  close(): Promise<void>;
}

/** Columns that a user fills in, by their English names. */
const ownColumns = ['Name', 'Email', 'Type', 'Tier', 'Status'] as const;

/** A row such as Jane's in the words of a client's table: columns, type and status. */
export function inWords({ columns, types, statuses }: Words, row: Cells): Cells {
  const said: Record<string, string> = {
    ...Object.fromEntries(rowTypes.map((type) => [rowMappings[type].type, types[type]])),
    ...statuses,
  };
  return Object.fromEntries(
    ownColumns.map((name) => [columns[name], said[String(row[name])] ?? row[name] ?? '']),
  );
}

/** What the formula of the recipe asks: the columns that a row needs before it gets a pass. */
const halfTyped =
  ({ columns: { Name, Email, Type, Tier }, types }: Words) =>
  (row: Cells) =>
    [row[Name], row[Email], row[Type]].includes('') || (row[Type] === types.membership && row[Tier] === '');

interface StageOptions {
  /** Whether the column Pass To Do knows of rows that are half typed. */
  waits?: boolean;
  /** Settings of the client besides the projects, such as the language. */
  more?: object;
}

/** Everything a template talks to, with the client's table. */
export async function startTemplateStage({ waits = true, more }: StageOptions = {}): Promise<TemplateStage> {
  const sandbox = await startSandbox();
  const settings = settingsFor(sandbox, more);
  const words = wordsOf(settings);
  const column = (name: keyof typeof passColumns) => words.columns[passColumns[name]];
  const [data, sent, link, id] = [column('data'), column('sent'), column('link'), column('id')];
  const [error, toDo] = [column('error'), column('toDo')];
  const own = ownColumns.map((name) => words.columns[name]);
  const isHalfTyped = halfTyped(words);
  const dataOf = (row: Cells) => own.map((name) => row[name]).join('|');
  const coda = await startCoda({
    docId,
    tableId,
    columns: {
      ...Object.fromEntries([...own, link, id, error, sent].map((name) => [name, 'value' as const])),
      // What the formulas of the recipe say.
      [data]: dataOf,
      [toDo]: (row) => {
        if (dataOf(row) === row[sent]) return '';
        if (row[link] !== '') return words.toDo.update;
        return waits && isHalfTyped(row) ? words.toDo.wait : words.toDo.issue;
      },
    },
  });
  const app = makeApp({
    dir: 'make/app',
    connection: connectionTo(sandbox),
    hosts: { 'https://api.pub1.passkit.io': sandbox.url },
  });
  return {
    sandbox,
    coda,
    settings,
    app,
    scenario(name, used = settings) {
      const blueprint = JSON.stringify(templates[name](used)).replaceAll(
        wordsOf(used).placeholders.token,
        coda.token,
      );
      const hosts = { 'https://coda.io': coda.url };
      return makeScenario(JSON.parse(blueprint), { app, appId: used.app, hosts });
    },
    async close() {
      coda.close();
      await sandbox.close();
    },
  };
}
