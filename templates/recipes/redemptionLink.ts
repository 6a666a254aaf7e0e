// The recipe: one permanent link on a membership pass redeems the coupon that is active now.
import type { Settings } from '../settings.ts';
import { aboutFormula, buttonFor, formula } from './onCoda.ts';
import { doc, importing, type Paths, whatYouNeed } from './onMake.ts';
import { catchHook, linkTo, mapping, type PassKitStep, prepared, type ZapStep, zapSteps } from './zap.ts';

const hook: ZapStep = {
  app: 'Webhooks by Zapier',
  event: 'Catch Hook',
  fields: [],
};

export const redeem: PassKitStep = {
  app: 'PassKit',
  key: 'redeem_coupon',
  fields: {
    campaignId: { step: 1, field: 'Campaign ID' },
    externalId: { step: 1, field: 'External ID' },
    redemptionReference: { step: 1, field: 'Receipt' },
  },
};

const campaign = (settings: Settings) => settings.campaignId ?? 'YOUR_CAMPAIGN_ID';
const query = (settings: Settings) => `externalId=\${pid}&campaignId=${campaign(settings)}`;

const ofMember = { campaignId: { project: 'campaignId' }, externalId: { step: 1, output: 'id' } } as const;
const first: PassKitStep = {
  app: 'PassKit',
  key: 'issue_pass',
  fields: {
    ...ofMember,
    offerId: { project: 'offerId' },
    displayName: { step: 1, output: 'displayName' },
    emailAddress: { step: 1, output: 'emailAddress' },
  },
};

/** The buttons beside a member, on the way with the Coda Pack. */
export const firstCoupon = (settings: Settings): string => buttonFor(settings, first)('coupon');
export const redeemButton = (settings: Settings): string =>
  buttonFor(settings, { app: 'PassKit', key: 'redeem_coupon', fields: ofMember })('coupon');

export const redemptionLinkPage = (
  settings: Settings,
  paths: Paths,
): string => `# One link redeems the coupon that is active now

A link on the back of the membership pass opens a page; the coupon of this member is redeemed there. Coupons expire and
are issued anew, the link and the pass never change: the ID of the membership pass is the **External ID** of the coupon.

![What the member sees](pictures/redemption-link.png)

${whatYouNeed(paths, { passkit: 'a membership program and a coupon campaign, both published', zap: 'a paid plan that has Webhooks by Zapier. For the redemption page neither is needed, only a server or an edge account' })}

There are three ways to answer the link. All three redeem the same coupons, and you can change your mind later.

| | Redemption page | Make, with a button | Make, on opening |
| --- | --- | --- | --- |
| Needs | a server or an edge account | a Make account | a Make account |
| Opening the link | shows the coupon | shows a button | redeems at once |
| Link scanners and previews | redeem nothing | redeem nothing | may use the coupon up |
| A curious tap at home | redeems nothing: the button is held | redeems nothing: a line is ticked first | – |
| After it | a clock runs: a picture of the page stands still | the same | the same |
| Shows what the coupon is | yes | no | no |

## The link on the pass

In the design of the membership pass, add a field to the back: label *Redeem Coupon*, type URL. Its value is one of

\`\`\`
https://${settings.domain}/redeem?${query(settings)}        the redemption page
https://hook.eu1.make.com/YOUR-HOOK?${query(settings)}        Make
\`\`\`

PassKit puts the ID of the pass in place of \`\${pid}\`. The zone in Make’s address (\`eu1\`) is the one of your account.

## The redemption page

${doc(paths, 'redeem.md', 'The redemption page')} is a small server. It can ask for a cashier’s code, and it can demand signed links.

## On Make, with a button

![The scenario](pictures/redemption-link-with-button.svg)

${importing('redemption-link-with-button', settings, paths, hookSteps(settings, 'Click **Run once** again, tick the line and tap the button. '))}

## On Make, on opening

![The scenario](pictures/redemption-link.svg)

${importing('redemption-link', settings, paths, hookSteps(settings))}

Messengers, mail scanners and browsers open links in advance, and each would use the coupon up. Use this only where nobody
but the member at the till can open the link.

## On Zapier

A Zap cannot answer whoever opens a link: the member would see a blank message. Use the redemption page or Make for the
link. A Zap does well where another system redeems, such as a till that sends a request:

${mapping}${zapSteps([hook, redeem], settings, paths)}
Map whatever your till calls these three. The receipt makes a repeated request the same redemption.
${linkTo('This link opens both steps', [catchHook, prepared(redeem, settings)], settings)}
## With the Coda Pack

Coda cannot answer whoever opens a link: use the redemption page or Make for that. The Pack issues the coupons, and staff can redeem
them in the doc. In the table **Members** of the Pack, a button column with this action gives a member a coupon, once:

${formula(firstCoupon(settings))}

${aboutFormula(firstCoupon(settings), paths)}

A button beside it redeems the coupon that is active now, once; a second press says when it was:

${formula(redeemButton(settings))}

${aboutFormula(redeemButton(settings), paths)}

## Issue the coupons

- for all members at once: ${doc(paths, 'coupons-csv.md', 'coupons from a CSV')};
- one by one: the step ${doc(paths, 'reference/issue_pass.md', 'Issue Pass')} with **Pass type** coupon and the ID of the membership pass as **External ID**;
- the next one when a coupon expires: [an expired coupon is followed by a new one](coupon-expired.md).

PassKit charges for the membership and for each coupon, although there is one card in the wallet.
`;

const hookSteps = (settings: Settings, tap = ''): string[] => [
  'Open **Opened link**, click **Add**, give the webhook a name such as *Membership coupon redemption*, save, and copy its address.',
  `Click **Run once** and open the address with \`?externalId=test&campaignId=${campaign(settings)}\` behind it. ${tap}The page must say that there is no coupon.`,
  'Put the link on the pass, switch the scenario on, and set its schedule to **Immediately**. In the scenario’s settings, **Sequential processing** must be on: of two taps at once, the second is then told that the coupon is redeemed already.',
];
