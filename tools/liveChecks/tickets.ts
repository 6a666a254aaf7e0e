// Live checks of tickets at the door and the box office.

import redeemOrder from '../../creates/redeemOrder.ts';
import redeemTicket from '../../creates/redeemTicket.ts';
import transferTicket from '../../creates/transferTicket.ts';
import validateTicket from '../../creates/validateTicket.ts';
import findOrder from '../../searches/findOrder.ts';
import { type Checks, onTickets } from './check.ts';
import { type Finding, finding, said, show } from './finding.ts';
import { passPath } from './paths.ts';
import { isOver, part } from './records.ts';
import { freshEmail, freshId } from './samples.ts';
import type { Trial } from './trial.ts';
import { expire, issueLasting } from './tries.ts';

const path = passPath('eventTicket');
const redeem = (trial: Trial, ticketId: string) => trial.put({ ticket: { ticketId } }, `${path}/redeem`);

async function redemptionRefused(trial: Trial, id: string): Promise<Finding> {
  const error = await redeem(trial, id);
  return finding(error !== undefined && (error.refused || error.lost), said(error));
}

export const tickets: Checks = {
  'ticket-redeem-twice': {
    assumption:
      'A second redemption of a ticket is refused, and the ticket shows the reference of the first. If PassKit answers 200, the second looks like a success.',
    where: ['creates/redeemTicket.ts'],
    settles: `PUT ${path}/redeem, twice`,
    run: onTickets(async (trial) => {
      const { id } = await trial.issue();
      await trial.act(redeemTicket, { id, redemptionReference: 'live-check-1' });
      const { redemptionReference } = part(await trial.read(id), 'redemptionDetails');
      const second = await redemptionRefused(trial, id);
      return redemptionReference === 'live-check-1' ? second : finding(false, show({ redemptionReference }));
    }),
  },
  'ticket-redeem-expired': {
    assumption: 'The redemption of an expired ticket is refused.',
    where: ['creates/redeemTicket.ts'],
    settles: `PUT ${path}/redeem`,
    run: onTickets(async (trial) => {
      const { id } = await issueLasting(trial);
      await expire(trial, id);
      await trial.readWhen(id, isOver);
      return redemptionRefused(trial, id);
    }),
  },
  'ticket-redeem-deletes': {
    assumption:
      'Where a production has `autoInvalidateTicketsUponRedemption` on, a redeemed ticket is gone: 404. The messages then say that it may have been redeemed.',
    where: ['passes/ticketInputs.ts', 'creates/redeemTicket.ts'],
    settles: `PUT ${path}/redeem in such a production, then GET ${path}/id/{id}`,
  },
  'ticket-validate-reference': {
    assumption: 'A ticket keeps each validation with its reference, and the answer has them all.',
    where: ['creates/validateTicket.ts'],
    settles: `PUT ${path}/validate, then GET ${path}/id/{id}`,
    run: onTickets(async (trial) => {
      const { id } = await trial.issue();
      await trial.act(validateTicket, { id, validateReference: 'live-check-1' });
      const again = await trial.act(validateTicket, { id, validateReference: 'live-check-1' });
      const { outcome, validations } = again;
      return finding(outcome === 'already_validated' && validations === 1, show({ outcome, validations }));
    }),
  },
  'ticket-validate-redeemed': {
    assumption:
      'A redeemed ticket is not valid: PassKit says so with 200, or refuses. Either halts the step.',
    where: ['creates/validateTicket.ts'],
    settles: `PUT ${path}/redeem, then PUT ${path}/validate`,
    run: onTickets(async (trial) => {
      const { id } = await trial.issue();
      await redeem(trial, id);
      const stopped = await trial.act(validateTicket, { id }).then(
        () => undefined,
        (error: Error) => error.message,
      );
      return finding(stopped !== undefined, stopped ?? 'it was validated');
    }),
  },
  'event-by-start': {
    assumption:
      'An event is found by production, venue and start: by GET event/details, which answers 404 where there is none, and in the list by the filters `venueId` and `scheduledStartDate`.',
    where: ['creates/createEvent.ts', 'sandbox/ticketEvents.ts'],
    settles:
      'POST /eventTickets/event, then GET /eventTickets/event/details and POST /eventTickets/events/list',
  },
  'event-twice': {
    assumption:
      'Whether PassKit makes a second event at the same place and time is not known, so it is never asked to. That IDs of production and venue are enough is how its own examples do it.',
    where: ['creates/createEvent.ts', 'sandbox/rules.ts'],
    settles: 'POST /eventTickets/event, twice: an event cannot be tried without leaving one behind',
  },
  'order-in-part': {
    assumption:
      'Of an order that is redeemed in part, the rest is redeemed, and the answer has the IDs of just those. An order that nobody has is 404, or has no tickets.',
    where: ['creates/redeemOrder.ts', 'passes/ticketOrder.ts'],
    settles:
      'PUT /eventTickets/tickets/orderNumber/redeem after PUT /eventTickets/ticket/redeem of one ticket',
    run: onTickets(async (trial) => {
      const orderNumber = freshId();
      const first = await trial.issue({ orderNumber });
      const second = await trial.issue({ orderNumber });
      await redeem(trial, first.id);
      const { ticketIds } = await trial.act(redeemOrder, { orderNumber });
      return finding(ticketIds === second.id, show({ ticketIds }));
    }),
  },
  'order-link': {
    assumption:
      'POST /eventTickets/pass gives one link for an order, is refused for an order that nobody has, and lists filter by `orderNumber`.',
    where: ['searches/findOrder.ts', 'passes/ticketOrder.ts'],
    settles: 'POST /eventTickets/pass with `orderNumber` and the format MULTI_LINK',
    run: onTickets(async (trial) => {
      const orderNumber = freshId();
      const { id } = await trial.issue({ orderNumber });
      const found = await trial.until(
        () => trial.act(findOrder, { orderNumber }),
        ({ id: listed }) => listed === id,
      );
      const none = await trial.act(findOrder, { orderNumber: freshId() });
      const { orderUrl } = found;
      return finding(found.id === id && Boolean(orderUrl) && none.id === undefined, show({ orderUrl }));
    }),
  },
  'ticket-person': {
    assumption: 'Handing a ticket over changes what is filled in. Whether the rest stays, the bundle shows.',
    where: ['creates/transferTicket.ts'],
    settles: `PATCH ${path}/person, then GET ${path}/id/{id}`,
    run: onTickets(async (trial) => {
      const { id } = await trial.issue({ emailAddress: freshEmail() });
      const { displayName, emailAddress } = await trial.act(transferTicket, {
        id,
        displayName: 'Next Holder',
      });
      const rest = emailAddress ? 'the e-mail address stays' : 'the e-mail address is gone';
      return finding(displayName === 'Next Holder', rest, show({ displayName }));
    }),
  },
};
