// The permanent link on a membership pass, answered by Make: redeem on opening, or only after a button was tapped.
import type { Json } from '../make/iml.ts';
import { confirmPage, picturesOf, refusalPage, successPage } from './answerPage.ts';
import { customWebhook, ignore, passkit, respond, router, type Step, withFilter } from './blueprint.ts';
import { pageTime, secondsSince, timeIn } from './pageTime.ts';
import { scenario } from './scenario.ts';
import type { Settings } from './settings.ts';
import { type Words, wordsOf } from './words/index.ts';

const webhook = (words: Words) => customWebhook(1, words.steps.openedLink);

/** Of two taps at once, the second sees what the first has done: Make looks at the coupon before it redeems. */
const oneByOne = true;

/** IML for what the webhook received; a missing `reference` stays out. */
interface Fields {
  campaign: string;
  pass: string;
  reference?: string;
}

/** Redeems the coupon and answers, whatever comes of it. Takes the ids from `id` to `id + 3`. */
function redeemAndAnswer(settings: Settings, id: number, { campaign, pass, reference }: Fields): Step[] {
  const words = wordsOf(settings);
  const message = `${id}.error.message`;
  const images = picturesOf(settings);
  const redeemed = `${id}.redemptionDate`;
  const is = (code: string) => `contains(${message}; "[${code}]")`;
  const refused = refusalPage(
    settings,
    [
      { when: is('coupon_redeemed'), notice: 'redeemed' },
      { when: is('coupon_expired'), notice: 'expired' },
      { when: is('coupon_void'), notice: 'void' },
      { when: is('coupon_not_found'), notice: 'none' },
      { when: is('not_found'), notice: 'unknown' },
      // A campaign that is neither an ID nor a name, and an ID that cannot be one.
      { when: is('no_such_name'), notice: 'unknown' },
      { when: is('invalid_id'), notice: 'unknown' },
      { when: is('invalid_input'), notice: 'unknown' },
      { when: is('missing_input'), notice: 'incomplete' },
      // PassKit has refused the redemption itself, such as when another was quicker: this tap redeemed nothing.
      { when: is('rejected'), notice: 'refused' },
      { when: is('credentials'), notice: 'setup' },
    ],
    // PassKit could not be reached, or its answer was lost.
    'unsure',
    `{{if(${is('coupon_redeemed')}; ${timeIn(settings, message)}; emptystring)}}`,
  );
  return [
    {
      ...passkit(settings.app, id, 'redeemCoupon', words.steps.redeem, {
        // Never blank: a blank one would end the scenario without an answer.
        campaignId: `{{ifempty(${campaign}; "none")}}`,
        externalId: `{{${pass}}}`,
        redemptionReference: reference && `{{${reference}}}`,
      }),
      onerror: [
        respond(id + 2, words.steps.sayWhyNot, { ...refused, images }),
        ignore(id + 3, words.steps.goOn),
      ],
    },
    respond(id + 1, words.steps.redeemed, {
      status: '200',
      body: successPage(settings, `{{${pageTime(settings, redeemed)}}}`, `{{${secondsSince(redeemed)}}}`),
      images,
    }),
  ];
}

/** Opening the link redeems. */
export const redemptionLink = (settings: Settings): Json =>
  scenario(
    settings,
    'onOpening',
    (words) => [
      webhook(words),
      ...redeemAndAnswer(settings, 2, { campaign: '1.campaignId', pass: '1.externalId' }),
    ],
    oneByOne,
  );

const confirm = { a: '{{1.confirm}}' };
/** The value of a field of the link as it may stand in HTML. */
const safe = (field: string) => `{{replace(1.${field}; "/[^0-9A-Za-z_-]/g"; emptystring)}}`;

/** Opening the link shows a page, and its button redeems. */
export const redemptionLinkConfirmed = (settings: Settings): Json =>
  scenario(
    settings,
    'withButton',
    (words) => [
      webhook(words),
      router(2, words.steps.tapped, [
        withFilter(
          // Whether Make hands over the query of a link beside a form is not certain, so the form carries all.
          redeemAndAnswer(settings, 3, {
            campaign: 'ifempty(1.campaign; 1.campaignId)',
            pass: 'ifempty(1.pass; 1.externalId)',
            reference: '1.reference',
          }),
          { name: words.filters.buttonTapped, any: [[{ ...confirm, o: 'exist' }]] },
        ),
        withFilter(
          [
            respond(7, words.steps.showButton, {
              status: '200',
              images: picturesOf(settings),
              body: confirmPage(settings, {
                pass: safe('externalId'),
                campaign: safe('campaignId'),
                confirm: 'yes',
                // One opening of the link is one redemption, however often its button is tapped.
                reference: '{{uuid}}',
              }),
            }),
          ],
          { name: words.filters.linkOpened, any: [[{ ...confirm, o: 'notexist' }]] },
        ),
      ]),
    ],
    oneByOne,
  );
