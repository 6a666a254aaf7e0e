// The recipe: a list of rows becomes a pass each, in one go.
import type { Settings } from '../settings.ts';
import { doc, importing, type Paths, whatYouNeed } from './onMake.ts';

export const manyPassesPage = (
  settings: Settings,
  paths: Paths,
): string => `# A list of rows becomes a pass each

A booking system, a shop or a form hands over a list: each of its rows becomes a membership, and the links come back in one
answer. For members of an exported list there is ${doc(paths, 'coupons-csv.md', 'the CSV command')}; for rows of a Coda table,
[the recipe for new rows](new-row.md).

![The scenario](pictures/many-passes.svg)

${whatYouNeed(paths, { passkit: 'a published membership program', zap: 'the free plan is enough, with a trigger that gives line items' })}

## With the Coda Pack

A list that stands in a table of Coda needs nothing of this: with [the button of the recipe for new rows](new-row.md#with-the-coda-pack)
each row issues its own pass. An automation can push the buttons of all rows at once; a row that is pushed again finds its pass.

## On Make

${importing('many-passes', settings, paths, [
  'Open **The list comes in** and add a webhook. Whoever has its address can issue passes: keep it like a password, or let Make ask for an API key.',
  'Send it a list such as this one, and look at the answer. `tierId` may be the name of the tier.',
])}

\`\`\`json
{
  "rows": [
    { "externalId": "booking-1001", "tierId": "gold", "displayName": "Jane Doe", "emailAddress": "jane@example.com" },
    { "externalId": "booking-1002", "tierId": "base", "displayName": "Joe Roe", "emailAddress": "joe@example.com" }
  ]
}
\`\`\`

The answer says how many rows were sent and how many are done, and has a line for each that is done:

\`\`\`json
{ "sent": 2, "done": 2, "results": [{ "externalId": "booking-1001", "id": "…", "passUrl": "…", "outcome": "created" }] }
\`\`\`

A row that PassKit refuses, and one without \`externalId\`, has no line and stops no other; the history of the scenario has the
reason. Each row costs an operation, or two.

## On Zapier

${doc(paths, 'reference/issue_passes.md', '**Issue Passes**')} takes up to 200 line items: map the lists of your trigger to **External ID**, **Display Name** and so on, and
choose program and tier above them. It returns a result for each row, those that failed with the reason.

## Good to know

- Sent again, the rows that have a pass come back as \`existing\`, with the same link. Nothing is issued twice.
- Send at most 100 rows at a time: Make answers a webhook within three minutes or not at all.
- For coupons or tickets choose another pass type in **Issue the pass**, and map its fields.
`;
