// The recipe: a changed custom field of a pass shows on the lock screen of an iPhone.
import type { Settings } from '../settings.ts';
import { aboutFormula, buttonFor, formula, withCustomField } from './onCoda.ts';
import { doc, type Paths, whatYouNeed } from './onMake.ts';
import { type PassKitStep, type ZapStep, zapSteps } from './zap.ts';

/** The custom field whose change is shown. */
export const messageField = 'notificationMessage';

const trigger: ZapStep = {
  app: 'Coda',
  event: 'the trigger for changed rows',
  fields: [['Doc, Table', { text: 'yours' }]],
};

export const show: PassKitStep = {
  app: 'PassKit',
  key: 'update_pass',
  fields: {
    passType: { text: 'membership' },
    programId: { project: 'programId' },
    externalId: { step: 1, field: 'Row ID' },
  },
};

/** The button that shows the message of its row, on the way with the Coda Pack. */
export const messageButton = (settings: Settings, column = 'Message'): string =>
  withCustomField(buttonFor(settings, show)('membership'), messageField, column);

export const lockScreenPage = (settings: Settings, paths: Paths): string => `# A message on the lock screen

Write a message into a row, and the holder of its pass sees it on the lock screen: “Your table is ready”, “Gate B42”. It
takes no other step than [the recipe for changed rows](changed-row.md) has; what matters is one setting in the pass design.

${whatYouNeed(paths, { passkit: 'a pass design that you may change', zap: 'the free plan is enough: a trigger and one action' })}

## In PassKit, once

1. Open the design of the pass and add a field on the back. Its key is a custom field: \`${messageField}\`.
2. In the settings of the field for Apple Wallet, set the **change message** to \`%@\`. Apple shows it with the new value of the
   field when that changes, if the holder has not switched that off.
3. Publish the design.

## With the Coda Pack

Add a column **Message** and a column **Show** of the type *Button* with this action:

${formula(messageButton(settings))}

${aboutFormula(messageButton(settings), paths)}

Press **Show**, or let an automation push it when **Message** changes.

## On Zapier

${zapSteps([trigger, show], settings, paths)}
In **Custom Fields** of step 2, add \`${messageField}\` with the column that holds the message. Where the form shows the fields of
your design, it stands there by its own label.

## On Make

In the scenario for changed rows, open **Update: Membership**, add an item to **Custom fields** with the key \`${messageField}\`, and
map your column. The column belongs into the formula of *Pass Data* too.

## Good to know

- The same text again is no change: nothing is shown. Put the time or a number into it.
- Google Wallet changes the pass without a message. For both there is ${doc(paths, 'reference/send_message.md', '**Send Message**')}; whether it makes a phone ring has not
  been seen on a live account.
- A blank cell keeps the message that is on the pass, and shows nothing.
- That a change shows on the lock screen was not tried here: it takes a real pass on an iPhone.
`;
