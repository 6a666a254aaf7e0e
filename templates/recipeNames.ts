// The recipes, by the names of their pages, and the scenarios of each.
import type { TemplateName } from './index.ts';

export const recipeNames = [
  'new-row',
  'changed-row',
  'sign-up-sheet',
  'redemption-link',
  'coupon-expired',
] as const;
export type RecipeName = (typeof recipeNames)[number];

export const scenariosOf: Record<RecipeName, readonly TemplateName[]> = {
  'new-row': ['new-row'],
  'changed-row': ['changed-row'],
  'sign-up-sheet': ['sign-up-sheet'],
  'redemption-link': ['redemption-link-with-button', 'redemption-link'],
  'coupon-expired': ['coupon-expired'],
};
