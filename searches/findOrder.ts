// Find Tickets of an Order: a bundle a ticket, and the one link for the whole order.
import { agrees, each, filled, first, not, orElse, ref } from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import { operation, type Plan } from '../operation/operation.ts';
import { call, find } from '../operation/step.ts';
import { recordBundle } from '../passes/bundle.ts';
import { eventTicket } from '../passes/eventTicket.ts';
import { passOutput, sampleOf } from '../passes/output.ts';
import { inOrder, linkOrder, orderFields } from '../passes/ticketOrder.ts';
import type { Ticket } from '../passkit/objects.ts';

const fields = {
  ...orderFields,
  limit: {
    type: 'count',
    label: 'Limit',
    help: 'The largest number of tickets to return; 10 when blank. Fill in more where an order may have more tickets.',
  },
} satisfies Fields;
const input = inputsOf(fields);
const project = input.productionId;

function plan(): Plan {
  const some = find('some', inOrder, { by: { externalId: input.orderNumber }, project });
  // PassKit has no link for an order without tickets; such an order is none that is found.
  const link = call('link', linkOrder, { unless: { found: some, is: not(filled(some.result.id)) } });
  const tickets = find('tickets', eventTicket.lookup, {
    by: {},
    project,
    where: [{ field: inOrder.filterField.externalId, operator: 'eq', value: input.orderNumber }],
    limit: orElse(input.limit, 10),
    keep: (ticket) => agrees(input.orderNumber, ticket.orderNumber),
  });
  const ticket = ref<Ticket>('item');

  return {
    steps: [link, tickets],
    each: tickets,
    result: {
      ...recordBundle(eventTicket, ticket),
      orderNumber: ticket.orderNumber,
      orderUrl: first(each(link.result.passes, 'multiplePassesURL')),
    },
  };
}

export default operation({
  kind: 'search',
  key: 'find_order',
  noun: 'Order',
  label: 'Find Tickets of an Order',
  labels: { make: 'Search tickets of an order' },
  description: 'Finds the event tickets of an order, with one link for all of them.',
  group: 'Tickets',
  fields,
  plans: {
    get eventTicket() {
      return plan();
    },
  },
  output: {
    ...passOutput,
    orderNumber: { label: 'Order Number', type: 'text' },
    orderUrl: { label: 'Order Link', type: 'text' },
  },
  sample: {
    ...sampleOf('eventTicket'),
    orderNumber: 'ORD-7',
    orderUrl: 'https://pub1.pskt.io/o/1aBcDeFgHiJkLmNoPqRsTu',
  },
});
