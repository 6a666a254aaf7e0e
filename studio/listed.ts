// Every action, search and trigger that is shown, with its names on both platforms; all of it from the declarations.
import * as z from 'zod';
import { creates } from '../creates/index.ts';
import issuePass from '../creates/issuePass.ts';
import { differences } from '../make/differences.ts';
import { moduleOf } from '../make/modules.ts';
import { camelCase } from '../make/wording.ts';
import type { Operation, OutputField } from '../operation/operation.ts';
import type { InstantTrigger, PollingTrigger } from '../operation/trigger.ts';
import { searches } from '../searches/index.ts';
import { instantTriggers, pollingTriggers } from '../triggers/index.ts';
import { apiRequest } from '../zapier/apiRequest.ts';
import { toIssuePasses } from '../zapier/issuePasses.ts';
import type { Listed, OutputEntry } from './types.ts';

const outputSchema = z.array(z.object({ key: z.string(), label: z.string() }));

export const entries = (output: Record<string, OutputField>): OutputEntry[] =>
  Object.entries(output).map(([key, { label }]) => ({ key, label }));

const asListed = (operation: Operation): Listed => {
  const { key, kind, group, description, label, plans, output, sample } = operation;
  const { name, label: onMake } = moduleOf(operation);
  return {
    key,
    kind,
    group,
    description,
    labels: { zapier: label, make: onMake },
    passTypes: Object.keys(plans),
    output: entries(output),
    sample,
    module: name,
    runs: true,
    onMake: '',
  };
};

interface ZapierOnly {
  key: string;
  display: { label: string; description: string };
  operation: { outputFields: readonly unknown[]; sample: object };
}

/** What the app on Zapier has besides, and what there is on Make instead. */
const asZapierOnly = ({ key, display, operation }: ZapierOnly, group: string, onMake: string): Listed => ({
  key,
  kind: 'create',
  group,
  description: display.description,
  labels: { zapier: display.label, make: display.label },
  passTypes: [],
  output: outputSchema.parse(operation.outputFields),
  sample: { ...operation.sample },
  module: '',
  runs: true,
  onMake,
});

const asTrigger = (trigger: InstantTrigger | PollingTrigger): Listed => ({
  key: trigger.key,
  kind: 'trigger',
  group: 'Triggers',
  description: trigger.description,
  labels: {
    zapier: trigger.label,
    make: trigger.kind === 'polling' ? trigger.watch.label : 'Watch pass events',
  },
  passTypes: [...trigger.passTypes],
  output: entries(trigger.output),
  sample: trigger.sample,
  module: trigger.kind === 'polling' ? trigger.watch.name : 'watchPassEvents',
  runs: trigger.kind === 'polling',
  onMake: '',
});

export const operations: readonly Listed[] = [
  ...[...creates, ...searches].map(asListed),
  asZapierOnly(toIssuePasses(issuePass), issuePass.group, differences.manyPasses.make),
  asZapierOnly(apiRequest, 'Other', differences.apiCall.make),
  ...[...instantTriggers, ...pollingTriggers].map(asTrigger),
];

/** The name of a step on a platform; throws when there is none of that key. */
export function stepOn(platform: 'zapier' | 'make', key: string): string {
  const found = operations.find((one) => one.key === key);
  if (!found) throw new Error(`There is no ${key}`);
  return platform === 'zapier' ? key : found.kind === 'trigger' ? found.module : camelCase(key);
}

/** Where the app on Zapier has a step; its lists are triggers. */
export function placeOnZapier(key: string): 'creates' | 'searches' | 'triggers' {
  const kind = operations.find((one) => one.key === key)?.kind;
  return kind === 'create' ? 'creates' : kind === 'search' ? 'searches' : 'triggers';
}
