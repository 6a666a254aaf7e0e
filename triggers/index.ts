// Every trigger, made from the table of events. Coupon and membership events have their project's type fixed.
import type { InstantTrigger, PollingTrigger } from '../operation/trigger.ts';
import { passTypeField } from '../passes/fields.ts';
import { projectField } from '../passes/projectFields.ts';
import { triggerOutput, triggerSample } from './delivery.ts';
import { eventChoices, type PassEvent, passEvents } from './passEvents.ts';

const anyProject = { passType: passTypeField, ...projectField };
const projectOf = { membership: 'programId', coupon: 'campaignId', eventTicket: 'productionId' } as const;

const instant = ({ event, key, noun, label, description, passTypes }: PassEvent): InstantTrigger => {
  const [passType] = passTypes ?? [];
  const project = passType && projectOf[passType];
  return {
    kind: 'instant',
    key,
    noun,
    label,
    description,
    fields: project ? { [project]: projectField[project] } : anyProject,
    ...(passType && { passType }),
    events: [event],
    output: triggerOutput,
    sample: triggerSample(event, passType === 'coupon'),
  };
};

const passEvent: InstantTrigger = {
  kind: 'instant',
  key: 'pass_event',
  noun: 'Pass Event',
  label: 'Pass Event',
  description: 'Triggers when any of the chosen events happens to a pass.',
  fields: {
    ...anyProject,
    events: { type: 'choices', label: 'Events', required: true, choices: eventChoices },
  },
  output: triggerOutput,
  sample: triggerSample('PASS_EVENT_RECORD_UPDATED'),
};

export const instantTriggers: readonly InstantTrigger[] = [...passEvents.map(instant), passEvent];

export const pollingTriggers: readonly PollingTrigger[] = [
  {
    kind: 'polling',
    key: 'new_pass_polling',
    noun: 'Pass',
    label: 'New Pass (Polling)',
    description: 'Triggers when a new pass is found, for accounts that cannot use webhooks.',
    by: 'created',
    fields: anyProject,
    output: triggerOutput,
    sample: triggerSample('PASS_EVENT_RECORD_CREATED'),
  },
  {
    kind: 'polling',
    key: 'updated_pass_polling',
    noun: 'Pass',
    label: 'Updated Pass (Polling)',
    description: 'Triggers when a changed pass is found, for accounts that cannot use webhooks.',
    by: 'updated',
    fields: anyProject,
    output: triggerOutput,
    sample: triggerSample('PASS_EVENT_RECORD_UPDATED'),
  },
];
