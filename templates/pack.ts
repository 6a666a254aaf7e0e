// A pack: the blueprints, the recipes and their diagrams, as files. The repository holds one with placeholders.
import { diagram } from './diagram.ts';
import { templates } from './index.ts';
import { recipePages } from './recipes/index.ts';
import type { Paths } from './recipes/onMake.ts';
import type { Settings } from './settings.ts';

/** The folders of a pack, and how its recipes see them. */
export interface Layout {
  make: string;
  recipes: string;
  paths: Paths;
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
});

/** Every generated file by its path; the same settings always give the same bytes. */
export function packFiles(settings: Settings, { make, recipes, paths }: Layout): Record<string, string> {
  const files: Record<string, string> = {};
  for (const [name, template] of Object.entries(templates)) {
    const blueprint = template(settings);
    files[`${make}/${name}.json`] = `${JSON.stringify(blueprint, null, 2)}\n`;
    files[`${recipes}/pictures/${name}.svg`] = diagram(blueprint);
  }
  for (const [name, page] of Object.entries(recipePages(settings, paths))) files[`${recipes}/${name}`] = page;
  return files;
}
