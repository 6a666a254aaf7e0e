// Protects `coupons issue` against PassKit: every member gets one coupon under the pass ID, whatever happens.
import { existsSync, writeFileSync } from 'node:fs';
import { Stopped, Unusable } from '../../coupons/outcomes.ts';
import type { Http, HttpRequest } from '../../operation/ask.ts';
import { notSent } from '../../passkit/errors.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { idOf, send, useSandboxes } from '../sandbox/client.ts';
import {
  countsByMember,
  couponsOf,
  httpOf,
  issueOn,
  memberId,
  membersCsv,
  oneEach,
  outcomesIn,
  readRows,
  resultOf,
  silent,
  useFolder,
} from './support.ts';

const { file } = useFolder();
const sandboxes = useSandboxes();

/** Gives members 0 to 2 a coupon each: redeemed, expired, active. */
async function issueThree(sandbox: Sandbox): Promise<void> {
  const { campaignId, offerId } = sandbox.demo;
  const past = { expiryDate: new Date(Date.now() - 86_400_000).toISOString() };
  for (const [n, more] of [{}, past, {}].entries())
    await send(sandbox, 'POST /coupon/singleUse/coupon', {
      campaignId,
      offerId,
      externalId: memberId(n),
      ...more,
    });
  await send(sandbox, 'PUT /coupon/singleUse/coupon/redeem', { campaignId, externalId: memberId(0) });
}

test('issues a coupon per member with the pass ID as external ID, and says so row by row', async () => {
  const sandbox = await sandboxes();
  const members = file(
    `Name;Pass ID;Points\r\nJane;${memberId(0)};5\r\nJoe;bad;1\r\nJim;${memberId(1)};2\r\n`,
  );
  const { tally, path } = await issueOn(sandbox, { members });
  const { campaignId, offerId } = sandbox.demo;
  const [jane, joe, jim] = readRows(path);
  expect(jane).toEqual({
    line: '2',
    externalId: memberId(0),
    id: expect.stringMatching(/^\w{22}$/),
    outcome: 'created',
    passUrl: `${sandbox.url}/${jane?.id}`,
    appleUrl: `${sandbox.url}/${jane?.id}.pkpass`,
    googleUrl: `${sandbox.url}/${jane?.id}.gpay`,
    status: 'UNREDEEMED',
    expiryDate: '',
    campaignId,
    offerId,
    message: '',
  });
  expect(sandbox.coupon(jane?.id ?? '')?.externalId).toBe(memberId(0));
  expect(joe).toMatchObject({ line: '3', externalId: 'bad', id: '', outcome: 'failed' });
  expect(joe?.message).toContain('not a PassKit ID');
  expect(jim).toMatchObject({ line: '4', externalId: memberId(1), outcome: 'created' });
  expect(tally.lines()).toEqual([
    '3 rows: 2 created, 1 failed.',
    expect.stringMatching(/^ {2}line 3: “bad” is not/),
  ]);
});

test('one slow answer stops no other row, and the result is in the order of the members', async () => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(300));
  const http = httpOf(sandbox);
  const others = Promise.withResolvers<void>();
  let [inWork, most, answered] = [0, 0, 0];
  await issueOn(
    sandbox,
    { members, concurrency: 5 },
    {
      http: async (request) => {
        most = Math.max(most, ++inWork);
        if (request.body?.includes(memberId(3))) await others.promise;
        const answer = await http(request);
        inWork--;
        // Those of campaign and offer are four.
        if (++answered === 4 + 60) others.resolve();
        return answer;
      },
    },
  );
  expect(most).toBe(5);
  expect(readRows(resultOf(members)).map(({ externalId }) => externalId)).toEqual(
    Array.from({ length: 300 }, (_, n) => memberId(n)),
  );
});

test('a second run finds what the first has issued', async () => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(5));
  await issueOn(sandbox, { members });
  const first = readRows(resultOf(members));
  await issueOn(sandbox, { members });
  expect(readRows(resultOf(members))).toEqual(first.map((row) => ({ ...row, outcome: 'existing' })));
});

test('finished coupons are left alone, and reissued when that is asked for', async () => {
  const sandbox = await sandboxes();
  await issueThree(sandbox);
  const members = file(membersCsv(4));
  await issueOn(sandbox, { members });
  expect(outcomesIn(resultOf(members))).toEqual(['redeemed', 'expired', 'existing', 'created']);
  const before = readRows(resultOf(members)).map(({ id }) => id);

  await issueOn(sandbox, { members, reissue: true });
  expect(outcomesIn(resultOf(members))).toEqual(['reissued', 'reissued', 'existing', 'existing']);
  const after = readRows(resultOf(members)).map(({ id }) => id);
  expect(after.slice(2)).toEqual(before.slice(2));
  expect(sandbox.coupon(before[0] ?? '')?.externalId).toBe(`${memberId(0)}-${before[0]}`);
  expect(sandbox.coupon(after[0] ?? '')).toMatchObject({ externalId: memberId(0), status: 'UNREDEEMED' });
  expect(await countsByMember(sandbox)).toEqual(oneEach(4));
});

test.each([
  [false, ['redeemed', 'expired', 'existing', 'would_create']],
  [true, ['would_reissue', 'would_reissue', 'existing', 'would_create']],
])('a dry run (reissue: %s) says what would be done, and only reads', async (reissue, expected) => {
  const sandbox = await sandboxes();
  await issueThree(sandbox);
  const members = file(membersCsv(4));
  const before = sandbox.requests.length;
  const coupons = await couponsOf(sandbox);
  // What a real run has left is not touched.
  writeFileSync(`${resultOf(members)}.part`, 'begun');
  await issueOn(sandbox, { members, reissue, dryRun: true });
  expect(outcomesIn(resultOf(members))).toEqual(expected);
  expect(await couponsOf(sandbox)).toEqual(coupons);
  const asked = sandbox.requests.slice(before).map(({ method, path }) => `${method} ${path}`);
  expect(asked.filter((line) => !line.startsWith('GET') && !line.includes('/list'))).toEqual([]);
  expect(existsSync(`${resultOf(members)}.part`)).toBe(true);
});

test('a member who is in the file many times gets one coupon, also when all are reissued at once', async () => {
  const sandbox = await sandboxes();
  await issueThree(sandbox);
  const ids = [0, 0, 1, 1, 5, 5, 5, 0].map(memberId);
  await issueOn(sandbox, { members: file(['id', ...ids].join('\n')), reissue: true });
  expect(await countsByMember(sandbox)).toMatchObject({
    [memberId(0)]: 1,
    [memberId(1)]: 1,
    [memberId(5)]: 1,
  });
  const active = (await couponsOf(sandbox)).filter(({ status, externalId }) => {
    return status === 'UNREDEEMED' && externalId === memberId(0);
  });
  expect(active).toHaveLength(1);
});

test('a coupon that another run has reissued meanwhile is called existing, not reissued', async () => {
  const sandbox = await sandboxes();
  await issueThree(sandbox);
  const members = file(membersCsv(1));
  const again = { members, out: `${members}.other.csv`, reissue: true };
  let looked = 0;
  const http: Http = async (request) => {
    const answer = await httpOf(sandbox)(request);
    if (request.path.includes('/externalId/') && ++looked === 1) await issueOn(sandbox, again);
    return answer;
  };
  await issueOn(sandbox, { members, reissue: true, concurrency: 1 }, { http });
  expect([outcomesIn(again.out), outcomesIn(resultOf(members))]).toEqual([['reissued'], ['existing']]);
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

test('a reissue that broke off before it named the next coupon is gone on with: no second coupon', async () => {
  const sandbox = await sandboxes();
  await issueThree(sandbox);
  const { campaignId, offerId } = sandbox.demo;
  const next = { campaignId, offerId, externalId: `${memberId(0)}-next-coupon` };
  const nextId = await idOf(sandbox, 'POST /coupon/singleUse/coupon', next);
  const [old] = (await couponsOf(sandbox)).filter(({ externalId }) => externalId === memberId(0));
  const renamed = { id: old?.id, newExternalId: `${memberId(0)}-${old?.id}` };
  await send(sandbox, 'PUT /coupon/singleUse/coupon/externalId', renamed);
  const before = sandbox.passes();
  const members = file(membersCsv(1));
  await issueOn(sandbox, { members, reissue: true, dryRun: true });
  expect(outcomesIn(resultOf(members))).toEqual(['would_reissue']);
  await issueOn(sandbox, { members, reissue: true });
  const [row] = readRows(resultOf(members));
  expect([row?.outcome, row?.id, sandbox.passes()]).toEqual(['reissued', nextId, before]);
  expect(sandbox.coupon(row?.id ?? '')?.externalId).toBe(memberId(0));
});

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

test('what nobody has foreseen ends a run as it is, and the result is let go of', async () => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(2));
  const odd = new Error('odd');
  let stopped = 0;
  const progress = {
    ...silent,
    row: () => {
      throw odd;
    },
    stop: () => void stopped++,
  };
  await expect(issueOn(sandbox, { members }, { progress })).rejects.toBe(odd);
  expect([stopped, existsSync(`${resultOf(members)}.lock`)]).toEqual([1, false]);
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

test('campaign and offer may be named by their names', async () => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(1));
  await issueOn(sandbox, { members, campaign: 'Coffee Rewards', offer: 'Half Price Cake' });
  expect(readRows(resultOf(members))[0]?.offerId).toBe(sandbox.demo.fixedOfferId);
});

test('a name that nothing has, or several have, stops with what there is', async () => {
  const sandbox = await sandboxes();
  const { campaignId, offerId } = sandbox.demo;
  const twins = [1, 2].map(() => String(sandbox.add.campaign({ name: 'Twin' }).id));
  const refusal = async (options: { campaign?: string; offer?: string }) => {
    const error = await issueOn(sandbox, { members: file(membersCsv(1)), ...options }).catch(
      (thrown) => thrown,
    );
    expect(error).toBeInstanceOf(Unusable);
    return String(error.message);
  };
  expect(await refusal({ campaign: 'coffee rewards' })).toMatch(/no campaign “coffee rewards”. There are:/);
  expect(await refusal({ campaign: 'coffee rewards' })).toContain(`${campaignId}  Coffee Rewards`);
  expect(await refusal({ offer: 'None' })).toContain(`${offerId}  Free Coffee`);
  const several = await refusal({ campaign: 'Twin' });
  expect(several).toContain('More than one campaign is named “Twin”. Use the ID.');
  for (const id of twins) expect(several).toContain(id);
  expect(several).not.toContain(campaignId);
});

test('among more campaigns than a page holds, the last is found', async () => {
  const sandbox = await sandboxes();
  for (let n = 0; n < 205; n++) sandbox.add.campaign({ name: `Campaign ${n}` });
  const campaign = sandbox.add.campaign({ name: 'Wanted' });
  sandbox.add.offer({ campaignId: String(campaign.id), offerTitle: 'Tea' });
  const members = file(membersCsv(1));
  await issueOn(sandbox, { members, campaign: 'Wanted', offer: 'Tea' });
  expect(readRows(resultOf(members))[0]).toMatchObject({ outcome: 'created', campaignId: campaign.id });
  const error = await issueOn(sandbox, { members, campaign: 'Lost' }).catch((thrown) => thrown);
  expect(String(error.message)).toMatch(/and 187 more$/);
});
