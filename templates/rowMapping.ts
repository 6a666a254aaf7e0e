// How a row becomes the inputs of a PassKit step, on both platforms: the same columns and the same projects.
import { kindOf } from '../passes/kinds.ts';
import { type ColumnName, type RowType, rowTypes } from './words/types.ts';

/** A setting that says where passes are issued, and the input of the same name. */
export type ProjectKey = 'programId' | 'campaignId' | 'offerId' | 'productionId' | 'eventId' | 'ticketTypeId';

interface RowMapping {
  /** What the column Type says. */
  type: string;
  project: readonly ProjectKey[];
  /** What else an issued pass of the type needs. */
  variant: readonly ProjectKey[];
  /** The inputs that come from columns of the row, by input key; columns by their English names. */
  columns: Readonly<Record<string, ColumnName>>;
}

const person = { displayName: 'Name', emailAddress: 'Email' } as const;

export { type RowType, rowTypes };

/** How a row of each type is read. */
export const rowMappings: Record<RowType, RowMapping> = {
  membership: {
    type: kindOf('membership').label,
    project: ['programId'],
    variant: [],
    columns: { tierId: 'Tier', ...person },
  },
  coupon: { type: kindOf('coupon').label, project: ['campaignId'], variant: ['offerId'], columns: person },
  eventTicket: {
    type: kindOf('eventTicket').label,
    project: ['productionId'],
    variant: ['eventId', 'ticketTypeId'],
    columns: person,
  },
};

/** The columns that a row of the type must have filled in before it gets a pass: all that the pass is made from. */
export const neededColumns = (type: RowType): readonly ColumnName[] =>
  Object.values(rowMappings[type].columns);
