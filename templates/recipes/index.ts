// Every recipe by the name of its page, and the page that lists them.
import { type Settings, settingsTable } from '../settings.ts';
import { changedRowPage } from './changedRow.ts';
import { couponExpiredPage } from './couponExpired.ts';
import { lockScreenPage } from './lockScreen.ts';
import { manyPassesPage } from './manyPasses.ts';
import { table } from './markdown.ts';
import { newRowPage } from './newRow.ts';
import { doc, type Paths } from './onMake.ts';
import { redemptionLinkPage } from './redemptionLink.ts';
import { signUpSheetPage } from './signUpSheet.ts';

const recipes: Record<string, { what: string; page: (settings: Settings, paths: Paths) => string }> = {
  'new-row': { what: 'A new row in Coda becomes a pass; its link goes back into the row', page: newRowPage },
  'changed-row': {
    what: 'A changed row updates its pass; Canceled or Expired revokes it',
    page: changedRowPage,
  },
  'sign-up-sheet': { what: 'Everyone on a sign-up sheet gets an event ticket', page: signUpSheetPage },
  'redemption-link': {
    what: 'One permanent link on a membership pass redeems the coupon that is active now',
    page: redemptionLinkPage,
  },
  'coupon-expired': {
    what: 'An expired coupon is followed by a new one under the same external ID',
    page: couponExpiredPage,
  },
  'many-passes': { what: 'A list of rows becomes a pass each, in one go', page: manyPassesPage },
  'lock-screen': { what: 'A changed row shows a message on the lock screen', page: lockScreenPage },
};

const start = (
  settings: Settings,
  paths: Paths,
): string => `# Recipes${settings.client === 'PassKit' ? '' : ` for ${settings.client}`}

Each page is one use case, from the first step to the last, with the Coda Pack, on Make and on Zapier; coupons from a list
are a command.

${table(
  ['Recipe', 'What happens'],
  [
    ...Object.entries(recipes).map(([name, { what }]) => [`[${name}](${name}.md)`, what]),
    [
      doc(paths, 'coupons-csv.md', 'coupons-csv'),
      'Every member of an exported list gets a coupon, in one go',
    ],
  ],
)}

The blueprints run in a model of Make, against a PassKit in memory and a stand-in for Coda’s API. **None of this has been
imported into a live account yet.** The pictures are drawn from the blueprints and from such runs.
${paths.docs === undefined ? '' : agencies()}`;

const agencies = (): string => `
## For agencies: a pack for a client

One file of settings makes a pack for a client: the blueprints and the recipes (as web pages and Markdown) in the client’s
language and with the names of their own table, and the settings of the redemption page. The *Pack builder* of the studio, which
\`npm start\` opens, writes the same pack and the file while you look at them. In a terminal:

\`\`\`sh
npm run templates:build -- --settings client.json --out client-pack
\`\`\`

\`\`\`json
{
  "client": "Demo Coffee", "app": "passkit-ab12cd", "language": "de", "campaignId": "…", "domain": "coupons.example.com",
  "columns": { "Tier": "Stufe" }, "types": { "eventTicket": "Karte" }, "recipes": ["new-row", "redemption-link"]
}
\`\`\`

Projects that are left out are chosen in Make after the import. No setting is a secret: keys, tokens and connections stay in
the accounts they belong to.

${table(
  ['Setting', 'What it is', 'Without it'],
  settingsTable().map(({ name, what, fallback }) => [`\`${name}\``, what, fallback && `\`${fallback}\``]),
)}

The recipes of this repository are in English. \`npm run templates:build -- --app passkit-ab12cd\` makes the blueprints of this
repository for your own app; after \`make:deploy\` it knows the id by itself.
`;

/** The pages by their file name. */
export const recipePages = (settings: Settings, paths: Paths): Record<string, string> => ({
  'README.md': start(settings, paths),
  ...Object.fromEntries(
    Object.entries(recipes).map(([name, { page }]) => [`${name}.md`, page(settings, paths)]),
  ),
});
