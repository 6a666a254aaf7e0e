// Points end to end: each call adds, so nothing is sent twice by itself, and a reference makes a step safe to repeat.
import { useSandbox } from '../support/zapier.ts';

const { sandbox, app, inputs, requestsOf } = useSandbox();
const program = () => ({ programId: inputs.membership().programId });
const enrol = async (externalId: string, points = 100) =>
  String((await app().create('issue_pass', { ...inputs.membership(), externalId, points })).id);
const balance = (id: string) => sandbox().member(id)?.points;
const events = '/members/program/list/events/';

describe.each([
  ['earn_points', 'earned', 110],
  ['burn_points', 'burned', 90],
] as const)('%s', (key, outcome, after) => {
  const path = `/points/${key.slice(0, 4)}`;
  const row = (externalId: string, more: object = {}) => ({ ...program(), externalId, points: 10, ...more });

  test('asks no more than it must', async () => {
    const id = await enrol(`${key}-asks`);
    // The balance is read before it is burned; a reference is looked for in the program that the member is of.
    const reads = key === 'burn_points' ? 1 : 0;
    const count = async (input: object) =>
      (await requestsOf(() => app().create(key, { ...program(), points: 10, ...input }))).length;
    expect(await count({ id })).toBe(1 + reads);
    expect(await count({ externalId: `${key}-asks` })).toBe(1 + reads);
    expect(await count({ id, reference: 'one' })).toBe(3);
    expect(await count({ externalId: `${key}-asks`, reference: 'two' })).toBe(3);
    // A reference that was used before: the member and the events, each once.
    expect(await count({ id, reference: 'one' })).toBe(2);
  });

  test('keeps amount, reference and note on the event', async () => {
    const id = await enrol(`${key}-kept`);
    await app().create(key, row(`${key}-kept`, { reference: 'order 7', note: 'Two coffees' }));
    const list = await fetch(`${sandbox().url}/members/member/list/events/${id}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox().credentials.apiToken}` },
    });
    expect(await list.text()).toMatch(/"externalId":"order 7".*"points":"10".*Two coffees/);
  });

  test.each([
    ['the member', '/members/member/externalId/'],
    ['the events', events],
    ['the points', path],
  ])(
    'with a reference moves them once, when the request for %s fails and it runs again',
    async (what, at) => {
      for (const fault of [
        { reset: 'before' },
        { reset: 'after' },
        { status: 503 },
        { status: 500 },
      ] as const) {
        const externalId = `${key}-${what}-${JSON.stringify(fault).replace(/\W/g, '')}`;
        const id = await enrol(externalId);
        sandbox().fault({ path: at, times: 1, ...fault });
        const input = row(externalId, { reference: 'r' });
        const first = await app()
          .create(key, input)
          .catch((error: Error) => error.message.split('\n')[0]);
        sandbox().clearFaults();
        const again = await app().create(key, input);
        expect(again).toMatchObject({ points: after, outcome: expect.stringContaining(outcome) });
        expect(balance(id)).toBe(after);
        expect(first).toBeDefined();
      }
    },
  );

  test('without a reference stops when the answer is lost, and says what may have happened', async () => {
    const id = await enrol(`${key}-lost`);
    sandbox().fault({ path, reset: 'after', times: 1 });
    await expect(app().create(key, row(`${key}-lost`))).rejects.toThrow(
      /may or may not have been done.*\[unsure\]/,
    );
    expect(balance(id)).toBe(after);
  });

  test('with a reference does nothing in another program than that of the member, where no earlier try is found', async () => {
    const id = await enrol(`${key}-elsewhere`);
    const other = { programId: String(sandbox().add.program({ name: `Other ${key}` }).id), id, points: 10 };
    await expect(app().create(key, { ...other, reference: 'r' })).rejects.toThrow(/\[pass_not_found\]/);
    expect(balance(id)).toBe(100);
    // By its name it is the right one.
    const row = { ...other, programId: 'Coffee Club', reference: 'r' };
    expect(await app().create(key, row)).toMatchObject({ ...program(), outcome });
    expect(await app().create(key, row)).toMatchObject({ ...program(), outcome: `already_${outcome}` });
    expect(balance(id)).toBe(after);
  });

  test('finds the reference however many events there are', async () => {
    const id = await enrol(`${key}-many`, 1000);
    await app().create(key, row(`${key}-many`, { reference: 'first' }));
    for (let event = 0; event < 101; event++) {
      await fetch(`${sandbox().url}/members/member/checkIn`, {
        method: 'POST',
        headers: { authorization: `Bearer ${sandbox().credentials.apiToken}` },
        body: JSON.stringify({ memberId: id }),
      });
    }
    expect(await app().create(key, row(`${key}-many`, { reference: 'first' }))).toMatchObject({
      outcome: `already_${outcome}`,
    });
  });
});

test('the bundle has the program that the member is of, and a program by its name earns once', async () => {
  const id = await enrol('whose');
  const told = app().create('earn_points', { programId: 'Coffee Club', id, points: 1 });
  expect(await told).toMatchObject({ id, ...program() });
  expect(balance(id)).toBe(101);
});

test('more than the balance is not burned, in any of the balances', async () => {
  const id = await enrol('short', 5);
  for (const amount of [{ points: 5.5 }, { secondaryPoints: 1 }, { points: 1, tierPoints: 1 }])
    await expect(app().create('burn_points', { ...program(), id, ...amount })).rejects.toMatchObject({
      name: 'HaltedError',
      message: expect.stringMatching(/it is 5 points.*Nothing was burned/),
    });
  expect(balance(id)).toBe(5);
});
