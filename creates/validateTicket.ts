// Validate Ticket: counts an admission. It adds one each time it is sent, although it is a PUT; with a reference it looks
// first whether that admission is counted already.
import {
  all,
  any,
  choose,
  count,
  each,
  equal,
  filled,
  includes,
  not,
  type Ref,
  readableTime,
  text,
  when,
} from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import { operation, type Plan } from '../operation/operation.ts';
import { call, type FindStep, find, findAgain, halt, value, values } from '../operation/step.ts';
import { passBundle } from '../passes/bundle.ts';
import { eventTicket } from '../passes/eventTicket.ts';
import { actionSample, passOutput, sampleOf } from '../passes/output.ts';
import {
  isIssued,
  isOver,
  isRedeemed,
  namedTicket,
  ticketInBody,
  ticketName,
  ticketNameFields,
  ticketNotFound,
} from '../passes/ticketInputs.ts';
import { type Ticket, validation } from '../passkit/objects.ts';

const fields = {
  ...ticketNameFields,
  validateReference: {
    type: 'text',
    label: 'Validation Reference',
    help: 'Something unique to this admission, such as the scan or row ID. A repeated step with the same reference counts nothing more and succeeds.',
  },
  maxValidations: {
    type: 'count',
    label: 'Maximum Validations',
    help: 'How often the ticket admits; the last time redeems it. Blank: it is never redeemed by this step.',
  },
} satisfies Fields;
const input = inputsOf(fields);

function plan(): Plan {
  const mark = input.validateReference;

  const counts = (ticket: Ref<Ticket>) => includes(each(ticket.validateDetails, 'validateReference'), mark);
  const seen = find('seen', eventTicket.lookup, {
    ...namedTicket,
    when: filled(mark),
    missing: ticketNotFound,
  });
  // With a reference it was read just now.
  const found: FindStep<Ticket> = { ...findAgain('found', seen), missing: ticketNotFound };
  const already = value('already', all(filled(mark), counts(seen.result)));

  const validated = call(
    'validated',
    {
      effect: 'adds',
      method: 'PUT',
      path: '/eventTickets/ticket/validate',
      body: {
        ticket: ticketInBody,
        maxNumberOfValidations: input.maxValidations,
        validateDetails: { validateReference: mark },
      },
      answer: validation,
    },
    {
      when: not(already.result),
      // Without a reference nothing tells whose validation it was.
      repeatable: filled(mark),
      unless: {
        found,
        is: any(not(isIssued(found.result)), isOver(found.result), all(filled(mark), counts(found.result))),
      },
    },
  );

  /** The ticket as it is now. */
  const read = value(
    'read',
    choose<Ticket>(
      already.result,
      seen.result,
      choose<Ticket>(filled(validated.result.ticket.id), validated.result.ticket, found.result),
    ),
  );
  const ticket = read.result;
  const counted = value('counted', all(filled(mark), counts(ticket)));

  /** Why nothing was counted, where nothing was. */
  const refusal = value(
    'refusal',
    choose<string>(
      all(validated.lost, not(filled(mark))),
      'unsure',
      choose(isRedeemed(ticket), 'taken', choose(isOver(ticket), 'expired', 'not_valid')),
    ),
  );
  const state = value(
    'state',
    choose<string>(
      equal<boolean>(validated.result.valid, true),
      choose(isRedeemed(ticket), 'redeemed', 'validated'),
      choose(counted.result, 'already_validated', refusal.result),
    ),
  );
  const is = (name: string) => equal(state.result, name);

  const { redemptionDate } = ticket.redemptionDetails;
  const times = values('times', {
    redeemed: when(filled(redemptionDate), text` on ${readableTime(redemptionDate)}`),
    expiry: readableTime(ticket.expiryDate),
  });
  const at = times.result;
  const pass = values('pass', eventTicket.view(ticket));

  return {
    steps: [
      seen,
      already,
      validated,
      read,
      counted,
      refusal,
      state,
      times,
      halt(
        'unsure',
        is('unsure'),
        text`PassKit’s answer was lost. The ${ticketName} may or may not have been validated by this step. Look at the ticket in PassKit before you run it again; with a validation reference this step could tell.`,
      ),
      halt(
        'ticket_redeemed',
        is('taken'),
        text`The ${ticketName} was already redeemed${at.redeemed}. It admits nobody any more, and nothing was counted.`,
      ),
      halt(
        'ticket_expired',
        is('expired'),
        text`The ${ticketName} expired on ${at.expiry}. Nothing was counted. If it should be valid again, move its expiry date.`,
      ),
      halt(
        'ticket_not_valid',
        is('not_valid'),
        text`PassKit says that the ${ticketName} is not valid. Nothing was counted. Look at the ticket and its event in PassKit.`,
      ),
      pass,
    ],
    result: {
      ...passBundle(eventTicket.passType, pass),
      valid: 'yes',
      validations: count(ticket.validateDetails),
      outcome: state.result,
    },
  };
}

export default operation({
  kind: 'create',
  key: 'validate_ticket',
  noun: 'Ticket',
  label: 'Validate Ticket',
  description:
    'Counts an admission with an event ticket, found by its ticket number in a production or by its PassKit ID.',
  notice:
    'Each run counts one admission more, unless it has the same validation reference as an earlier one.',
  group: 'Tickets',
  fields,
  plans: {
    get eventTicket() {
      return plan();
    },
  },
  output: {
    ...passOutput,
    valid: { label: 'Valid', type: 'text' },
    validations: { label: 'Validations', type: 'number' },
    outcome: { label: 'Outcome', type: 'text' },
  },
  sample: actionSample(sampleOf('eventTicket'), 'validated', { valid: 'yes', validations: 1 }),
});
