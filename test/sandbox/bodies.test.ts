// Request bodies are strict proto3 JSON, then pass PassKit's validator rules.
import { demo } from '../../sandbox/ids.ts';
import { idOf, send, useSandbox } from './client.ts';

const sandbox = useSandbox();
const { programId, campaignId, offerId, productionId, ticketTypeId, eventId } = demo;
const member = { programId, tierId: 'bronze' };
const coupon = { campaignId, offerId };
const ticket = { ticketTypeId, eventId };
const own = { forename: 'Jane', surname: 'Doe', displayName: 'Jane Doe', emailAddress: 'jane@example.com' };

beforeAll(async () => {
  await idOf(sandbox(), 'POST /members/member', { ...member, externalId: 'M' });
  await idOf(sandbox(), 'POST /coupon/singleUse/coupon', { ...coupon, externalId: 'C' });
  await idOf(sandbox(), 'POST /eventTickets/ticket', { ...ticket, ticketNumber: 'T' });
});

const M = { externalId: 'M', programId };
const C = { externalId: 'C', campaignId };
const T = { ticketNumber: { productionId, ticketNumber: 'T' } };
const group = (condition: string, ...fieldFilters: object[]) => ({
  filterGroups: [{ condition, fieldFilters }],
});
const eq = (filterField: string, filterValue: string) => ({ filterField, filterValue, filterOperator: 'eq' });
const page = { limit: 100, offset: 0, orderBy: 'created', orderAsc: true };
const zones = group('OR', eq('ianaTimezone', 'America/New_York'), eq('ianaTimezone', 'Asia/Hong_Kong'));

test.each<[string, object]>([
  ['POST /coupon/singleUse/campaigns/list', { ...page, ...zones }],
  [
    'POST /coupon/singleUse/coupon',
    { ...coupon, externalId: 'H', expiryDate: '2099-12-31T23:59:59.000Z', metaData: { code: 'H-1' } },
  ],
  [`POST /coupon/singleUse/coupons/list/${campaignId}`, { filters: { limit: 25, offset: 0 } }],
  ['PUT /coupon/singleUse/coupon', { ...C, expiryDate: '2099-05-10T00:00:00Z' }],
  [
    'PUT /coupon/singleUse/coupon/redeem',
    {
      ...C,
      redemptionDetails: {
        redemptionSource: 'Zapier',
        redemptionReference: 'till-7',
        transactionReference: 'INV-1001',
        transactionAmount: 25.5,
      },
    },
  ],
  ['DELETE /coupon/singleUse/coupon', C],
  ['POST /members/member', { ...member, person: { displayName: 'Jane', emailAddress: 'jane@example.com' } }],
  [
    'PUT /members/member/points/earn',
    { ...M, points: 1, eventDetails: { externalServiceId: 'loyalty-scanner' } },
  ],
  ['PUT /members/member/points/set', { ...M, points: 11, tierId: 'bronze' }],
  ['PUT /members/member', { ...M, metaData: { tier: 'Pro', nextRace: 'None booked' } }],
  [
    `POST /members/member/list/${programId}`,
    { filters: { ...page, limit: 1000, ...group('AND', eq('status', 'CHECKED_IN')) } },
  ],
  ['POST /members/programs/list', { ...page, ...group('AND', eq('status', 'PROJECT_PUBLISHED')) }],
  ['POST /eventTickets/ticket', { ...ticket, ticketNumber: 'REF1', orderNumber: 'REF1', person: own }],
  [
    'PUT /eventTickets/ticket/validate',
    {
      maxNumberOfValidations: 2,
      ticket: T,
      validateDetails: { validateSource: 'gate-1', validateReference: 'staff-7' },
    },
  ],
  ['PUT /eventTickets/ticket/redeem', { ticket: T }],
  ['DELETE /eventTickets/ticket', T],
])("PassKit's own example is accepted: %s", async (call, body) => {
  expect(await send(sandbox(), call, body)).toMatchObject({ status: 200 });
});

test.each<[string, string, object | string, RegExp]>([
  [
    'an unknown field',
    'PUT /coupon/singleUse/coupon',
    '{"couponExternalId":"C"}',
    /^proto: \(line 1:2\): unknown field "couponExternalId"$/,
  ],
  [
    'a nested unknown field',
    'POST /members/member',
    { ...member, person: { email: 'a@b.c' } },
    /unknown field "email"/,
  ],
  [
    'filters at the wrong level',
    `POST /members/member/list/${programId}`,
    { limit: 5 },
    /unknown field "limit"/,
  ],
  [
    'a number for a string',
    'POST /members/member',
    { ...member, externalId: 7 },
    /invalid value for string field externalId: 7/,
  ],
  [
    'a text for a number',
    'POST /members/member',
    { ...member, points: 'many' },
    /invalid value for float field points: "many"/,
  ],
  [
    'a negative unsigned number',
    'POST /members/member',
    { ...member, tierPoints: -1 },
    /invalid value for uint32 field tierPoints: -1/,
  ],
  [
    'a text for a boolean',
    'POST /members/member',
    { ...member, optOut: 'true' },
    /invalid value for bool field optOut/,
  ],
  [
    'a number in metaData',
    'POST /members/member',
    { ...member, metaData: { visits: 3 } },
    /invalid value for string field value: 3/,
  ],
  [
    'an unknown enum name',
    'PUT /members/member',
    { ...M, operation: 'PUT' },
    /invalid value for enum field operation: "PUT"/,
  ],
  [
    'a scalar for a message',
    'POST /members/member',
    { ...member, person: 'Jane' },
    /^proto: syntax error \(line 1:\d+\): unexpected token "Jane"$/,
  ],
  [
    'a scalar for an array',
    'POST /members/programs/list',
    { filterGroups: 'x' },
    /syntax error .* unexpected token "x"/,
  ],
  [
    'a date that is no timestamp',
    'POST /members/member',
    { ...member, expiryDate: '2026-12-31' },
    /invalid google.protobuf.Timestamp value "2026-12-31"/,
  ],
  [
    'a day that does not exist',
    'POST /members/member',
    { ...member, expiryDate: '2026-02-30T00:00:00Z' },
    /invalid google.protobuf.Timestamp value/,
  ],
  [
    'both members of a oneof',
    'DELETE /eventTickets/ticket',
    { ticketId: 'x', ...T },
    /oneof event_tickets.TicketId.id is already set/,
  ],
  ['broken JSON', 'POST /members/member', '{', /^proto: syntax error/],
  [
    'a missing required field',
    'POST /members/member',
    { programId },
    /^validation err: Key: 'Member.TierId' Error:Field validation for 'TierId' failed on the 'required' tag$/,
  ],
  ['no body', 'POST /coupon/singleUse/coupon', '', /'Coupon.OfferId' .* 'required' tag/],
  [
    'an invalid e-mail',
    'POST /members/member',
    { ...member, person: { emailAddress: 'jane' } },
    /'Member.Person.EmailAddress' .* 'email' tag/,
  ],
  [
    'a read-only field',
    'PUT /members/member',
    { ...M, created: '2026-01-01T00:00:00Z' },
    /'Member.Created' .* 'isdefault' tag/,
  ],
  [
    'an own id without its campaign',
    'PUT /coupon/singleUse/coupon/redeem',
    { externalId: 'C' },
    /'Coupon.CampaignId' .* 'required_without' tag/,
  ],
  [
    'an own id without its program',
    'PUT /members/member/points/earn',
    { externalId: 'M', points: 1 },
    /ProgramId' .* 'required_without' tag/,
  ],
  ['a member without its program', 'PUT /members/member', { externalId: 'M' }, /programId, is required/],
  ['points of zero', 'PUT /members/member/points/earn', { ...M, points: 0 }, /'required_without_all' tag/],
  [
    'negative points',
    'PUT /members/member/points/burn',
    { ...M, points: -5 },
    /'EarnBurnPointsRequest.Points' .* 'gte' tag/,
  ],
  [
    'the wrong key for a tier change',
    'PUT /members/member/tier',
    { id: 'x', tierId: 'gold' },
    /unknown field "id"/,
  ],
  [
    'an external member without program',
    'PUT /members/member/tier',
    { externalMemberId: 'M', tierId: 'gold' },
    /'required_with' tag/,
  ],
  [
    'an empty filter value',
    `POST /members/member/list/${programId}`,
    { filters: group('AND', eq('externalId', '')) },
    /FilterValue' .* 'required' tag/,
  ],
  [
    'a ticket update by number alone',
    'PUT /eventTickets/ticket',
    { ticketNumber: 'T' },
    /a production is required/,
  ],
  ['a ticket without an event', 'POST /eventTickets/ticket', { ticketTypeId }, /EventInfo/],
  [
    'a redemption without a ticket',
    'PUT /eventTickets/ticket/redeem',
    {},
    /'RedeemTicketRequest.Ticket' .* 'required' tag/,
  ],
])('%s is refused with 400', async (_name, call, body, message) => {
  const reply = await send(sandbox(), call, body);
  expect(reply).toMatchObject({ status: 400, body: { code: 3, details: [] } });
  expect(reply.body.message).toMatch(message);
});

test('proto3 JSON leniency: null is unset and numbers may be strings', async () => {
  const id = await idOf(sandbox(), 'POST /members/member', {
    ...member,
    person: null,
    points: '2.5',
    tierPoints: '3',
  });
  expect(sandbox().member(id)).toMatchObject({ person: null, points: 2.5, tierPoints: 3 });
});
