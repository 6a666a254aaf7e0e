// The forms and the words of the Make app, as Make's review and its users want them.
import * as z from 'zod';
import { creates } from '../../creates/index.ts';
import { modules } from '../../make/app.ts';
import { problemsInTemp } from '../../make/errors.ts';
import { triggers } from '../../make/triggers.ts';
import { camelCase, sentenceCase } from '../../make/wording.ts';
import { kindOf, passTypes } from '../../passes/kinds.ts';
import { connectionFields } from '../../passkit/connectionFields.ts';
import { searches } from '../../searches/index.ts';
import { evaluate } from '../../standIns/make/engine/iml.ts';
import { ourApp } from './ourApp.ts';

const shape = z.looseObject({
  name: z.string(),
  mode: z.string().optional(),
  options: z.unknown().optional(),
  advanced: z.boolean().optional(),
});
const option = z.looseObject({ value: z.string(), nested: z.unknown().optional() });

/** The parameters of a place, also those that stand in the options of others. */
function everyParameter(value: unknown): z.output<typeof shape>[] {
  return z
    .array(z.union([z.string(), shape]))
    .catch([])
    .parse(value)
    .flatMap((item) => {
      if (typeof item === 'string') return [];
      const store = z.looseObject({ nested: z.unknown() }).safeParse(item.options);
      const options = z.array(option).catch([]).parse(item.options);
      return [
        item,
        ...(store.success ? everyParameter(store.data.nested) : []),
        ...options.flatMap(({ nested }) => everyParameter(nested)),
      ];
    });
}
const moduleOf = (name: string) => {
  const module = modules.find((one) => one.name === name);
  if (!module) throw new Error(`no module ${name}`);
  return module;
};

test('the statuses that a search offers are those of the pass type', () => {
  const [passType] = z
    .array(z.looseObject({ options: z.array(option) }))
    .parse([z.array(z.unknown()).parse(moduleOf('searchPasses').parameters)[0]]);
  for (const type of passTypes) {
    const inside = passType?.options.find(({ value }) => value === type)?.nested;
    const status = everyParameter(inside).find(({ name }) => name === 'status');
    const offered = z
      .array(option)
      .parse(status?.options)
      .map(({ value }) => value);
    expect(new Set(offered)).toEqual(new Set(Object.keys(kindOf(type).statuses)));
  }
});

test('what a user should know before using an action ends the description of its module', () => {
  const noted = [...creates, ...searches].filter(({ notice }) => notice !== undefined);
  expect(noted.length).toBeGreaterThan(0);
  for (const operation of noted) {
    const { description } = moduleOf(
      operation.key.replace(/_(\w)/g, (_match, letter) => letter.toUpperCase()),
    );
    expect(description).toBe(`${operation.description} ${operation.notice}`);
  }
});

test('an ID that the list of the newest passes does not show can be typed', () => {
  const lists = modules.flatMap(({ parameters }) =>
    everyParameter(parameters).filter(
      ({ options }) => options === 'rpc://passList' || options === 'rpc://couponList',
    ),
  );
  expect(lists.length).toBeGreaterThanOrEqual(4);
  for (const { mode } of lists) expect(mode).toBe('edit');
});

test('the custom fields of a bundle can be mapped one by one', () => {
  const described = [
    ...modules.map((module) => [module.name, module.interface] as const),
    ...triggers.map(({ name, code }) => [name, code.interface] as const),
  ];
  const rpcs = Object.fromEntries(
    described.flatMap(([name, fields]) =>
      everyParameter(fields).flatMap((field) => (field.name === 'metaData' ? [[name, field.spec]] : [])),
    ),
  );
  // A new pass has the fields of its template, any other those that are in use in its project; on a form without the pass
  // type the list is told which one it is.
  const passes = [...creates, ...searches].filter(({ output }) => output.metaData && !output.metaData.parts);
  const expected = passes.map(({ key, fields, plans, sample }) => {
    const { variantKey } = kindOf(Object.keys(plans)[0] ?? '').template;
    const isNew = sample.outcome !== undefined && fields[variantKey]?.required === true;
    const type = 'passType' in fields ? '' : `?passType=${Object.keys(plans)[0]}`;
    return [camelCase(key), [`rpc://${isNew ? 'templateFields' : 'projectFields'}${type}`]];
  });
  // What an event holds is no custom field of a pass.
  const eventData = ['points', 'secondaryPoints', 'tierPoints'].map((name) =>
    expect.objectContaining({ name, type: 'text' }),
  );
  expect(rpcs).toEqual({
    ...Object.fromEntries(expected),
    findMemberEvents: eventData,
    watchMemberEvents: eventData,
    watchPassEvents: ['rpc://projectFields'],
    watchNewPasses: ['rpc://projectFields'],
    watchUpdatedPasses: ['rpc://projectFields'],
  });
  expect(rpcs).toMatchObject({
    issuePass: ['rpc://templateFields'],
    updatePass: ['rpc://projectFields'],
    reissueCoupon: ['rpc://templateFields?passType=coupon'],
    redeemCoupon: ['rpc://projectFields?passType=coupon'],
  });
});

describe.each(['findPass', 'findActiveCoupon', 'searchPasses'])('%s', (name) => {
  const request = z
    .looseObject({
      response: z.looseObject({ valid: z.record(z.string(), z.string()) }),
      pagination: z.looseObject({ condition: z.string(), body: z.unknown() }),
    })
    .parse(z.array(z.unknown()).parse(moduleOf(name).communication).at(-1));
  const page = (number: number, lines: number, more = '') => ({
    body: '{"result":{}}\n'.repeat(lines) + more,
    temp: { pageSize: 10, passType: 'membership', ...problemsInTemp },
    parameters: {},
    pagination: { page: number },
  });

  test('pages to the end of the list, in large steps after the first page', () => {
    const offset = (number: number) =>
      Object(Object(evaluate(request.pagination.body, page(number, 1))).filters);
    expect(offset(2)).toMatchObject({ offset: 10, limit: 1000 });
    expect(offset(3)).toMatchObject({ offset: 1010, limit: 1000 });
    const { condition } = request.pagination;
    expect([10, 9].map((lines) => evaluate(condition, page(1, lines)))).toEqual([true, false]);
    expect([1000, 9].map((lines) => evaluate(condition, page(3, lines)))).toEqual([true, false]);
  });

  test('says so where Make would end it before the end', () => {
    const { condition, message, type } = request.response.valid;
    expect(evaluate(condition, page(50, 1000))).toBe(true);
    expect(evaluate(condition, page(51, 999))).toBe(true);
    expect(evaluate(condition, page(51, 1000))).toBe(false);
    expect(evaluate(message, page(51, 1000))).toMatch(/ended after 50,000 passes.* \[too_many\]/);
    expect(evaluate(type, page(51, 1000))).toBe('DataError');
    const broken = page(2, 3, '{"error":{}}');
    expect(evaluate(condition, broken)).toBe(false);
    expect(evaluate(message, broken)).toMatch(/in the middle of a list/);
    expect(evaluate(type, broken)).toBe('ConnectionError');
  });
});

test('nothing in the app has the words of Zapier’s form', () => {
  const titles = [
    ...[...creates, ...searches].flatMap(({ label, fields }) => [
      label,
      ...Object.values(fields).map((field) => field.label),
    ]),
    ...Object.values(connectionFields).map(({ label }) => label),
  ].filter((label) => label.includes(' ') && sentenceCase(label) !== label);
  for (const [path, text] of Object.entries(ourApp)) {
    const found = [...new Set(titles)].filter((title) => text.includes(title));
    expect({ path, found }).toEqual({ path, found: [] });
    expect(text).not.toMatch(/\bZap(ier|s)?\b|on the (left|right)/);
  }
});

test('what few need is advanced, unless it stands inside of something: Make wants nothing advanced there', () => {
  const isAdvanced = ({ advanced }: z.output<typeof shape>) => advanced === true;
  const top = z.array(z.union([z.string(), shape]));
  for (const { name, parameters } of modules) {
    const outside = top.catch([]).parse(parameters);
    const inside = everyParameter(parameters).filter(
      (one) => !outside.some((item) => typeof item !== 'string' && item.name === one.name),
    );
    expect({ name, inside: inside.filter(isAdvanced).map((one) => one.name) }).toEqual({ name, inside: [] });
  }
  const issue = top.parse(moduleOf('issuePass').parameters).filter((one) => typeof one !== 'string');
  expect(issue.filter(isAdvanced).map((one) => one.name)).toEqual([
    'dateOfBirth',
    'optOut',
    'metaData',
    'ifExists',
  ]);
});

// The names are those of PassKit's enums: PassEventId, MembershipEventId, CouponEventId, TicketEventId.
test.each([
  ['membership', 'MEMBER_EVENT_ENROLLED'],
  ['coupon', 'COUPON_EVENT_REDEEMED'],
  ['eventTicket', 'TICKET_EVENT_REDEEMED'],
])('the webhook of a %s offers its own event, and none of another pass type', (type, own) => {
  const [passType] = z
    .array(z.looseObject({ options: z.array(option) }))
    .parse(JSON.parse(ourApp['webhooks/pass-events/pass-events.params.iml.json'] ?? ''));
  const events = everyParameter(passType?.options.find(({ value }) => value === type)?.nested).find(
    ({ name }) => name === 'events',
  );
  const offered = z
    .array(option)
    .parse(events?.options)
    .map(({ value }) => value);
  expect(offered.filter((event) => !event.startsWith('PASS_EVENT_'))).toEqual([own]);
});

test('a list that is the same for every pass type does not ask for the pass type', () => {
  const namesIn = (rpc: string) =>
    everyParameter(JSON.parse(ourApp[`rpcs/${rpc}/${rpc}.params.iml.json`] ?? '')).map(({ name }) => name);
  expect(namesIn('tier-list')).toEqual(['programId']);
  expect(namesIn('pass-list')).toContain('passType');
});

test('whether the holder is given is asked once for each pass type, and named', () => {
  for (const name of ['updatePass', 'issuePass']) {
    const text = JSON.stringify(moduleOf(name).communication);
    expect({
      name,
      times: text.split('ifempty(parameters.displayName, ifempty(parameters.forename').length - 1,
    }).toEqual({
      name,
      times: passTypes.length,
    });
  }
});
