// Transfer Ticket: hands an event ticket to somebody else. Whether PassKit keeps what the new holder leaves blank is not
// documented, so the ticket is read afterwards and the bundle says what is on it.
import { filled, not, text, when } from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import { operation, type Plan } from '../operation/operation.ts';
import { call, find, values } from '../operation/step.ts';
import { passBundle } from '../passes/bundle.ts';
import { eventTicket } from '../passes/eventTicket.ts';
import { actionOutput, actionSample, sampleOf } from '../passes/output.ts';
import { issuedName, person, personFields } from '../passes/person.ts';
import {
  namedTicket,
  numberInBody,
  ticketName,
  ticketNameFields,
  ticketNotFound,
} from '../passes/ticketInputs.ts';
import { idAnswer } from '../passkit/objects.ts';

const fields = {
  ...ticketNameFields,
  ...personFields,
  displayName: {
    ...personFields.displayName,
    label: 'Display Name',
    required: { unless: ['forename', 'surname'] },
    help: 'The name of the new holder, as the pass shows it.',
  },
} satisfies Fields;
const input = inputsOf(fields);

function plan(): Plan {
  const found = find('found', eventTicket.lookup, { ...namedTicket, missing: ticketNotFound });
  const transferred = call(
    'transferred',
    {
      effect: 'sets',
      method: 'PATCH',
      path: '/eventTickets/ticket/person',
      body: {
        ticketId: { id: input.id },
        ticketNumber: numberInBody,
        person: { ...person, displayName: issuedName },
      },
      answer: idAnswer,
    },
    // A refusal makes the step look, for the words when there is no such ticket.
    { unless: { found, is: false } },
  );
  const after = find('after', eventTicket.lookup, {
    by: { id: transferred.result.id },
    // A PassKit ID needs no production: one of another, or by its name, says nothing of what became of the ticket.
    project: when(not(filled(input.id)), input.productionId),
    missing: {
      code: 'ticket_gone',
      message: text`The ${ticketName} was handed over, and then it was deleted. Nothing is left to do.`,
    },
  });
  const pass = values('pass', eventTicket.view(after.result));

  return {
    steps: [transferred, after, pass],
    result: { ...passBundle(eventTicket.passType, pass), outcome: 'transferred' },
  };
}

export default operation({
  kind: 'create',
  key: 'transfer_ticket',
  noun: 'Ticket',
  label: 'Transfer Ticket',
  description:
    'Hands an event ticket to somebody else. The pass keeps its link, seat and ticket number; the holder’s details on it change.',
  notice:
    'Who has the pass in a wallet already goes on seeing it. PassKit may keep details of the holder before that you leave blank: fill in all that the ticket shows.',
  group: 'Tickets',
  fields,
  plans: {
    get eventTicket() {
      return plan();
    },
  },
  output: actionOutput,
  sample: actionSample(sampleOf('eventTicket'), 'transferred'),
});
