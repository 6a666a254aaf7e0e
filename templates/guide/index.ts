// The pages of a client's pack: each recipe in the client's language and with the names of their table, as Markdown.
import type { TemplateName } from '../index.ts';
import { type RecipeName, recipeNames } from '../recipeNames.ts';
import { messageField } from '../recipes/lockScreen.ts';
import { numbered, table } from '../recipes/markdown.ts';
import type { Settings } from '../settings.ts';
import { tablePicture } from '../tablePicture.ts';
import { sceneOf } from '../tableScenes.ts';
import { wordsOf } from '../words/index.ts';
import { codaTexts } from './codaTexts.ts';
import { columnsTable, ownColumns } from './columns.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { onCoda } from './onCoda.ts';
import { linkTo, onMake } from './onMake.ts';
import { otherFields } from './otherFields.ts';
import { chosenRecipes, scenariosOf } from './scenarios.ts';
import type { Guide, Page } from './types.ts';
import { onZapier } from './zapier.ts';

const guides: Record<Settings['language'], Guide> = { en, de, es };

const tableFile = (name: RecipeName) => `${name}-table.svg`;

const picture = (name: TemplateName, title: string) => `![${title}](pictures/${name}.svg)`;

function linkPage(page: Page): string[] {
  const { settings, words, texts } = page;
  const { headings, link, make } = texts;
  const campaign = settings.campaignId ?? 'CAMPAIGN-ID';
  const query = `externalId=\${pid}&campaignId=${campaign}`;
  const hook = [
    make.hook(words.steps.openedLink),
    make.tryHook(`\`https://hook.eu1.make.com/…?externalId=test&campaignId=${campaign}\``),
    make.immediately,
  ];
  return [
    `## ${headings.link}`,
    link.put,
    `\`\`\`\nhttps://${settings.domain}/redeem?${query}    ${link.page}\nhttps://hook.eu1.make.com/…?${query}    ${link.make}\n\`\`\``,
    link.pid,
    link.either,
    `## ${headings.withButton}`,
    picture('redemption-link-with-button', headings.withButton),
    onMake(page, 'redemption-link-with-button', hook),
    `## ${headings.onOpening}`,
    picture('redemption-link', headings.onOpening),
    onMake(page, 'redemption-link', hook),
  ];
}

/** What the webhook of the list takes, as code. */
const exampleList = `\`\`\`json
${JSON.stringify(
  {
    rows: [
      {
        externalId: 'booking-1001',
        tierId: 'gold',
        displayName: 'Jane Doe',
        emailAddress: 'jane@example.com',
      },
      { externalId: 'booking-1002', tierId: 'base', displayName: 'Joe Roe', emailAddress: 'joe@example.com' },
    ],
  },
  null,
  2,
)}
\`\`\``;

/** One step more in a scenario that another recipe sets up; where no such recipe is in the pack, all of its steps. */
function lockScreenOnMake(page: Page): string[] {
  const { settings, words, texts } = page;
  const { message } = codaTexts[settings.language].columns;
  const step = texts.lockScreen.make(
    `${words.steps.update}: ${words.types.membership}`,
    messageField,
    message,
  );
  const there = chosenRecipes(settings).some((name) => name === 'new-row' || name === 'changed-row');
  return [`## ${texts.headings.make}`, there ? step : onMake(page, 'new-and-changed-row', [step])];
}

function scenarioPage(page: Page, name: RecipeName): string[] {
  const { words, texts } = page;
  const { headings, make } = texts;
  const own = ownColumns[name];
  const [scenario, ...alone] = scenariosOf[name];
  const rest =
    name === 'coupon-expired'
      ? [make.events(words.steps.couponExpired), make.keepIncomplete]
      : name === 'many-passes'
        ? [make.list(words.steps.listComesIn), make.sendList]
        : [];
  if (name === 'lock-screen') return lockScreenOnMake(page);
  const table = sceneOf(name, page.settings);
  return [
    ...(own.length > 0 ? [`## ${headings.table}`, columnsTable(page, own)] : []),
    `## ${headings.make}`,
    ...(scenario ? [onMake(page, scenario, rest)] : []),
    ...alone.map((one) => make.alone(linkTo(one))),
    ...(table ? [`![${texts.picture.title}](pictures/${tableFile(name)})`] : []),
    ...(name === 'many-passes' ? [exampleList] : []),
  ];
}

function recipePage(page: Page, name: RecipeName): string {
  const { settings, words, texts } = page;
  const { headings, needs, lockScreen } = texts;
  const { title, intro, passkit, good } = texts.recipes[name];
  const list = [
    needs.passkit(passkit),
    ...(ownColumns[name].length > 0 ? [needs.coda] : []),
    needs.app,
    codaTexts[settings.language].need,
  ];
  const [scenario] = scenariosOf[name];
  return `${[
    `# ${title}`,
    intro,
    ...(name === 'redemption-link' || !scenario ? [] : [picture(scenario, title)]),
    `## ${headings.needs}`,
    list.map((need) => `- ${need}`).join('\n'),
    ...(name === 'lock-screen'
      ? [`## ${lockScreen.heading}`, numbered(lockScreen.design(messageField))]
      : []),
    ...(name === 'redemption-link' ? linkPage(page) : scenarioPage(page, name)),
    ...onCoda(name, settings),
    `## ${headings.zapier}`,
    onZapier(name, settings, words, texts),
    ...(name === 'lock-screen' ? [] : otherFields(scenariosOf[name], settings, texts)),
    `## ${headings.good}`,
    good.map((one) => `- ${one}`).join('\n'),
    `[${headings.back}](README.md)`,
  ].join('\n\n')}\n`;
}

function startPage({ settings, texts: { start, recipes } }: Page): string {
  const rows = chosenRecipes(settings).map((name) => [
    `[${recipes[name].title}](${name}.md)`,
    recipes[name].intro,
  ]);
  return `${[
    `# ${start.title(settings.client)}`,
    start.intro,
    table([start.recipe, start.what], rows),
    start.files.map((file) => `- ${file}`).join('\n'),
    start.untried,
  ].join('\n\n')}\n`;
}

/** The title of every recipe, in the language of the pack. */
export function recipeTitles(settings: Settings): Record<string, string> {
  const { recipes } = guides[settings.language](wordsOf(settings));
  return Object.fromEntries(recipeNames.map((name) => [name, recipes[name].title]));
}

/** The pages of a pack by their file names, as Markdown. */
export function guidePages(settings: Settings): Record<string, string> {
  const words = wordsOf(settings);
  const page: Page = { settings, words, texts: guides[settings.language](words) };
  return {
    'README.md': startPage(page),
    ...Object.fromEntries(chosenRecipes(settings).map((name) => [`${name}.md`, recipePage(page, name)])),
  };
}

/** The pictures of the tables of a pack, by their file names. */
export function tablePictures(settings: Settings): Record<string, string> {
  const words = wordsOf(settings);
  const { picture } = guides[settings.language](words);
  return Object.fromEntries(
    chosenRecipes(settings).flatMap((name) => {
      const scene = sceneOf(name, settings);
      return scene ? [[tableFile(name), tablePicture(scene, words.columns, picture)]] : [];
    }),
  );
}
