// Many rows in one step, against a PassKit that answers what the test says: what each row is told, who waits for whom, and
// when the rest is not tried. The same over HTTP is in test/e2e/issuePasses.test.ts.
import issuePass from '../../creates/issuePass.ts';
import type { Answer, HttpRequest } from '../../operation/ask.ts';
import { realClock, runRows } from '../../zapier/rows.ts';

const coupon = (externalId: string, more: Record<string, unknown> = {}) => ({
  passType: 'coupon',
  campaignId: 'FreeCoffeeCampaign0001',
  offerId: 'FreeCoffeeOffer0000001',
  externalId,
  ...more,
});
const idIn = ({ body = '' }: HttpRequest): unknown => JSON.parse(body || '{}').externalId;
const refusal = (status: number, message: string): Answer => ({
  status,
  body: JSON.stringify({ error: message, message, code: 3 }),
});

/** Runs the rows; the clock stands still but for the waits. */
async function issue(
  rows: readonly Record<string, unknown>[],
  answer: (request: HttpRequest) => Answer | Promise<Answer>,
  /** How many milliseconds each request takes. */
  takes = 0,
) {
  let time = 0;
  const requests: HttpRequest[] = [];
  const http = async (request: HttpRequest) => {
    requests.push(request);
    time += takes;
    return answer(request);
  };
  const clock = {
    now: () => time,
    sleep: async (milliseconds: number) => {
      time += milliseconds;
    },
  };
  const pages = 'https://pub1.pskt.io';
  const runtime = { http, pages, timezone: 'UTC', now: new Date('2027-01-01T00:00:00Z') };
  const results = await runRows(issuePass, rows, runtime, clock);
  return { results, requests, time };
}
const made = (request: HttpRequest): Answer => ({
  status: 200,
  body: JSON.stringify({ id: `of ${idIn(request)}` }),
});

test('an external ID of blanks is a mistake of its row: it would be a new pass at every run', async () => {
  const { results, requests } = await issue([coupon('a'), coupon(' ')], made);
  expect(results.map(({ outcome, error }) => [outcome, error])).toEqual([
    ['created', null],
    ['failed', 'External ID is missing in this row. Nothing was issued. [missing_input]'],
  ]);
  expect(requests).toHaveLength(1);
});

test('two rows of one external ID are never under way together', async () => {
  let underWay = 0;
  let most = 0;
  const { results } = await issue([coupon('twin'), coupon('twin'), coupon(' twin ')], async (request) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise(setImmediate);
    underWay -= 1;
    return made(request);
  });
  expect(most).toBe(1);
  expect(results.map(({ id }) => id)).toEqual(['of twin', 'of twin', 'of twin']);
});

test('a row that has waited for its twin until the time is over is not begun', async () => {
  const { results, requests } = await issue([coupon('twin'), coupon('twin')], made, 22_000);
  expect(results.map(({ outcome }) => outcome)).toEqual(['created', 'not_tried']);
  expect(requests).toHaveLength(1);
});

test('five rows of their own IDs are under way together, and no more', async () => {
  let underWay = 0;
  let most = 0;
  await issue(
    Array.from({ length: 12 }, (_, at) => coupon(`row ${at}`)),
    async (request) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise(setImmediate);
      underWay -= 1;
      return made(request);
    },
  );
  expect(most).toBe(5);
});

test('a row that PassKit refuses keeps none of the others from being issued, and is not told to run again as it is', async () => {
  const rows = Array.from({ length: 12 }, (_, at) => coupon(`row ${at}`));
  const { results } = await issue(rows, (request) =>
    idIn(request) === 'row 1' ? refusal(400, 'sku is not valid') : made(request),
  );
  expect(results.filter(({ outcome }) => outcome === 'created')).toHaveLength(11);
  expect(results[1]).toMatchObject({
    externalId: 'row 1',
    outcome: 'failed',
    error: expect.stringMatching(/sku is not valid.*\[rejected\]$/),
  });
  expect(results[1]?.error).not.toMatch(/Run it again/);
});

test('a row whose answer never comes is told to run again', async () => {
  const { results } = await issue([coupon('a'), coupon('b')], (request) =>
    request.body?.includes('"b"') || request.path.endsWith('/b')
      ? refusal(502, 'bad gateway')
      : made(request),
  );
  expect(results[1]?.error).toMatch(/Run it again: the row never gets a second pass\. \[\w+\]$/);
});

test('rows that all fail, each for a reason of its own, are each told', async () => {
  const { results } = await issue([coupon('a', { emailAddress: 'nowhere' }), coupon('')], made);
  expect(results.map(({ error }) => error)).toEqual([
    expect.stringMatching(/nowhere.*\[invalid_email\]$/),
    expect.stringMatching(/\[missing_input\]$/),
  ]);
});

test('rows that all fail for one reason stop the step with it', async () => {
  await expect(issue([coupon('a'), coupon('b')], () => refusal(400, 'offer is over'))).rejects.toThrow(
    'offer is over',
  );
});

test('wrong credentials after the first rows: the rest is not tried, and what was issued is told', async () => {
  let count = 0;
  const rows = Array.from({ length: 30 }, (_, at) => coupon(`row ${at}`));
  const { results, requests } = await issue(rows, (request) => {
    count += 1;
    return count > 10 ? refusal(401, 'unauthorized') : made(request);
  });
  const counts = Object.groupBy(results, ({ outcome }) => outcome);
  expect(counts.created).toHaveLength(10);
  expect(counts.not_tried?.length).toBeGreaterThanOrEqual(15);
  expect(requests.length).toBeLessThanOrEqual(15);
});

test('PassKit’s own wait is kept: a row is tried again after it, not before', async () => {
  let asked = 0;
  const { results, time } = await issue([coupon('a')], (request) => {
    asked += 1;
    return asked === 1 ? { status: 429, body: '{"message":"slow down"}', retryAfter: 7 } : made(request);
  });
  expect(results).toMatchObject([{ outcome: 'created' }]);
  expect(time).toBe(7_000);
});

test.each([
  ['to slow down', 429],
  ['that it is busy', 503],
])('a row that PassKit tells %s is tried again, each time after a longer wait', async (_what, status) => {
  let tried = 0;
  const { results, time } = await issue([coupon('a')], (request) => {
    if (request.method !== 'POST') return refusal(404, 'there is none');
    tried += 1;
    return tried <= 3 ? refusal(status, 'later') : made(request);
  });
  expect(results).toMatchObject([{ outcome: 'created' }]);
  expect([tried, time]).toEqual([4, 1_000 + 2_000 + 4_000]);
});

test('a row that PassKit refuses is not tried again', async () => {
  const { requests, time } = await issue([coupon('a'), coupon('b')], (request) =>
    idIn(request) === 'b' ? refusal(400, 'sku is not valid') : made(request),
  );
  expect(requests.filter(({ method }) => method === 'POST').filter((one) => idIn(one) === 'b')).toHaveLength(
    1,
  );
  expect(time).toBe(0);
});

test('PassKit that stays busy for all rows stops the step with it, however it says so', async () => {
  let asked = 0;
  const all = issue([coupon('a'), coupon('b')], () => refusal(503, `busy ${asked++}`));
  await expect(all).rejects.toMatchObject({ status: 503 });
});

test('the clock of a step waits as long as it is told, and ends', async () => {
  jest.useFakeTimers();
  let awake = false;
  const slept = realClock.sleep(2_000).then(() => {
    awake = true;
  });
  await jest.advanceTimersByTimeAsync(1_999);
  expect(awake).toBe(false);
  await jest.advanceTimersByTimeAsync(1);
  await slept;
  expect(awake).toBe(true);
  jest.useRealTimers();
});

test('a fault of ours is no fault of the row', async () => {
  await expect(
    issue([coupon('a'), coupon('b')], (request) => {
      if (idIn(request) === 'b') throw new TypeError('a fault of ours');
      return made(request);
    }),
  ).rejects.toThrow('a fault of ours');
});
