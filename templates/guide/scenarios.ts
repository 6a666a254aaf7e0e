// The scenarios of each recipe, the one that is recommended first, and the recipes of a pack.
import type { TemplateName } from '../index.ts';
import { type RecipeName, recipeNames } from '../recipeNames.ts';
import type { Settings } from '../settings.ts';

export const scenariosOf: Record<RecipeName, readonly TemplateName[]> = {
  'new-row': ['new-and-changed-row', 'new-row'],
  'changed-row': ['new-and-changed-row', 'changed-row'],
  'sign-up-sheet': ['sign-up-sheet'],
  'redemption-link': ['redemption-link-with-button', 'redemption-link'],
  'coupon-expired': ['coupon-expired'],
  'many-passes': ['many-passes'],
  'lock-screen': ['new-and-changed-row'],
};

/** The recipes of a pack, in their order. */
export const chosenRecipes = ({ recipes }: Settings): RecipeName[] =>
  recipeNames.filter((name) => recipes?.includes(name) ?? true);
