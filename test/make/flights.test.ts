// Boarding passes and flights on each platform: the same bundle, the same record at PassKit; and where Make cannot do as much.
import { creates } from '../../creates/index.ts';
import { searches } from '../../searches/index.ts';
import {
  codaPlatforms,
  type Input,
  known,
  makePlatform,
  type Outcome,
  type Platform,
  zapierPlatform,
} from './platforms.ts';

let platforms: Platform[] = [];
beforeEach(async () => {
  platforms = [await zapierPlatform(), await makePlatform(), ...(await codaPlatforms())];
});
afterEach(async () => {
  delete process.env.PASSKIT_API_URL;
  for (const { sandbox } of platforms) await sandbox.close();
});

/** The keys of what was run so that it gave something. */
const compared = new Set<string>();

const flight: Input = {
  carrierCode: 'CC',
  flightNumber: '101',
  departureDate: '2030-01-15',
  boardingPoint: 'LHR',
  deplaningPoint: 'JFK',
};
const { deplaningPoint: _arrival, ...departure } = flight;
const passenger = {
  sequenceNumber: '42',
  operatingCarrierPNR: 'ABC123',
  forename: 'Jane',
  surname: 'Doe',
  gender: 'FEMALE',
};

async function runOn(platform: Platform, key: string, input: Input): Promise<Outcome> {
  const operation = [...creates, ...searches].find((one) => one.key === key);
  if (!operation) throw new Error(`no operation ${key}`);
  return platform.run(operation, input);
}

/** What came of it on each, which must be the same; and the same records behind it. */
async function onBoth(key: string, input: Input): Promise<Outcome> {
  const outcomes = await Promise.all(platforms.map((platform) => runOn(platform, key, input)));
  const [zapier, make, coda] = outcomes;
  expect(make).toEqual(zapier);
  if (coda) expect(known(coda)).toEqual(known(zapier));
  const [one, ...others] = platforms.map(({ sandbox }) => sandbox.flight());
  for (const other of others) expect(other).toEqual(one);
  if (!zapier) throw new Error('no outcome');
  if ('bundles' in zapier) compared.add(key);
  return zapier;
}

const seat = { seatNumber: '12A', boardingGroup: 'B', class: 'Economy', carryOnAllowance: '8K' };
const more = {
  emailAddress: 'jane@example.com',
  dateOfBirth: '1990-05-17',
  ticketNumber: '1234567890',
  ticketLeg: '1',
};

test('is issued, found by each of its names, and updated', async () => {
  const issued = { ...passenger, ...seat, ...more };
  expect(await onBoth('issue_boarding_pass', { ...flight, ...issued })).toMatchObject({
    bundles: [{ id: 'pass 1', outcome: 'created', seatNumber: '12A', departureDate: '2030-01-15' }],
  });
  const index = { ...departure, sequenceNumber: '42' };
  for (const way of [{ id: 'pass 1' }, { ticketNumber: '1234567890', boardingPoint: 'LHR' }, index]) {
    expect(await onBoth('find_boarding_pass', way)).toMatchObject({
      bundles: [{ id: 'pass 1', surname: 'Doe' }],
    });
  }
  for (const way of [{ id: 'pass 1' }, index]) {
    expect(await onBoth('update_boarding_pass', { ...way, seatNumber: '1C' })).toMatchObject({
      bundles: [{ id: 'pass 1', seatNumber: '1C', boardingGroup: 'B', outcome: 'updated' }],
    });
  }
  const [one, other] = platforms.map(({ sandbox }) => sandbox.boardingPasses());
  expect(other?.map((pass) => ({ ...pass, id: 'same' }))).toEqual(
    one?.map((pass) => ({ ...pass, id: 'same' })),
  );
  expect(one).toMatchObject([{ seatNumber: '1C', passenger: { passengerDetails: { gender: 'FEMALE' } } }]);
});

test('a flight is updated, blank fields keep what is on it, and times are those of the user’s clocks', async () => {
  const changes = {
    departureGate: 'B42',
    status: 'DELAYED',
    boardingTime: '2030-01-15T11:00:00Z',
    estimatedDepartureTime: '2030-07-15T11:00:00Z',
  };
  expect(await onBoth('update_flight', { ...flight, ...changes })).toMatchObject({
    bundles: [
      {
        departureGate: 'B42',
        boardingTime: '2030-01-15T11:00:00.000Z',
        // Summer time in London. A time without an offset reads as one here.
        estimatedDepartureTime: '2030-07-15T12:00:00.000Z',
        passes: 0,
        outcome: 'updated',
      },
    ],
  });
  expect(await onBoth('update_flight', { ...flight, baggageBelt: '4' })).toMatchObject({
    bundles: [{ departureGate: 'B42', baggageBelt: '4', status: 'DELAYED' }],
  });
});

test('what is not there, or belongs to somebody else, is told in the same words', async () => {
  expect(await onBoth('update_flight', { ...flight, flightNumber: '999' })).toMatchObject({
    error: expect.stringMatching(/no flight CC 999 from LHR on 2030-01-15 to JFK/),
  });
  expect(
    await onBoth('update_boarding_pass', { ...departure, sequenceNumber: '9', seatNumber: '1C' }),
  ).toMatchObject({
    error: expect.stringMatching(/no boarding pass with the sequence number 9 on flight CC 101/),
  });
  expect(await onBoth('issue_boarding_pass', { ...flight, ...passenger, flightNumber: '999' })).toMatchObject(
    {
      error: expect.stringMatching(/could not find/),
    },
  );
});

test('a second one for the same sequence number: Zapier returns the first, Make fails, none is issued', async () => {
  await onBoth('issue_boarding_pass', { ...flight, ...passenger });
  const [zapier, make] = platforms;
  if (!zapier || !make) throw new Error('no platforms');
  expect(await runOn(zapier, 'issue_boarding_pass', { ...flight, ...passenger })).toMatchObject({
    bundles: [{ id: 'pass 1', outcome: 'existing' }],
  });
  expect(await runOn(make, 'issue_boarding_pass', { ...flight, ...passenger })).toMatchObject({
    error: expect.stringMatching(/already has a record like this/),
  });
  for (const { sandbox } of platforms) expect(sandbox.boardingPasses()).toHaveLength(1);
});

test('finding none: Zapier finds nothing, Make fails with words', async () => {
  const [zapier, make] = platforms;
  if (!zapier || !make) throw new Error('no platforms');
  const nobody = { id: 'NobodysBoardingPass001' };
  expect(await runOn(zapier, 'find_boarding_pass', nobody)).toEqual({ bundles: [] });
  expect(await runOn(make, 'find_boarding_pass', nobody)).toMatchObject({
    error: expect.stringMatching(/no boarding pass “NobodysBoardingPass001”.*\[boarding_pass_not_found\]/),
  });
});

test('every operation of boarding passes was run here', () => {
  const all = [...creates, ...searches].filter(({ plans }) => 'boardingPass' in plans);
  expect(all.map(({ key }) => key).filter((key) => !compared.has(key))).toEqual([]);
});
