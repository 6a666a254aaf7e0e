// Events of productions: made, moved, and found by production, venue and start.
import { missing } from './errors.ts';
import { newId } from './ids.ts';
import { child, type Message, text } from './messages.ts';
import { patch } from './passes.ts';
import type { ProjectRecord } from './records.ts';
import type { Store } from './store.ts';
import { productionOf, renderEvent } from './ticketViews.ts';

const eventAt = (store: Store, productionId: string, venueId: string, start: unknown) =>
  store
    .projects('event')
    .find(
      (event) =>
        event.productionId === productionId &&
        event.venueId === venueId &&
        event.scheduledStartDate === start,
    );

/** The event at this place and time, made when there is none. */
export function eventThere(
  store: Store,
  production: ProjectRecord,
  venue: ProjectRecord,
  sent: Message,
): ProjectRecord {
  const created = store.stamp();
  return (
    eventAt(store, production.id, venue.id, sent.scheduledStartDate) ??
    store.addProject('event', {
      ...sent,
      id: newId(),
      productionId: production.id,
      venueId: venue.id,
      created,
      updated: created,
    })
  );
}

/** A production or venue by the id or uid in an object. */
const named = (store: Store, kind: 'production' | 'venue', sent: Message | undefined) =>
  store.project(kind, text(sent, 'id') || text(sent, 'uid'));

/** POST /eventTickets/event: a venue that is not there yet is made along with it. */
export function createEvent(store: Store, sent: Message): Message {
  const { production: _, venue: __, ...rest } = sent;
  const production = named(store, 'production', child(sent, 'production'));
  const given = child(sent, 'venue');
  const isNew = !text(given, 'id') && !text(given, 'uid');
  const venue = isNew ? store.addProject('venue', { ...given, id: newId() }) : named(store, 'venue', given);
  return { id: eventThere(store, production, venue, rest).id };
}

/** PATCH /eventTickets/event: what is left out stays. */
export function patchEvent(store: Store, sent: Message): Message {
  const { production: _, venue: __, ...rest } = sent;
  const event = store.project('event', text(sent, 'id'));
  const patched = patch('event_tickets.Event', event, rest);
  return renderEvent(store, store.addProject('event', { ...patched, id: event.id, updated: store.stamp() }));
}

/** GET /eventTickets/event/details */
export function eventDetails(store: Store, sent: Message): Message {
  const production = productionOf(store, sent);
  const venue = store.project('venue', text(sent, 'venueId') || text(sent, 'venueUid'));
  const found = eventAt(store, production.id, venue.id, sent.scheduledStartDate);
  if (!found) throw missing('event', 'scheduledStartDate', text(sent, 'scheduledStartDate'));
  return renderEvent(store, found);
}
