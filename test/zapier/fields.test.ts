// The input fields the Zap editor shows: by pass type, with the template's own custom fields.
import type { Bundle, PlainInputField } from 'zapier-platform-core';
import * as z from 'zod';
import { creates } from '../../creates/index.ts';
import issuePass from '../../creates/issuePass.ts';
import reissueCoupon from '../../creates/reissueCoupon.ts';
import revokePass from '../../creates/revokePass.ts';
import updatePass from '../../creates/updatePass.ts';
import app from '../../index.ts';
import type { Operation } from '../../operation/operation.ts';
import { searches } from '../../searches/index.ts';
import searchPasses from '../../searches/searchPasses.ts';
import { connectionTo } from '../../standIns/demoAccount.ts';
import { dependentFields, inputFieldsOf } from '../../zapier/fields.ts';
import { tester } from '../support/tester.ts';
import { makeBundle, useSandbox } from '../support/zapier.ts';

const { sandbox, app: user, requestsOf, inputs } = useSandbox();

const fieldsOf = (operation: Operation, input: Record<string, unknown>, raw: Record<string, string> = {}) =>
  tester<PlainInputField[], Bundle>(dependentFields(operation), {
    ...makeBundle(connectionTo(sandbox()), input),
    inputDataRaw: raw,
  });
const keys = (fields: { key: string }[]) => fields.map(({ key }) => key);

test.each([
  ['membership', ['programId', 'tierId'], 'campaignId'],
  ['coupon', ['campaignId', 'offerId'], 'seat'],
  ['eventTicket', ['productionId', 'eventId', 'ticketTypeId'], 'points'],
])(
  'a %s asks for its own project first and hides the fields of others',
  async (passType, required, hidden) => {
    const fields = await fieldsOf(issuePass, { passType });
    expect(keys(fields.filter((field) => field.required))).toEqual(required);
    expect(keys(fields).slice(0, required.length)).toEqual(required);
    expect(keys(fields)).not.toContain(hidden);
  },
);

// The statuses are those of PassKit's enums: MemberStatus, CouponStatus, TicketStatus.
test.each([
  ['membership', ['ENROLLED', 'ACTIVE', 'CHECKED_IN', 'CHECKED_OUT', 'EXPIRED']],
  ['coupon', ['UNREDEEMED', 'REDEEMED']],
  ['eventTicket', ['ISSUED', 'REDEEMED']],
])('Find Passes offers the statuses a %s can have, and no other', async (passType, statuses) => {
  const status = (await fieldsOf(searchPasses, { passType })).find(({ key }) => key === 'status');
  const offered = z.array(z.object({ value: z.string() })).parse(status?.choices);
  expect(new Set(offered.map(({ value }) => value))).toEqual(new Set(statuses));
});

test.each([
  ['nothing', {}, {}],
  ['a blank', { passType: ' ' }, { passType: ' ' }],
])('before a pass type is chosen (%s) the form asks for it alone', async (_name, input, raw) => {
  for (const operation of [issuePass, updatePass, revokePass, searchPasses])
    expect(await fieldsOf(operation, input, raw)).toEqual([]);
});

test('a pass type that was typed in counts however it is written', async () => {
  const fields = await fieldsOf(issuePass, { passType: 'Event Ticket' }, { passType: 'Event Ticket' });
  expect(keys(fields)).toContain('seat');
  expect(keys(fields)).not.toContain('points');
});

test.each([
  [
    'a pass type mapped from a row, shown with its sample value',
    { passType: 'coupon' },
    { passType: '{{123__type}}' },
  ],
  ['a pass type mapped from a row without a sample', {}, { passType: '{{123__type}}' }],
])('%s offers the fields of all types, none of them required', async (_name, input, raw) => {
  const fields = await fieldsOf(issuePass, input, raw);
  expect(keys(fields)).toEqual(
    expect.arrayContaining(['programId', 'campaignId', 'productionId', 'seat', 'points']),
  );
  expect(fields.filter((field) => field.required)).toEqual([]);
});

test('the custom fields of the chosen tier’s template become inputs, and reach the pass', async () => {
  const chosen = inputs.membership();
  const fields = await fieldsOf(issuePass, chosen);
  const custom = fields.filter(({ key }) => key.startsWith('meta_'));
  expect(custom).toContainEqual(
    expect.objectContaining({
      key: 'meta_favouriteDrink',
      label: 'Favourite drink',
      type: 'string',
      required: true,
    }),
  );
  expect(custom).toContainEqual(
    expect.objectContaining({ key: 'meta_newsletter', type: 'boolean', required: false }),
  );
  // Before the field for whatever else there may be.
  expect(fields.findIndex(({ group }) => group)).toBe(keys(fields).lastIndexOf(custom.at(-1)?.key ?? '') + 1);
  expect(keys(fields)).not.toContain('meta_person.displayName');
  const pass = await user().create('issue_pass', {
    ...chosen,
    meta_favouriteDrink: 'Mocha',
    meta_newsletter: true,
  });
  expect(sandbox().member(String(pass.id))?.metaData).toEqual({
    favouriteDrink: 'Mocha',
    newsletter: 'true',
  });
});

test.each(['coupon', 'eventTicket'] as const)(
  'the template of a %s gives its custom fields too',
  async (passType) => {
    const custom = keys(await fieldsOf(issuePass, inputs[passType]())).filter((key) =>
      key.startsWith('meta_'),
    );
    expect(custom).toEqual([passType === 'coupon' ? 'meta_code' : 'meta_dietary']);
  },
);

test('an update offers the custom fields in use in the project', async () => {
  const { programId } = inputs.membership();
  const fields = await fieldsOf(updatePass, { passType: 'membership', programId });
  // A blank one keeps what is on the pass, so none is required.
  expect(fields).toContainEqual(expect.objectContaining({ key: 'meta_favouriteDrink', required: false }));
  expect(keys(fields).slice(-2)).toEqual(['metaData', 'clearCustomFields']);
});

test('a tier PassKit does not know, such as one mapped from a row, is no error in the editor', async () => {
  const fields = await fieldsOf(issuePass, { ...inputs.membership(), tierId: '{{tier}}' });
  expect(keys(fields).filter((key) => key.startsWith('meta_'))).toEqual([]);
});

test('reissuing a coupon asks for the custom fields of its template before the catch-all', async () => {
  const { campaignId, offerId } = inputs.coupon();
  const bundle = makeBundle(connectionTo(sandbox()), { campaignId, offerId });
  const form = await Promise.all(
    inputFieldsOf(reissueCoupon).map(
      async (item): Promise<unknown> =>
        typeof item === 'function' ? Reflect.apply(tester, undefined, [item, bundle]) : [item],
    ),
  );
  const shown = z.array(z.object({ key: z.string(), group: z.string().optional() })).parse(form.flat());
  expect(
    keys(
      shown.slice(
        0,
        shown.findIndex(({ group }) => group),
      ),
    ).at(-1),
  ).toBe('meta_code');
  expect(keys(shown).at(-1)).toBe('metaData');
});

test('custom fields that PassKit does not tell are no blank form: the editor says why', async () => {
  sandbox().fault({ path: '/template', status: 403, body: { error: 'no access' } });
  await expect(fieldsOf(issuePass, inputs.membership())).rejects.toThrow(
    /PassKit does not allow this account to do that/,
  );
});

test('no request is made before a tier, offer or ticket type is chosen', async () => {
  const requests = await requestsOf(async () => {
    for (const passType of ['membership', 'coupon', 'eventTicket']) await fieldsOf(issuePass, { passType });
  });
  expect(requests).toEqual([]);
});

test('revoking a coupon offers only what PassKit can do', async () => {
  const method = async (passType: string) =>
    (await fieldsOf(revokePass, { passType })).find(({ key }) => key === 'method')?.choices;
  expect(await method('coupon')).toEqual([expect.objectContaining({ value: 'delete' })]);
  expect(await method('membership')).toHaveLength(2);
});

describe('what few need', () => {
  const groups = z.looseObject({ inputFieldGroups: z.unknown().optional() });
  const grouped = (fields: { key: string; group?: string }[]) =>
    keys(fields.filter(({ group }) => group === 'advanced'));

  test.each([
    ['membership', ['dateOfBirth', 'optOut', 'metaData', 'ifExists']],
    ['coupon', ['sku', 'dateOfBirth', 'optOut', 'metaData', 'ifExists']],
    ['eventTicket', ['gate', 'barcodeContents', 'dateOfBirth', 'optOut', 'metaData', 'ifExists']],
  ])('of a %s comes last, in a group, after the fields of its template', async (passType, advanced) => {
    const chosen = { membership: { tierId: 'gold' }, coupon: {}, eventTicket: {} }[passType];
    const fields = await fieldsOf(issuePass, { ...inputs.membership(), passType, ...chosen });
    expect(grouped(fields)).toEqual(advanced);
    expect(keys(fields).slice(-advanced.length)).toEqual(advanced);
    expect(fields.filter(({ required, group }) => required && group)).toEqual([]);
    expect(fields.length - advanced.length).toBeLessThan(20);
  });

  test('has its group in each action and search, and no other has an empty one', () => {
    const definitions = Object.entries({ ...app.creates, ...app.searches }).map(
      ([key, { operation }]) => [key, groups.parse(operation).inputFieldGroups] as const,
    );
    const withGroup = definitions.filter(([, group]) => group);
    const declared = [...creates, ...searches].filter(({ fields }) =>
      Object.values(fields).some(({ advanced }) => advanced),
    );
    expect(withGroup.map(([key]) => key).sort()).toEqual(
      [...declared.map(({ key }) => key), 'issue_passes'].sort(),
    );
    for (const [, group] of withGroup)
      expect(group).toEqual([{ key: 'advanced', label: 'Advanced', emphasize: false }]);
  });
});
