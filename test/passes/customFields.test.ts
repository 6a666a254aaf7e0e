// The custom fields of a template and of a project: which there are, of which kind, and what is done when PassKit says no.
import type { Http } from '../../operation/ask.ts';
import { couponState } from '../../passes/couponState.ts';
import { customFieldDrivers, fieldsInUse, projectFields, templateFields } from '../../passes/customFields.ts';
import { kindOf } from '../../passes/kinds.ts';

type Answer = [status: number, body: unknown];

/** A PassKit with these answers by path; it remembers what was asked. */
function passKit(answers: Record<string, Answer>) {
  const asked: string[] = [];
  const http: Http = async ({ method, path }) => {
    asked.push(`${method} ${path}`);
    const [status, body] = answers[path] ?? [404, { message: `nothing at ${path}` }];
    return { status, body: JSON.stringify(body) };
  };
  return { asked, runtime: { http, pages: '', timezone: 'UTC', now: new Date(0) } };
}

const tier: Answer = [200, { id: 'gold', passTemplateId: 'T' }];
const field = (more: object) => ({ fieldType: 'META', uniqueName: 'meta.x', ...more });
const template = (...dataFields: object[]): Answer => [200, { template: { data: { dataFields } } }];
const chosen = { programId: 'P', tierId: 'gold' };
const fieldsWith = async (answer: Answer, input = chosen) => {
  const { runtime, asked } = passKit({ '/members/tier/P/gold': tier, '/template/data/T': answer });
  return { fields: await templateFields('membership', input, runtime), asked };
};

test.each([
  [{ dataType: 'TEXT_LONG' }, 'longText'],
  [{ dataType: 'BOOLEAN' }, 'boolean'],
  [{ dataType: 'TEXT' }, 'text'],
])('a field %o is of the type %s', async (more, type) => {
  const { fields } = await fieldsWith(template(field({ label: 'Drink', ...more })));
  expect(fields).toEqual([{ key: 'x', label: 'Drink', help: undefined, type, required: false }]);
});

test('only custom fields count, under their own names, as the designer wants them', async () => {
  const { fields, asked } = await fieldsWith(
    template(
      field({ isRequired: true, dataCollectionFieldRenderOptions: { helpText: 'Which?' } }),
      field({ uniqueName: 'person.surname' }),
      field({ fieldType: 'PII', uniqueName: 'meta.y' }),
      { fieldType: 'META' },
    ),
  );
  expect(fields).toEqual([{ key: 'x', label: 'x', help: 'Which?', type: 'text', required: true }]);
  expect(asked).toEqual(['GET /members/tier/P/gold', 'GET /template/data/T']);
});

test('nothing is asked before all that is needed is chosen', async () => {
  for (const input of [
    { programId: 'P', tierId: '' },
    { programId: '', tierId: 'gold' },
  ]) {
    expect(await fieldsWith(template(), input)).toEqual({ fields: [], asked: [] });
  }
});

test.each([400, 404])('a variant or template that PassKit refuses with %s has no fields', async (status) => {
  const refused: Answer = [status, { message: 'no' }];
  expect((await fieldsWith(refused)).fields).toEqual([]);
  const { runtime, asked } = passKit({ '/members/tier/P/gold': refused });
  expect(await templateFields('membership', chosen, runtime)).toEqual([]);
  expect(asked).toHaveLength(1);
});

test('a variant without a template has no fields', async () => {
  const { runtime, asked } = passKit({ '/members/tier/P/gold': [200, { id: 'gold' }] });
  expect(await templateFields('membership', chosen, runtime)).toEqual([]);
  expect(asked).toHaveLength(1);
});

test('a PassKit that is down, or does not know the account, is told', async () => {
  for (const status of [401, 503]) {
    await expect(fieldsWith([status, { message: 'no' }])).rejects.toMatchObject({ status });
  }
});

test('the fields of a project have their own names, and none are no error', async () => {
  const names = { '/members/member/meta/P': [200, { response: ['meta.a', 'b'] }] } satisfies Record<
    string,
    Answer
  >;
  const fields = await projectFields('membership', { programId: 'P' }, passKit(names).runtime);
  expect(fields.map(({ key, label, type }) => [key, label, type])).toEqual([
    ['a', 'a', 'text'],
    ['b', 'b', 'text'],
  ]);
  const { runtime, asked } = passKit({});
  expect(await projectFields('membership', { programId: 'P' }, runtime)).toEqual([]);
  expect(await projectFields('membership', {}, runtime)).toEqual([]);
  expect(await projectFields('eventTicket', { productionId: 'P' }, runtime)).toEqual([]);
  expect(asked).toEqual(['GET /members/member/meta/P']);
});

test('a project whose custom fields PassKit cannot tell has a form without them, and no table that looks empty', async () => {
  const answering = (status: number) =>
    passKit({ '/members/member/meta/P': [status, { message: 'no' }] }).runtime;
  for (const status of [401, 403, 503])
    expect(await projectFields('membership', { programId: 'P' }, answering(status))).toEqual([]);
  await expect(fieldsInUse('membership', { programId: 'P' }, answering(503))).rejects.toThrow('no');
  // A project that PassKit does not know has none.
  expect(await fieldsInUse('membership', { programId: 'P' }, answering(404))).toEqual([]);
});

test('the editor asks anew when a project or variant changes, and for nothing else', () => {
  expect([...customFieldDrivers].sort()).toEqual([
    'campaignId',
    'offerId',
    'programId',
    'ticketTypeId',
    'tierId',
  ]);
});

test('a pass type that is none is no pass type', () => {
  expect(() => kindOf('constructor')).toThrow('There is no pass type constructor');
});

test.each([
  ['REDEEMED', 'redeemed'],
  ['EXPIRED', 'expired'],
  ['INVALIDATED', 'void'],
  ['UNREDEEMED', 'active'],
  [null, 'active'],
])('a coupon of status %s is %s', (status, state) => {
  expect(couponState({ status })).toBe(state);
});
