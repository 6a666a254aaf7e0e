// Renew Membership: moves the expiry date by a period. PassKit has no call for that, so the date is counted here.
import {
  all,
  choose,
  filled,
  not,
  notAfter,
  now,
  orElse,
  plus,
  readableTime,
  text,
} from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import { operation, type Plan } from '../operation/operation.ts';
import { call, halt, value, values } from '../operation/step.ts';
import { passBundle } from '../passes/bundle.ts';
import { memberNameFields, named, readMember } from '../passes/member.ts';
import { membership } from '../passes/membership.ts';
import { actionOutput, actionSample, sampleOf } from '../passes/output.ts';
import { idAnswer } from '../passkit/objects.ts';

const { programId, ...name } = memberNameFields;
const fields = {
  programId,
  length: { type: 'count', label: 'Length', required: true, help: 'How many days, weeks, months or years.' },
  unit: {
    type: 'choice',
    label: 'Unit',
    required: true,
    choices: [
      { value: 'days', label: 'Days' },
      { value: 'weeks', label: 'Weeks' },
      { value: 'months', label: 'Months' },
      { value: 'years', label: 'Years' },
    ],
  },
  ...name,
  startDate: {
    type: 'dateTime',
    label: 'Start Date',
    help: 'What the period is counted from, such as the payment date: then a repeated step comes to the same date. Blank counts from the day it expires, or from now when that is over or there is none, and every run adds the period again.',
  },
} satisfies Fields;
const input = inputsOf(fields);

function plan(): Plan {
  const given = filled(input.startDate);

  const who = readMember('who', not(given));
  const until = who.result.expiryDate;
  const ends = values('ends', {
    fromStart: plus(input.startDate, input.length, input.unit),
    fromExpiry: plus(until, input.length, input.unit),
    fromNow: plus(now, input.length, input.unit),
  });
  const runsOn = value('runsOn', all(filled(until), not(notAfter(until, now))));
  const expiryDate = value(
    'expiryDate',
    choose<string>(
      given,
      ends.result.fromStart,
      choose<string>(runsOn.result, ends.result.fromExpiry, ends.result.fromNow),
    ),
  );
  // PassKit would end the membership there and then.
  const over = halt(
    'renewal_over',
    notAfter(expiryDate.result, now),
    text`The membership would end on ${readableTime(expiryDate.result)}, which is over. Correct Start Date, Length or Unit. Nothing was changed.`,
  );
  const renewed = call(
    'renewed',
    {
      // Without a start date the same step comes to a later date when it runs again.
      effect: 'adds',
      method: 'PUT',
      path: '/members/member/updateExpiry',
      body: { ...named, expiryDate: expiryDate.result },
      answer: idAnswer,
    },
    { repeatable: given },
  );
  const was = membership.view(who.result);
  const pass = values('pass', {
    ...was,
    id: renewed.result.id,
    externalId: orElse(was.externalId, input.externalId),
    programId: input.programId,
    expiryDate: expiryDate.result,
    updated: now,
  });

  return {
    steps: [who, ends, runsOn, expiryDate, over, renewed, pass],
    result: { ...passBundle(membership.passType, pass), outcome: 'renewed' },
  };
}

export default operation({
  kind: 'create',
  key: 'renew_membership',
  noun: 'Membership',
  label: 'Renew Membership',
  description: 'Extends a membership by days, weeks, months or years. One that has expired runs again.',
  group: 'Members',
  fields,
  plans: {
    get membership() {
      return plan();
    },
  },
  output: actionOutput,
  sample: actionSample(sampleOf('membership'), 'renewed'),
});
