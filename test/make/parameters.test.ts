// The form of a Make module: what stands where in it, which fields a pass type adds, and where its custom fields come from.
import { customFieldsRpc, interfaceOf, parametersOf } from '../../make/parameters.ts';
import type { Field, Fields } from '../../operation/field.ts';
import { type Operation, operation, type Plan } from '../../operation/operation.ts';
import { call } from '../../operation/step.ts';
import { sets, thing } from './thing.ts';

type Parameter = ReturnType<typeof parametersOf>[number];

const text: Field = { type: 'text', label: 'Note' };
const project: Fields = {
  programId: { ...text, label: 'Program', required: true, dropdown: 'program_list' },
  tierId: { ...text, label: 'Tier', required: true, dropdown: 'tier_list' },
  campaignId: { ...text, label: 'Campaign', required: true, dropdown: 'campaign_list' },
};
const only = (passType: string, fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key, { ...field, passTypes: [passType] }]),
  );
const passType: Field = { type: 'choice', label: 'Pass Type', required: true };

/** An operation of two pass types with these fields beside those of the projects. */
function ofTwo(fields: Fields): Operation {
  const plan: Plan = { steps: [call('sent', sets)], result: {} };
  const { programId, tierId, campaignId } = project;
  const membership = only('membership', { ...(programId && { programId }), ...(tierId && { tierId }) });
  const coupon = only('coupon', campaignId ? { campaignId } : {});
  return operation({
    ...thing(plan),
    fields: { passType, ...membership, ...coupon, ...fields },
    plans: { membership: plan, coupon: plan },
  });
}
/** An operation of coupons alone. */
const ofCoupons = (fields: Fields): Operation => thing({ steps: [call('sent', sets)] }, 'create', { fields });

const named = (parameters: readonly Parameter[], name: string): Parameter => {
  const found = parameters.find((parameter) => parameter.name === name);
  if (!found) throw new Error(`no parameter ${name}`);
  return found;
};
const names = (value: unknown): unknown[] =>
  Array.isArray(value)
    ? value.map((item) => (typeof item === 'string' ? item : Reflect.get(item, 'name')))
    : [];
/** What a pass type adds to the form. */
const added = (form: readonly Parameter[], type: string): unknown => {
  const { options } = named(form, 'passType');
  const option = Array.isArray(options)
    ? options.find((one) => Reflect.get(Object(one), 'value') === type)
    : {};
  return Reflect.get(Object(option), 'nested');
};

test.each<[what: string, field: Field, shown: object]>([
  ['text', text, { type: 'text' }],
  ['an e-mail address', { ...text, type: 'email' }, { type: 'email' }],
  ['help', { ...text, help: 'Why.' }, { type: 'text', help: 'Why.' }],
  ['a day, without a time', { ...text, type: 'date' }, { type: 'date', time: false }],
  ['a point in time', { ...text, type: 'dateTime' }, { type: 'date' }],
  ['what is needed', { ...text, required: true }, { type: 'text', required: true }],
  ['what is needed unless another is given', { ...text, required: { unless: ['a'] } }, { type: 'text' }],
  ['what few need', { ...text, advanced: true }, { type: 'text', advanced: true }],
  ['what all need', text, { type: 'text' }],
  [
    'a choice',
    { ...text, type: 'choice', choices: [{ value: 'A', label: 'As Is' }] },
    { type: 'select', options: [{ value: 'A', label: 'As is' }] },
  ],
  [
    'several choices',
    { ...text, type: 'choices', choices: [{ value: 'A', label: 'As Is' }] },
    { type: 'select', options: [{ value: 'A', label: 'As is' }], multiple: true },
  ],
  [
    'pairs',
    { ...text, type: 'keyValues' },
    {
      type: 'array',
      spec: [
        { name: 'key', type: 'text', label: 'Field key', required: true },
        { name: 'value', type: 'text', label: 'Value' },
      ],
    },
  ],
  [
    'one of a list',
    { ...text, dropdown: 'campaign_list' },
    { type: 'select', options: 'rpc://campaignList' },
  ],
  // Its list shows the newest alone.
  [
    'one of the passes',
    { ...text, dropdown: 'pass_list' },
    { type: 'select', mode: 'edit', options: 'rpc://passList' },
  ],
])('a field of %s', (_what, field, shown) => {
  expect(named(parametersOf(ofCoupons({ a: text, note: field })), 'note')).toEqual({
    name: 'note',
    label: 'Note',
    ...shown,
  });
});

test('a project is needed even where something else could take its place', () => {
  const campaignId: Field = { ...text, dropdown: 'campaign_list', required: { unless: ['id'] } };
  expect(named(parametersOf(ofCoupons({ campaignId, id: text })), 'campaignId')).toHaveProperty(
    'required',
    true,
  );
});

test('what a list depends on holds it, so that Make loads it anew', () => {
  const offerId: Field = { ...text, dropdown: 'offer_list' };
  const campaignId: Field = { ...text, dropdown: 'campaign_list', required: true };
  const form = parametersOf(ofCoupons({ campaignId, offerId, note: text }));
  expect(names(form)).toEqual(['campaignId', 'note']);
  expect(named(form, 'campaignId').options).toMatchObject({
    store: 'rpc://campaignList',
    nested: [{ name: 'offerId', options: 'rpc://offerList' }],
  });
});

test('each pass type adds what belongs to it alone; what is common stands once', () => {
  const form = parametersOf(ofTwo({ note: text, drink: { ...text, passTypes: ['membership'] } }));
  expect(names(form)).toEqual(['passType', 'note']);
  expect(names(added(form, 'membership'))).toEqual(['programId', 'drink']);
  expect(names(added(form, 'coupon'))).toEqual(['campaignId']);
});

test('a choice that only some pass types have stands with each of them, with what it has there', () => {
  const status: Field = {
    ...text,
    type: 'choice',
    choices: [
      { value: 'ACTIVE', label: 'Active' },
      { value: 'ENROLLED', label: 'Enrolled', passTypes: ['membership'] },
    ],
  };
  const form = parametersOf(ofTwo({ status }));
  expect(names(form)).toEqual(['passType']);
  const offered = (type: string) => JSON.stringify(added(form, type));
  expect(offered('membership')).toContain('ENROLLED');
  expect(offered('coupon')).toContain('ACTIVE');
  expect(offered('coupon')).not.toContain('ENROLLED');
});

test('nothing within anything else is advanced', () => {
  const rare: Field = { ...text, advanced: true };
  const form = parametersOf(ofTwo({ rare, own: { ...rare, passTypes: ['coupon'] } }));
  expect(named(form, 'rare')).toHaveProperty('advanced', true);
  expect(JSON.stringify(added(form, 'coupon'))).not.toContain('advanced');
});

describe('custom fields', () => {
  const metaData: Field = { ...text, type: 'keyValues' };
  const id: Field = { ...text, dropdown: 'pass_list' };
  const holderOf = (operation: Operation, type: string): unknown => {
    const within = added(parametersOf(operation), type);
    const holders: string[] = [];
    JSON.stringify(within, (_key, value) => {
      const nested: unknown = Reflect.get(Object(Reflect.get(Object(value), 'options')), 'nested');
      if (names(nested).includes('customFields')) holders.push(value.name);
      return value;
    });
    return holders;
  };

  test('of a new pass are those of its template, and stand where that is chosen', () => {
    const issue = ofTwo({ metaData });
    expect(customFieldsRpc(issue)).toBe('rpc://templateFields');
    expect(holderOf(issue, 'membership')).toEqual(['tierId']);
    expect(JSON.stringify(parametersOf(issue))).toContain('"spec":["rpc://templateFields"]');
  });

  test('of a pass that is there are those in use in its project', () => {
    const update = ofTwo({ metaData, id });
    expect(customFieldsRpc(update)).toBe('rpc://projectFields');
    expect(holderOf(update, 'membership')).toEqual(['programId']);
    expect(holderOf(update, 'coupon')).toEqual(['campaignId']);
  });

  test('are none where the operation takes none', () => {
    expect(holderOf(ofTwo({}), 'membership')).toEqual([]);
    expect(customFieldsRpc(ofTwo({}))).toBe('rpc://projectFields');
  });

  test('of an operation of one pass type are asked for by that type', () => {
    expect(customFieldsRpc(ofCoupons({ metaData }))).toBe('rpc://templateFields?passType=coupon');
  });
});

test('an output is described by its type, pairs by their parts or by what custom fields there are', () => {
  const described = interfaceOf(
    {
      id: { label: 'Pass ID', type: 'text' },
      points: { label: 'Points', type: 'number' },
      expiry: { label: 'Expiry Date', type: 'dateTime' },
      metaData: { label: 'Custom Fields', type: 'keyValues' },
      holder: { label: 'Pass Holder', type: 'keyValues', parts: { surname: 'Last Name' } },
    },
    'rpc://projectFields',
  );
  expect(described).toEqual([
    { name: 'id', type: 'text', label: 'Pass ID' },
    { name: 'points', type: 'number', label: 'Points' },
    { name: 'expiry', type: 'date', label: 'Expiry date' },
    { name: 'metaData', type: 'collection', label: 'Custom fields', spec: ['rpc://projectFields'] },
    {
      name: 'holder',
      type: 'collection',
      label: 'Pass holder',
      spec: [{ name: 'surname', type: 'text', label: 'Last name' }],
    },
  ]);
});
