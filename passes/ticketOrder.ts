// The tickets of an order: what an order is named by, and PassKit's calls for all of its tickets.
import { type Fields, inputsOf } from '../operation/field.ts';
import type { Call, Lookup } from '../operation/step.ts';
import { type Order, type OrderLinks, order, orderLinks, type Ticket, ticket } from '../passkit/objects.ts';
import { eventTicket } from './eventTicket.ts';

export const orderFields = {
  productionId: { ...eventTicket.project.field, type: 'text' },
  orderNumber: {
    type: 'text',
    label: 'Order Number',
    required: true,
    help: 'The order number that the tickets were issued with.',
  },
} satisfies Fields;

const input = inputsOf(orderFields);
const named = { productionId: input.productionId, orderNumber: input.orderNumber };

export const readOrder: Call<Order> = {
  effect: 'reads',
  method: 'GET',
  path: '/eventTickets/tickets/orderNumber',
  query: named,
  answer: order,
};

/** One link for all tickets of the order. */
export const linkOrder: Call<OrderLinks> = {
  effect: 'reads',
  method: 'POST',
  path: '/eventTickets/pass',
  body: { orderNumber: named, format: ['MULTI_LINK'] },
  answer: orderLinks,
};

/** The order of a body that names it and nothing else. */
export const orderInBody = named;

/** The first ticket of an order. One without any is read as a ticket that has another order number than any. */
const firstOf = ({ tickets: [first] }: Order): Ticket => first ?? ticket.parse({ id: 'none' });

/** A ticket by the number of its order, of which it may be one of several. */
export const inOrder: Lookup<Ticket> = {
  ...eventTicket.lookup,
  get: () => ({ ...readOrder, answer: order.transform(firstOf) }),
  filterField: { ...eventTicket.lookup.filterField, externalId: 'orderNumber' },
  valueIn: (record) => ({ ...eventTicket.lookup.valueIn(record), externalId: record.orderNumber }),
};
