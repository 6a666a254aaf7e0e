// An expired coupon is followed by a new one under the same external ID, so that the link on the membership pass
// goes on working.
import type { Json } from '../make/iml.ts';
import { passkit } from './blueprint.ts';
import { scenario } from './scenario.ts';
import type { Settings } from './settings.ts';

export const couponExpired = (settings: Settings): Json =>
  scenario(settings, 'couponExpired', ({ steps, filters }) => [
    passkit(settings.app, 1, 'watchPassEvents', steps.couponExpired),
    passkit(settings.app, 2, 'findPass', steps.readCoupon, {
      passType: 'coupon',
      campaignId: '{{1.campaignId}}',
      id: '{{1.passId}}',
    }),
    {
      ...passkit(settings.app, 3, 'reissueCoupon', steps.issueNext, {
        campaignId: '{{2.campaignId}}',
        offerId: settings.offerId ?? '{{2.offerId}}',
        externalId: '{{2.externalId}}',
        displayName: '{{2.displayName}}',
        emailAddress: '{{2.emailAddress}}',
      }),
      filter: {
        name: filters.notFollowed,
        any: [
          [
            { a: '{{2.status}}', o: 'text:equal', b: 'EXPIRED' },
            { a: '{{2.externalId}}', o: 'exist' },
            // A coupon that has been followed carries its own ID in its external ID.
            { a: '{{2.externalId}}', o: 'text:notcontain', b: '{{2.id}}' },
          ],
        ],
      },
    },
  ]);
