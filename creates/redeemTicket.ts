// Redeem Ticket: one request at the door. PassKit is asked about the ticket only when it refuses.
import { all, any, choose, equal, filled, not, text, when } from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import { operation, type Plan } from '../operation/operation.ts';
import { call, find, halt, value } from '../operation/step.ts';
import { passBundle } from '../passes/bundle.ts';
import { eventTicket } from '../passes/eventTicket.ts';
import { actionOutput, actionSample, sampleOf } from '../passes/output.ts';
import { redeemedPass, redemptionWords } from '../passes/redemption.ts';
import {
  isIssued,
  isOver,
  isRedeemed,
  namedTicket,
  redemptionFields,
  ticketInBody,
  ticketName,
  ticketNameFields,
  ticketNotFound,
} from '../passes/ticketInputs.ts';
import { idAnswer } from '../passkit/objects.ts';

const fields = { ...ticketNameFields, ...redemptionFields } satisfies Fields;
const input = inputsOf(fields);

function plan(): Plan {
  const mark = input.redemptionReference;

  const found = find('found', eventTicket.lookup, { ...namedTicket, missing: ticketNotFound });
  const was = found.result;
  const redeemed = call(
    'redeemed',
    {
      effect: 'ends',
      method: 'PUT',
      path: '/eventTickets/ticket/redeem',
      body: {
        ticket: ticketInBody,
        redemptionDetails: { redemptionReference: mark, redemptionSource: input.redemptionSource },
      },
      answer: idAnswer,
    },
    {
      // Without a reference nothing tells whose redemption it was.
      repeatable: filled(mark),
      unless: { found, is: any(not(isIssued(was)), isOver(was)) },
    },
  );

  /** Why nothing was redeemed, where nothing was. */
  const refusal = value(
    'refusal',
    choose<string>(
      isRedeemed(was),
      choose(
        equal(was.redemptionDetails.redemptionReference, mark),
        'already_redeemed',
        choose(all(redeemed.lost, not(filled(mark))), 'unsure', 'taken'),
      ),
      'expired',
    ),
  );
  const state = value('state', choose<string>(filled(redeemed.result.id), 'redeemed', refusal.result));
  const is = (name: string) => equal(state.result, name);

  const words = redemptionWords(was, mark);
  const at = words.result;
  const pass = redeemedPass(is('redeemed'), redeemed.result.id, eventTicket.view(was), {
    externalId: input.externalId,
    productionId: input.productionId,
  });

  return {
    steps: [
      redeemed,
      refusal,
      state,
      words,
      halt(
        'unsure',
        is('unsure'),
        text`PassKit’s answer was lost. The ${ticketName} is redeemed now${at.on}, and it may have been this step that did it. With a redemption reference this step could tell.`,
      ),
      halt(
        'ticket_redeemed',
        is('taken'),
        text`The ${ticketName} was already redeemed${at.on}${at.by}. ${at.hint}Nothing was redeemed this time.`,
      ),
      halt(
        'ticket_expired',
        is('expired'),
        text`The ${ticketName} can no longer be redeemed${when(filled(at.expiry), text`: it expired on ${at.expiry}`)}. Nothing was redeemed. If it should be valid again, move its expiry date.`,
      ),
      pass,
    ],
    result: { ...passBundle(eventTicket.passType, pass), outcome: state.result },
  };
}

export default operation({
  kind: 'create',
  key: 'redeem_ticket',
  noun: 'Ticket',
  label: 'Redeem Ticket',
  description: 'Redeems an event ticket, found by its ticket number in a production or by its PassKit ID.',
  notice: 'A redemption cannot be undone. To admit a holder more than once, validate the ticket instead.',
  group: 'Tickets',
  fields,
  plans: {
    get eventTicket() {
      return plan();
    },
  },
  output: actionOutput,
  sample: actionSample(sampleOf('eventTicket'), 'redeemed', {
    status: 'REDEEMED',
    redemptionDate: '2026-11-20T09:30:00Z',
  }),
});
