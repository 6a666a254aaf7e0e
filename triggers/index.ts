// Every trigger; those of passes are made from the table of events. Events that one pass type alone has are for its projects.
import { type Fields, fieldsByType } from '../operation/field.ts';
import type { InstantTrigger, PollingTrigger } from '../operation/trigger.ts';
import { passTypeChoice, projectFields } from '../passes/commonInputs.ts';
import { passTypes as allTypes, perPassType } from '../passes/kinds.ts';
import { triggerOutput, triggerSample } from './delivery.ts';
import { newMemberEvent } from './memberEvent.ts';
import { eventChoices, passEvents, type TriggerEvent } from './passEvents.ts';
import { watchedPasses } from './record.ts';

/** The project, of a type that is chosen where there are several. */
const projectOf = (types: readonly string[]): Fields => {
  const projects = projectFields(types);
  return types.length > 1
    ? { passType: passTypeChoice(types), ...fieldsByType(projects) }
    : Object.fromEntries(Object.values(projects).flatMap((fields) => Object.entries(fields)));
};

const instant = ({
  event,
  key,
  noun,
  label,
  description,
  notice,
  passTypes = allTypes,
}: TriggerEvent): InstantTrigger => ({
  kind: 'instant',
  key,
  noun,
  label,
  description,
  ...(notice && { notice }),
  fields: projectOf(passTypes),
  passTypes,
  events: [event],
  output: triggerOutput,
  sample: triggerSample(event, passTypes[0]),
});

const passEvent: InstantTrigger = {
  kind: 'instant',
  key: 'pass_event',
  noun: 'Pass Event',
  label: 'Pass Event',
  description: 'Triggers when any of the chosen events happens to a pass.',
  fields: {
    ...projectOf(allTypes),
    events: { type: 'choices', label: 'Events', required: true, choices: eventChoices },
  },
  passTypes: allTypes,
  output: triggerOutput,
  sample: triggerSample('PASS_EVENT_RECORD_UPDATED'),
};

export const instantTriggers: readonly InstantTrigger[] = [...passEvents.map(instant), passEvent];

const passesBy = (by: 'created' | 'updated', event: string) => ({
  by,
  fields: projectOf(allTypes),
  passTypes: allTypes,
  watched: perPassType((kind) => watchedPasses(kind, event, by)),
  output: triggerOutput,
  sample: triggerSample(event),
});

export const pollingTriggers: readonly PollingTrigger[] = [
  {
    kind: 'polling',
    key: 'new_pass_polling',
    watch: { name: 'watchNewPasses', label: 'Watch new passes' },
    noun: 'Pass',
    label: 'New Pass (Polling)',
    description: 'Triggers when a new pass is found, for accounts that cannot use webhooks.',
    ...passesBy('created', 'PASS_EVENT_RECORD_CREATED'),
  },
  {
    kind: 'polling',
    key: 'updated_pass_polling',
    watch: { name: 'watchUpdatedPasses', label: 'Watch updated passes' },
    noun: 'Pass',
    label: 'Updated Pass (Polling)',
    description: 'Triggers when a changed pass is found, for accounts that cannot use webhooks.',
    ...passesBy('updated', 'PASS_EVENT_RECORD_UPDATED'),
  },
  newMemberEvent,
];
