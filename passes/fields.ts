// Inputs that more than one operation takes.
import type { Field, Fields } from '../operation/field.ts';
import { passTypeLabels, passTypes } from '../operation/passType.ts';
import { projectUnlessId } from './projectFields.ts';

export const passTypeField = {
  type: 'choice',
  label: 'Pass Type',
  required: true,
  choices: passTypes.map((value) => ({ value, label: passTypeLabels[value] })),
  help: 'Choose one, or map a column that says membership, coupon or eventTicket in each row.',
} satisfies Field;

export const externalIdField = {
  type: 'text',
  label: 'External ID',
  help: 'Your own ID for the pass, such as the row ID; for a ticket, the ticket number.',
} satisfies Field;

/** A pass named by its PassKit ID, or by its external ID within its project. */
const namedFields = {
  id: {
    type: 'text',
    label: 'Pass',
    dropdown: 'pass_list',
    help: 'Pick a pass or map its PassKit ID. Leave it blank to use the external ID.',
  },
  externalId: { ...externalIdField, required: { unless: ['id'] } },
} satisfies Fields;

export const passFields = {
  passType: passTypeField,
  ...projectUnlessId,
  ...namedFields,
} satisfies Fields;

/** A coupon named the same way. */
export const couponFields = {
  campaignId: projectUnlessId.campaignId,
  externalId: {
    ...externalIdField,
    required: { unless: ['id'] },
    help: 'For a reusable redemption link this is the PassKit ID of the membership pass.',
  },
} satisfies Fields;

/** What every pass type takes besides its holder. */
export const commonFields = {
  expiryDate: {
    type: 'dateTime',
    label: 'Expiry Date',
    help: 'A date alone means the end of that day. PassKit uses it for a coupon only when its offer expires on a variable date.',
  },
  optOut: { type: 'boolean', label: 'Opt Out', help: 'Whether the holder has opted out of marketing.' },
  metaData: {
    type: 'keyValues',
    label: 'Custom Fields',
    help: 'More custom fields of the pass template: on the left the field key without `meta.`, on the right its value.',
  },
} satisfies Fields;
