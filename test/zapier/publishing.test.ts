// Protects the way into Zapier's app directory: its published checks (D…, C…) and style guide, on the compiled app.
import zapier from 'zapier-platform-core';
import * as z from 'zod';
import { creates } from '../../creates/index.ts';
import app from '../../index.ts';
import { passTypes } from '../../passes/kinds.ts';
import { searches } from '../../searches/index.ts';
import { tester } from '../support/tester.ts';
import { makeBundle } from '../support/zapier.ts';

const text = z.string().optional();
const fieldSchema = z.looseObject({
  key: z.string(),
  label: text,
  type: text,
  helpText: text,
  required: z.boolean().optional(),
  dynamic: text,
  search: text,
  dict: z.boolean().optional(),
  choices: z.array(z.object({ value: z.string(), sample: z.string(), label: z.string() })).optional(),
  dependsOn: z.array(z.string()).optional(),
  altersDynamicFields: z.boolean().optional(),
});
type Field = z.output<typeof fieldSchema>;

const operationSchema = z.looseObject({
  key: z.string(),
  noun: z.string(),
  display: z.object({ label: z.string(), description: z.string(), hidden: z.boolean().optional() }),
  operation: z.looseObject({
    type: text,
    inputFields: z.array(z.unknown()).default([]),
    outputFields: z.array(fieldSchema).default([]),
    sample: z.record(z.string(), z.unknown()).optional(),
    cleanInputData: z.boolean().optional(),
  }),
});
type Operation = z.output<typeof operationSchema>;

const operations = z.record(z.string(), operationSchema);
const definitionSchema = z.looseObject({
  version: z.string(),
  flags: z.record(z.string(), z.boolean()),
  authentication: z.looseObject({ connectionLabel: z.string(), fields: z.array(fieldSchema) }),
  triggers: operations,
  searches: operations,
  creates: operations,
  searchOrCreates: z.record(
    z.string(),
    z.object({
      key: z.string(),
      display: operationSchema.shape.display,
      search: z.string(),
      create: z.string(),
    }),
  ),
});

// The handler Zapier calls; zapier-platform-core has it, but not in its types.
const createAppHandler: (app: object) => (event: object) => Promise<{ results: unknown }> = Reflect.get(
  zapier,
  'createAppHandler',
);
const ask = async (command: string) => (await createAppHandler(app)({ command })).results;

const authData = { region: 'pub1', apiKey: 'key', apiSecret: 'secret' };

/** What the editor can know of the pass type: nothing yet, one of them, or that it is mapped from a row. */
const states = {
  'no pass type': {},
  membership: { passType: 'membership' },
  coupon: { passType: 'coupon' },
  eventTicket: { passType: 'eventTicket' },
  'a mapped pass type': { passType: '{{1__Type}}' },
};

/** The input fields of every trigger, action and search, in each state: field functions are asked, as the editor does. */
async function resolvedForms() {
  const forms: { name: string; fields: Field[] }[] = [];
  for (const [key, { operation }] of [
    ...Object.entries(app.triggers ?? {}),
    ...Object.entries(app.searches ?? {}),
    ...Object.entries(app.creates ?? {}),
  ]) {
    for (const [state, inputDataRaw] of Object.entries(states)) {
      // There is no row before a trigger.
      if (state === 'a mapped pass type' && key in (app.triggers ?? {})) continue;
      const shown =
        'passType' in inputDataRaw ? inputDataRaw.passType.replace(/\{.*\}/, 'coupon') : undefined;
      const bundle = { ...makeBundle(authData, shown ? { passType: shown } : {}), inputDataRaw };
      const fields: Field[] = [];
      for (const item of 'inputFields' in operation ? operation.inputFields : []) {
        const found: unknown =
          typeof item === 'function' ? await Reflect.apply(tester, undefined, [item, bundle]) : [item];
        fields.push(...z.array(fieldSchema).parse(found));
      }
      forms.push({ name: `${key} with ${state}`, fields });
    }
  }
  return forms;
}

/** What a sample has under a key; `results[]id` is the id of the first line item. */
function sampleOf(sample: Record<string, unknown>, key: string): unknown {
  const [list = '', part] = key.split('[]');
  if (part === undefined) return sample[key];
  const items = sample[list];
  return Array.isArray(items) ? Reflect.get(Object(items[0]), part) : undefined;
}

type Definitions = Awaited<ReturnType<typeof read>>;
async function read() {
  const definition = definitionSchema.parse(await ask('definition'));
  const { triggers, searches, creates, searchOrCreates, authentication } = definition;
  const forms = await resolvedForms();
  const actions = [...Object.values(searches), ...Object.values(creates)];
  const all = [...Object.values(triggers), ...actions];
  const outputs = actions.flatMap(({ key, operation }) =>
    operation.outputFields.map((field) => ({ key, field })),
  );
  const inputs = forms.flatMap(({ name, fields }) =>
    fields.map((field) => ({ name: `${name}: ${field.key}`, field })),
  );
  /** Every text a user reads, by where it stands. */
  const prose: [string, string][] = [
    ...[...all, ...Object.values(searchOrCreates)].map(({ key, display }): [string, string] => [
      key,
      display.description,
    ]),
    ...[...inputs, ...authentication.fields.map((field) => ({ name: `auth: ${field.key}`, field }))].flatMap(
      ({ name, field }): [string, string][] => (field.helpText ? [[name, field.helpText]] : []),
    ),
  ];
  const labels: [string, string][] = [
    ...[...all, ...Object.values(searchOrCreates)].map(({ key, display }): [string, string] => [
      key,
      display.label,
    ]),
    ...all.map(({ key, noun }): [string, string] => [`noun of ${key}`, noun]),
    ...[
      ...inputs,
      ...outputs.map(({ key, field }) => ({ name: `output of ${key}: ${field.key}`, field })),
    ].flatMap(({ name, field }): [string, string][] => (field.label ? [[name, field.label]] : [])),
    ...authentication.fields.map(({ key, label }): [string, string] => [`auth: ${key}`, label ?? '']),
  ];
  return {
    ...definition,
    forms,
    inputs,
    outputs,
    actions,
    all,
    prose,
    labels,
    json: JSON.stringify(definition),
  };
}

const definitions = read();
beforeAll(async () => {
  await definitions;
});

const small = /^(a|an|and|at|by|for|from|if|in|of|on|or|the|to|with)$/;
const isTitleCase = (label: string) =>
  label
    .split(/[\s-]+/)
    .every(
      (word, index, every) =>
        /^\(?[A-Z0-9]/.test(word) || (small.test(word) && index > 0 && index < every.length - 1),
    );

/** Prose without what may hold an address: Markdown links and code. */
const bare = (prose: string) => prose.replace(/\[[^\]]+\]\([^)]+\)/g, '').replace(/`[^`]+`/g, '');
const visible = ({ display }: Operation) => display.hidden !== true;
const where = <T>(items: readonly T[], wrong: (item: T) => boolean, name: (item: T) => string) =>
  items.filter(wrong).map(name);
const keyOf = ({ key }: { key: string }) => key;
const nameOf = ({ name }: { name: string }) => name;
const named = (entry: [string, string]) => entry.join(': ');
const isCopy = ({ type }: Field) => type === 'copy';
const isDateTime = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value);
const repeated = (values: readonly string[]) =>
  values.filter((value, index) => values.indexOf(value) !== index);

const fits: Record<string, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string' && value !== '',
  number: (value) => typeof value === 'number',
  datetime: isDateTime,
  dict: (value) => z.record(z.string(), z.string()).safeParse(value).success,
};

// Each check answers with what offends against it.
test.each<[string, (app: Definitions) => string[]]>([
  [
    'D001 no action asks for a credential',
    ({ inputs }) => where(inputs, ({ field }) => /api_?key|token|secret|password/i.test(field.key), nameOf),
  ],
  [
    'D002 each field of the connection links to where its value stands',
    ({ authentication }) =>
      where(
        authentication.fields,
        ({ helpText }) => !/\[[^\]]+\]\(https:\/\/[^)]+\)/.test(helpText ?? ''),
        keyOf,
      ),
  ],
  [
    'D003 the connection has a label, without credentials, the name of the app or “success”',
    ({ authentication: { connectionLabel } }) =>
      where(
        [connectionLabel],
        (label) => !label || /apiKey|apiSecret|apiToken|passkit|success/i.test(label),
        String,
      ),
  ],
  [
    // `externalId` is on purpose a text: the user's own ID for a pass that often does not exist yet.
    // A message is mapped from the step that sent it first: PassKit has no list of messages.
    'D004 nobody types an ID of PassKit: each comes with a dropdown',
    ({ inputs }) =>
      where(
        inputs,
        ({ field }) =>
          /(^id|_id|Id)$/.test(field.key) &&
          !['externalId', 'messageId'].includes(field.key) &&
          // PassKit has no list of boarding passes.
          field.label !== 'Boarding Pass' &&
          !field.dynamic &&
          !field.choices,
        nameOf,
      ),
  ],
  [
    'D004 no label asks for an ID of PassKit',
    ({ inputs }) =>
      where(inputs, ({ field }) => / ID$/.test(field.label ?? '') && field.key !== 'externalId', nameOf),
  ],
  [
    'D005 each dropdown is a trigger of this app, and takes the id and name it gives',
    ({ inputs, triggers }) =>
      where(
        inputs,
        ({ field: { dynamic } }) => {
          const [key, ...rest] = dynamic?.split('.') ?? [];
          return key !== undefined && (!(key in triggers) || rest.join('.') !== 'id.name');
        },
        nameOf,
      ),
  ],
  [
    'D006, D016, D017 each hook has a list, a subscribe and an unsubscribe',
    ({ triggers }) =>
      where(
        Object.values(triggers).filter(({ operation }) => operation.type === 'hook'),
        ({ operation }) =>
          !['performList', 'performSubscribe', 'performUnsubscribe'].every((part) => part in operation),
        keyOf,
      ),
  ],
  ['D007 every address is https', ({ json }) => json.match(/http:\/\/[^"\\\s)]*/g) ?? []],
  [
    'D008 no bare address in what users read',
    ({ prose }) =>
      where(
        prose,
        ([, words]) => /:\/\/|www\.|\b[a-z0-9-]+\.(com|io|net|org|dev)\b/i.test(bare(words)),
        named,
      ),
  ],
  [
    'D009 each search has a field',
    ({ searches }) =>
      where(Object.values(searches), ({ operation }) => operation.inputFields.length === 0, keyOf),
  ],
  [
    'D010 each visible polling trigger has a sample with an id',
    ({ triggers }) =>
      where(
        Object.values(triggers).filter(visible),
        ({ operation: { type, sample } }) => type === 'polling' && !sample?.id,
        keyOf,
      ),
  ],
  [
    'D011 help is more than the label again',
    ({ inputs }) =>
      where(
        inputs,
        ({ field }) =>
          !!field.helpText &&
          field.helpText.replace(/\W/g, '').toLowerCase() === field.label?.replace(/\W/g, '').toLowerCase(),
        nameOf,
      ),
  ],
  [
    'D012 each visible operation has a sample',
    ({ all }) => where(all.filter(visible), ({ operation }) => !operation.sample, keyOf),
  ],
  [
    'D013 each “search” of a field is a search of this app, and takes one of its outputs',
    ({ inputs, searches }) =>
      where(
        inputs,
        ({ field: { search } }) => {
          const [key = '', output] = search?.split('.') ?? [];
          return (
            search !== undefined &&
            !searches[key]?.operation.outputFields.some((field) => field.key === output)
          );
        },
        nameOf,
      ),
  ],
  [
    'D014 a field with a search has a dropdown too',
    ({ inputs }) => where(inputs, ({ field }) => !!field.search && !field.dynamic, nameOf),
  ],
  [
    'D015 each search-or-create is made of a search and a create, under the key of a search',
    ({ searchOrCreates, searches, creates }) =>
      where(
        Object.entries(searchOrCreates),
        ([key, both]) =>
          key !== both.key || !(key in searches) || !(both.search in searches) || !(both.create in creates),
        ([key]) => key,
      ),
  ],
  [
    'no two operations have the same name',
    ({ all }) =>
      where(
        all,
        (one) => all.some((other) => other !== one && other.display.label === one.display.label),
        keyOf,
      ),
  ],
  [
    'a trigger asks nobody to map something',
    ({ inputs, triggers }) =>
      where(
        inputs,
        ({ name, field }) =>
          (name.split(' ')[0] ?? '') in triggers && /\bmap(ped)?\b|\bcolumn/i.test(field.helpText ?? ''),
        nameOf,
      ),
  ],
  ['D018 labels are in Title Case', ({ labels }) => where(labels, ([, label]) => !isTitleCase(label), named)],
  [
    'D021 each trigger says “Triggers when ….”',
    ({ triggers }) =>
      where(
        Object.values(triggers),
        ({ display }) => !/^Triggers when .+\.$/.test(display.description),
        keyOf,
      ),
  ],
  [
    'D022 each create has a field that does not depend on others',
    ({ creates }) =>
      where(
        Object.values(creates),
        ({ operation }) =>
          !operation.inputFields.some(
            (field) => fieldSchema.safeParse(field).data?.type !== 'copy' && typeof field === 'object',
          ),
        keyOf,
      ),
  ],
  [
    // A date of birth is a calendar date: a time and an offset would make it another day somewhere.
    'D023 times in samples are ISO 8601 with an offset',
    ({ actions }) =>
      actions.flatMap(({ key, operation: { sample = {} } }) =>
        where(
          Object.entries(sample),
          ([name, value]) =>
            /^\d{4}-\d\d-\d\d/.test(String(value)) &&
            !isDateTime(value) &&
            !['dateOfBirth', 'departureDate'].includes(name) &&
            // Flights keep the time of the airport, without an offset.
            !(key === 'update_flight' && isDateTime(`${value}Z`)),
          ([name]) => `${key}: ${name}`,
        ),
      ),
  ],
  [
    // Null is what a pass of the sample's type does not have; every bundle has all keys, so mappings never break.
    'D024 samples are of the declared types',
    ({ actions }) =>
      actions.flatMap(({ key, operation: { sample = {}, outputFields } }) =>
        where(
          outputFields,
          (field) =>
            sampleOf(sample, field.key) !== null &&
            !fits[field.dict ? 'dict' : (field.type ?? 'string')]?.(sampleOf(sample, field.key)),
          (field) => `${key}: ${field.key}`,
        ),
      ),
  ],
  [
    'D024 samples have exactly the declared keys, in order',
    ({ actions }) =>
      where(
        actions,
        ({ operation: { sample = {}, outputFields } }) =>
          Object.keys(sample).join() !==
          [...new Set(outputFields.map(({ key }) => key.replace(/\[\].*/, '')))].join(),
        keyOf,
      ),
  ],
  ['D025 no script in an address', ({ json }) => json.match(/javascript:/gi) ?? []],
  [
    'D026 no address is asked for in the connection: regions are chosen',
    ({ authentication }) =>
      where(
        authentication.fields,
        ({ key, inputFormat }) => inputFormat !== undefined || /domain|host|url|site/i.test(key),
        keyOf,
      ),
  ],

  [
    'keys are in the form Zapier takes, and stand under themselves',
    ({ triggers, searches, creates }) =>
      [triggers, searches, creates].flatMap((group) =>
        where(
          Object.entries(group),
          ([key, operation]) => key !== operation.key || !/^[a-z]+(_[a-z]+)+$/.test(key),
          ([key]) => key,
        ),
      ),
  ],
  ['keys are unique over triggers, searches and creates', ({ all }) => repeated(all.map(keyOf))],
  [
    'labels are unique among what users see',
    ({ all }) => repeated(all.filter(visible).map(({ display }) => display.label)),
  ],
  [
    'the version is a plain one that can be promoted',
    ({ version }) => where([version], (it) => !/^\d{1,3}(\.\d{1,3}){2}$/.test(it), String),
  ],
  [
    'empty inputs are ours to read: cleanInputData is set, never left to the default',
    ({ flags, actions }) => [
      ...where(actions, ({ operation }) => operation.cleanInputData !== false, keyOf),
      ...(flags.cleanInputData === false ? [] : ['flags']),
    ],
  ],
  [
    'nouns are singular, and the plurals made of them are words',
    ({ all }) => [
      ...where(all, ({ noun }) => /[^s]s$/.test(noun), keyOf),
      ...where(all, ({ display }) => /sss/i.test(`${display.label} ${display.description}`), keyOf),
    ],
  ],
  [
    'labels of actions are their key in words, which is verb_noun',
    ({ creates }) =>
      where(
        Object.values(creates),
        ({ key, display }) => display.label.toLowerCase().replaceAll(' ', '_') !== key,
        keyOf,
      ),
  ],
  [
    'labels of searches are “Find …”',
    ({ searches }) => where(Object.values(searches), ({ display }) => !/^Find /.test(display.label), keyOf),
  ],
  [
    'descriptions of searches are “Finds ….”',
    ({ searches }) =>
      where(Object.values(searches), ({ display }) => !/^Finds .+\.$/.test(display.description), keyOf),
  ],
  [
    'descriptions are sentences in the third person',
    ({ all, searchOrCreates }) =>
      where(
        [...all, ...Object.values(searchOrCreates)],
        ({ display }) => !/^[A-Z][a-z]+s .+\.$/.test(display.description),
        keyOf,
      ),
  ],
  [
    'descriptions write the noun in lower case',
    ({ all }) =>
      where(all, ({ noun, display }) => new RegExp(`\\b${noun}\\b`).test(display.description), keyOf),
  ],
  [
    // “PassKit ID” is the exception: without the name nobody could tell it from the external ID.
    'the name of the app is neither in labels nor in descriptions',
    ({ all }) =>
      where(
        all,
        ({ display }) =>
          /passkit|zapier/i.test(`${display.label} ${display.description.replace(/PassKit ID\b/g, '')}`),
        keyOf,
      ),
  ],
  ['help ends with a full stop', ({ prose }) => where(prose, ([, words]) => !/\.$/.test(words), named)],
  [
    'labels say neither “optional” nor “required”, and end without punctuation',
    ({ labels }) => where(labels, ([, label]) => /optional|required|[.:?!]$/i.test(label), named),
  ],
  [
    'each input has a label; a note has help instead',
    ({ inputs }) => where(inputs, ({ field }) => !(isCopy(field) ? field.helpText : field.label), nameOf),
  ],
  [
    'required inputs come first',
    ({ forms }) =>
      where(
        forms,
        ({ fields }) => {
          const required = fields.filter((field) => !isCopy(field)).map((field) => field.required === true);
          return required.includes(true, required.indexOf(false) + 1) && required.includes(false);
        },
        nameOf,
      ),
  ],
  [
    'input keys are unique',
    ({ forms }) => where(forms, ({ fields }) => repeated(fields.map(keyOf)).length > 0, nameOf),
  ],
  [
    'an input depends only on inputs beside it',
    ({ forms }) =>
      forms.flatMap(({ name, fields }) =>
        where(
          fields,
          ({ dependsOn = [] }) => !dependsOn.every((key) => fields.some((field) => field.key === key)),
          ({ key }) => `${name}: ${key}`,
        ),
      ),
  ],
  [
    'the editor asks again for the fields when the pass type or the variant changes',
    ({ inputs }) =>
      where(
        inputs.filter(({ name }) => /^(issue|update)_pass/.test(name)),
        ({ field }) =>
          /^(passType|tierId|offerId|ticketTypeId)$/.test(field.key) && !field.altersDynamicFields,
        nameOf,
      ),
  ],
  [
    'choices show what they send in samples',
    ({ inputs }) =>
      where(
        inputs,
        ({ field }) => field.choices?.some(({ value, sample, label }) => value !== sample || !label) ?? false,
        nameOf,
      ),
  ],
  [
    'an action that cannot be undone says so in a note',
    ({ creates, inputs }) =>
      where(
        Object.values(creates).filter(({ display }) => /^(Revoke|Redeem|Delete|Void)/.test(display.label)),
        ({ key }) =>
          !inputs.some(
            ({ name, field }) =>
              name.startsWith(`${key} `) && isCopy(field) && /cannot be undone/.test(field.helpText ?? ''),
          ),
        keyOf,
      ),
  ],
  [
    'each output has a label, once',
    ({ actions }) =>
      where(
        actions,
        ({ operation: { outputFields } }) =>
          outputFields.some(({ label }) => !label) ||
          repeated(outputFields.map(({ label }) => label ?? '')).length > 0,
        keyOf,
      ),
  ],
  [
    'outputs of a pass begin with the id, and have a name and a link',
    ({ actions }) =>
      where(
        actions,
        ({ operation: { outputFields } }) => {
          const keys = outputFields.map(keyOf);
          // What has no link is no pass.
          return keys.includes('passUrl') && (keys[0] !== 'id' || !keys.includes('displayName'));
        },
        keyOf,
      ),
  ],
  [
    'samples are of a person, not of a programmer',
    ({ actions }) =>
      where(
        actions,
        ({ operation }) => /"(string|test|foo|bar|xxx|lorem[^"]*)"/i.test(JSON.stringify(operation.sample)),
        keyOf,
      ),
  ],
  [
    'only PassKit’s own production addresses occur',
    ({ json }) =>
      (json.match(/https:\/\/[^/"\\)]+/g) ?? []).filter(
        (origin) => !/\.(passkit\.com|pskt\.io)$/.test(origin),
      ),
  ],
])('%s', async (_name, offenders) => {
  expect(offenders(await definitions)).toEqual([]);
});

test('the definition is sound in the eyes of Zapier’s own schema', async () => {
  expect(await ask('validate')).toEqual([]);
});

test.each([...searches, ...creates].map((operation) => [operation.key, operation] as const))(
  '%s marks as required, in each state, what it never runs without',
  async (key, { fields: declared }) => {
    const { forms } = await definitions;
    for (const { name, fields } of forms.filter((form) => form.name.startsWith(`${key} with`))) {
      const known = passTypes.some((type) => name.endsWith(` ${type}`)) || !declared.passType;
      const never = Object.entries(declared).filter(
        ([inputKey, { required, passTypes: of }]) =>
          required === true && (known || !of) && fields.some((field) => field.key === inputKey),
      );
      const required = fields.filter((field) => field.required).map(keyOf);
      expect({ name, required }).toEqual({ name, required: never.map(([inputKey]) => inputKey) });
    }
  },
);

test('the forms were asked for in every state of the pass type', async () => {
  const { forms, triggers, searches, creates } = await definitions;
  const actions = Object.keys(searches).length + Object.keys(creates).length;
  expect(forms).toHaveLength(5 * actions + 4 * Object.keys(triggers).length);
  const fieldsOf = (name: string) => forms.find((form) => form.name === name)?.fields.map(keyOf);
  expect(fieldsOf('issue_pass with coupon')).not.toContain('programId');
  expect(fieldsOf('issue_pass with a mapped pass type')).toContain('programId');
});
