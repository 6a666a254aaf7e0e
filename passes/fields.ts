// Inputs that passes of every type take.
import type { Field, Fields } from '../operation/field.ts';

export const externalIdField = {
  type: 'text',
  label: 'External ID',
  names: true,
  help: 'Your own ID for the pass, such as the row ID; for a ticket, the ticket number.',
} satisfies Field;

/** What every pass type takes besides its holder. */
export const commonFields = {
  expiryDate: {
    type: 'dateTime',
    label: 'Expiry Date',
    help: 'A date alone means the end of that day. PassKit uses it for a coupon only when its offer expires on a variable date.',
  },
  optOut: {
    type: 'boolean',
    advanced: true,
    label: 'Opt Out',
    help: 'Whether the holder has opted out of marketing.',
  },
  metaData: {
    type: 'keyValues',
    advanced: true,
    label: 'Custom Fields',
    help: 'More custom fields of the pass template: of each its field key without `meta.`, and its value.',
  },
} satisfies Fields;
