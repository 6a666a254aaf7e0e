// How a row becomes the inputs of a PassKit step, on both platforms: the same columns and the same projects.
import type { PassType } from '../operation/passType.ts';

/** A setting that says where passes are issued, and the input of the same name. */
export type ProjectKey = 'programId' | 'campaignId' | 'offerId' | 'productionId' | 'eventId' | 'ticketTypeId';

interface RowMapping {
  /** What the column Type says. */
  type: string;
  project: readonly ProjectKey[];
  /** What else an issued pass of the type needs. */
  variant: readonly ProjectKey[];
  /** The inputs that come from columns of the row, by input key. */
  columns: Readonly<Record<string, string>>;
}

const person = { displayName: 'Name', emailAddress: 'Email' };

/** How a row of each type is read. */
export const rowMappings: Record<PassType, RowMapping> = {
  membership: {
    type: 'Membership',
    project: ['programId'],
    variant: [],
    columns: { tierId: 'Tier', ...person },
  },
  coupon: { type: 'Coupon', project: ['campaignId'], variant: ['offerId'], columns: person },
  eventTicket: {
    type: 'Event Ticket',
    project: ['productionId'],
    variant: ['eventId', 'ticketTypeId'],
    columns: person,
  },
};
