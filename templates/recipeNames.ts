// The recipes of a client's pack, by the names of their pages.

export const recipeNames = [
  'new-row',
  'changed-row',
  'sign-up-sheet',
  'redemption-link',
  'coupon-expired',
  'many-passes',
  'lock-screen',
] as const;
export type RecipeName = (typeof recipeNames)[number];
