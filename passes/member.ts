// A member by name, and what happened to them: what the operations of members share.
import {
  all,
  type Condition,
  choose,
  type Expr,
  equal,
  filled,
  not,
  orElse,
  ref,
  when,
} from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import {
  type Call,
  call,
  type FindStep,
  find,
  findAgain,
  type Lookup,
  type Step,
  value,
} from '../operation/step.ts';
import { keptEvent, type Member, type MemberEvent } from '../passkit/objects.ts';
import { passNameFields, passNotFound } from './commonInputs.ts';
import { membership, programId } from './membership.ts';

/** A member named by the PassKit ID, or by the external ID within the program. */
export const memberNameFields = {
  programId,
  id: {
    ...passNameFields.id,
    label: 'Member',
    dropdown: 'member_list',
    help: 'Pick a member or map its PassKit ID. Leave it blank to use the external ID.',
  },
  externalId: passNameFields.externalId,
} satisfies Fields;

/** What is said about something that happens to a member. */
export const eventFields = {
  reference: {
    type: 'text',
    label: 'Reference',
    help: 'Something unique to this step, such as the order or row ID, of at most 255 characters. A repeated step with the same reference does nothing again. Without one every run counts.',
  },
  note: { type: 'text', advanced: true, label: 'Note', help: 'Kept with the event in PassKit.' },
} satisfies Fields;

const input = inputsOf({ ...memberNameFields, ...eventFields });
const byId = filled(input.id);

/** How calls that take `id` name the member. */
export const named = {
  id: input.id,
  externalId: when(not(byId), input.externalId),
  programId: when(not(byId), input.programId),
};

/** How calls that take `memberId` name the member. */
export const memberNamed = {
  memberId: input.id,
  externalMemberId: when(not(byId), input.externalId),
  programId: when(not(byId), input.programId),
};

const missing = passNotFound(membership);

/** Reads the member of that name, who must be there. */
export const readMember = (name: string, condition: Condition = true) =>
  find(name, membership.lookup, {
    by: { id: input.id, externalId: input.externalId },
    project: input.programId,
    when: condition,
    missing,
  });

/** The events of a program, newest first. PassKit has no call for one of them. */
export const memberEvents: Lookup<MemberEvent> = {
  get: () => {
    throw new Error('PassKit has no call for one event');
  },
  list: (programId) => ({
    path: '/members/program/list/events/{programId}',
    params: { programId },
    filters: 'nested',
    item: keptEvent,
  }),
  filterField: { id: 'id', externalId: 'externalId', emailAddress: 'member.person.emailAddress' },
  valueIn: ({ id, externalId, member }) => ({
    id,
    externalId,
    emailAddress: member.person.emailAddress,
    // The list is that of the program; whether its lines name it once more is not known.
    project: orElse(member.programId, input.programId),
  }),
};

/** What PassKit’s words for events begin with. */
export const eventPrefix = 'EVENT_MEMBER_';

/** Whether something with the reference has happened to a member already. Only that is known, not when. */
const earlierEvent = (name: string, type: EventType, memberId: Expr<string>): FindStep =>
  find(name, memberEvents, {
    by: { externalId: input.reference },
    project: input.programId,
    where: [{ field: 'member.id', operator: 'eq', value: memberId }],
    among: { field: 'eventType', is: `${eventPrefix}${type}` },
    keep: ({ member }) => equal(member.id, memberId),
  });

/**
 * A call that adds something to a member each time it is sent. An earlier try is looked for by the reference, before the call
 * and after a lost answer: with one it is made once. `who` reads the member, with a reference always: events are listed by the
 * PassKit ID, and those of another program than the member's hold no earlier try. The steps are `looks`, then whatever is in the way, then `acts`.
 */
export function onceByReference<T>(event: EventType, who: FindStep<Member>, request: Call<T>) {
  const memberId = value('memberId', orElse<string>(input.id, who.result.id));
  const earlier = earlierEvent('earlier', event, memberId.result);
  const done = findAgain('done', earlier);
  const made = call('made', request, {
    when: not(filled(earlier.result)),
    unless: { found: done, is: filled(done.result) },
    repeatable: filled(input.reference),
  });
  const isMade = value('isMade', filled(ref<string>('result', made.name, 'id')));
  // Before the call the member was read as it still is, unless the call was sent and its answer got lost.
  const unseen = value('unseen', all(not(isMade.result), not(filled(earlier.result))));
  const current = readMember('current', unseen.result);
  /** The member as far as it was read: before the call, or as it stands when there was nothing to do. */
  const read = value('read', choose<Member>(unseen.result, current.result, who.result));
  return {
    made: made.result,
    isMade: isMade.result,
    earlier,
    read: read.result,
    looks: [who, memberId, earlier] satisfies Step[],
    acts: [made, isMade, unseen, current, read] satisfies Step[],
  };
}

/** What happens to members, in PassKit's words, with a label for people. */
export const eventTypes = {
  CHECKED_IN: 'Checked In',
  CHECKED_OUT: 'Checked Out',
  VERIFIED: 'Verified',
  POINTS_EARNED: 'Points Earned',
  POINTS_BURNED: 'Points Burned',
  POINTS_SET: 'Points Set',
  TIER_CHANGED: 'Tier Changed',
} as const;
export type EventType = keyof typeof eventTypes;
