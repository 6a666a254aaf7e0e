// Protects `coupons issue` when PassKit refuses, is busy or loses its answers: no member gets two coupons, no row is lost, and
// the result says what is known.
import { existsSync } from 'node:fs';
import { Stopped } from '../../coupons/outcomes.ts';
import type { Http, HttpRequest } from '../../operation/ask.ts';
import { notSent } from '../../passkit/errors.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { useSandboxes } from '../sandbox/client.ts';
import {
  countsByMember,
  httpOf,
  issueOn,
  issueThree,
  memberId,
  membersCsv,
  oneEach,
  outcomesIn,
  readRows,
  resultOf,
  useFolder,
} from './support.ts';

const { file } = useFolder();
const sandboxes = useSandboxes();

/** Every status that may come when PassKit has done what it was asked. */
const lostStatuses = [408, 499, 500, 502, 503, 504, 520, 521, 522, 523, 524];
const posts = ({ method, path }: HttpRequest) => method === 'POST' && path === '/coupon/singleUse/coupon';

/** An Http to the sandbox that does what is asked, and the first times answers this instead to what fits. */
function losing(
  sandbox: Sandbox,
  status: number,
  times: number,
  fits: (request: HttpRequest) => boolean,
): Http {
  const http = httpOf(sandbox);
  let left = times;
  return async (request) => {
    const answer = await http(request);
    return fits(request) && left-- > 0 ? { status, body: '' } : answer;
  };
}

test('a refusal of PassKit fails its row with the reason, and the rest goes on', async () => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(3));
  sandbox.fault({
    method: 'POST',
    path: '/coupon/singleUse/coupon',
    status: 422,
    body: { message: 'the offer\nis over' },
  });
  // The lists of campaigns and offers come first, and have other paths.
  await issueOn(sandbox, { members, concurrency: 1 });
  expect(readRows(resultOf(members)).map(({ outcome, message }) => [outcome, message])).toEqual([
    ['failed', 'PassKit did not accept the data: the offer is over. Correct that field and run it again.'],
    ['created', ''],
    ['created', ''],
  ]);
});

test('credentials that are wrong from the beginning stop it before the first row', async () => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(2));
  await expect(issueOn(sandbox, { members }, { http: httpOf(sandbox, 'wrong') })).rejects.toThrow(
    'PassKit did not accept the credentials',
  );
  expect(existsSync(`${resultOf(members)}.part`)).toBe(false);
});

test.each([
  ['refused', { status: 400, body: { message: 'no such list' }, times: 1 }, 'no such list'],
  ['not answered while others are', { status: 500, times: 99 }, 'HTTP status 500'],
])('when the list of offers is %s, it is stopped before the first row', async (_what, fault, reason) => {
  const sandbox = await sandboxes();
  sandbox.fault({ method: 'POST', path: '/coupon/singleUse/offers/list', ...fault });
  const error = await issueOn(sandbox, { members: file(membersCsv(1)) }).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(Stopped);
  expect(error.message).toBe(`PassKit could not list the campaigns and offers: ${reason}.`);
});

test('in a dry run, which changes nothing, a row that cannot be looked up has failed', async () => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(2));
  const http = httpOf(sandbox);
  await issueOn(
    sandbox,
    { members, dryRun: true },
    {
      http: async (request) =>
        request.path.includes(memberId(1)) ? { status: 500, body: '' } : http(request),
    },
  );
  expect(readRows(resultOf(members)).map(({ outcome, message }) => [outcome, message])).toEqual([
    ['would_create', ''],
    ['failed', 'PassKit reported a problem of its own: HTTP status 500. Run the command again later.'],
  ]);
});

test('a coupon that could never be asked for has failed, and is not unknown', async () => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(3));
  const http = httpOf(sandbox);
  const { tally } = await issueOn(
    sandbox,
    { members, reissue: true },
    {
      http: async (request) => {
        if (request.body?.includes(memberId(1)) && posts(request)) throw notSent('no connection');
        return http(request);
      },
    },
  );
  expect(tally.lines()).toEqual([
    '3 rows: 2 created, 1 failed.',
    '  line 3: PassKit did not answer, or the connection broke. Run the command again later.',
  ]);
});

test('a row whose answers are all lost is unknown, not failed, and the next run finds its coupon', async () => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(3));
  const http = httpOf(sandbox);
  const { tally, ended } = await issueOn(
    sandbox,
    { members },
    {
      http: async (request) => {
        const answer = await http(request);
        const theirs = `${request.path}${request.body}`.includes(memberId(1));
        return theirs ? { status: 500, body: '' } : answer;
      },
    },
  );
  expect(ended).toBeUndefined();
  expect(outcomesIn(resultOf(members))).toEqual(['created', 'unknown', 'created']);
  expect(tally.lines()).toEqual([
    '3 rows: 2 created, 1 unknown.',
    '  line 3: PassKit’s answers were lost: there may or may not be a coupon. Run the command again later: it looks first, and issues nothing twice.',
  ]);
  expect(tally.failed).toBe(1);
  await issueOn(sandbox, { members });
  expect(outcomesIn(resultOf(members))).toEqual(['existing', 'existing', 'existing']);
});

test('stops when the credentials are refused in the middle, and goes on from there', async () => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(20));
  const good = httpOf(sandbox);
  const bad = httpOf(sandbox, 'wrong');
  let sent = 0;
  const run = await issueOn(
    sandbox,
    { members },
    { http: (request) => (++sent > 15 ? bad(request) : good(request)) },
  );
  expect(run.ended?.message).toContain('PassKit did not accept the credentials');
  expect(run.path).toBe(`${resultOf(members)}.part`);
  expect(run.tally.rows).toBeLessThan(20);
  expect(outcomesIn(run.path)).toEqual(Array(run.tally.rows).fill('created'));
  const { tally, ended } = await issueOn(sandbox, { members });
  expect({ rows: tally.rows, ended }).toEqual({ rows: 20, ended: undefined });
  expect(await countsByMember(sandbox)).toEqual(oneEach(20));
});

test.each([
  ['asks to slow down', { status: 429, headers: { 'retry-after': '2' }, times: 9 }],
  ['is busy', { status: 503, times: 9 }],
  ['loses answers', { reset: 'after' as const, times: 9 }],
  ['breaks connections', { reset: 'before' as const, times: 9 }],
  ['has a problem of its own', { status: 500, times: 9 }],
  ['is behind a broken gateway', { status: 502, times: 9 }],
])('when PassKit %s, each coupon is issued once', async (_what, fault) => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(12));
  sandbox.fault({ method: 'POST', path: '/coupon/singleUse/coupon', ...fault });
  const { tally, ended } = await issueOn(sandbox, { members });
  expect({ failed: tally.failed, ended }).toEqual({ failed: 0, ended: undefined });
  expect(await countsByMember(sandbox)).toEqual(oneEach(12));
});

test.each(lostStatuses)(
  'after %i from in front of PassKit, coupons that were issued are found',
  async (status) => {
    const sandbox = await sandboxes();
    const members = file(membersCsv(4));
    const { tally } = await issueOn(sandbox, { members }, { http: losing(sandbox, status, 3, posts) });
    expect(tally.lines()[0]).toBe('4 rows: 3 existing, 1 created.');
    expect(await countsByMember(sandbox)).toEqual(oneEach(4));
  },
);

test.each([401, 403, 429, ...lostStatuses])(
  'a duplicate whose coupon cannot be looked at because of %i is not taken for refused',
  async (status) => {
    const sandbox = await sandboxes();
    const members = file(membersCsv(1));
    await issueOn(sandbox, { members });
    const gets = ({ method }: HttpRequest) => method === 'GET';
    const run = await issueOn(sandbox, { members }, { http: losing(sandbox, status, 2, gets) });
    if (status === 401 || status === 403) expect(run.ended).toBeInstanceOf(Stopped);
    else expect(outcomesIn(resultOf(members))).toEqual(['existing']);
  },
);

test.each(lostStatuses)('after %i at any request of a reissue, a member has one coupon', async (status) => {
  const sandbox = await sandboxes();
  await issueThree(sandbox);
  const members = file(membersCsv(3));
  const seen = new Set<string>();
  const eachOnce = ({ method, path }: HttpRequest) => {
    const name = `${method} ${path}`;
    return path.includes('/coupon/') && !path.includes('/list') && seen.size < seen.add(name).size;
  };
  const { tally } = await issueOn(
    sandbox,
    { members, reissue: true, concurrency: 1 },
    { http: losing(sandbox, status, 99, eachOnce) },
  );
  expect(tally.failed).toBe(0);
  expect(await countsByMember(sandbox)).toEqual(oneEach(3));
  for (const { id = '' } of readRows(resultOf(members)))
    expect(sandbox.coupon(id)).toMatchObject({ status: 'UNREDEEMED' });
});
