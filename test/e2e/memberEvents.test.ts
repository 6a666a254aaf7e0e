// Find Member Events end to end: the history of one member, by either name, and never that of somebody else.
import { useSandbox } from '../support/zapier.ts';

const { sandbox, app, inputs, requestsOf } = useSandbox();
const program = () => ({ programId: inputs.membership().programId });
const enrol = async (externalId: string) =>
  String((await app().create('issue_pass', { ...inputs.membership(), externalId })).id);
const find = (input: object) => app().search('find_member_events', { ...program(), ...input });
const kinds = async (input: object) =>
  (await find(input)).map(({ event }) => String(event).replace('EVENT_MEMBER_', ''));

let id: string;
beforeAll(async () => {
  id = await enrol('history');
  const other = await enrol('other');
  for (const [day, key, more] of [
    [1, 'earn_points', { id, points: 5, reference: 'order-1', note: 'Coffee' }],
    [2, 'check_in_member', { id: other }],
    [3, 'check_in_member', { id }],
    [4, 'update_pass', { passType: 'membership', id, tierId: 'gold' }],
  ] as const) {
    sandbox().clock.set(new Date(`2030-01-0${day}T12:00:00Z`));
    await app().create(key, { ...program(), ...more });
  }
});

test('tells what happened, newest first, with the member as they were', async () => {
  const found = await find({ externalId: 'history' });
  expect(found).toMatchObject([
    { event: 'EVENT_MEMBER_TIER_CHANGED', tierId: 'gold' },
    { event: 'EVENT_MEMBER_CHECKED_IN' },
    {
      event: 'EVENT_MEMBER_POINTS_EARNED',
      occurredAt: expect.stringMatching(/^2030-01-01T12:00:0/),
      reference: 'order-1',
      note: 'Coffee',
      passId: id,
      externalId: 'history',
      passUrl: `${sandbox().url}/${id}`,
      tierId: 'bronze',
      metaData: { points: '5' },
    },
  ]);
  expect(new Set(found.map((event) => event.id)).size).toBe(3);
  expect(await find({ id })).toEqual(found);
});

test('can be narrowed by kind, also in the words of its label, by time and by number', async () => {
  expect(await kinds({ id, events: ['Points Earned', 'EVENT_MEMBER_TIER_CHANGED'] })).toEqual([
    'TIER_CHANGED',
    'POINTS_EARNED',
  ]);
  expect(await kinds({ id, events: ['Verified'] })).toEqual([]);
  expect(await kinds({ id, limit: 1, events: ['Points Earned'] })).toEqual(['POINTS_EARNED']);
  expect(await kinds({ id, limit: 2 })).toEqual(['TIER_CHANGED', 'CHECKED_IN']);
  expect(await kinds({ id, createdAfter: '2030-01-03' })).toEqual(['TIER_CHANGED', 'CHECKED_IN']);
  expect(await kinds({ id, createdBefore: '2030-01-03' })).toEqual(['CHECKED_IN', 'POINTS_EARNED']);
  await expect(find({ id, events: ['Coffee'] })).rejects.toThrow(
    /Events is “Coffee”\. Use one of: EVENT_MEMBER_/,
  );
});

test('asks once by PassKit ID and twice by external ID', async () => {
  expect(await requestsOf(() => find({ id }))).toHaveLength(1);
  expect(await requestsOf(() => find({ externalId: 'history' }))).toHaveLength(2);
});

test('finds nothing of a member who is not there, and asks for no list then', async () => {
  const asked = await requestsOf(async () => expect(await find({ externalId: 'nobody' })).toEqual([]));
  expect(asked).toEqual([`GET /members/member/externalId/${program().programId}/nobody 404`]);
  expect(await find({ id: '9zNobody0000000000000' })).toEqual([]);
  await expect(find({})).rejects.toThrow(/External ID is missing/);
});

test.each([
  ['the member', '/members/member/externalId/'],
  ['the events', '/members/program/list/events/'],
])('never shows half of it: the request for %s fails', async (_what, path) => {
  for (const fault of [{ reset: 'before' }, { status: 503 }, { status: 500 }] as const) {
    sandbox().fault({ path, times: 1, ...fault });
    await expect(find({ externalId: 'history' })).rejects.toThrow(/\[\w+\]|again/);
    sandbox().clearFaults();
  }
  expect(await find({ externalId: 'history' })).toHaveLength(3);
});
