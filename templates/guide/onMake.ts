// The steps from a blueprint to a scenario that runs, in the client's language.
import { lookSteps, rowsPerRun, type ToDo } from '../coda.ts';
import { type TemplateName, templates } from '../index.ts';
import { leftToChoose } from '../leftToChoose.ts';
import { operationsOf } from '../operations.ts';
import { numbered } from '../recipes/markdown.ts';
import { type FollowsTable, followed } from '../rows.ts';
import type { Page } from './types.ts';

export const linkTo = (name: TemplateName) => `[${name}.json](../make/${name}.json)`;

const followsTable = (name: TemplateName): name is FollowsTable => Object.hasOwn(followed, name);

/** The steps that ask for rows, as a list in the client's language. */
const looksOf = ({ settings, words }: Page, toDo: readonly ToDo[]) =>
  new Intl.ListFormat(settings.language).format(lookSteps(words, toDo).map(({ name }) => `**${name}**`));

/** The steps from the file to a scenario that runs. */
export function onMake(page: Page, name: TemplateName, rest: readonly string[]): string {
  const {
    settings,
    words,
    texts: { make },
  } = page;
  const blueprint = templates[name](settings);
  const modules = leftToChoose(blueprint).map(
    ({ id, name: step, fields }) =>
      `   - **${step}** (${id}): ${fields.length > 0 ? fields.map((field) => `**${field}**`).join(', ') : make.nothingElse}`,
  );
  const issues = JSON.stringify(blueprint).includes(':issuePass"');
  const { idle } = operationsOf(blueprint);
  return numbered([
    make.file(linkTo(name)),
    make.import,
    `${make.connect}\n${modules.join('\n')}${issues ? `\n\n   ${make.templateFields}` : ''}`,
    ...(followsTable(name)
      ? [
          make.token(words.placeholders.token),
          ...(settings.coda ? [] : [make.doc(looksOf(page, followed[name]))]),
          make.runOnce(rowsPerRun, followed[name].length > 1),
          // As many hours as operations: the free plan of Make has some left for the rows.
          make.schedule(idle, idle, (30 * 24).toLocaleString(settings.language)),
        ]
      : []),
    ...rest,
  ]);
}
