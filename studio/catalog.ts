// What there is to show, from the declarations: the operations, the pass types, and the table to play with.
import { customFieldPrefix } from '../operation/input.ts';
import { runDropdown } from '../operation/run.ts';
import { templateFields } from '../passes/customFields.ts';
import { dropdownOf } from '../passes/dropdowns.ts';
import { kindOf, passTypes } from '../passes/kinds.ts';
import { revokedWords } from '../templates/coda.ts';
import { type RowType, rowMappings, rowTypes } from '../templates/rowMapping.ts';
import { entries, operations } from './listed.ts';
import type { Catalog, Values } from './types.ts';
import type { World } from './world.ts';

const people = [
  { Name: 'Jane Doe', Email: 'jane@example.com' },
  { Name: 'Max Roe', Email: 'max@example.com' },
  { Name: 'Ann Lee', Email: 'ann@example.com' },
  { Name: 'Kim Poe', Email: 'kim@example.com' },
];

/** The columns a row has for its pass, in the order of the table: those of all types, then the status. */
const columns = [
  ...new Set([
    'Name',
    'Email',
    'Type',
    ...rowTypes.flatMap((type) => Object.values(rowMappings[type].columns)),
  ]),
  'Status',
];

type Part = 'project' | 'variant' | 'columns';

/** What each input of a step is mapped to, for rows of a type. */
function mapping(type: RowType, parts: readonly Part[], demo: Values): Record<string, string> {
  const { project, variant, columns: own } = rowMappings[type];
  const fixed = [
    ...(parts.includes('project') ? project : []),
    ...(parts.includes('variant') ? variant : []),
  ];
  return {
    passType: '{{Type}}',
    ...Object.fromEntries(fixed.map((key) => [key, String(demo[key] ?? '')])),
    externalId: '{{Row ID}}',
    ...(parts.includes('columns') &&
      Object.fromEntries(Object.entries(own).map(([key, column]) => [key, `{{${column}}}`]))),
  };
}

const step = (key: string, parts: readonly Part[], demo: Values) => ({
  key,
  mapping: Object.fromEntries(rowTypes.map((type) => [type, mapping(type, parts, demo)])),
});

/** What can be chosen in the columns that a list of PassKit's stands behind. */
async function choicesOf({ sandbox: { demo }, runtime }: World): Promise<Catalog['play']['choices']> {
  const choices: Catalog['play']['choices'] = {
    Type: rowTypes.map((type) => ({ value: rowMappings[type].type, label: rowMappings[type].type })),
    Status: ['Active', ...revokedWords.filter((word) => word !== 'Cancelled')].map((word) => ({
      value: word,
      label: word,
    })),
  };
  for (const type of rowTypes) {
    for (const [key, column] of Object.entries(rowMappings[type].columns)) {
      const list = dropdownOf(kindOf(type).issueFields[key]?.dropdown);
      if (!list) continue;
      const items = await runDropdown(list, { passType: type, ...demo }, 0, runtime);
      choices[column] = items.map(({ id, name }) => ({ value: id, label: name }));
    }
  }
  return choices;
}

/** What the demo templates require, filled in. */
async function requiredOf({ sandbox: { demo }, runtime }: World): Promise<Catalog['play']['required']> {
  const required: Catalog['play']['required'] = {};
  for (const type of rowTypes) {
    const variant = { passType: type, tierId: demo.tiers.bronze, ...demo };
    const fields = await templateFields(type, variant, runtime);
    required[type] = Object.fromEntries(
      fields.filter((field) => field.required).map(({ key }) => [`${customFieldPrefix}${key}`, 'Flat white']),
    );
  }
  return required;
}

export async function catalogOf(world: World): Promise<Catalog> {
  const { result } = await world.alone(async () => ({
    choices: await choicesOf(world),
    required: await requiredOf(world),
  }));
  const { choices, required } = result;
  const { demo, credentials } = world.sandbox;
  const rows = rowTypes.map((type, index) => ({
    ...people[index % people.length],
    Type: rowMappings[type].type,
    Status: 'Active',
    ...Object.fromEntries(
      Object.values(rowMappings[type].columns)
        .filter((column) => column !== 'Type' && choices[column])
        .map((column) => [column, choices[column]?.at(-1)?.value ?? '']),
    ),
  }));
  return {
    operations: [...operations],
    passTypes: passTypes.map((value) => ({
      value,
      label: kindOf(value).label,
      output: entries(kindOf(value).output),
    })),
    embedded: { apiKey: credentials.apiKey, apiSecret: credentials.apiSecret },
    play: {
      columns,
      choices,
      rows,
      steps: {
        issue: step('issue_pass', ['project', 'variant', 'columns'], demo),
        update: step('update_pass', ['project', 'columns'], demo),
        revoke: step('revoke_pass', ['project'], demo),
      },
      required,
      revoked: [...revokedWords],
    },
  };
}
