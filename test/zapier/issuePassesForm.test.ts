// The form of Issue Passes: what is the same for all rows, and what each row says for itself, as Issue Pass itself shows it.
import * as z from 'zod';
import issuePass from '../../creates/issuePass.ts';
import { connectionTo } from '../../standIns/demoAccount.ts';
import { dependentFields } from '../../zapier/fields.ts';
import { toIssuePasses } from '../../zapier/issuePasses.ts';
import { tester } from '../support/tester.ts';
import { makeBundle, useSandbox } from '../support/zapier.ts';

const { sandbox, app, inputs } = useSandbox();
const types = ['membership', 'coupon', 'eventTicket'] as const;
const shown = z.array(
  z.looseObject({
    key: z.string(),
    label: z.string().optional(),
    type: z.string().optional(),
    helpText: z.string().optional(),
  }),
);
const shownBy = async (make: unknown, input: Record<string, unknown>) =>
  shown.parse(await Reflect.apply(tester, undefined, [make, makeBundle(connectionTo(sandbox()), input)]));

/** The fields of the form that depend on what was chosen. */
const formFor = (input: Record<string, unknown>) =>
  shownBy(toIssuePasses(issuePass).operation.inputFields.at(-1), input);
const rows = z.object({
  key: z.literal('rows'),
  label: z.literal('Rows'),
  children: z.array(
    z.strictObject({
      key: z.string().startsWith('row_'),
      label: z.string().min(1),
      type: z.string().min(1),
      required: z.boolean(),
      helpText: z.string().min(1).optional(),
    }),
  ),
});

test('before a pass type is chosen there are no rows to fill in', async () => {
  expect(await formFor({})).toEqual([]);
});

test.each(types)(
  'a row of the type %s has the words of Issue Pass, and what is chosen from lists is common',
  async (passType) => {
    const whole = await shownBy(dependentFields(issuePass), inputs[passType]());
    const form = await formFor(inputs[passType]());
    const common = form.slice(0, -1);
    const { children } = rows.parse(form.at(-1));
    const ownKeys = children.map(({ key }) => key.replace('row_', ''));
    // Each field of Issue Pass is in one of both, in its order.
    expect([...common.map(({ key }) => key), ...ownKeys].sort()).toEqual(whole.map(({ key }) => key).sort());
    expect(common.every(({ dynamic, choices, dict }) => dynamic ?? choices ?? dict)).toBe(true);
    expect(common).toEqual(whole.filter(({ key }) => !ownKeys.includes(key)));
    expect(children).toEqual(
      whole
        .filter(({ key }) => ownKeys.includes(key))
        .map(({ key, label, type, helpText }) => ({
          key: `row_${key}`,
          label,
          type,
          required: key === 'externalId',
          ...(helpText && { helpText }),
        })),
    );
    expect(ownKeys).toEqual(expect.arrayContaining(['externalId', 'displayName']));
    expect(ownKeys.filter((key) => key.startsWith('meta_'))).not.toEqual([]);
  },
);

const issue = (lines: unknown, more: object = {}) =>
  app().create('issue_passes', { ...inputs.coupon(), ...more, rows: lines });

test('a line item that is not there at all is left out, as a blank one is', async () => {
  expect(await issue([null, { row_externalId: 'after nothing' }, undefined, {}])).toMatchObject({
    issued: 1,
    failed: 0,
    results: [{ externalId: 'after nothing' }],
  });
  await expect(issue([null])).rejects.toThrow(/Rows is empty.*\[missing_input\]/);
});

test('rows whose passes were there and were updated are counted as such', async () => {
  const row = { row_externalId: 'known', row_displayName: 'Jane' };
  await issue([row]);
  const changed = { ...row, row_displayName: 'Jane Doe' };
  expect(await issue([changed, { row_externalId: 'new' }], { ifExists: 'update' })).toMatchObject({
    issued: 1,
    existing: 1,
    failed: 0,
    notTried: 0,
    results: [{ outcome: 'updated' }, { outcome: 'created' }],
  });
});
