// How tickets and events are shown: the Ticket message, the lighter one of lists, and the lists themselves.

import { invalid } from './errors.ts';
import { child, type Message, pick, text } from './messages.ts';
import { COMMON_FILTERS, countPasses, listPasses, passMetaData } from './passes.ts';
import type { PassRecord, ProjectRecord } from './records.ts';
import type { Store } from './store.ts';

const LISTING = {
  type: 'event_tickets.TicketLimitedFields',
  fields: [...COMMON_FILTERS, 'ticketNumber', 'orderNumber'],
};
const NAMED = ['id', 'uid', 'name'];

/** An event with its production and venue, as event lists and tickets show it. */
export const renderEvent = (store: Store, event: ProjectRecord): Message => ({
  ...event,
  production: store.findProject('production', text(event, 'productionId')),
  venue: store.findProject('venue', text(event, 'venueId')),
});

/** The Ticket message, where optOut is a toggle. */
export function renderTicket(store: Store, record: PassRecord): Message {
  return {
    ...record,
    optOut: record.optOut === true ? 'ON' : 'OFF',
    event: renderEvent(store, store.project('event', text(record, 'eventId'))),
    ticketType: store.findProject('ticket type', text(record, 'ticketTypeId')),
    passMetaData: passMetaData(store, record),
  };
}

/** The TicketLimitedFields message of lists, where optOut is a boolean. */
export function renderLimitedTicket(store: Store, record: PassRecord): Message {
  const event = renderEvent(store, store.project('event', text(record, 'eventId')));
  const ticketType = store.findProject('ticket type', text(record, 'ticketTypeId'));
  return {
    ...record,
    event,
    production: pick(child(event, 'production') ?? {}, NAMED),
    venue: pick(child(event, 'venue') ?? {}, NAMED),
    ticketType: pick(ticketType ?? {}, NAMED),
    passMetaData: passMetaData(store, record),
  };
}

/** GET /eventTickets/ticket/id/{id} */
export const getTicket = (store: Store, sent: Message): Message =>
  renderTicket(store, store.tickets.require(text(sent, 'id')));

/** GET /eventTickets/ticket/ticketNumber */
export function getTicketByNumber(store: Store, sent: Message): Message {
  const { id } = productionOf(store, sent);
  return renderTicket(store, store.tickets.requireOwnId(id, text(sent, 'ticketNumber')));
}

/** POST /eventTickets/tickets/list */
export function listTickets(store: Store, sent: Message): PassRecord[] {
  return listPasses(
    store.tickets,
    productionOf(store, sent).id,
    LISTING,
    child(sent, 'filters'),
    chosen(store, sent),
  );
}

/** POST /eventTickets/tickets/count */
export function countTickets(store: Store, sent: Message): Message {
  return countPasses(
    store.tickets,
    productionOf(store, sent).id,
    LISTING,
    child(sent, 'filters'),
    chosen(store, sent),
  );
}

/** The production of a list request, by id or uid. */
export function productionOf(store: Store, sent: Message): ProjectRecord {
  const id = text(sent, 'productionId') || text(sent, 'productionUid');
  if (!id) throw invalid('validation err: productionId or productionUid is required');
  return store.project('production', id);
}

/** The test that the event and ticket type of a list request make. */
function chosen(store: Store, sent: Message): (ticket: PassRecord) => boolean {
  const ticketType = text(sent, 'ticketTypeId') || text(sent, 'ticketTypeUid');
  const ticketTypeId = ticketType && store.project('ticket type', ticketType).id;
  const eventId = text(sent, 'eventId');
  const at = child(sent, 'eventFilterByVenueAndStart');
  const venueId = at && store.project('venue', text(at, 'venueId') || text(at, 'venueUid')).id;
  return (ticket) => {
    if (ticketTypeId && ticket.ticketTypeId !== ticketTypeId) return false;
    if (eventId && ticket.eventId !== eventId) return false;
    const event = at && store.findProject('event', text(ticket, 'eventId'));
    return !at || (event?.venueId === venueId && event?.scheduledStartDate === at.scheduledStartDate);
  };
}
