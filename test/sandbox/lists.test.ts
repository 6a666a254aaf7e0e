// Lists: JSON lines, filters, order, pages and counts.
import { demo } from '../../sandbox/ids.ts';
import { idOf, list, send, useSandbox, where } from './client.ts';

const sandbox = useSandbox({ now: () => new Date('2026-03-01T10:00:00Z') });
const { programId, campaignId, productionId } = demo;
const MEMBERS = `/members/member/list/${programId}`;

beforeAll(async () => {
  const people = [
    { externalId: 'ana', tierId: 'bronze', points: 30, metaData: { drink: 'Latte' } },
    { externalId: 'bob', tierId: 'silver', points: 10, metaData: { drink: 'Mocha' } },
    { externalId: 'cleo', tierId: 'silver', points: 20, expiryDate: '2026-03-05T00:00:00Z' },
    { externalId: 'dan', tierId: 'gold', expiryDate: '2026-02-01T00:00:00Z' },
  ];
  for (const person of people) {
    const emailAddress = `${person.externalId}@example.com`;
    await idOf(sandbox(), 'POST /members/member', { programId, ...person, person: { emailAddress } });
    sandbox().clock.advance(60_000);
  }
});

const names = async (filters: object) =>
  (await list(sandbox(), MEMBERS, { filters: { ...filters } })).map(({ externalId }) => externalId);

test.each<[string, object, string[]]>([
  ['newest first', {}, ['dan', 'cleo', 'bob', 'ana']],
  ['oldest first', { orderAsc: true }, ['ana', 'bob', 'cleo', 'dan']],
  ['by another field', { orderBy: 'points', orderAsc: true }, ['dan', 'bob', 'cleo', 'ana']],
  ['by a text field, descending', { orderBy: 'externalId' }, ['dan', 'cleo', 'bob', 'ana']],
  ['one page', { limit: 2, offset: 1 }, ['cleo', 'bob']],
  ['past the end', { offset: 9 }, []],
])('list order and pages: %s', async (_name, filters, expected) => {
  expect(await names(filters)).toEqual(expected);
});

test.each<[string, string, string, string[]]>([
  ['externalId', 'eq', 'bob', ['bob']],
  ['externalId', 'like', 'A', ['dan', 'ana']],
  ['externalId', 'like', '%l%o%', ['cleo']],
  ['person.emailAddress', 'eq', 'ana@example.com', ['ana']],
  ['tierId', 'eq', 'silver', ['cleo', 'bob']],
  ['meta.drink', 'eq', 'Mocha', ['bob']],
  ['status', 'eq', 'EXPIRED', ['dan']],
  ['status', 'eq', 'ENROLLED', ['cleo', 'bob', 'ana']],
  ['expiryDate', 'lt', '2026-03-01T00:00:00Z', ['dan']],
  ['expiryDate', 'gte', '2026-03-05T01:00:00+01:00', ['cleo']],
  ['created', 'gt', '2026-03-01T10:01:00Z', ['dan', 'cleo']],
  ['created', 'lte', String(Date.parse('2026-03-01T10:01:00Z') / 1000), ['bob', 'ana']],
])('filter %s %s %s', async (field, operator, value, expected) => {
  expect(await names(where(field, operator, value))).toEqual(expected);
  const count = await send(sandbox(), `POST /members/count/${programId}`, {
    filters: where(field, operator, value),
  });
  expect(count.body).toEqual({ total: expected.length });
});

test('groups are combined by AND, filters in a group by its condition', async () => {
  const eq = (filterField: string, filterValue: string) => ({
    filterField,
    filterOperator: 'eq',
    filterValue,
  });
  const anaOrBob = { condition: 'OR', fieldFilters: [eq('externalId', 'ana'), eq('externalId', 'bob')] };
  expect(await names({ filterGroups: [anaOrBob] })).toEqual(['bob', 'ana']);
  expect(await names({ filterGroups: [anaOrBob, { fieldFilters: [eq('tierId', 'silver')] }] })).toEqual([
    'bob',
  ]);
});

test.each<[string, object]>([
  ['field', where('passStatus', 'eq', 'x')],
  ['operator', where('status', 'ne', 'ENROLLED')],
  ['date', where('created', 'gt', 'yesterday')],
  ['order', { orderBy: 'person' }],
])('an unknown filter %s is 400', async (_name, filters) => {
  expect(await send(sandbox(), `POST ${MEMBERS}`, { filters })).toMatchObject({
    status: 400,
    body: { code: 3 },
  });
});

test('a list is JSON lines, an empty one an empty body', async () => {
  const reply = await send(sandbox(), `POST ${MEMBERS}`, { filters: { limit: 2 } });
  expect(reply.text.trimEnd().split('\n')).toHaveLength(2);
  expect(reply.text).toMatch(/^\{"result":\{"id":.*\}\}\n$/s);
  const empty = await send(sandbox(), `POST /coupon/singleUse/coupons/list/${campaignId}`, {});
  expect(empty).toMatchObject({ status: 200, text: '' });
});

test('the list of an unknown project is 404', async () => {
  expect(await send(sandbox(), 'POST /members/member/list/nope', {})).toMatchObject({ status: 404 });
  expect(await send(sandbox(), 'POST /eventTickets/tickets/list', { productionId: 'nope' })).toMatchObject({
    status: 404,
  });
});

test.each<[string, object, string[]]>([
  ['/members/programs/list', {}, ['Coffee Club']],
  [
    '/members/tiers/list',
    { programId, filters: { orderBy: 'tierIndex', orderAsc: true } },
    ['Bronze', 'Silver', 'Gold'],
  ],
  ['/coupon/singleUse/campaigns/list', {}, ['Coffee Rewards']],
  ['/eventTickets/productions', {}, ['Latte Art Show']],
  [`/eventTickets/ticketTypes/${productionId}`, {}, ['VIP', 'Standard']],
])('projects are listed: %s', async (path, body, expected) => {
  expect((await list(sandbox(), path, { ...body })).map(({ name }) => name)).toEqual(expected);
});

test('offers, events and templates are listed with what belongs to them', async () => {
  const offers = await list(sandbox(), '/coupon/singleUse/offers/list', { campaignId });
  expect(offers.map(({ offerTitle }) => offerTitle)).toEqual(['Half Price Cake', 'Free Coffee']);
  const [event] = await list(sandbox(), '/eventTickets/events/list', { productionId });
  expect(event).toMatchObject({ production: { name: 'Latte Art Show' }, venue: { name: 'Coffee Museum' } });
  const templates = await list(sandbox(), '/templates/list', where('protocol', 'eq', 'EVENT_TICKETING'));
  expect(templates).toHaveLength(2);
  expect(templates[0]).toMatchObject({ template: { protocol: 'EVENT_TICKETING' } });
});

test('the default page has 25 passes and limit -1 has them all', async () => {
  for (let n = 0; n < 30; n++)
    await idOf(sandbox(), 'POST /coupon/singleUse/coupon', { campaignId, offerId: demo.offerId });
  const path = `/coupon/singleUse/coupons/list/${campaignId}`;
  expect(await list(sandbox(), path, {})).toHaveLength(25);
  expect(await list(sandbox(), path, { filters: { limit: -1 } })).toHaveLength(30);
});
