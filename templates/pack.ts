// A pack: the blueprints, the recipes and their diagrams, as files. The repository holds one with placeholders; a client's is
// in the client's language, with the settings of the redemption page.
import { diagram } from './diagram.ts';
import { hostingFiles, hostingPage } from './guide/hosting.ts';
import { htmlPage } from './guide/html.ts';
import { guidePages, tablePictures } from './guide/index.ts';
import { chosenRecipes, scenariosOf } from './guide/scenarios.ts';
import { templates } from './index.ts';
import { recipePages } from './recipes/index.ts';
import type { Paths } from './recipes/onMake.ts';
import { redeemEnv } from './redeemEnv.ts';
import type { Settings } from './settings.ts';

/** The folders of a pack, and how its recipes see them. */
export interface Layout {
  make: string;
  recipes: string;
  paths: Paths;
  /** The folder of a client's pack, which has pages in the client's language and the settings of the redemption page. */
  own?: string;
}

export const repositoryLayout: Layout = {
  make: 'templates/make',
  recipes: 'docs/recipes',
  paths: { make: '../../templates/make', docs: '..' },
};

/** A pack that stands on its own in a folder. */
export const packLayout = (folder: string): Layout => ({
  make: `${folder}/make`,
  recipes: `${folder}/recipes`,
  paths: { make: '../make' },
  own: folder,
});

/** Every generated file by its path; the same settings always give the same bytes. */
export function packFiles(settings: Settings, { make, recipes, paths, own }: Layout): Record<string, string> {
  const files: Record<string, string> = {};
  const chosen =
    own === undefined ? undefined : new Set(chosenRecipes(settings).flatMap((name) => scenariosOf[name]));
  for (const [name, template] of Object.entries(templates)) {
    if (chosen && ![...chosen].some((one) => one === name)) continue;
    const blueprint = template(settings);
    files[`${make}/${name}.json`] = `${JSON.stringify(blueprint, null, 2)}\n`;
    files[`${recipes}/pictures/${name}.svg`] = diagram(blueprint);
  }
  if (own === undefined) {
    for (const [name, page] of Object.entries(recipePages(settings, paths)))
      files[`${recipes}/${name}`] = page;
    return files;
  }
  for (const [name, page] of Object.entries(guidePages(settings))) {
    files[`${recipes}/${name}`] = page;
    files[`${recipes}/${name.replace(/\.md$/, '.html')}`] = htmlPage(page, settings);
  }
  for (const [name, svg] of Object.entries(tablePictures(settings)))
    files[`${recipes}/pictures/${name}`] = svg;
  const hosting = hostingPage(settings);
  for (const [name, text] of Object.entries(hostingFiles(settings))) files[`${own}/hosting/${name}`] = text;
  files[`${own}/hosting/README.md`] = hosting;
  files[`${own}/hosting/README.html`] = htmlPage(hosting, settings);
  files[`${own}/redeem.env`] = redeemEnv(settings);
  files[`${own}/settings.json`] = `${JSON.stringify(settings, null, 2)}\n`;
  return files;
}
