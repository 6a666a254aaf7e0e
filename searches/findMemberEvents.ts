// Find Member Events: what happened to a member, newest first. PassKit lists events by the PassKit ID of the member.
import { all, any, equal, filled, first, not, orElse, within } from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import { operation, type Plan } from '../operation/operation.ts';
import { find, value } from '../operation/step.ts';
import { memberEvents, memberNameFields } from '../passes/member.ts';
import { eventBundle, eventOutput, eventSample, eventsField, isChosen } from '../passes/memberEvents.ts';
import { membership } from '../passes/membership.ts';

const fields = {
  ...memberNameFields,
  events: { ...eventsField, help: 'Only events of these kinds; all when blank.' },
  createdAfter: {
    type: 'dateTime',
    label: 'Created After',
    dateAlone: 'start',
    help: 'Only events recorded at this time or later.',
  },
  createdBefore: {
    type: 'dateTime',
    label: 'Created Before',
    help: 'Only events recorded at this time or earlier.',
  },
  limit: { type: 'count', label: 'Limit', help: 'The largest number of events to return; 10 when blank.' },
} satisfies Fields;
const input = inputsOf(fields);

function plan(): Plan {
  const who = find('who', membership.lookup, {
    by: { externalId: input.externalId },
    project: input.programId,
    when: not(filled(input.id)),
  });
  const memberId = value('memberId', orElse<string>(input.id, who.result.id));
  const kind = value('kind', first(input.events));
  const ofMember: typeof memberEvents = {
    ...memberEvents,
    // The list is that of the program, and a PassKit ID belongs to one program alone.
    valueIn: (event) => ({ ...memberEvents.valueIn(event), project: input.programId }),
  };
  const events = find('events', ofMember, {
    by: {},
    project: input.programId,
    // Filters by the kind nobody has seen: it is compared in the answer.
    where: [
      { field: 'member.id', operator: 'eq', value: memberId.result },
      { field: 'created', operator: 'gte', value: input.createdAfter },
      { field: 'created', operator: 'lte', value: input.createdBefore },
    ],
    limit: orElse(input.limit, 10),
    keep: (event) =>
      all(
        equal(event.member.id, memberId.result),
        any(not(filled(kind.result)), isChosen(event)),
        within(event.created, input.createdAfter, input.createdBefore),
      ),
    sparse: true,
    // Of a member who is not there nothing is found; without a member it would be the events of all.
    when: filled(memberId.result),
  });

  return { steps: [who, memberId, kind, events], each: events, result: eventBundle };
}

export default operation({
  kind: 'search',
  key: 'find_member_events',
  noun: 'Event',
  label: 'Find Member Events',
  labels: { make: 'Search member events' },
  description: 'Finds what happened to a member, such as points earned or a check-in, the newest first.',
  group: 'Members',
  fields,
  plans: {
    get membership() {
      return plan();
    },
  },
  output: eventOutput,
  sample: eventSample,
});
