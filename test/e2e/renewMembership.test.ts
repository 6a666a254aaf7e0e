// Renew Membership end to end: with a start date it may run again, without one it never adds twice by itself.
import { useSandbox } from '../support/zapier.ts';

const { sandbox, app, inputs, requestsOf } = useSandbox();
const program = () => ({ programId: inputs.membership().programId });
const enrol = async (externalId: string, expiryDate = '2030-01-31T23:59:59Z') =>
  String((await app().create('issue_pass', { ...inputs.membership(), externalId, expiryDate })).id);
const year = { length: 1, unit: 'years' };

test('asks once with a start date, and twice without', async () => {
  const id = await enrol('asks');
  const renew = (more: object) => () =>
    app().create('renew_membership', { ...program(), id, ...year, ...more });
  expect(await requestsOf(renew({ startDate: '2026-11-20' }))).toHaveLength(1);
  expect(await requestsOf(renew({}))).toHaveLength(2);
});

test('one that has expired runs again, from now', async () => {
  const id = await enrol('over', new Date(Date.now() - 86_400_000).toISOString());
  const told = await app().create('renew_membership', { ...program(), id, ...year });
  expect(told).toMatchObject({ outcome: 'renewed' });
  expect(told.status).not.toBe('EXPIRED');
  const ends = Date.parse(String(sandbox().member(id)?.expiryDate));
  expect(Math.abs(ends - Date.now()) / 86_400_000).toBeCloseTo(365.5, -1);
});

test('a start so long ago that the membership would end at once is refused, and nothing is changed', async () => {
  const id = await enrol('past');
  const renew = (more: object) => app().create('renew_membership', { ...program(), id, ...year, ...more });
  await expect(renew({ startDate: '2020-01-01T00:00:00Z' })).rejects.toThrow(
    /would end on 2021-01-01.* UTC, which is over.*Nothing was changed\. \[renewal_over\]/,
  );
  expect(sandbox().member(id)).toMatchObject({ expiryDate: '2030-01-31T23:59:59Z' });
  expect(await renew({ startDate: '2020-01-01T00:00:00Z', length: 30 })).toMatchObject({
    outcome: 'renewed',
  });
});

test('the end of a month stays one', async () => {
  const id = await enrol('month');
  await app().create('renew_membership', { ...program(), id, length: 1, unit: 'months' });
  expect(sandbox().member(id)).toMatchObject({ expiryDate: '2030-02-28T23:59:59Z' });
});

test.each([
  ['the member', '/members/member/id/'],
  ['the date', '/updateExpiry'],
])('a fault at the request for %s is never a second period', async (what, path) => {
  for (const fault of [{ reset: 'before' }, { reset: 'after' }, { status: 503 }, { status: 500 }] as const) {
    const id = await enrol(`${what}-${JSON.stringify(fault)}`.replace(/\W/g, ''));
    for (const startDate of ['2029-05-05T00:00:00+01:00', undefined]) {
      sandbox().fault({ path, times: 1, ...fault });
      const before = sandbox().member(id)?.expiryDate;
      const first = await app()
        .create('renew_membership', { ...program(), id, ...year, startDate })
        .catch((error: Error) => error.message.split('\n')[0] ?? '');
      sandbox().clearFaults();
      const after = sandbox().member(id)?.expiryDate;
      if (startDate) {
        await app().create('renew_membership', { ...program(), id, ...year, startDate });
        expect(sandbox().member(id)).toMatchObject({ expiryDate: '2030-05-05T22:59:59Z' });
      } else if (path === '/updateExpiry') {
        // Whatever became of it, nothing runs it again by itself.
        expect(first).toMatch(/\[unsure\]/);
        expect(['2030-05-05T22:59:59Z', '2031-05-05T22:59:59Z']).toContain(after);
      } else if (typeof first === 'string') expect(after).toBe(before);
    }
  }
});
