// Issue Passes end to end: many rows in one step, five at a time, within the time of a step; nothing lost, nothing twice.
import type { Bundle } from 'zapier-platform-core';
import * as z from 'zod';
import issuePass from '../../creates/issuePass.ts';
import { connectionTo } from '../../standIns/demoAccount.ts';
import { toIssuePasses } from '../../zapier/issuePasses.ts';
import { tester } from '../support/tester.ts';
import { makeBundle, useSandbox } from '../support/zapier.ts';

const { sandbox, app, requestsOf, inputs } = useSandbox();
const types = ['membership', 'coupon', 'eventTicket'] as const;

const answer = z.object({
  issued: z.number(),
  existing: z.number(),
  failed: z.number(),
  notTried: z.number(),
  results: z.array(
    z.object({
      externalId: z.string().nullable(),
      id: z.string().nullable(),
      passUrl: z.string().nullable(),
      outcome: z.string(),
      error: z.string().nullable(),
    }),
  ),
});
const rowsOf = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, index) => ({
    row_externalId: `${prefix}${index}`,
    row_displayName: `Holder ${index}`,
  }));
const issue = async (rows: unknown, more: Record<string, unknown> = inputs.coupon()) =>
  answer.parse(await app().create('issue_passes', { ...more, rows }));

/** The same action by a clock that stands still, but for what the test and the waits add; answers with the result. */
async function issueBy(time: { now: number }, rows: unknown) {
  const clock = {
    now: () => time.now,
    sleep: async (milliseconds: number) => {
      time.now += milliseconds;
    },
  };
  const { perform } = toIssuePasses(issuePass, clock).operation;
  const bundle = makeBundle(connectionTo(sandbox()), { ...inputs.coupon(), rows });
  return answer.parse(await tester<unknown, Bundle>(perform, bundle));
}

describe.each(types)('rows of the type %s', (passType) => {
  test('are issued in their order, each with its own fields, and not twice when run again', async () => {
    const rows = rowsOf(12, 'a');
    const first = await issue(rows, inputs[passType]());
    expect(first).toMatchObject({ issued: 12, existing: 0, failed: 0, notTried: 0 });
    expect(first.results.map(({ externalId }) => externalId)).toEqual(rows.map((row) => row.row_externalId));
    expect(first.results[3]).toMatchObject({
      outcome: 'created',
      passUrl: expect.stringContaining('/'),
      error: null,
    });
    const before = sandbox().passes();
    const again = await issue(rows, inputs[passType]());
    expect(again).toMatchObject({ issued: 0, existing: 12 });
    expect(again.results.map(({ id }) => id)).toEqual(first.results.map(({ id }) => id));
    expect(sandbox().passes()).toBe(before);
    const found = await app().search('find_pass', { ...inputs[passType](), externalId: 'a3' });
    expect(found).toMatchObject([{ displayName: 'Holder 3' }]);
  });
});

test('two rows with one external ID are one pass, and the second says existing', async () => {
  const rows = [...rowsOf(1, 'twin'), ...rowsOf(1, 'twin'), ...rowsOf(1, ' twin')];
  const { results, issued } = await issue(rows);
  expect(issued).toBe(1);
  expect(results.map(({ outcome }) => outcome)).toEqual(['created', 'existing', 'existing']);
  expect(new Set(results.map(({ id }) => id)).size).toBe(1);
});

test('what fails in a row is told in that row, and the others are issued', async () => {
  const rows = [
    { row_externalId: 'good' },
    { row_externalId: 'bad', row_emailAddress: 'no address' },
    { row_displayName: 'nobody' },
    { row_externalId: '', row_displayName: ' ' },
    { row_externalId: 'nameless', row_displayName: '' },
  ];
  const { issued, failed, results } = await issue(rows);
  expect({ issued, failed }).toEqual({ issued: 2, failed: 2 });
  expect(results.map(({ outcome, error }) => [outcome, error])).toEqual([
    ['created', null],
    ['failed', expect.stringMatching(/Email Address is “no address”/)],
    ['failed', expect.stringMatching(/External ID is missing/)],
    ['created', null],
  ]);
});

test.each([
  ['a campaign that does not exist', { campaignId: 'Nobody' }, /\[not_found\]/],
  ['an offer that is left out', { offerId: '' }, /Offer is missing/],
])('%s stops the step: no row is wrong by itself', async (_what, more, message) => {
  await expect(issue(rowsOf(7, 'n'), { ...inputs.coupon(), ...more })).rejects.toThrow(message);
});

test('wrong credentials stop it at once, and after some were issued the rest say not_tried', async () => {
  sandbox().fault({ method: 'POST', status: 401, times: 50 });
  const requests = await requestsOf(() => expect(issue(rowsOf(50, 'c'))).rejects.toThrow(/credentials/));
  expect(requests.length).toBeLessThanOrEqual(5);
});

test('an answer that is lost is looked for: the row was issued once', async () => {
  sandbox().fault({ method: 'POST', path: '/coupon/singleUse/coupon', reset: 'after' });
  const before = sandbox().passes();
  const { failed, issued, existing } = await issue(rowsOf(6, 'lost'));
  expect({ failed, all: issued + existing }).toEqual({ failed: 0, all: 6 });
  expect(sandbox().passes()).toBe(before + 6);
});

test('PassKit that asks to slow down is waited for, within the time', async () => {
  sandbox().fault({ method: 'POST', status: 429, times: 3 });
  const time = { now: 0 };
  expect(await issueBy(time, rowsOf(6, 'slow'))).toMatchObject({ issued: 6, failed: 0 });
  expect(time.now).toBeGreaterThan(0);
  sandbox().fault({ method: 'POST', status: 429, times: 400 });
  await expect(issueBy({ now: 0 }, rowsOf(6, 'never'))).rejects.toThrow(/slow down/);
});

test('200 rows fit where a request takes 300 ms', async () => {
  const time = { now: 0 };
  // Five at a time.
  const stop = sandbox().onRequest(() => {
    time.now += 300 / 5;
  });
  expect(await issueBy(time, rowsOf(200, 'many'))).toMatchObject({ issued: 200, notTried: 0 });
  stop();
});

test('when the time is over the rest is not tried; the next run does it, and nothing twice', async () => {
  const time = { now: 0 };
  const before = sandbox().passes();
  const stop = sandbox().onRequest(() => {
    time.now += 1000;
  });
  const cut = await issueBy(time, rowsOf(60, 'cut'));
  stop();
  expect(cut.issued).toBeLessThan(30);
  expect(cut.issued + cut.notTried).toBe(60);
  expect(cut.results.at(-1)).toEqual({
    externalId: 'cut59',
    id: null,
    passUrl: null,
    outcome: 'not_tried',
    error: null,
  });
  expect(await issueBy({ now: 0 }, rowsOf(60, 'cut'))).toMatchObject({
    issued: cut.notTried,
    existing: cut.issued,
  });
  expect(sandbox().passes()).toBe(before + 60);
});

test.each([
  ['more than 200', rowsOf(201, 'x'), /201 line items.*200 at most/],
  ['none', [], /Rows is empty/],
  ['nothing', undefined, /Rows is empty/],
  ['text', 'row-1', /no line item/],
  ['a list of texts', ['a', 'b'], /no line item/],
])('%s is refused before anything is sent', async (_what, rows, message) => {
  expect(await requestsOf(() => expect(issue(rows)).rejects.toThrow(message))).toEqual([]);
});

test('a single line item may come without a list', async () => {
  expect(await issue({ row_externalId: 'single' })).toMatchObject({ issued: 1 });
});

test('rows may name the tier and the program, as everywhere', async () => {
  const { results, issued } = await issue(rowsOf(3, 'named-'), {
    passType: 'membership',
    programId: 'Coffee Club',
    tierId: 'Gold',
  });
  expect(issued).toBe(3);
  for (const { id } of results) expect(sandbox().member(String(id))).toMatchObject({ tierId: 'gold' });
});
