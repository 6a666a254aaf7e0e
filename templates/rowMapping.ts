// How a row becomes the inputs of a PassKit step, on both platforms: the same columns and the same projects.
import type { PassType } from '../operation/passType.ts';
import type { Settings } from './settings.ts';

/** The inputs of a step that come from columns of the row, by input key. */
export type FromColumns = Readonly<Record<string, string>>;

const person: FromColumns = { displayName: 'Name', emailAddress: 'Email' };

interface RowMapping {
  /** What the column Type says. */
  type: string;
  /** The settings that say where passes of the type are issued. */
  project: readonly (keyof Settings & string)[];
  /** What else an issued pass of the type needs. */
  variant: readonly (keyof Settings & string)[];
  columns: FromColumns;
}

/** How a row of each type is read. */
export const rowMappings: Record<PassType, RowMapping> = {
  membership: {
    type: 'Membership',
    project: ['programId'],
    variant: [],
    columns: { ...person, tierId: 'Tier' },
  },
  coupon: { type: 'Coupon', project: ['campaignId'], variant: ['offerId'], columns: person },
  eventTicket: {
    type: 'Event Ticket',
    project: ['productionId'],
    variant: ['eventId', 'ticketTypeId'],
    columns: person,
  },
};
