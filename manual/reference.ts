// The field reference: a page for each action, search and trigger, and the page that lists them.
import { creates } from '../creates/index.ts';
import { modules } from '../make/app.ts';
import { differences } from '../make/differences.ts';
import { moduleOf } from '../make/modules.ts';
import { triggers as makeTriggers } from '../make/triggers.ts';
import { searches } from '../searches/index.ts';
import { instantTriggers, pollingTriggers } from '../triggers/index.ts';
import { code, page, table } from './markdown.ts';
import { operationPage } from './operationPage.ts';
import { moduleOnMake, triggerPage } from './triggerPage.ts';
import { zapierOnly, zapierOnlyPage } from './zapierOnlyPage.ts';

const operations = [...creates, ...searches];
const triggers = [...instantTriggers, ...pollingTriggers];

const linkTo = (label: string, key: string) => `[**${label}**](${key}.md)`;
const groups = [...new Set(operations.map(({ group }) => group))];

const universal = modules.find(({ moduleType }) => moduleType === 'universal');

const onMakeAlone = universal
  ? `On Make alone there is **${universal.label}** ${code(universal.name)}: ${universal.description.charAt(0).toLowerCase()}${universal.description.slice(1)}`
  : '';

const start = page(
  '# Field reference',
  'What each step takes, what it gives back, what it asks PassKit, and the messages it can end with. Every page is made from the\ndeclaration that also makes the step; CI fails when one is not current.',
  '![The form of a step in the studio](../pictures/studio-operation.png)',
  'Each page links to its form in the studio, which `npm start` opens on your machine. What is true of all steps, such as how dates\nare read, stands in [Good to know](../good-to-know.md); messages stand in [Troubleshooting](../troubleshooting.md).',
  ...groups.flatMap((group) => [
    `## ${group}`,
    table(
      ['On Zapier', 'On Make', 'What it does'],
      operations
        .filter((operation) => operation.group === group)
        .map((operation) => [
          linkTo(operation.label, operation.key),
          moduleOf(operation).label,
          operation.description,
        ]),
    ),
  ]),
  '## On one platform alone',
  table(
    ['On Zapier', 'On Make', 'What it does'],
    zapierOnly.map(({ step: { key, display }, onMake }) => [
      linkTo(display.label, key),
      onMake,
      display.description,
    ]),
  ),
  'On Zapier, **Find or Issue Pass** `find_or_issue_pass` joins [Find Pass](find_pass.md) and [Issue Pass](issue_pass.md) in one step.',
  onMakeAlone,
  '## Triggers',
  table(
    ['On Zapier', 'On Make', 'What it tells'],
    triggers.map((trigger) => [
      linkTo(trigger.label, trigger.key),
      moduleOnMake(trigger).label,
      trigger.description,
    ]),
  ),
  'On Make one module tells all that happens to passes, and you choose the events in it:',
  table(
    ['On Make', 'What it tells'],
    makeTriggers.map(({ name, label, description }) => [`**${label}** ${code(name)}`, description]),
  ),
  '## Where Zapier and Make differ',
  'Both are made from the same declarations, and tests hold them to the same bundles and the same state in PassKit. What differs,\ndiffers on purpose; each row is pinned by a test.',
  table(
    ['', 'On Zapier', 'On Make'],
    Object.values(differences).map(({ what, zapier, make }) => [what, zapier, make]),
  ),
);

/** The pages by their file name. */
export const referencePages: Readonly<Record<string, string>> = {
  'README.md': start,
  ...Object.fromEntries(operations.map((operation) => [`${operation.key}.md`, operationPage(operation)])),
  ...Object.fromEntries(zapierOnly.map((one) => [`${one.step.key}.md`, zapierOnlyPage(one)])),
  ...Object.fromEntries(triggers.map((trigger) => [`${trigger.key}.md`, triggerPage(trigger)])),
};
