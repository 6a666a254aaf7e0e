// How a blueprint is imported into Make and what is set in it afterwards, as Markdown.

import { rowsPerRun } from '../coda.ts';
import { type TemplateName, templates } from '../index.ts';
import { leftToChoose } from '../leftToChoose.ts';
import type { Settings } from '../settings.ts';
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

/** What every recipe needs. */
export const account = (paths: Paths): string =>
  `the PassKit app in your account: ${doc(paths, '../README.md#put-it-on-make', 'how it gets onto Make')}, ${doc(paths, '../README.md#put-it-on-zapier', 'onto Zapier')}; and the REST credentials of PassKit from Settings > Developer Tools, to connect it`;

/** The steps from the file to a scenario; `rest` follows, as steps of its own. */
export function importing(
  name: TemplateName,
  settings: Settings,
  { make }: Paths,
  rest: readonly string[],
): string {
  const modules = leftToChoose(templates[name](settings)).map(({ id, name: under, fields }) =>
    fields.length > 0
      ? `   - **${under}** (${id}): ${fields.map((field) => `**${field}**`).join(', ')}`
      : `   - **${under}** (${id}): nothing else`,
  );
  return numbered([
    `Download [${name}.json](${make}/${name}.json).`,
    'In Make, create a scenario. At the bottom of the editor, open **⋯**, choose **Import Blueprint** and the file.',
    `Open each PassKit module, choose or add your PassKit connection, and choose what is still blank:\n${modules.join('\n')}`,
    ...rest,
  ]);
}

/** What a scenario that follows a table needs besides. */
export const tableSteps = (settings: Settings): string[] => [
  'Open the first module and paste your Coda API token in place of `YOUR-CODA-TOKEN`. In Coda, it is made under **Account settings > API settings**; let it read and write this doc only, since whoever can open the scenario can read it. Coda shows it once.',
  ...(settings.coda
    ? []
    : [
        'Open **Rows with something to do** and put the ID of your doc and of your table into the URL. The doc’s ID stands in the address of the doc, behind `_d`. The name of the table works in place of its ID, as long as nobody renames it.',
      ]),
  `Click **Run once** and look at the table: the rows that had something to do are done, up to ${rowsPerRun} in a run.`,
  'Switch the scenario on and choose how often it looks, such as every 15 minutes. A run that finds nothing costs two operations.',
];
