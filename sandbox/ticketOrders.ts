// All tickets of an order at once: read, redeem, delete, and the links to their passes.
import { missing } from './errors.ts';
import { child, type Message, text, texts } from './messages.ts';
import { isExpired } from './passes.ts';
import type { PassRecord } from './records.ts';
import type { Store } from './store.ts';
import { numbered, redeem } from './tickets.ts';
import { productionOf, renderLimitedTicket } from './ticketViews.ts';

/** The tickets of an order, or 404 when it has none. */
function ordered(store: Store, sent: Message): PassRecord[] {
  const { id } = productionOf(store, sent);
  const orderNumber = text(sent, 'orderNumber');
  const found = [...store.tickets.all()].filter(
    (ticket) => ticket.productionId === id && ticket.orderNumber === orderNumber,
  );
  if (found.length === 0) throw missing('order', 'orderNumber', orderNumber);
  return found;
}

/** GET /eventTickets/tickets/orderNumber: one object, not lines. */
export const getOrder = (store: Store, sent: Message): Message => ({
  tickets: ordered(store, sent).map((ticket) => renderLimitedTicket(store, ticket)),
});

/**
 * PUT /eventTickets/tickets/orderNumber/redeem: what is redeemed or expired already is skipped. PassKit does not say
 * whether it refuses the whole order instead.
 */
export function redeemOrder(store: Store, sent: Message): Message {
  const due = ordered(store, sent).filter(
    (ticket) => ticket.status === 'ISSUED' && !isExpired(store, ticket),
  );
  return { id: due.map((ticket) => redeem(store, ticket, child(sent, 'redemptionDetails')).id) };
}

/** DELETE /eventTickets/orderNumber */
export function deleteOrder(store: Store, sent: Message): Message {
  for (const ticket of ordered(store, sent)) store.tickets.delete(ticket);
  return {};
}

/** POST /eventTickets/pass: the links of one ticket, or of an order with one link for all of them. */
export function passesOf(store: Store, sent: Message): Message {
  const order = child(sent, 'orderNumber');
  const tickets = order ? ordered(store, order) : [numbered(store, sent)];
  const wanted = texts(sent, 'format');
  const pages = `https://${store.region}.pskt.io`;
  const many = order ? { multiplePassesURL: `${pages}/o/${text(order, 'orderNumber')}` } : {};
  return {
    passes: tickets.map(({ id }) => ({
      id,
      ...(wanted.includes('PASS_URL') ? { url: `${pages}/${id}` } : {}),
      ...(wanted.includes('GOOGLE_URL') ? { googlePayURL: `${pages}/${id}.gpay` } : {}),
      ...(wanted.includes('MULTI_LINK') ? many : {}),
    })),
  };
}
