// The recipe: a changed row updates its pass; Canceled or Expired revokes it.
import { revokedWords } from '../coda.ts';
import { rowTypes } from '../rowMapping.ts';
import type { Settings } from '../settings.ts';
import { aboutFormula, buttonFor, byType, formula } from './onCoda.ts';
import { type Paths, rowsOnMake, whatYouNeed } from './onMake.ts';
import { mapping, type PassKitStep, rowFields, type Value, type ZapStep, zapSteps } from './zap.ts';

const passType: Value = { step: 1, field: 'Type' };

export const revoke: PassKitStep = {
  app: 'PassKit',
  key: 'revoke_pass',
  fields: { passType, ...rowFields(rowTypes, ['project']) },
};

export const update: PassKitStep = {
  app: 'PassKit',
  key: 'update_pass',
  fields: { passType, ...rowFields(rowTypes, ['project', 'columns']) },
};

const trigger: ZapStep = {
  app: 'Coda',
  event: 'the trigger for changed rows',
  fields: [['Doc, Table', { text: 'yours' }]],
};

const words = revokedWords.map((word) => `\`${word}\``).join(', ');

/** The button that updates or revokes, on the way with the Coda Pack. */
export const changeButton = (settings: Settings): string =>
  byType(settings, rowTypes, buttonFor(settings, revoke, update));

export const changedRowPage = (
  settings: Settings,
  paths: Paths,
): string => `# A changed row updates or revokes its pass

The tier, the name or the e-mail address of a row changes: the pass changes with it. The status becomes *Canceled* or
*Expired*: the pass is revoked. The passes were issued by [the recipe for new rows](new-row.md), with the row’s ID as
external ID.

![The scenario](pictures/new-and-changed-row.svg)

${whatYouNeed(paths, { passkit: 'the project of each type of pass you use', table: true, zap: 'a paid plan that has Paths' })}

## The table

The same as [for new rows](new-row.md#the-table). A column of your own that shall change the pass belongs into the formula of
**Pass Data**, and is mapped in the modules that update.

## With the Coda Pack

To [the table of the recipe for new rows](new-row.md#with-the-coda-pack) add a column **Change** of the type *Button* with this
action, whose result goes into **Pass** too:

${formula(changeButton(settings))}

${aboutFormula(changeButton(settings), paths)} Then add an automation: when a row changes, in one of your own columns only; if **Pass** is
filled in; then push the button **Change** of that row. **Pass** is not among the columns it looks at, so it does not start itself.

Where all your passes of a type are, there is a simpler way: the table **Members**, **Coupons** or **Tickets** of the Pack. Switch
on its two-way sync, and what is edited in a row is on the pass.

## On Make

${rowsOnMake({ alone: 'changed-row', other: '[the recipe for new rows](new-row.md)', does: 'updates and revokes' }, settings, paths)}

![The table before and after](pictures/changed-row.png)

## On Zapier

${mapping}${zapSteps([trigger], settings, paths)}
Whether Coda’s integration on Zapier has a trigger for changed rows could not be verified. If yours has none, use Make: the
scenario above asks Coda itself. Coda does not tell Zapier by itself: without a Pack that does, neither its buttons nor its
automations send requests to an address of your choice.

**Step 2.** Paths by Zapier, with two paths.

**Path A**, only if **Status** of step 1 is in ${words}:

${zapSteps([revoke], settings, paths, 3)}
**Path B**, only if **Status** of step 1 is not in ${words}:

${zapSteps([update], settings, paths, 4)}
Neither path writes into the row, so the Zap does not start itself.

## Good to know

- Blank cells keep what is on the pass.
- Only ${words} end a pass, on Make in small or capital letters. With any other status the row is active.
- A revoked membership or ticket is expired now, and runs again when its expiry date moves forward in PassKit; setting the status
  back is not enough. A revoked coupon is voided, for good.
- Deleting a row does not end its pass. Set its status first, and delete the row after the next run.
- When a row changes, its pass gets what the row says, the name too: a ticket that was transferred in PassKit goes back to the holder
  before.
- A pass is found by the row’s ID, its external ID, not by **Pass ID**: a coupon that was issued anew by
  [the recipe for expired coupons](coupon-expired.md) has another Pass ID, and it is the new one that changes or ends.
- On Make new rows come first. A row that gets its pass in a run and changes meanwhile is updated in the next.
- Revoking a membership or ticket that has ended already is no error. Of a voided coupon PassKit says that it does not have it: a row
  whose run was interrupted after that says so, and nothing is left to do.
- A row whose *Type* changes keeps its old pass: a pass cannot change its type. Give the new pass a new row.
`;
