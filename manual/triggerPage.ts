// The page of a trigger in the field reference.
import { differences } from '../make/differences.ts';
import type { InstantTrigger, PollingTrigger } from '../operation/trigger.ts';
import { kindOf } from '../passes/kinds.ts';
import { readSubscription, subscribe, subscriptions, unsubscribe } from '../triggers/subscription.ts';
import { inputsTable } from './inputs.ts';
import { code, page, table } from './markdown.ts';
import { note, outputPart, tryIt } from './operationPage.ts';
import { formPicture } from './pictures.ts';

type AnyTrigger = InstantTrigger | PollingTrigger;

/** The module of Make that tells the same. */
export const moduleOnMake = (trigger: AnyTrigger): { name: string; label: string } =>
  trigger.kind === 'polling' ? trigger.watch : { name: 'watchPassEvents', label: 'Watch pass events' };

function requests(trigger: AnyTrigger): string {
  if (trigger.kind === 'polling')
    return Object.entries(trigger.watched)
      .map(
        ([passType, { list }]) =>
          `- ${kindOf(passType).label}: ${code(`POST ${list.path}`)}, at each look, and once more for each full page`,
      )
      .join('\n');
  return [
    `1. ${code(`POST ${subscriptions.path}`)}, when it is switched on: what an earlier try has left is ended first`,
    `2. ${code(`${subscribe.method} ${subscribe.path}`)}, when it is switched on`,
    `3. ${code(`${readSubscription.method} ${readSubscription.path}`)}, for the secret that deliveries are signed with`,
    `4. ${code(`${unsubscribe.method} ${unsubscribe.path}`)}, when it is switched off`,
  ].join('\n');
}

function differing(trigger: AnyTrigger) {
  if (trigger.kind === 'instant') return [differences.triggers, differences.eventFields];
  const late = Object.values(trigger.watched).some(({ settles }) => settles);
  return late ? [differences.newEvents] : [];
}

export function triggerPage(trigger: AnyTrigger): string {
  const { key, kind, label, description, notice, fields, output, sample, passTypes } = trigger;
  const module = moduleOnMake(trigger);
  const rows = differing(trigger);
  return page(
    `# ${label}`,
    description,
    note(notice),
    table(
      ['', 'On Zapier', 'On Make'],
      [
        ['Name', `**${label}**`, `**${module.label}**`],
        ['Key', code(key), code(module.name)],
        [
          'Is told',
          ...(kind === 'instant' ? ['at once', 'at once'] : ['at the next look', 'at the next look']),
        ],
      ],
    ),
    kind === 'polling' ? tryIt(key) : '',
    '## Inputs',
    formPicture(key),
    inputsTable(fields),
    outputPart(output, sample, passTypes),
    '## What PassKit is asked',
    requests(trigger),
    rows.length > 0 ? '## Where Zapier and Make differ' : '',
    table(
      ['', 'On Zapier', 'On Make'],
      rows.map(({ what, zapier, make }) => [what, zapier, make]),
    ),
  );
}
