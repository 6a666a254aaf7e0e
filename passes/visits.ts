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
import { halt, type Step, value, values } from '../operation/step.ts';
import { keptEvent, type Member } from '../passkit/objects.ts';
import { passBundle } from './bundle.ts';
import {
  type EventType,
  eventFields,
  memberNamed,
  memberNameFields,
  onceByReference,
  readMember,
} from './member.ts';
import { membership } from './membership.ts';
import { actionSample, passOutput, sampleOf } from './output.ts';
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
  actionSample(sampleOf('membership'), outcome, {
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
  // The status stands in the record alone.
  const who = readMember('who', any(stop, filled(input.reference)));
  const { made, isMade, earlier, read, looks, acts } = onceByReference(event, who, {
    effect: 'adds',
    method: 'POST',
    path: `/members/member/${verb}`,
    body: { ...memberNamed, externalEventId: input.reference, notes: input.note },
    answer: keptEvent,
  });
  const was = membership.view(read);
  const { member } = made;
  const holder = value('holder', choose<Member['person']>(isMade, member.person, read.person));
  const pass = values('pass', {
    ...was,
    ...personView(holder.result),
    id: orElse(member.id, input.id, was.id),
    externalId: orElse(member.externalId, was.externalId, input.externalId),
    programId: orElse(member.programId, was.programId, input.programId),
    tierId: orElse(member.tierId, was.tierId),
    status: choose(isMade, event, was.status),
    updated: orElse(made.created, was.updated),
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
    steps: [...looks, ...halts, ...acts, holder, pass],
    result: {
      ...passBundle(membership.passType, pass),
      eventId: made.id,
      occurredAt: orElse(made.date, made.created),
      outcome: choose(isMade, outcome, `already_${outcome}`),
    },
  };
}
