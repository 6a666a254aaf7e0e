// The section of a recipe about the Coda Pack, with the client's columns and words in its formulas.
import type { RecipeName } from '../recipeNames.ts';
import { changeButton } from '../recipes/changedRow.ts';
import { couponButton } from '../recipes/couponExpired.ts';
import { messageButton } from '../recipes/lockScreen.ts';
import { numbered } from '../recipes/markdown.ts';
import { issueButton } from '../recipes/newRow.ts';
import { formula } from '../recipes/onCoda.ts';
import { firstCoupon, redeemButton } from '../recipes/redemptionLink.ts';
import { ticketButton } from '../recipes/signUpSheet.ts';
import type { Settings } from '../settings.ts';
import { type Words, wordsOf } from '../words/index.ts';
import { codaTexts } from './codaTexts.ts';
import { codes } from './types.ts';

/** A formula, and what its projects stand for where they are not known. */
function withProjects(text: string, { placeholders: { project } }: Words, { language }: Settings): string[] {
  const unknown = text.includes(`"${project} `);
  return [formula(text), ...(unknown ? [codaTexts[language].projects(`\`"${project} …"\``)] : [])];
}

function issuing(button: string, words: Words, settings: Settings): string[] {
  const { issue, columns: added } = codaTexts[settings.language];
  const { columns } = words;
  const filled = new Intl.ListFormat(settings.language).format(
    [columns.Name, columns.Email].map((name) => `**${name}**`),
  );
  return [
    issue.intro,
    numbered([
      issue.install,
      issue.button(added.issue),
      issue.result(added.pass),
      issue.link(columns['Pass Link'], `\`thisRow.[${added.pass}].\``),
      issue.automation(filled, `**${columns.Status}**`, codes(words.revoked), added.issue),
    ]),
    ...withProjects(button, words, settings),
    issue.after,
  ];
}

const sections: Record<RecipeName, (words: Words, settings: Settings) => string[]> = {
  'new-row': (words, settings) => issuing(issueButton(settings), words, settings),
  'sign-up-sheet': (words, settings) => issuing(ticketButton(settings), words, settings),
  'changed-row': (words, settings) => {
    const { change, changeAutomation, columns } = codaTexts[settings.language];
    return [
      change(columns.change, columns.pass),
      ...withProjects(changeButton(settings), words, settings),
      changeAutomation(columns.pass, columns.change),
    ];
  },
  'redemption-link': (words, settings) => {
    const { coupons } = codaTexts[settings.language];
    return [
      coupons.intro,
      ...withProjects(firstCoupon(settings), words, settings),
      coupons.redeem,
      ...withProjects(redeemButton(settings), words, settings),
    ];
  },
  'coupon-expired': (words, settings) => {
    const { next, columns } = codaTexts[settings.language];
    return [
      next.intro(columns.next),
      ...withProjects(couponButton(settings), words, settings),
      next.automation,
    ];
  },
  'many-passes': (_words, { language }) => [codaTexts[language].many],
  'lock-screen': (words, settings) => {
    const { message, columns } = codaTexts[settings.language];
    return [
      message.button(columns.message, columns.show),
      ...withProjects(messageButton(settings, columns.message), words, settings),
      message.press(columns.message, columns.show),
    ];
  },
};

/** The section, as paragraphs. */
export const onCoda = (name: RecipeName, settings: Settings): string[] => [
  `## ${codaTexts[settings.language].heading}`,
  ...sections[name](wordsOf(settings), settings),
];
