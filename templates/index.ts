// Every template: the file it is written to, and how it is made from the settings.
import type { Json } from '../make/iml.ts';
import { couponExpired } from './couponExpired.ts';
import { manyPasses } from './manyPasses.ts';
import { redemptionLink, redemptionLinkConfirmed } from './redemptionLink.ts';
import { changedRow, newAndChangedRow, newRow, signUpSheet } from './rows.ts';
import type { Settings } from './settings.ts';

export const templates = {
  'redemption-link': redemptionLink,
  'redemption-link-with-button': redemptionLinkConfirmed,
  'new-and-changed-row': newAndChangedRow,
  'new-row': newRow,
  'changed-row': changedRow,
  'coupon-expired': couponExpired,
  'sign-up-sheet': signUpSheet,
  'many-passes': manyPasses,
} satisfies Record<string, (settings: Settings) => Json>;

export type TemplateName = keyof typeof templates;
