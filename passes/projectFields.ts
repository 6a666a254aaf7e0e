// The inputs that name a project and a variant of it, with their dropdowns.
import type { Fields } from '../operation/field.ts';

/** The project: what external IDs are unique in. */
export const projectField = {
  programId: {
    type: 'text',
    label: 'Program',
    passTypes: ['membership'],
    required: true,
    dropdown: 'program_list',
    help: 'The membership program.',
  },
  campaignId: {
    type: 'text',
    label: 'Campaign',
    passTypes: ['coupon'],
    required: true,
    dropdown: 'campaign_list',
    help: 'The coupon campaign.',
  },
  productionId: {
    type: 'text',
    label: 'Production',
    passTypes: ['eventTicket'],
    required: true,
    dropdown: 'production_list',
    help: 'The show or event series.',
  },
} satisfies Fields;

/** The variant of a project that a pass is issued for; it carries the pass design. */
export const variantField = {
  tierId: { type: 'text', label: 'Tier', passTypes: ['membership'], required: true, dropdown: 'tier_list' },
  offerId: { type: 'text', label: 'Offer', passTypes: ['coupon'], required: true, dropdown: 'offer_list' },
  eventId: {
    type: 'text',
    label: 'Event',
    passTypes: ['eventTicket'],
    required: true,
    dropdown: 'event_list',
    help: 'The dated showing.',
  },
  ticketTypeId: {
    type: 'text',
    label: 'Ticket Type',
    passTypes: ['eventTicket'],
    required: true,
    dropdown: 'ticket_type_list',
  },
} satisfies Fields;

const required = { unless: ['id'] };

/** The project of each pass type, not needed when a PassKit ID names the pass on its own. */
export const projectUnlessId = {
  programId: { ...projectField.programId, required },
  campaignId: { ...projectField.campaignId, required },
  productionId: { ...projectField.productionId, required },
} satisfies Fields;
