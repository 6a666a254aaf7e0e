// Event tickets: issue, update, validate, redeem, delete.

import { invalid, refused } from './errors.ts';
import { newId } from './ids.ts';
import { child, children, type Message, number, text } from './messages.ts';
import { isExpired, patch, save, writable } from './passes.ts';
import type { PassRecord, ProjectRecord } from './records.ts';
import type { Store } from './store.ts';
import { eventThere } from './ticketEvents.ts';
import { productionOf, renderTicket } from './ticketViews.ts';

const REPLACED = [
  'orderNumber',
  'groupingId',
  'barcodeContents',
  'seatInfo',
  'faceValue',
  'person',
  'metaData',
  'expiryDate',
];

/** POST /eventTickets/ticket */
export function issueTicket(store: Store, sent: Message): Message {
  const ticketType = store.project('ticket type', text(sent, 'ticketTypeId'));
  const event = eventOf(store, sent);
  if (ticketType.productionId !== event.productionId) {
    throw invalid(`ticket type with id[${ticketType.id}] does not belong to the production of the event`);
  }
  const created = store.stamp();
  const id = newId();
  store.tickets.put({
    ...writable(sent, ['ticketNumber', 'optOut', 'passOverrides', ...REPLACED]),
    id,
    productionId: event.productionId,
    eventId: event.id,
    ticketTypeId: ticketType.id,
    status: 'ISSUED',
    created,
    updated: created,
  });
  return { id };
}

/** The event by id, or the one at this production, venue and time, made when there is none. */
function eventOf(store: Store, sent: Message): ProjectRecord {
  const inline = child(sent, 'event');
  if (!inline) {
    if (text(sent, 'eventId')) return store.project('event', text(sent, 'eventId'));
    throw invalid(
      "validation err: Key: 'IssueTicketRequest.EventInfo' Error:Field validation for 'EventInfo' failed on the 'required' tag",
    );
  }
  const production = store.project('production', text(inline, 'productionId'));
  const venue = store.project('venue', text(inline, 'venueId'));
  return eventThere(store, production, venue, inline);
}

/** PUT /eventTickets/ticket: what is not sent is cleared. PassKit does not say; this is the harsher reading. */
export function updateTicket(store: Store, sent: Message): Message {
  const record = updated(store, sent);
  return save(store, store.tickets, record, {
    ...Object.fromEntries(REPLACED.map((name) => [name, sent[name]])),
    ...writable(sent, ['passOverrides']),
    optOut: sent.optOut === 'ON',
    ticketNumber: text(sent, 'ticketNumber') || record.ticketNumber,
  });
}

function updated(store: Store, sent: Message): PassRecord {
  if (text(sent, 'id')) return store.tickets.require(text(sent, 'id'));
  const production = child(child(sent, 'event'), 'production');
  const id =
    text(production, 'id') || text(production, 'uid') || text(child(sent, 'ticketType'), 'productionId');
  if (!id) throw invalid('validation err: a production is required with ticketNumber');
  return ticketByNumber(store, id, text(sent, 'ticketNumber'));
}

/** PUT /eventTickets/ticket/validate: counts an admission and redeems the ticket at the last one. */
export function validateTicket(store: Store, sent: Message): Message {
  const record = wrapped(store, child(sent, 'ticket'));
  const valid = record.status === 'ISSUED' && !isExpired(store, record);
  let shown = record;
  if (valid) {
    const validateDate = store.stamp();
    const validateDetails = [
      ...children(record, 'validateDetails'),
      { ...child(sent, 'validateDetails'), validateDate },
    ];
    const max = number(sent, 'maxNumberOfValidations');
    save(store, store.tickets, record, { validateDetails });
    shown = store.tickets.require(record.id);
    if (max > 0 && validateDetails.length >= max) {
      redeem(store, shown, undefined);
      shown = store.tickets.get(record.id) ?? { ...shown, status: 'REDEEMED' };
    }
  }
  return { valid, ticket: renderTicket(store, shown) };
}

/** PUT /eventTickets/ticket/redeem */
export function redeemTicket(store: Store, sent: Message): Message {
  const record = wrapped(store, child(sent, 'ticket'));
  if (record.status === 'REDEEMED') throw refused(`ticket with id[${record.id}] has already been redeemed`);
  if (isExpired(store, record)) throw refused(`ticket with id[${record.id}] has expired`);
  return redeem(store, record, child(sent, 'redemptionDetails'));
}

/** Redeems a ticket; a production may be set to delete what is redeemed. */
export function redeem(store: Store, record: PassRecord, details: Message | undefined): { id: string } {
  const redemptionDetails = { ...details, redemptionDate: store.stamp() };
  const saved = save(store, store.tickets, record, { status: 'REDEEMED', redemptionDetails });
  const production = store.project('production', text(record, 'productionId'));
  if (production.autoInvalidateTicketsUponRedemption === 'ON')
    store.tickets.delete(store.tickets.require(record.id));
  return saved;
}

/** PATCH /eventTickets/ticket/person: what is left out stays. PassKit does not say; this is the harsher reading. */
export function patchPerson(store: Store, sent: Message): Message {
  const record = numbered(store, sent);
  const person = patch('io.Person', child(record, 'person') ?? {}, child(sent, 'person') ?? {});
  return save(store, store.tickets, record, { person });
}

/** The ticket of a request that names it by an id in an object, or by its number. */
export function numbered(store: Store, sent: Message): PassRecord {
  const number = child(sent, 'ticketNumber');
  if (number) return ticketByNumber(store, productionOf(store, number).id, text(number, 'ticketNumber'));
  if (child(sent, 'ticketId')) return store.tickets.require(text(child(sent, 'ticketId'), 'id'));
  throw invalid('validation err: one of ticketId and ticketNumber is required');
}

/** DELETE /eventTickets/ticket: the record is gone and its number is free. */
export function deleteTicket(store: Store, sent: Message): Message {
  store.tickets.delete(wrapped(store, sent));
  return {};
}

/** The ticket in a TicketId wrapper. */
function wrapped(store: Store, ticket: Message | undefined): PassRecord {
  const number = child(ticket, 'ticketNumber');
  if (number) return ticketByNumber(store, text(number, 'productionId'), text(number, 'ticketNumber'));
  if (text(ticket, 'ticketId')) return store.tickets.require(text(ticket, 'ticketId'));
  throw invalid(
    "validation err: Key: 'TicketId.Id' Error:Field validation for 'Id' failed on the 'required' tag",
  );
}

/** The ticket with this number; a production goes by id or uid. */
export const ticketByNumber = (store: Store, productionId: string, ticketNumber: string) =>
  store.tickets.requireOwnId(store.project('production', productionId).id, ticketNumber);
