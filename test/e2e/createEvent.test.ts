// Create Event end to end: one event at a place and time, by IDs or names, and what becomes of a lost answer.
import { useSandbox } from '../support/zapier.ts';

const { sandbox, app, requestsOf } = useSandbox();
const startDate = '2027-05-01T19:30:00+01:00';
const row = (more = {}) => ({
  productionId: sandbox().demo.productionId,
  venueId: sandbox().demo.venueId,
  startDate,
  ...more,
});
const create = (more = {}) => app().create('create_event', row(more));
const posts = () =>
  sandbox().requests.filter(({ method, path }) => method === 'POST' && path === '/eventTickets/event');

test('is created with three requests, returned with two, and tickets are issued for it', async () => {
  const requests = await requestsOf(async () => {
    expect(await create({ endDate: '2027-05-02' })).toMatchObject({
      venueName: 'Coffee Museum',
      startDate: '2027-05-01T18:30:00Z',
      outcome: 'created',
    });
  });
  expect(requests.map((one) => one.replace(/\?.*(?= )/, ''))).toEqual([
    'GET /eventTickets/venue/CoffeeMuseumVenue00001 200',
    'GET /eventTickets/event/details 404',
    'POST /eventTickets/event 200',
  ]);
  const again = await create({ startDate: '2027-05-01T18:30:00.000Z' });
  expect(again).toMatchObject({
    outcome: 'existing',
    endDate: expect.stringMatching(/^2027-05-02T22:59:59/),
  });
  expect(posts()).toHaveLength(1);
  const { eventId } = again;
  const { productionId, ticketTypeId } = sandbox().demo;
  expect(
    await app().create('issue_pass', { passType: 'eventTicket', productionId, eventId, ticketTypeId }),
  ).toMatchObject({ eventId, outcome: 'created' });
});

test('a day begins it at its first moment, and doors open then', async () => {
  expect(await create({ startDate: '2027-09-15', doorsOpen: '2027-09-15' })).toMatchObject({
    startDate: expect.stringMatching(/^2027-09-14T23:00:00/),
    doorsOpen: expect.stringMatching(/^2027-09-14T23:00:00/),
  });
});

test('is found by the names of its production and venue, whatever else the names may be told', async () => {
  const named = {
    productionId: 'Latte Art Show',
    venueId: 'Coffee Museum',
    startDate: '2027-06-01T10:00:00Z',
  };
  expect(await create(named)).toMatchObject({
    outcome: 'created',
    ...row({ startDate: '2027-06-01T10:00:00Z' }),
  });
  expect(await create(named)).toMatchObject({ outcome: 'existing' });
  const before = posts().length;
  await expect(create({ venueId: 'Coffee Palace' })).rejects.toThrow(
    /There is no venue “Coffee Palace”. Use one of: “Coffee Museum”/,
  );
  // No venue may come of a name that nobody knows.
  expect(posts()).toHaveLength(before);
  await expect(create({ productionId: 'Late Art Show', startDate: '2028-01-01' })).rejects.toThrow(
    /There is no production “Late Art Show”/,
  );
});

test('another venue or production is another event', async () => {
  const { id: venueId } = sandbox().add.venue({ name: 'Roastery' });
  const { id: productionId } = sandbox().add.production({ name: 'Cupping' });
  const there = [await create({ venueId }), await create({ productionId }), await create()];
  expect(there.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'existing']);
  expect(new Set(there.map(({ eventId }) => eventId)).size).toBe(3);
});

test.each([
  ['the venue', '/eventTickets/venue', '2027-07-01'],
  ['the look', '/eventTickets/event/details', '2027-07-02'],
])('a lost answer of %s is tried again, and nothing is created before', async (_name, path, day) => {
  const lost = row({ startDate: day });
  const before = posts().length;
  sandbox().fault({ path, reset: 'before' });
  await expect(app().create('create_event', lost)).rejects.toThrow(/tries again|Try again/);
  expect(posts()).toHaveLength(before);
  expect(await app().create('create_event', lost)).toMatchObject({ outcome: 'created' });
});

test.each(['before', 'after'] as const)(
  'a lost answer of the new event (%s) never makes a second one',
  async (reset) => {
    const lost = row({ startDate: reset === 'before' ? '2027-08-01T10:00:00Z' : '2027-08-02T10:00:00Z' });
    const sent = posts().length;
    sandbox().fault({ method: 'POST', path: '/eventTickets/event', reset });
    const first = await app()
      .create('create_event', lost)
      .catch((error: Error) => error);
    if (reset === 'after') expect(first).toMatchObject({ outcome: 'created' });
    const arrived = reset === 'after';
    expect(await app().create('create_event', lost)).toMatchObject({
      outcome: arrived ? 'existing' : 'created',
    });
    expect(posts().length - sent).toBe(arrived ? 1 : 2);
  },
);

test('an event that ends before it begins is not created', async () => {
  const before = posts().length;
  await expect(create({ endDate: '2027-05-01T10:00:00Z' })).rejects.toThrow(/ends before it begins/);
  expect(posts()).toHaveLength(before);
});
