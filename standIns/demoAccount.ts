// The sandbox's demo account: its connection, and where passes are issued, for tables over the pass types.
import type { Sandbox } from '../sandbox/index.ts';

type Data = Record<string, unknown>;
export const types = ['membership', 'coupon', 'eventTicket'] as const;
export type PassType = (typeof types)[number];

/** The credentials of a sandbox, as the connection of a user. */
export const connectionTo = ({ credentials: { apiKey, apiSecret } }: Sandbox) => ({
  region: 'pub1',
  apiKey,
  apiSecret,
});

/** The pass type and its project, as inputs. */
export const projectIn = ({ demo }: Sandbox, passType: PassType): Data =>
  ({
    membership: { passType, programId: demo.programId },
    coupon: { passType, campaignId: demo.campaignId },
    eventTicket: { passType, productionId: demo.productionId },
  })[passType];

/** What else an issued pass of the type needs. */
export const variantIn = ({ demo }: Sandbox, passType: PassType): Data =>
  ({
    membership: { tierId: 'bronze' },
    coupon: { offerId: demo.offerId },
    eventTicket: { eventId: demo.eventId, ticketTypeId: demo.ticketTypeId },
  })[passType];
