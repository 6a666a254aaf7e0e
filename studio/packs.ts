// A client's pack: what it will look like while its settings are typed, and the zip.
import { strToU8, zipSync } from 'fflate';
import { regionNames } from '../passkit/regions.ts';
import { inkOn } from '../redeem/contrast.ts';
import { languageCodes } from '../redeem/texts/texts.ts';
import { settingsFor, startTemplateStage, type TemplateStage } from '../standIns/templateStage.ts';
import { blueprintShape } from '../templates/check.ts';
import { diagram } from '../templates/diagram.ts';
import { recipeTitles } from '../templates/guide/index.ts';
import { type TemplateName, templates } from '../templates/index.ts';
import { leftToChoose } from '../templates/leftToChoose.ts';
import { recipeNames } from '../templates/recipeNames.ts';
import { checkSettings, type Settings, settingsTable } from '../templates/settings.ts';
import { wordsOf } from '../templates/words/index.ts';
import type { PackPreview, SettingField } from './types.ts';
import type { Parts } from './world.ts';

const choicesOf: Record<string, readonly string[]> = {
  language: languageCodes,
  region: regionNames,
  recipes: recipeNames,
};

/** Every setting by its name; of one that has parts each, such as `coda.docId`. */
export const settingFields = (): SettingField[] =>
  settingsTable().flatMap(({ name, what, fallback, parts }) => {
    const choices = [...(choicesOf[name] ?? [])];
    const field = { what: what.replaceAll('`', ''), fallback, choices, several: name === 'recipes' };
    return parts.length === 0
      ? [{ name, ...field }]
      : parts.map((part) => ({ ...field, name: `${name}.${part}`, fallback: '' }));
  });

export type Pack = Parts['pack'];

export async function previewOf(data: unknown, pack: Pack): Promise<PackPreview> {
  const checked = checkSettings(data);
  if ('problems' in checked) return checked;
  const { settings } = checked;
  const files = await pack(settings, folderOf(settings));
  return {
    pages: await pagesOf(settings),
    scenarios: namesIn(files).map((name) => {
      const blueprint = templates[name](settings);
      return {
        name,
        title: blueprintShape.parse(blueprint).name,
        svg: diagram(blueprint),
        left: leftToChoose(blueprint).map(({ name: step, fields }) => ({ step, fields })),
      };
    }),
    recipes: Object.entries(files).flatMap(([path, html]) => {
      const [, name = ''] = /recipes\/([\w-]+)\.html$/.exec(path) ?? [];
      if (!name) return [];
      const [, title = name] = /<h1[^>]*>([^<]*)/.exec(html) ?? [];
      return [{ name, title, html: inOneFile(html, files, path) }];
    }),
    files: Object.keys(files),
    contrast: contrastOf(settings.color),
    words: spokenIn(settings),
    titles: recipeTitles(settings),
  };
}

/** The words of a language, by the names of the settings that are for others in their place. */
function spokenIn({ language }: Settings): Record<string, string> {
  const { columns, types, statuses } = wordsOf({ language });
  return Object.fromEntries(
    Object.entries({ columns, types, statuses }).flatMap(([name, words]) =>
      Object.entries(words).map(([part, word]) => [`${name}.${part}`, word]),
    ),
  );
}

/** The pack as a zip: the same settings always give the same bytes. */
export async function zipOf(settings: Settings, pack: Pack): Promise<Uint8Array<ArrayBuffer>> {
  const files = await pack(settings, folderOf(settings));
  const entries = Object.entries(files).map(([path, text]) => [path, strToU8(text)] as const);
  return new Uint8Array(zipSync(Object.fromEntries(entries), { mtime: '2026-01-01T00:00:00Z' }));
}

/** The name of the client as that of a folder. */
export const folderOf = ({ client }: Settings): string =>
  client
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'pack';

const isTemplate = (name: string): name is TemplateName => Object.hasOwn(templates, name);

const namesIn = (files: Record<string, string>): TemplateName[] =>
  Object.keys(files)
    .flatMap((path) => /make\/([\w-]+)\.json$/.exec(path)?.[1] ?? [])
    .filter(isTemplate);

/** A page with its diagrams in it: a frame of the studio has no folder beside it. */
const inOneFile = (html: string, files: Record<string, string>, path: string): string =>
  html.replaceAll(/src="(pictures\/[\w-]+\.svg)"/g, (whole, picture: string) => {
    const svg = files[path.replace(/[^/]+$/, picture)];
    return svg ? `src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}"` : whole;
  });

const pagesBefore = new Map<string, { label: string; html: string }[]>();

/** The customers' pages, out of a run of the scenario in the model of Make; remembered for what they depend on. */
async function pagesOf(settings: Settings) {
  const { client, color, logo, offerImage, terms, language, timeZone } = settings;
  const look = { client, color, logo, offerImage, terms, language, timeZone };
  const key = JSON.stringify(look);
  const known = pagesBefore.get(key);
  if (known) return known;
  const stage = await startTemplateStage();
  const pages = await openPages(stage, settingsFor(stage.sandbox, look)).finally(() => stage.close());
  pagesBefore.set(key, pages);
  return pages;
}

async function openPages(stage: TemplateStage, settings: Settings) {
  const { campaignId = '', offerId } = settings;
  const query = { externalId: 'JanesMembershipPass001', campaignId };
  await stage.app.run('issuePass', { passType: 'coupon', offerId, ...query });
  const open = async (name: TemplateName, asked: Record<string, string>) =>
    (await stage.scenario(name, settings).call({ query: asked })).body;
  return [
    { label: 'The link was opened', html: await open('redemption-link-with-button', query) },
    { label: 'Redeemed', html: await open('redemption-link', query) },
    { label: 'Opened again', html: await open('redemption-link', query) },
    {
      label: 'Somebody without a coupon',
      html: await open('redemption-link', { ...query, externalId: 'NobodysMembershipPass1' }),
    },
  ];
}

/** The contrast between a colour and what is written on it (WCAG). */
function contrastOf(color: string): { ink: string; ratio: number } {
  const ink = inkOn(color);
  const light = (hex: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low = 0, high = 0] = [light(color), ink === '#fff' ? 1 : 0].sort((a, b) => a - b);
  return { ink, ratio: Math.floor(((high + 0.05) / (low + 0.05)) * 10) / 10 };
}
