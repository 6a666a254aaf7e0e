// The recipe: everyone on a sign-up sheet gets an event ticket.
import type { Settings } from '../settings.ts';
import { columnsTable } from './codaTable.ts';
import { newRowTrigger, writeLink } from './newRow.ts';
import { buttonFor, issuingButton } from './onCoda.ts';
import { importing, type Paths, tableSteps, whatYouNeed } from './onMake.ts';
import {
  activeRowsOnly,
  byWebhook,
  type PassKitStep,
  paidSteps,
  rowFields,
  seenOnce,
  type ZapStep,
  zapSteps,
} from './zap.ts';

const issue: PassKitStep = {
  app: 'PassKit',
  key: 'issue_pass',
  fields: {
    passType: { text: 'eventTicket' },
    ...rowFields(['eventTicket'], ['project', 'variant', 'columns']),
  },
};

export const zap: readonly ZapStep[] = [newRowTrigger, activeRowsOnly, issue, writeLink];

/** The button that issues, on the way with the Coda Pack. */
export const ticketButton = (settings: Settings): string => buttonFor(settings, issue)('eventTicket');

export const signUpSheetPage = (
  settings: Settings,
  paths: Paths,
): string => `# A sign-up sheet sends event tickets

People put their names on a sheet in Coda, or fill in its form. Each gets a ticket for the event, and its link goes back
into the row.

![The scenario](pictures/sign-up-sheet.svg)

${whatYouNeed(paths, { passkit: 'a published production that has an event and a ticket type', table: true, zap: paidSteps })}

## The table

${columnsTable(['Name', 'Email', 'Status'])}

## With the Coda Pack

${issuingButton(ticketButton(settings), paths)}

## On Make

${importing('sign-up-sheet', settings, paths, tableSteps('sign-up-sheet', settings, paths))}

![The table before and after](pictures/sign-up-sheet.png)

## On Zapier

${zapSteps(zap, settings, paths)}
${seenOnce}
${byWebhook('the sign-ups reach', issue, settings)}

## Good to know

- The row’s ID is the ticket number. It is unique in a production, so nobody gets two tickets for one row.
- A row with the status *Canceled* gets no ticket. Whoever cancels once the link is in the row keeps the ticket. To take a ticket back later, use
  [the recipe for changed rows](changed-row.md) with a column *Type* that says \`Event Ticket\`.
- The link stands in the row; nobody is sent it. PassKit sends the welcome e-mail of the project by itself, when it is switched on
  there.
- PassKit’s documentation says that tickets can be issued for events in the next 90 days.
`;
