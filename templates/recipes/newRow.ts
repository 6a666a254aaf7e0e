// The recipe: a new row becomes a pass, and its link goes back into the row.
import { rowTypes } from '../rowMapping.ts';
import type { Settings } from '../settings.ts';
import { columnsTable, type OwnColumn } from './codaTable.ts';
import { buttonFor, byType, issuingButton } from './onCoda.ts';
import { type Paths, rowsOnMake, whatYouNeed } from './onMake.ts';
import {
  activeRowsOnly,
  byWebhook,
  mapping,
  type PassKitStep,
  paidSteps,
  rowFields,
  seenOnce,
  type ZapStep,
  zapSteps,
} from './zap.ts';

const columns: readonly OwnColumn[] = ['Name', 'Email', 'Type', 'Tier', 'Status'];

const issue: PassKitStep = {
  app: 'PassKit',
  key: 'issue_pass',
  fields: {
    passType: { step: 1, field: 'Type' },
    ...rowFields(rowTypes, ['project', 'variant', 'columns']),
  },
};

/** Writes the link of step 3 into the row of step 1. */
export const writeLink: ZapStep = {
  app: 'Coda',
  event: 'the action that updates a row',
  fields: [
    ['Doc, Table', { text: 'yours' }],
    ['Row', { step: 1, field: 'Row ID' }],
    ['Pass Link', { step: 3, output: 'passUrl' }],
    ['Pass ID', { step: 3, output: 'id' }],
  ],
};

export const newRowTrigger: ZapStep = {
  app: 'Coda',
  event: 'the trigger for new rows',
  fields: [['Doc, Table', { text: 'yours' }]],
};

export const zap: readonly ZapStep[] = [newRowTrigger, activeRowsOnly, issue, writeLink];

/** The button that issues, on the way with the Coda Pack. */
export const issueButton = (settings: Settings): string =>
  byType(settings, rowTypes, buttonFor(settings, issue));

export const newRowPage = (settings: Settings, paths: Paths): string => `# A new row becomes a pass

Someone fills in a form, or you add a row. The row gets a membership, coupon or event ticket, as its column *Type* says,
and the link of the pass goes back into the row.

![The scenario](pictures/new-and-changed-row.svg)

${whatYouNeed(paths, { passkit: 'a published project for each type of pass you use', table: true, zap: paidSteps })}

## The table

${columnsTable(columns)}

A table for a single type of pass works as well: leave out the other types.

## With the Coda Pack

${issuingButton(issueButton(settings), paths)}

## On Make

${rowsOnMake({ alone: 'new-row', other: '[the recipe for changed rows](changed-row.md)', does: 'issues' }, settings, paths)}

What it does to the table, before and after a run:

![The table before and after](pictures/new-row.png)

## On Zapier

On Zapier the columns *Pass Sent*, *Pass Data*, *Pass To Do* and *Pass Error* are not needed.

${mapping}${zapSteps(zap, settings, paths)}
In step 3, map **Pass Type** to the column first: the editor then offers the fields of all three types. Each row uses the
fields of its own type only. The form cannot know the template of a row then: what the template requires goes into
**Custom Fields**, a line for each, with the key of the field and its column.

${seenOnce}
${byWebhook('your rows reach', issue, settings)}
## Good to know

- The row’s ID is the **External ID** of its pass. However often a row is sent, it gets one pass.
- On Make, a copy of a row takes the link of the other pass along. Empty its **Pass Link**, **Pass ID** and **Pass Sent**: then it gets a pass
  of its own.
- A row that is canceled or expired already gets no pass; on Make, one that an earlier try has left ends. One that becomes so later loses its pass with
  [the recipe for changed rows](changed-row.md): on Make it is in the same scenario.
- On Make, a row whose pass is there already, since the answer of an earlier try was lost, gets its link, and the pass becomes
  what the row says now.
- On Make, when many rows come at once, Coda may ask to slow down (error 429). The run stops there, and the next goes on. After three
  such runs Make switches the scenario off: switch it on again then.
- PassKit sends the welcome e-mail of the project by itself, when it is switched on there.
`;
