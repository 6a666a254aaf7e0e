// The recipe: an expired coupon is followed by a new one, under the same external ID.
import type { Settings } from '../settings.ts';
import { aboutFormula, buttonFor, formula } from './onCoda.ts';
import { doc, importing, type Paths, whatYouNeed } from './onMake.ts';
import { linkTo, mapping, type PassKitStep, paidSteps, prepared, type ZapStep, zapSteps } from './zap.ts';

const trigger: PassKitStep = {
  app: 'PassKit',
  key: 'pass_invalidated',
  fields: { passType: { text: 'coupon' }, campaignId: { project: 'campaignId' } },
};

const find: PassKitStep = {
  app: 'PassKit',
  key: 'find_pass',
  fields: { passType: { text: 'coupon' }, id: { step: 1, output: 'passId' } },
};

const filter: ZapStep = {
  app: 'Filter by Zapier',
  event: 'only continue if both hold',
  fields: [
    ['**Status** of step 2', { text: '(Text) exactly matches `EXPIRED`' }],
    ['**External ID** of step 2', { text: '(Text) does not contain **PassKit ID** of step 2' }],
  ],
};

const reissue: PassKitStep = {
  app: 'PassKit',
  key: 'reissue_coupon',
  fields: {
    campaignId: { step: 2, output: 'campaignId' },
    offerId: { step: 2, output: 'offerId' },
    externalId: { step: 2, output: 'externalId' },
    displayName: { step: 2, output: 'displayName' },
    emailAddress: { step: 2, output: 'emailAddress' },
  },
};

export const couponZap: readonly ZapStep[] = [trigger, find, filter, reissue];

/** The button of a row of the table Coupons: what is known of the old coupon stands there. */
export const couponButton = (settings: Settings): string => buttonFor(settings, reissue)('coupon');

export const couponExpiredPage = (
  settings: Settings,
  paths: Paths,
): string => `# An expired coupon is followed by a new one

The link on the membership pass stays the same: it redeems whichever coupon is active now. This recipe keeps one active.
When a coupon expires, the next is issued under the same external ID, which is the PassKit ID of the membership pass.

![The scenario](pictures/coupon-expired.svg)

${whatYouNeed(paths, { passkit: 'a coupon campaign whose offers have an expiry date of their own, such as *30 days after issue*', zap: paidSteps })}

The external ID of each coupon must be the ID of a membership pass: so it is when they come from
${doc(paths, 'coupons-csv.md', 'the CSV of your members')}, or from the step ${doc(paths, 'reference/issue_pass.md', 'Issue Pass')} with that ID.

Each coupon that is issued is billed by PassKit, in addition to the membership. To end the chain for a member, void the
coupon: voided and redeemed coupons are left alone.

## On Make

${importing('coupon-expired', settings, paths, [
  'Open **A coupon has expired** and add a webhook: your connection, **Coupon**, your campaign, and the event **Pass expired or invalidated** only.',
  'Save and switch the scenario on. It starts by itself; there is nothing to schedule.',
  'In the settings of the scenario, allow Make to store incomplete executions. Then a run that fails because PassKit is busy is kept.',
])}

## On Zapier

${mapping}${zapSteps(couponZap, settings, paths)}${linkTo(
  'This link opens the PassKit steps, filled in as far as possible; add the filter and the mapped fields',
  [prepared(trigger, settings), prepared(find, settings), prepared(reissue, settings)],
  settings,
)}
## With the Coda Pack

Add the table **Coupons** of the Pack, for your campaign, and let it sync each day. Add a column **Next** of the type *Button* to it,
with this action:

${formula(couponButton(settings))}

${aboutFormula(couponButton(settings), paths)}

Then add an automation that runs each day, after the sync: for each row whose **Status** is \`EXPIRED\` and whose **External ID** does
not contain its **PassKit ID**, push the button. One that is pressed twice finds the coupon that is active already.

## Good to know

- PassKit keeps the external ID of a finished coupon. The old coupon is therefore renamed to
  \`<external ID>-<its PassKit ID>\` first. The filter keeps such coupons from starting a chain of their own.
- When PassKit tells of the same coupon twice, the second run finds an active coupon and stops with a message. No second
  coupon is issued.
- Whether PassKit reports the expiry of a coupon at once or later has not been seen on a live account. In between the link
  says that the coupon has expired.
`;
