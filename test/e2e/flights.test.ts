// Boarding passes and flights, end to end: issued once for each sequence number whatever happens, found, updated; and a flight
// whose change leaves everything else on it alone.
import { useSandbox } from '../support/zapier.ts';

const { sandbox, app, requestsOf } = useSandbox();

// A passenger of its own for each test: all share one flight.
let sequenceNumber = 40;
beforeEach(() => {
  sequenceNumber += 1;
});
const passenger = {
  operatingCarrierPNR: 'ABC123',
  forename: 'Jane',
  surname: 'Doe',
  gender: 'Female',
};
const inputs = (more = {}) => ({
  ...sandbox().demo.flight,
  ...passenger,
  sequenceNumber,
  ...more,
});
const issue = (more = {}) => app().create('issue_boarding_pass', inputs(more));
const named = () => {
  const { deplaningPoint: _arrival, ...flight } = sandbox().demo.flight;
  return { ...flight, sequenceNumber };
};
const passes = () => sandbox().boardingPasses().length;
const record = '/flights/boardingRecord';

describe('Issue Boarding Pass', () => {
  test('looks, then issues; every detail is on the pass', async () => {
    const details = {
      seatNumber: '12A',
      boardingGroup: 'B',
      boardingPosition: '7',
      class: 'Economy',
      freeBaggageAllowance: '1PC',
      carryOnAllowance: '8K',
      emailAddress: 'jane@example.com',
      dateOfBirth: '1990-05-17',
      ticketNumber: '9876543210123',
      ticketLeg: '1',
    };
    let bundle: Record<string, unknown> = {};
    const requests = await requestsOf(async () => {
      bundle = await issue(details);
    });
    expect(requests).toEqual([`POST ${record} 404`, 'POST /flights/boardingPass 200']);
    expect(bundle).toMatchObject({
      outcome: 'created',
      passType: 'boardingPass',
      passUrl: expect.stringContaining(String(bundle.id)),
      departureDate: '2030-01-15',
      sequenceNumber,
      surname: 'Doe',
      seatNumber: '12A',
    });
    expect(sandbox().boardingPass(String(bundle.id))).toMatchObject({
      departureDate: { year: 2030, month: 1, day: 15 },
      boardingPoint: 'LHR',
      sequenceNumber,
      seatNumber: '12A',
      class: 'Economy',
      ticketLeg: 1,
      passenger: {
        passengerDetails: {
          forename: 'Jane',
          surname: 'Doe',
          gender: 'FEMALE',
          emailAddress: 'jane@example.com',
          dateOfBirth: { year: 1990, month: 5, day: 17 },
        },
      },
    });
  });

  test('again, it returns the pass that is there; codes and names may be written in small letters', async () => {
    const before = passes();
    const { id } = await issue({ seatNumber: '12A' });
    expect(await issue({ surname: 'DOE' })).toMatchObject({ id, outcome: 'existing', seatNumber: '12A' });
    expect(passes()).toBe(before + 1);
  });

  test('a sequence number of another passenger or booking is not handed out', async () => {
    const before = passes();
    await issue();
    for (const other of [{ surname: 'Roe' }, { operatingCarrierPNR: 'XYZ789' }])
      await expect(issue(other)).rejects.toThrow(
        /sequence number \d+ on flight CC 101 from LHR on 2030-01-15 belongs to another passenger.*Nothing was issued/,
      );
    expect(passes()).toBe(before + 1);
  });

  test.each(['before', 'after'] as const)(
    'an answer lost %s it was written: the step goes on, or is run again, and there is one pass',
    async (reset) => {
      const before = passes();
      for (const path of [record, '/flights/boardingPass']) {
        sandbox().fault({ path, reset, times: 2 });
        await issue().catch((error: unknown) => expect(String(error)).toMatch(/did not answer|Throttled/));
        sandbox().clearFaults();
      }
      const { id } = await issue();
      expect(sandbox().boardingPass(String(id))).toBeDefined();
      expect(passes()).toBe(before + 1);
    },
  );

  test('a flight that is not there, and a name with an accent, are refused in PassKit’s words', async () => {
    const before = passes();
    await expect(issue({ flightNumber: '999' })).rejects.toThrow(/could not find.*flight/);
    await expect(issue({ surname: 'Doé' })).rejects.toThrow(/did not accept the data.*Surname/);
    expect(passes()).toBe(before);
  });
});

describe('Find Boarding Pass', () => {
  test('finds it by each of its names, and nothing otherwise', async () => {
    const { id } = await issue({ ticketNumber: '1234567890123', ticketLeg: '1' });
    const ways = [{ id }, { ticketNumber: '1234567890123', boardingPoint: 'LHR' }, named()];
    for (const way of ways)
      expect(await app().search('find_boarding_pass', way)).toMatchObject([{ id, surname: 'Doe' }]);
    const none = [{ id: 'NobodysBoardingPass001' }, { ...named(), sequenceNumber: '7000' }];
    for (const way of none) expect(await app().search('find_boarding_pass', way)).toEqual([]);
  });

  test('asks for what names it', async () => {
    await expect(app().search('find_boarding_pass', {})).rejects.toThrow(
      /Boarding Point is missing.*or fill in Boarding Pass instead/,
    );
  });
});

describe('Update Boarding Pass', () => {
  test('changes what is filled in and keeps all else', async () => {
    const { id } = await issue({ seatNumber: '12A', boardingGroup: 'B', emailAddress: 'jane@example.com' });
    const before = sandbox().boardingPass(String(id));
    expect(await app().create('update_boarding_pass', { id, seatNumber: '1C' })).toMatchObject({
      id,
      seatNumber: '1C',
      boardingGroup: 'B',
      surname: 'Doe',
      outcome: 'updated',
    });
    expect(sandbox().boardingPass(String(id))).toEqual({ ...before, seatNumber: '1C' });
    await app().create('update_boarding_pass', { ...named(), boardingGroup: 'A' });
    expect(sandbox().boardingPass(String(id))).toEqual({ ...before, seatNumber: '1C', boardingGroup: 'A' });
  });

  test('one that is not there is told', async () => {
    await expect(app().create('update_boarding_pass', { ...named(), seatNumber: '1C' })).rejects.toThrow(
      /no boarding pass with the sequence number \d+ .*Nothing was changed/,
    );
  });
});

describe('Update Flight', () => {
  test('changes what is filled in, keeps all else, and says how many passes it concerns', async () => {
    await issue();
    const before = sandbox().flight();
    const bundle = await app().create(
      'update_flight',
      {
        ...sandbox().demo.flight,
        departureGate: 'B42',
        status: 'Delayed',
        boardingTime: '2030-01-15 11:00',
        estimatedDepartureTime: '2030-01-15T12:30:00+01:00',
      },
      { timezone: 'Europe/London' },
    );
    expect(bundle).toMatchObject({
      departureGate: 'B42',
      status: 'DELAYED',
      boardingTime: '2030-01-15T11:00:00',
      // London's clocks show it so.
      estimatedDepartureTime: '2030-01-15T11:30:00',
      scheduledDepartureTime: '2030-01-15T10:30:00',
      passes: passes(),
      outcome: 'updated',
    });
    expect(sandbox().flight()).toEqual({
      ...before,
      departureGate: 'B42',
      status: 'DELAYED',
      boardingTime: { dateTime: '2030-01-15T11:00:00' },
      estimatedDepartureTime: { dateTime: '2030-01-15T11:30:00' },
    });
    await app().create('update_flight', { ...sandbox().demo.flight, baggageBelt: '4' });
    expect(sandbox().flight()).toMatchObject({ departureGate: 'B42', baggageBelt: '4', status: 'DELAYED' });
  });

  test('one that is not there is told', async () => {
    await expect(
      app().create('update_flight', { ...sandbox().demo.flight, departureDate: '2030-01-16' }),
    ).rejects.toThrow(/no flight CC 101 from LHR on 2030-01-16 to JFK.*Nothing was changed/);
  });
});
