// What Zapier's editor is told of each kind of input, declaration by declaration: a key that is missing here is a help, a
// list or a link to a search that nobody sees.
import type { Bundle, PlainInputField } from 'zapier-platform-core';
import issuePass from '../../creates/issuePass.ts';
import type { Field, Fields } from '../../operation/field.ts';
import { dropdowns } from '../../passes/dropdowns.ts';
import { connectionTo } from '../../standIns/demoAccount.ts';
import { dependentFields, inputFieldsOf } from '../../zapier/fields.ts';
import { outputFieldsOf, toDropdown } from '../../zapier/operations.ts';
import { tester } from '../support/tester.ts';
import { makeBundle, useSandbox } from '../support/zapier.ts';

const { sandbox, app } = useSandbox();

interface Around {
  key?: string;
  kind?: string;
  others?: Fields;
}

/** What the editor is told of one input, beside its key, label and need. */
function told(field: Partial<Field>, { key = 'x', kind = 'create', others }: Around = {}) {
  const fields: Fields = { ...others, [key]: { type: 'text', label: 'X', ...field } };
  const [last] = inputFieldsOf({ kind, fields }).slice(-1);
  if (!last || typeof last === 'function') throw new Error('no input');
  const { key: itsKey, label, required, ...more } = last;
  expect([itsKey, label]).toEqual([key, 'X']);
  return { required, ...more };
}
const optional = { required: false, type: 'string' };
const program: Fields = { programId: { type: 'text', label: 'Program', dropdown: 'program_list' } };

test.each<[string, Partial<Field>, object]>([
  ['a text', {}, optional],
  ['a text that is needed', { required: true }, { ...optional, required: true }],
  ['a text with a help', { help: 'Like this.' }, { ...optional, helpText: 'Like this.' }],
  ['a number', { type: 'number' }, { ...optional, type: 'number' }],
  ['a count', { type: 'count' }, { ...optional, type: 'integer' }],
  ['yes or no', { type: 'boolean' }, { ...optional, type: 'boolean' }],
  ['names and values', { type: 'keyValues' }, { ...optional, dict: true }],
  [
    'several of some choices',
    { type: 'choices', choices: [{ value: 'a', label: 'A' }] },
    { ...optional, list: true, choices: [{ value: 'a', sample: 'a', label: 'A' }] },
  ],
  [
    'one of some choices',
    { type: 'choice', choices: [{ value: 'a', label: 'A' }] },
    { ...optional, choices: [{ value: 'a', sample: 'a', label: 'A' }] },
  ],
])('%s', (_what, field, shown) => {
  expect(told(field)).toEqual(shown);
});

test('what is chosen from a list names it, and the inputs of the form that it needs', () => {
  const tier = { dropdown: 'tier_list' };
  const shown = { ...optional, dynamic: 'tier_list.id.name' };
  expect(told(tier, { others: program })).toEqual({ ...shown, dependsOn: ['programId'] });
  expect(told(tier)).toEqual(shown);
  expect(told({ dropdown: 'program_list' }, { others: program })).toEqual({
    ...optional,
    dynamic: 'program_list.id.name',
  });
});

test('the pass of an action, and nothing else, offers to be found by Find Pass', () => {
  const pass = { dropdown: 'pass_list' };
  const shown = { ...optional, dynamic: 'pass_list.id.name' };
  expect(told(pass, { key: 'id' })).toEqual({ ...shown, search: 'find_pass.id' });
  expect(told(pass, { key: 'id', kind: 'search' })).toEqual(shown);
  expect(told(pass, { key: 'other' })).toEqual(shown);
  expect(told({}, { key: 'id' })).toEqual(optional);
});

test('a notice comes first, as a text to read', () => {
  const fields: Fields = { name: { type: 'text', label: 'Name' } };
  const notice = { key: 'notice', type: 'copy', helpText: 'Mind this.' };
  expect(inputFieldsOf({ kind: 'create', fields, notice: 'Mind this.' })).toMatchObject([
    notice,
    { key: 'name' },
  ]);
  expect(inputFieldsOf({ kind: 'create', fields })).toMatchObject([{ key: 'name' }]);
});

test('a list of choices goes on where it is longer than a page', async () => {
  for (const dropdown of dropdowns) expect(toDropdown(dropdown).operation.canPaginate).toBe(true);
  const { programId } = sandbox().demo;
  for (let at = 0; at < 120; at++) sandbox().add.tier({ id: `tier-${at}`, name: `Tier ${at}`, programId });
  const [first, second] = [
    await app().dropdown('tier_list', { programId }),
    await app().dropdown('tier_list', { programId }, 1),
  ];
  expect([first.length, second.length > 20]).toEqual([100, true]);
  expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(first.length + second.length);
});

test('the outputs that operations share are one list: core copies each list of the app for each run', () => {
  const output = { id: { label: 'ID', type: 'text' } } as const;
  expect(outputFieldsOf({ output })).toEqual([{ key: 'id', label: 'ID', type: 'string' }]);
  expect(outputFieldsOf({ output })).toBe(outputFieldsOf({ output }));
});

test('the pass type is asked for first, and the other inputs anew when it changes', () => {
  const [first, rest, ...more] = inputFieldsOf({ ...issuePass, notice: undefined });
  expect(first).toMatchObject({ key: 'passType', required: true, altersDynamicFields: true });
  expect([typeof rest, more]).toEqual(['function', []]);
});

test('the custom fields of a template have their help, and room for a long text', async () => {
  const custom = (name: string, more: object) => ({
    uniqueName: `meta.${name}`,
    fieldType: 'META',
    label: name,
    ...more,
  });
  const dataFields = [
    custom('story', { dataType: 'TEXT_LONG', dataCollectionFieldRenderOptions: { helpText: 'A page.' } }),
    custom('drink', { dataType: 'TEXT' }),
    custom('mail', { dataType: 'BOOLEAN' }),
  ];
  const template = sandbox().add.template({ data: { dataFields } });
  const { programId } = sandbox().demo;
  const tier = sandbox().add.tier({ id: 'long', programId, passTemplateId: template.id });
  const chosen = { passType: 'membership', programId, tierId: tier.id };
  const shown = await tester<PlainInputField[], Bundle>(
    dependentFields(issuePass),
    makeBundle(connectionTo(sandbox()), chosen),
  );
  expect(shown.filter(({ key }) => key.startsWith('meta_'))).toEqual([
    { key: 'meta_story', label: 'story', type: 'text', required: false, helpText: 'A page.' },
    { key: 'meta_drink', label: 'drink', type: 'string', required: false },
    { key: 'meta_mail', label: 'mail', type: 'boolean', required: false },
  ]);
});
