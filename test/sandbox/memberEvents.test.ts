// What happens to members is kept as events: points, visits, tiers. An event knows no amount.
import { demo } from '../../sandbox/ids.ts';
import type { Message } from '../../sandbox/index.ts';
import { idOf, list, send, useSandbox } from './client.ts';

const sandbox = useSandbox();
const { programId } = demo;
const MEMBER = '/members/member';
const enrol = (body: Message = {}) =>
  idOf(sandbox(), `POST ${MEMBER}`, { programId, tierId: 'bronze', ...body });
const about = (id: string, ...more: Message[]): Message => ({
  orderBy: 'created',
  filterGroups: [
    {
      condition: 'AND',
      fieldFilters: [{ filterField: 'member.id', filterOperator: 'eq', filterValue: id }, ...more],
    },
  ],
});
const LIST = `/members/program/list/events/${programId}`;

test('points, visits and tiers leave an event each, the newest first, with what the caller said', async () => {
  const id = await enrol({ externalId: 'events' });
  const eventDetails = { externalEventId: 'order 1', notes: 'A note', metaData: { points: '5' } };
  await idOf(sandbox(), `PUT ${MEMBER}/points/earn`, { id, points: 5, eventDetails });
  await idOf(sandbox(), `PUT ${MEMBER}/points/burn`, { id, points: 2 });
  await idOf(sandbox(), `PUT ${MEMBER}/points/set`, { id, points: 9 });
  await idOf(sandbox(), `PUT ${MEMBER}/points/earn`, { id, points: 1, tierId: 'gold' });
  const visit = { externalMemberId: 'events', programId, externalEventId: 'till 1', notes: 'In' };
  const { body } = await send(sandbox(), `POST ${MEMBER}/checkIn`, visit);
  expect(body).toMatchObject({
    eventType: 'EVENT_MEMBER_CHECKED_IN',
    externalId: 'till 1',
    notes: 'In',
    member: { id, externalId: 'events', tierId: 'gold', programId },
  });
  expect(sandbox().member(id)).toMatchObject({ status: 'CHECKED_IN' });
  await idOf(sandbox(), `POST ${MEMBER}/checkOut`, { memberId: id });
  expect(sandbox().member(id)).toMatchObject({ status: 'CHECKED_OUT' });

  const events = await list(sandbox(), LIST, { filters: about(id) });
  expect(events.map(({ eventType }) => String(eventType).slice('EVENT_MEMBER_'.length))).toEqual([
    'CHECKED_OUT',
    'CHECKED_IN',
    'TIER_CHANGED',
    'POINTS_EARNED',
    'POINTS_SET',
    'POINTS_BURNED',
    'POINTS_EARNED',
  ]);
  expect(events.at(-1)).toMatchObject({ externalId: 'order 1', notes: 'A note', metaData: { points: '5' } });
  const typed = { filterField: 'eventType', filterOperator: 'eq', filterValue: 'EVENT_MEMBER_POINTS_EARNED' };
  const { body: count } = await send(sandbox(), `POST /members/program/count/events/${programId}`, {
    filters: about(id, typed),
  });
  expect(count).toEqual({ total: 2 });
  // The list of one member takes no filters, and begins with the oldest.
  const own = await list(sandbox(), `${MEMBER}/list/events/${id}`, {});
  expect(own[0]).toMatchObject({ externalId: 'order 1' });
});

test('the same event ID is taken twice: nothing says that PassKit refuses it', async () => {
  const id = await enrol();
  const earn = { id, points: 5, eventDetails: { externalEventId: 'same' } };
  await idOf(sandbox(), `PUT ${MEMBER}/points/earn`, earn);
  await idOf(sandbox(), `PUT ${MEMBER}/points/earn`, earn);
  expect(sandbox().member(id)).toMatchObject({ points: 10 });
});

test.each([
  ['an unknown field', 'POST /members/member/checkIn', { id: 'x' }, /unknown field/],
  ['nobody', 'POST /members/member/checkIn', { programId }, /required_without/],
  [
    'a member without a program',
    'POST /members/member/checkOut',
    { externalMemberId: 'x' },
    /required_without/,
  ],
  [
    'a filter that the list does not have',
    `POST ${LIST}`,
    {
      filters: {
        filterGroups: [
          {
            condition: 'AND',
            fieldFilters: [{ filterField: 'externalId', filterOperator: 'eq', filterValue: 'x' }],
          },
        ],
      },
    },
    /unknown filter field/,
  ],
])('%s is refused', async (_what, call, body, words) => {
  const { status, text } = await send(sandbox(), call, body);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(text).toMatch(words);
});

test('an event ID that is too long changes nothing', async () => {
  const id = await enrol();
  const eventDetails = { externalEventId: 'x'.repeat(256) };
  const reply = await send(sandbox(), `PUT ${MEMBER}/points/earn`, { id, points: 1, eventDetails });
  expect(reply.status).toBe(400);
  expect(sandbox().member(id)).toMatchObject({ points: 0 });
});
