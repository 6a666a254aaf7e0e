// Redeem Order: all tickets of an order at once. What PassKit does with those that are redeemed already is not documented, so
// the order is read first, and nothing is sent when none is left.
import {
  all,
  choose,
  count,
  each,
  equal,
  filled,
  includes,
  listed,
  not,
  text,
} from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import { operation, type Plan } from '../operation/operation.ts';
import { call, halt, value } from '../operation/step.ts';
import { eventTicket } from '../passes/eventTicket.ts';
import { redemptionFields } from '../passes/ticketInputs.ts';
import { orderFields, orderInBody, readOrder } from '../passes/ticketOrder.ts';
import { idsAnswer } from '../passkit/objects.ts';

const fields = { ...orderFields, ...redemptionFields } satisfies Fields;
const input = inputsOf(fields);

function plan(): Plan {
  const mark = input.redemptionReference;

  const order = call('order', readOrder);
  const { tickets } = order.result;
  const left = value('left', includes(each(tickets, 'status'), 'ISSUED'));
  /** An earlier try of this step has redeemed some of it, and none is left. */
  const own = value(
    'own',
    all(filled(mark), includes(each(each(tickets, 'redemptionDetails'), 'redemptionReference'), mark)),
  );
  const redeemed = call(
    'redeemed',
    {
      effect: 'ends',
      method: 'PUT',
      path: '/eventTickets/tickets/orderNumber/redeem',
      body: {
        ...orderInBody,
        redemptionDetails: { redemptionReference: mark, redemptionSource: input.redemptionSource },
      },
      answer: idsAnswer,
    },
    // Without a reference nothing tells whose redemption it was.
    { when: left.result, repeatable: filled(mark) },
  );
  const ids = value('ids', choose<string[]>(left.result, redeemed.result.id, each(tickets, 'id')));

  return {
    steps: [
      order,
      halt(
        'order_not_found',
        equal<number>(count(tickets), 0),
        text`PassKit has no tickets with the order number “${input.orderNumber}” in this production. Check both. Nothing was redeemed.`,
        { misnamed: true },
      ),
      left,
      own,
      halt(
        'order_redeemed',
        all(not(left.result), not(own.result)),
        text`All tickets of the order “${input.orderNumber}” were redeemed already. Nothing was redeemed this time.`,
      ),
      redeemed,
      halt(
        'nothing_redeemed',
        all(left.result, equal<number>(count(redeemed.result.id), 0)),
        text`PassKit redeemed none of the tickets of the order “${input.orderNumber}”. They may have expired: look at them in PassKit.`,
      ),
      ids,
    ],
    result: {
      passType: eventTicket.passType,
      productionId: input.productionId,
      orderNumber: input.orderNumber,
      ticketIds: listed(ids.result),
      count: count(ids.result),
      outcome: choose<string>(left.result, 'redeemed', 'already_redeemed'),
    },
  };
}

export default operation({
  kind: 'create',
  key: 'redeem_order',
  noun: 'Order',
  label: 'Redeem Order',
  description: 'Redeems all event tickets of an order that are not redeemed yet.',
  notice: 'A redemption cannot be undone.',
  group: 'Tickets',
  fields,
  plans: {
    get eventTicket() {
      return plan();
    },
  },
  output: {
    passType: { label: 'Pass Type', type: 'text' },
    productionId: { label: 'Production ID', type: 'text' },
    orderNumber: { label: 'Order Number', type: 'text' },
    ticketIds: { label: 'Ticket IDs', type: 'text' },
    count: { label: 'Count', type: 'number' },
    outcome: { label: 'Outcome', type: 'text' },
  },
  sample: {
    passType: 'eventTicket',
    productionId: '5aBcDeFgHiJkLmNoPqRsTu',
    orderNumber: 'ORD-7',
    ticketIds: '1aBcDeFgHiJkLmNoPqRsTu, 2aBcDeFgHiJkLmNoPqRsTu',
    count: 2,
    outcome: 'redeemed',
  },
});
