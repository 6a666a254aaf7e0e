// New Member Event: points, visits and changes of tier. PassKit pushes none of them, so its own list of events is looked at.
import { orElse, ref, words } from '../operation/expression.ts';
import type { Field } from '../operation/field.ts';
import type { PollingTrigger } from '../operation/trigger.ts';
import { memberEvents } from '../passes/member.ts';
import {
  eventBundle,
  eventLabel,
  eventOutput,
  eventSample,
  eventsField,
  isChosen,
} from '../passes/memberEvents.ts';
import { membership, programId } from '../passes/membership.ts';
import type { MemberEvent } from '../passkit/objects.ts';

const event = ref<MemberEvent>('item');

export const newMemberEvent: PollingTrigger = {
  kind: 'polling',
  key: 'new_member_event',
  watch: { name: 'watchMemberEvents', label: 'Watch member events' },
  noun: 'Member Event',
  label: 'New Member Event',
  description:
    'Triggers when points are earned, burned or set, a member is checked in or out, or a tier changes.',
  by: 'created',
  fields: {
    programId,
    events: {
      ...eventsField,
      required: true,
      help: 'Which kinds of events to be told of.',
    } satisfies Field,
  },
  passTypes: [membership.passType],
  watched: {
    [membership.passType]: {
      list: memberEvents.list(ref('input', 'programId')),
      bundle: eventBundle,
      name: words(eventLabel(event), orElse(event.member.person.displayName, event.member.externalId)),
      keep: isChosen(event),
      settles: { seconds: 30 },
    },
  },
  output: eventOutput,
  sample: eventSample,
};
