// The steps of a Zap as a recipe has them: what to choose, and where each field comes from. Tests run them.
import { creates } from '../../creates/index.ts';
import type { Operation, OutputField } from '../../operation/operation.ts';
import type { InstantTrigger } from '../../operation/trigger.ts';
import { actionOutput } from '../../passes/output.ts';
import { searches } from '../../searches/index.ts';
import { triggerOutput } from '../../triggers/delivery.ts';
import { instantTriggers } from '../../triggers/index.ts';
import { revokedWords } from '../coda.ts';
import { type ProjectKey, type RowType, rowMappings } from '../rowMapping.ts';
import type { Settings } from '../settings.ts';
import { table } from './markdown.ts';
import { doc, type Paths } from './onMake.ts';

/** Where the value of a field comes from. */
export type Value =
  /** A field of an earlier step by what the user sees, such as a column of the row. */
  | { step: number; field: string }
  /** A field of an earlier PassKit step, by its output key. */
  | { step: number; output: string }
  /** A project: from the settings, or chosen in the form. */
  | { project: ProjectKey }
  | { text: string };

/** What a Zap of several actions costs its owner. */
export const paidSteps =
  'a paid plan: the Zap has more steps than a trigger and one action, which is all that the free plan takes';

export interface PassKitStep {
  app: 'PassKit';
  /** The key of an action, a search or a trigger. */
  key: string;
  fields: Readonly<Record<string, Value>>;
}

export interface OtherStep {
  app: 'Coda' | 'Webhooks by Zapier' | 'Filter by Zapier';
  /** What to choose there, in words. */
  event: string;
  /** Field and value, in words; values as in PassKit's steps. */
  fields: readonly (readonly [string, Value])[];
}

export type ZapStep = PassKitStep | OtherStep;

/** How a Zap is put together, before its steps. */
export const mapping =
  'Where a table below names a step for a field with a list, such as **Pass Type**, **Tier** or **Campaign**, open the list, choose\nthe tab *Custom*, and pick the field of that step.\n\n';

/** Holds back the rows whose status ends a pass, and those that are half typed. A missing tier PassKit's step refuses. */
export const activeRowsOnly: OtherStep = {
  app: 'Filter by Zapier',
  event: 'only continue if all hold',
  fields: [
    ['**Name** of step 1', { text: 'Exists' }],
    ['**Email** of step 1', { text: 'Exists' }],
    [
      '**Status** of step 1',
      { text: `(Text) is not in ${revokedWords.map((word) => `\`${word}\``).join(', ')}` },
    ],
  ],
};

/** What becomes of rows that are half typed when the Zap sees them. */
export const seenOnce =
  'Zapier looks at a row once, when it appears. One that is half typed then gets no pass; rows that come from a form are whole.';

/** The fields of a step that works on the row of step 1, for rows of these types: their projects, and what they hold. */
export function rowFields(
  types: readonly RowType[],
  parts: readonly ('project' | 'variant' | 'columns')[],
): Record<string, Value> {
  const fields: Record<string, Value> = {};
  for (const mapping of types.map((type) => rowMappings[type])) {
    for (const key of parts.flatMap((part) => (part === 'columns' ? [] : mapping[part])))
      fields[key] = { project: key };
  }
  fields.externalId = { step: 1, field: 'Row ID' };
  if (parts.includes('columns')) {
    for (const [key, field] of types.flatMap((type) => Object.entries(rowMappings[type].columns)))
      fields[key] = { step: 1, field };
  }
  return fields;
}

/** The action, search or trigger of a step. */
export function declarationOf(key: string): Operation | InstantTrigger {
  const found = [...creates, ...searches, ...instantTriggers].find((one) => one.key === key);
  if (!found) throw new Error(`There is no ${key}`);
  return found;
}

/** The steps as Markdown: a heading and a table of fields each. */
export const zapSteps = (steps: readonly ZapStep[], settings: Settings, paths: Paths, first = 1): string =>
  steps
    .map((step, index) => {
      const fields = step.app === 'PassKit' ? labelled(step) : step.fields;
      const rows = fields.map(([label, value]) => [label, inWords(value, settings)]);
      const event =
        step.app === 'PassKit'
          ? doc(paths, `reference/${step.key}.md`, `**${declarationOf(step.key).label}**`)
          : step.event;
      return `**Step ${first + index}.** ${step.app}: ${event}\n${rows.length > 0 ? `\n${table(['Field', 'Value'], rows)}\n` : ''}`;
    })
    .join('\n');

const labelled = ({ key, fields }: PassKitStep): [string, Value][] =>
  Object.entries(fields).map(([name, value]) => {
    const field = declarationOf(key).fields[name];
    if (!field) throw new Error(`${key} takes no ${name}`);
    return [field.label, value];
  });

function inWords(value: Value, settings: Settings): string {
  if ('text' in value) return value.text;
  if ('project' in value) {
    const known = settings[value.project];
    return known ? `\`${known}\`` : 'choose yours';
  }
  const label = 'field' in value ? value.field : outputLabel(value.output);
  return `**${label}** of step ${value.step}`;
}

const outputs: Record<string, OutputField> = { ...triggerOutput, ...actionOutput };

function outputLabel(key: string): string {
  const label = outputs[key]?.label;
  if (!label) throw new Error(`No step gives ${key}`);
  return label;
}

/** A step as the editor of Zapier is asked to prepare it: the keys of its app and action, and fixed values. */
export interface PreparedStep {
  app: string;
  action: string;
  params?: Readonly<Record<string, string | undefined>>;
}

/** The trigger that waits for a request, of Webhooks by Zapier. */
export const catchHook: PreparedStep = { app: 'WebHookAPI', action: 'hook_v2' };

/** A PassKit step of a prefilled link, with what is fixed in it. */
export function prepared({ key, fields }: PassKitStep, settings: Settings): PreparedStep {
  const params = Object.entries(fields).map(([name, value]) => [
    name,
    'text' in value ? value.text : 'project' in value ? settings[value.project] : undefined,
  ]);
  return { app: settings.zapier?.app ?? '', action: key, params: Object.fromEntries(params) };
}

/**
 * The link that opens Zapier's editor with these steps (docs.zapier.com: pre-filled Zaps). It needs a published
 * integration; the keys of other apps than Webhooks by Zapier are not public.
 */
export function prefilledLink(steps: readonly PreparedStep[], settings: Settings): string {
  const query = new URLSearchParams();
  steps.forEach(({ app, action, params = {} }, index) => {
    query.set(`steps[${index}][app]`, `${app}@latest`);
    query.set(`steps[${index}][action]`, action);
    for (const [name, value] of Object.entries(params))
      if (value !== undefined) query.set(`steps[${index}][params][${name}]`, value);
  });
  return `https://api.zapier.com/v1/embed/${settings.zapier?.slug}/create?${query}`;
}

/** For rows that come by a webhook: a prefilled link to the trigger and the step that issues. */
export const byWebhook = (rows: string, step: PassKitStep, settings: Settings): string =>
  linkTo(
    `When ${rows} Zapier by a webhook instead of Coda, this link opens the PassKit step behind it, filled in as far as possible; add the filter`,
    [catchHook, prepared(step, settings)],
    settings,
  );

/** A prefilled link in words. Only a published integration has one, so there is none without its keys. */
export const linkTo = (what: string, steps: readonly PreparedStep[], settings: Settings): string =>
  settings.zapier ? `\n${what}:\n\n\`\`\`\n${prefilledLink(steps, settings)}\n\`\`\`\n` : '';
