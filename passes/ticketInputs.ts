// How an action at the door or the box office names an event ticket, and what it tells when there is none.
import {
  equal,
  filled,
  not,
  notAfter,
  now,
  orElse,
  type Ref,
  type Template,
  text,
  when,
} from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import type { FindStep } from '../operation/step.ts';
import type { Ticket } from '../passkit/objects.ts';
import { eventTicket } from './eventTicket.ts';
import { externalIdField } from './fields.ts';

/** An event ticket named by its number in a production, which may be left out where a PassKit ID names it. */
export const ticketNameFields = {
  productionId: { ...eventTicket.project.field, type: 'text', required: { unless: ['id'] } },
  externalId: {
    ...externalIdField,
    label: 'Ticket Number',
    required: { unless: ['id'] },
    help: 'The number of the ticket in its production: the external ID that it was issued with.',
  },
  id: {
    type: 'text',
    label: 'Ticket',
    help: 'The PassKit ID of the ticket, instead of production and ticket number.',
    dropdown: 'ticket_list',
  },
} satisfies Fields;

/** What is kept of the redemption of tickets. */
export const redemptionFields = {
  redemptionReference: {
    type: 'text',
    label: 'Redemption Reference',
    help: 'Something unique to this redemption, such as the scan or row ID. A repeated step with the same reference counts as the same redemption and succeeds.',
  },
  redemptionSource: {
    type: 'text',
    advanced: true,
    label: 'Redemption Source',
    help: 'Where it was redeemed, such as the name of the entrance.',
  },
} satisfies Fields;

const input = inputsOf(ticketNameFields);

/** What a message calls the ticket. */
export const ticketName = text`ticket “${orElse(input.externalId, input.id)}”`;

/** The ticket in a find. */
export const namedTicket = {
  by: { id: input.id, externalId: input.externalId },
  project: input.productionId,
};

/** The ticket number where no PassKit ID is given: PassKit takes one of the two. */
export const numberInBody = {
  productionId: when(not(filled(input.id)), input.productionId),
  ticketNumber: when(not(filled(input.id)), input.externalId),
};

/** The ticket in the body of a call at the door. */
export const ticketInBody = { ticketId: input.id, ticketNumber: numberInBody } satisfies Template;

export const isIssued = (ticket: Ref<Ticket>) => equal(ticket.status, 'ISSUED');
export const isRedeemed = (ticket: Ref<Ticket>) => equal(ticket.status, 'REDEEMED');
export const isOver = (ticket: Ref<Ticket>) => notAfter(ticket.expiryDate, now);

/** A production may be set to delete its tickets when they are redeemed, so nobody can tell which it was. */
export const ticketNotFound: FindStep['missing'] = {
  code: 'ticket_not_found',
  message: text`PassKit has no ${ticketName}. Check the number and the production. Where the production deletes its tickets when they are redeemed, it may have been redeemed before. Nothing was changed.`,
};
