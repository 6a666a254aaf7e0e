// Visits of members: what checking in and checking out share. Each call records another event.
import {
  all,
  any,
  type Condition,
  choose,
  equal,
  filled,
  not,
  orElse,
  text,
} from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import type { OutputField, Plan } from '../operation/operation.ts';
import { call, findAgain, halt, type Step, value, values } from '../operation/step.ts';
import { type Member, visit } from '../passkit/objects.ts';
import { passBundle } from './bundle.ts';
import {
  type EventType,
  earlierEvent,
  eventFields,
  memberNamed,
  memberNameFields,
  readMember,
} from './member.ts';
import { membership } from './membership.ts';
import { actionSample, passOutput, sample } from './output.ts';
import { personView } from './person.ts';

export const visitFields = { ...memberNameFields, ...eventFields } satisfies Fields;

export const checkInFields = {
  ...visitFields,
  ifCheckedIn: {
    type: 'choice',
    label: 'If Checked In Already',
    help: 'Blank records another visit.',
    choices: [
      { value: 'again', label: 'Record another visit' },
      { value: 'stop', label: 'Stop with a message' },
    ],
  },
} satisfies Fields;
const input = inputsOf(checkInFields);

/** The bundle of an action, with the event that PassKit made. */
export const visitOutput: Record<string, OutputField> = {
  ...passOutput,
  eventId: { label: 'Event ID', type: 'text' },
  occurredAt: { label: 'Occurred At', type: 'dateTime' },
  outcome: { label: 'Outcome', type: 'text' },
};

export const visitSample = (outcome: string, status: string) =>
  actionSample(sample.membership, outcome, {
    status,
    eventId: '5aBcDeFgHiJkLmNoPqRsTu',
    occurredAt: '2026-11-20T09:30:00Z',
  });

/** Whether a member who is in must not be checked in once more. */
export const ifCheckedIn = equal(input.ifCheckedIn, 'stop');

interface Visit {
  call: 'checkIn' | 'checkOut';
  event: EventType & ('CHECKED_IN' | 'CHECKED_OUT');
  outcome: 'checked_in' | 'checked_out';
  /** When it stops for a member who has the status already. */
  stop?: Condition;
}

export function visitPlan({ call: verb, event, outcome, stop = false }: Visit): Plan {
  const withReference = filled(input.reference);
  // Events are listed by the PassKit ID, and the status stands in the record alone.
  const who = readMember('who', any(stop, all(withReference, not(filled(input.id)))));
  const memberId = value('memberId', orElse<string>(input.id, who.result.id));
  const earlier = earlierEvent('earlier', event, memberId.result);
  const done = findAgain('done', earlier);
  const made = call(
    'made',
    {
      effect: 'adds',
      method: 'POST',
      path: `/members/member/${verb}`,
      body: { ...memberNamed, externalEventId: input.reference, notes: input.note },
      answer: visit,
    },
    {
      when: not(filled(earlier.result)),
      unless: { found: done, is: filled(done.result) },
      repeatable: withReference,
    },
  );
  const isMade = value('isMade', filled(made.result.id));
  const current = readMember('current', not(isMade.result));
  const read = value('read', choose<Member>(isMade.result, who.result, current.result));
  const was = membership.view(read.result);
  const { member } = made.result;
  const holder = value('holder', choose<Member['person']>(isMade.result, member.person, read.result.person));
  const pass = values('pass', {
    ...was,
    ...personView(holder.result),
    id: orElse<unknown>(member.id, input.id, was.id),
    externalId: orElse<unknown>(member.externalId, was.externalId, input.externalId),
    programId: input.programId,
    tierId: orElse<unknown>(member.tierId, was.tierId),
    status: choose<unknown>(isMade.result, event, was.status),
    updated: orElse<unknown>(made.result.created, was.updated),
  });
  const halts: Step[] =
    stop === false
      ? []
      : [
          halt(
            `already_${outcome}`,
            all(stop, not(filled(earlier.result)), equal(who.result.status, event)),
            text`The member “${orElse(input.externalId, input.id)}” is ${outcome.replace('_', ' ')} already. Nothing was recorded.`,
          ),
        ];
  return {
    steps: [who, memberId, earlier, ...halts, made, isMade, current, read, holder, pass],
    result: {
      ...passBundle(membership.passType, pass),
      eventId: made.result.id,
      occurredAt: orElse(made.result.date, made.result.created),
      outcome: choose(isMade.result, outcome, `already_${outcome}`),
    },
  };
}
