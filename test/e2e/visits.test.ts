// Check-ins and check-outs end to end: each call is another visit, and a reference makes a step safe to repeat.
import { useSandbox } from '../support/zapier.ts';

const { sandbox, app, inputs, requestsOf } = useSandbox();
const program = () => ({ programId: inputs.membership().programId });
const enrol = async (externalId: string) =>
  String((await app().create('issue_pass', { ...inputs.membership(), externalId })).id);
const send = (path: string, body: object) =>
  fetch(`${sandbox().url}/members/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox().credentials.apiToken}` },
    body: JSON.stringify(body),
  });
const visits = async (id: string, event: string) =>
  (await (await send(`member/list/events/${id}`, {})).text()).split(`"EVENT_MEMBER_${event}"`).length - 1;

describe.each([
  ['check_in_member', 'CHECKED_IN', '/checkIn'],
  ['check_out_member', 'CHECKED_OUT', '/checkOut'],
] as const)('%s', (key, status, path) => {
  const outcome = status.toLowerCase();

  test('asks no more than it must, and tells the event', async () => {
    const id = await enrol(`${key}-asks`);
    const count = async (input: object) =>
      (await requestsOf(() => app().create(key, { ...program(), ...input }))).length;
    expect(await count({ id })).toBe(1);
    expect(await count({ externalId: `${key}-asks` })).toBe(1);
    expect(await count({ id, reference: 'one' })).toBe(3);
    expect(await count({ externalId: `${key}-asks`, reference: 'two' })).toBe(3);
    // A reference that was used before: the member and the events, each once.
    expect(await count({ id, reference: 'one' })).toBe(2);
    const named = await app().create(key, { programId: 'Coffee Club', id });
    expect(named).toMatchObject(program());
    const told = await app().create(key, { ...program(), id, note: 'A note' });
    expect(told).toMatchObject({ id, status, outcome, externalId: `${key}-asks` });
    expect(told.eventId).toMatch(/^\w{22}$/);
    expect(told.occurredAt).toMatch(/^\d{4}-\d\d-\d\dT/);
    expect(sandbox().member(id)).toMatchObject({ status });
  });

  test('with a reference records nothing in another program than that of the member', async () => {
    const id = await enrol(`${key}-elsewhere`);
    const other = { programId: String(sandbox().add.program({ name: `Other ${key}` }).id), id };
    await expect(app().create(key, { ...other, reference: 'r' })).rejects.toThrow(/\[pass_not_found\]/);
    expect(await visits(id, status)).toBe(0);
  });

  test.each([
    ['the member', '/members/member/externalId/'],
    ['the events', '/members/program/list/events/'],
    ['the visit', path],
  ])(
    'with a reference is recorded once, when the request for %s fails and it runs again',
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
        const input = { ...program(), externalId, reference: 'r' };
        await app()
          .create(key, input)
          .catch(() => undefined);
        sandbox().clearFaults();
        expect(await app().create(key, input)).toMatchObject({
          status,
          outcome: expect.stringContaining(outcome),
        });
        expect(await visits(id, status)).toBe(1);
      }
    },
  );

  test('without a reference stops when the answer is lost, and says what may have happened', async () => {
    const id = await enrol(`${key}-lost`);
    sandbox().fault({ path, reset: 'after', times: 1 });
    await expect(app().create(key, { ...program(), id })).rejects.toThrow(
      /may or may not have been done.*\[unsure\]/,
    );
    expect(await visits(id, status)).toBe(1);
  });
});

test('a member who is in is checked in again, or not, as it is chosen', async () => {
  const id = await enrol('twice');
  await app().create('check_in_member', { ...program(), id, ifCheckedIn: 'stop' });
  await expect(
    app().create('check_in_member', { ...program(), id, ifCheckedIn: 'stop' }),
  ).rejects.toMatchObject({
    name: 'HaltedError',
    message: expect.stringMatching(/checked in already\. Nothing was recorded/),
  });
  await app().create('check_in_member', { ...program(), id });
  expect(await visits(id, 'CHECKED_IN')).toBe(2);
});
