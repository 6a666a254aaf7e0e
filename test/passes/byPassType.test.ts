// Operations cut by pass type: each does exactly what the whole one does for that type, and asks only what that type needs.
import { creates } from '../../creates/index.ts';
import type { Http } from '../../operation/ask.ts';
import type { Field } from '../../operation/field.ts';
import { type Operation, operation } from '../../operation/operation.ts';
import { runByName } from '../../passes/byName.ts';
import { byPassType } from '../../passes/byPassType.ts';
import { dropdownOf } from '../../passes/dropdowns.ts';
import { kindOf, passTypes } from '../../passes/kinds.ts';
import { searches } from '../../searches/index.ts';

const all = [...creates, ...searches];
const cut = all.flatMap((whole) =>
  byPassType(whole).map(
    (one) => [one.key, { whole, one, passType: Object.keys(one.plans)[0] ?? '' }] as const,
  ),
);
const many = cut.filter(([, { whole }]) => 'passType' in whole.fields);
const called = (key: string): Operation => {
  const found = cut.find(([name]) => name === key)?.[1].one;
  if (!found) throw new Error(`there is no ${key}`);
  return found;
};

test('they are named after their pass type, in plain English', () => {
  const names = Object.fromEntries(cut.map(([key, { one }]) => [key, one.label]));
  expect(names).toMatchObject({
    issue_membership: 'Issue a Membership',
    issue_coupon: 'Issue a Coupon',
    issue_ticket: 'Issue a Ticket',
    update_membership: 'Update a Membership',
    revoke_ticket: 'Revoke a Ticket',
    send_coupon: 'Send a Coupon',
    send_coupon_message: 'Send Coupon Message',
    set_membership_image: 'Set Membership Image',
    find_ticket: 'Find a Ticket',
    search_memberships: 'Find Memberships',
    count_coupons: 'Find Coupon Count',
    redeem_coupon: 'Redeem Coupon',
  });
  expect(called('issue_coupon').description).toBe(
    'Issues a coupon, or returns the pass that an external ID already has.',
  );
  expect(called('issue_ticket').description).toMatch(/^Issues an event ticket, or/);
  expect(called('search_tickets').description).toMatch('passes of a production,');
  expect(called('issue_ticket').noun).toBe('Ticket');
});

test('no two have the same key or label, and no text lists the types that it is not for', () => {
  for (const list of [cut.map(([key]) => key), cut.map(([, { one }]) => one.label)])
    expect(list.filter((name, index) => list.indexOf(name) !== index)).toEqual([]);
  const texts = JSON.stringify(
    cut.map(
      ([
        ,
        {
          one: { label, description, notice, fields },
        },
      ]) => [label, description, notice, fields],
    ),
  );
  expect(texts).not.toMatch(/membership, coupon or|program, campaign or/);
});

describe.each(cut)('%s', (_key, { whole, one, passType }) => {
  const fields = Object.entries(one.fields);

  test('holds together as a declaration, of one pass type', () => {
    expect(operation(one).plans[passType]).toBe(one.plans[passType]);
    expect(Object.keys(one.plans)).toEqual([passType]);
    expect(one.plans[passType]).toBe(whole.plans[passType]);
  });

  test('has the fields of its type alone, the required ones first', () => {
    const own = Object.entries(whole.fields).filter(
      ([key, { passTypes: of }]) => key !== 'passType' && (!of || of.includes(passType)),
    );
    expect(fields.map(([key]) => key).sort()).toEqual(own.map(([key]) => key).sort());
    const required = fields.map(([, field]) => field.required === true);
    expect(required).toEqual(required.toSorted((a, b) => Number(b) - Number(a)));
    for (const [, { choices = [], ...field }] of fields)
      expect([field, ...choices].filter((item) => item.passTypes)).toEqual([]);
  });

  test('has dropdowns that need no pass type to be chosen', () => {
    const lists = fields.flatMap(([, { dropdown }]) => dropdownOf(dropdown) ?? []);
    expect(lists.filter(({ sources }) => Object.keys(sources).join() !== passType)).toEqual([]);
  });

  test('has a sample of its type with exactly its outputs, in order', () => {
    expect(Object.keys(one.sample)).toEqual(Object.keys(one.output));
    if (one.sample.passType) expect(one.sample.passType).toBe(passType);
  });
});

test('outputs are those that its type can have, and samples are of a pass of its type', () => {
  const { output, sample } = called('revoke_coupon');
  expect(Object.keys(output)).toContain('campaignId');
  expect(Object.keys(output)).not.toContain('programId');
  expect(sample).toMatchObject({
    passType: 'coupon',
    offerId: expect.any(String),
    status: 'EXPIRED',
    outcome: 'expired',
  });
});

test('what is required comes first, however it was declared', () => {
  for (const key of ['issue_pass', 'redeem_coupon']) {
    const whole = all.find((one) => one.key === key);
    if (!whole) throw new Error(`there is no ${key}`);
    const turned = { ...whole, fields: Object.fromEntries(Object.entries(whole.fields).toReversed()) };
    for (const { fields } of byPassType(turned)) {
      const required = Object.values(fields).map((field) => field.required === true);
      expect(required).toEqual(required.toSorted((a, b) => Number(b) - Number(a)));
    }
  }
});

test('a choice that only other types have is not offered', () => {
  const offered = (key: string, name: string) => called(key).fields[name]?.choices?.map(({ value }) => value);
  expect(offered('revoke_coupon', 'method')).toEqual(['delete']);
  expect(offered('revoke_membership', 'method')).toEqual(['expire', 'delete']);
  expect(offered('search_coupons', 'status')).toEqual(['UNREDEEMED', 'REDEEMED']);
  expect(offered('search_tickets', 'status')?.sort()).toEqual(['ISSUED', 'REDEEMED']);
});

/** Something that each kind of field takes. */
const filledIn = (key: string, { type, choices }: Field): unknown =>
  ({
    text: `my ${key}`,
    email: 'jane@example.com',
    url: 'https://example.com/a.png',
    number: 12.5,
    count: 3,
    boolean: true,
    choice: choices?.[0]?.value,
    choices: choices?.[0]?.value,
    dateTime: '2027-12-31',
    date: '1990-05-17',
    keyValues: { colour: 'red' },
  })[type];

/** All that a run does: what it asks PassKit, and what becomes of it. */
async function doing(operation: Operation, raw: Record<string, unknown>, status: number) {
  const asked: unknown[] = [];
  const http: Http = async (request) => {
    asked.push(request);
    return { status, body: JSON.stringify(status === 200 ? { id: 'my id', count: 1 } : { message: 'no' }) };
  };
  const runtime = { http, pages: 'https://p', timezone: 'Europe/London', now: new Date(0) };
  const outcome = await runByName(operation, raw, runtime).catch((error: unknown) => String(error));
  return { asked, outcome };
}

const known = (outcome: unknown) =>
  Array.isArray(outcome)
    ? outcome.map((bundle: object) =>
        Object.fromEntries(Object.entries(bundle).filter(([, value]) => value !== null)),
      )
    : outcome;

test.each(many)(
  '%s does what the whole operation does for its type',
  async (_key, { whole, one, passType }) => {
    const fill = (keys: readonly string[]) =>
      Object.fromEntries(
        Object.entries(one.fields)
          .filter(([key]) => !keys.includes(key))
          .map(([key, field]) => [key, filledIn(key, field)]),
      );
    for (const blank of [[], ['id'], ['externalId'], Object.keys(one.fields)]) {
      for (const status of [200, 404]) {
        const raw = fill(blank);
        const [cutOne, wholeOne] = [
          await doing(one, raw, status),
          await doing(whole, { passType, ...raw }, status),
        ];
        expect(cutOne.asked).toEqual(wholeOne.asked);
        expect(known(cutOne.outcome)).toEqual(known(wholeOne.outcome));
      }
    }
  },
);

test('every pass type has its own', () => {
  const issue = all.find(({ key }) => key === 'issue_pass');
  const made = issue ? byPassType(issue) : [];
  expect(made.flatMap(({ plans }) => Object.keys(plans))).toEqual([...passTypes]);
  expect(made.map(({ fields }) => Object.keys(fields)[0])).toEqual(
    passTypes.map((type) => kindOf(type).project.key),
  );
});

test.each(passTypes)('the sample of a %s has what only its type has, and nothing else', (passType) => {
  const { output, sample } = kindOf(passType);
  expect(Object.keys(sample)).toEqual(Object.keys(output));
});
