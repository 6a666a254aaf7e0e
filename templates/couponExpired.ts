// An expired coupon is followed by a new one under the same external ID, so that the link on the membership pass
// goes on working.
import type { Json } from '../make/iml.ts';
import { blueprint, passkit } from './blueprint.ts';
import type { Settings } from './settings.ts';

export const couponExpired = (settings: Settings): Json =>
  blueprint(
    `${settings.client}: expired coupon, new coupon`,
    'When a coupon expires, a new one is issued under the same external ID. Redeemed and voided coupons are left alone.',
    [
      passkit(settings.app, 1, 'watchPassEvents', 'A coupon has expired'),
      passkit(settings.app, 2, 'findPass', 'Read the coupon', {
        passType: 'coupon',
        campaignId: '{{1.campaignId}}',
        id: '{{1.passId}}',
      }),
      {
        ...passkit(settings.app, 3, 'reissueCoupon', 'Issue the next one', {
          campaignId: '{{2.campaignId}}',
          offerId: settings.offerId ?? '{{2.offerId}}',
          externalId: '{{2.externalId}}',
          displayName: '{{2.displayName}}',
          emailAddress: '{{2.emailAddress}}',
        }),
        filter: {
          name: 'Expired, and not followed yet',
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
    ],
  );
