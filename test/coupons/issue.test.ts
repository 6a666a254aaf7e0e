// Protects `coupons issue` against PassKit: every member gets one coupon under the pass ID, and the result says what happened.
import { existsSync, writeFileSync } from 'node:fs';
import type { Http } from '../../operation/ask.ts';
import { idOf, send, useSandboxes } from '../sandbox/client.ts';
import {
  countsByMember,
  couponsOf,
  httpOf,
  issueOn,
  issueThree,
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

test('campaign and offer may be named by their names', async () => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(1));
  await issueOn(sandbox, { members, campaign: 'Coffee Rewards', offer: 'Half Price Cake' });
  expect(readRows(resultOf(members))[0]?.offerId).toBe(sandbox.demo.fixedOfferId);
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
