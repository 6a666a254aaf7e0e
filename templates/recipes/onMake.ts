// How a blueprint is imported into Make and what is set in it afterwards, as Markdown.

import { lookSteps, rowsPerRun } from '../coda.ts';
import { type TemplateName, templates } from '../index.ts';
import { leftToChoose } from '../leftToChoose.ts';
import { operationsOf } from '../operations.ts';
import { type FollowsTable, followed } from '../rows.ts';
import { placeholderApp, type Settings } from '../settings.ts';
import { wordsOf } from '../words/index.ts';
import { numbered } from './markdown.ts';

/** Where a recipe stands, as relative addresses. */
export interface Paths {
  /** The folder of the blueprints. */
  make: string;
  /** The folder of the project's other documentation; a client's pack has none. */
  docs?: string;
}

/** A link to another page of the documentation, or its bare text. */
export const doc = ({ docs }: Paths, file: string, text: string): string =>
  docs === undefined ? text : `[${text}](${docs}/${file})`;

/** Links to the pages of steps, each once. */
export const references = (paths: Paths, steps: readonly { key: string; label: string }[]): string =>
  new Intl.ListFormat('en').format(
    new Set(steps.map(({ key, label }) => doc(paths, `reference/${key}.md`, label))),
  );

/** The head of every recipe: what of PassKit's is needed, the table in Coda if there is one, and what all recipes need. */
export function whatYouNeed(
  paths: Paths,
  { passkit, table = false, zap }: { passkit: string; table?: boolean; zap: string },
): string {
  const needs = [
    `a PassKit account with ${passkit}, and its REST credentials from Settings > Developer Tools`,
    ...(table
      ? [
          'a Coda account, and a doc with a table like the one below; forms of Coda write into such a table too. For each custom field of your pass template add a column: those that the template requires want a value in each row, and the forms of Make and Zapier mark them once the template is chosen',
        ]
      : []),
    `Make or Zapier, with the PassKit app in your account. It is not public: whoever put it there shares it with you${paths.docs === undefined ? '' : ` (${doc(paths, '../README.md#share-it', 'how')})`}`,
    `on Zapier, ${zap}`,
    `with the Coda Pack, instead of Make or Zapier: a long-lived token of PassKit, and the Pack in your workspace, which whoever uploaded it shares with you${paths.docs === undefined ? '' : ` (${doc(paths, 'coda.md', 'how')})`}`,
  ];
  return `## What you need

${needs.map((need) => `- ${need}`).join(';\n')}.`;
}

/** The steps from the file to a scenario; `rest` follows, as steps of its own. */
export function importing(
  name: TemplateName,
  settings: Settings,
  paths: Paths,
  rest: readonly string[],
): string {
  const left = leftToChoose(templates[name](settings));
  const modules = left.map(
    ({ id, name: under, fields }) =>
      `   - **${under}** (${id}): ${fields.length > 0 ? fields.map((field) => `**${field}**`).join(', ') : 'nothing else'}`,
  );
  const used = left.flatMap(({ operation }) => operation ?? []);
  const issues = JSON.stringify(templates[name](settings)).includes(':issuePass"');
  return numbered([
    blueprintFile(`[${name}.json](${paths.make}/${name}.json)`, settings),
    'In Make, create a scenario. At the bottom of the editor, open **⋯**, choose **Import Blueprint** and the file.',
    `Open each PassKit module, choose or add your PassKit connection, and choose what is still blank:\n${modules.join('\n')}${issues ? templateFields : ''}\n\n   Every other field of these modules: ${references(paths, used)}.`,
    ...rest,
  ]);
}

/** Where the file comes from. A blueprint names the app by the id Make gave it, which only its owner knows. */
const blueprintFile = (link: string, { app }: Settings): string =>
  app === placeholderApp
    ? `Take ${link} and put the id of your app on Make into it. As it is here it says \`${app}\`, and Make imports it only with the id in place of that. Whoever brought the app onto Make has the id: \`npm run templates:build -- --app passkit-ab12cd\` writes all blueprints with it, or replace \`${app}\` everywhere in the file with a text editor.`
    : `Download ${link}.`;

const templateFields =
  '\n\n   With the tier, offer or ticket type the custom fields of its pass template appear. Map a column to each that is marked as required.';

/** What the runs of a month cost while there is nothing to do. */
const monthly = (minutes: number, idle: number) => (((30 * 24 * 60) / minutes) * idle).toLocaleString('en');

/** What a scenario that follows a table needs besides. */
export const tableSteps = (name: FollowsTable, settings: Settings, paths: Paths): string[] => {
  const { idle } = operationsOf(templates[name](settings));
  const looks = lookSteps(wordsOf(settings), followed[name]).map((step) => `**${step.name}**`);
  const each = looks.length > 1 ? ' of each' : '';
  return [
    'Open the first module and paste your Coda API token in place of `YOUR-CODA-TOKEN`. In Coda, it is made under **Account settings > API settings**; let it read and write this doc only, since whoever can open the scenario can read it. Coda shows it once. Coda’s own app on Make keeps the token in a connection instead, where nobody reads it: its modules for rows could not be looked at from here, so the blueprint asks Coda by HTTP. If you know them, put them in place of the HTTP modules and delete the first module.',
    ...(settings.coda
      ? []
      : [
          `Open ${looks.join(' and ')} and put the ID of your doc and of your table into the URL${each}. The doc’s ID stands in the address of the doc, behind \`_d\`. The name of the table works in place of its ID, as long as nobody renames it.`,
        ]),
    `Click **Run once** and look at the table: the rows that had something to do are done, up to ${rowsPerRun}${looks.length > 1 ? ' new and as many changed ones' : ''} in a run.`,
    `Switch the scenario on and choose how often it looks. A run that finds nothing costs ${idle} operations: every 15 minutes, the most often that Make’s free plan allows, that is ${monthly(15, idle)} operations a month (credits, as Make calls them on the bill), more than the free plan has; every ${idle} hours it is ${monthly(60 * idle, idle)}. Each row that is done costs a few more (${doc(paths, 'costs.md', 'what a month costs')}).`,
  ];
};

/** How the blueprint of new and changed rows is imported, and which one does half of it. */
export const rowsOnMake = (
  { alone, other, does }: { alone: 'new-row' | 'changed-row'; other: string; does: string },
  settings: Settings,
  paths: Paths,
): string => `One scenario issues passes for new rows and follows what changes in them: it looks once for both. With it
${other} is done too, so import it once.

${importing('new-and-changed-row', settings, paths, tableSteps('new-and-changed-row', settings, paths))}

[${alone}.json](${paths.make}/${alone}.json) ${does} only, and is set up in the same way. Whoever has both blueprints already can keep
them, or switch them off and import this one: the table stays as it is.

You can delete the routes of types you do not use. Delete these types from the select list *Type* too: a row without a route is never
worked on, and nothing tells it so. Every module is for one pass type, though the column *Type* could be mapped:
Make shows what depends on the pass type, such as the tier, only where the type is chosen in the module.`;
