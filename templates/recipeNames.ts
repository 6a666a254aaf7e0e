// The recipes, by the names of their pages, and the scenarios of each.

export const recipeNames = [
  'new-row',
  'changed-row',
  'sign-up-sheet',
  'redemption-link',
  'coupon-expired',
] as const;
export type RecipeName = (typeof recipeNames)[number];
