// Whoever presses a button twice, runs an automation again or loses an answer gets nothing twice, and is told the truth in
// the words of every other platform.
import { pack } from '../../coda/pack.ts';
import { type PackOnSandbox, packOn } from '../../coda/testing.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';

let sandbox: Sandbox;
let run: PackOnSandbox['run'];
let sync: PackOnSandbox['sync'];
beforeEach(async () => {
  sandbox = await startSandbox();
  ({ run, sync } = packOn(pack, sandbox));
});
afterEach(() => sandbox.close());

const programId = 'CoffeeClubProgram00001';
const campaignId = 'CoffeeRewardsCampaign1';
const productionId = 'LatteArtShowProduction';
const row = { programId, tierId: 'bronze', externalId: 'i-row1', displayName: 'Jane' };
const coupon = { campaignId, offerId: 'FreeCoffeeOffer0000001', externalId: 'i-row1' };
const ticket = {
  productionId,
  eventId: 'LatteArtShowEvent00001',
  ticketTypeId: 'StandardTicketType0001',
  externalId: 'i-row1',
};

describe('a button that is pressed twice', () => {
  test.each([
    ['IssueMembership', row],
    ['IssueCoupon', coupon],
    ['IssueTicket', ticket],
  ])('at the same moment issues one pass: %s', async (name, given) => {
    const answers = await Promise.all([run(name, given), run(name, given), run(name, given)]);
    expect(new Set(answers.map((answer) => Object(answer).id)).size).toBe(1);
    expect(answers.filter((answer) => Object(answer).outcome === 'created')).toHaveLength(1);
    expect(sandbox.passes()).toBe(1);
  });

  test('issues no pass for a row without an ID of its own, and says why', async () => {
    await expect(run('IssueMembership', { ...row, externalId: '' })).rejects.toThrow(
      'External ID is missing. Fill it in.',
    );
    expect(sandbox.requests).toEqual([]);
  });

  test('while the table syncs, the row is one row', async () => {
    const [{ rows }] = await Promise.all([sync('Members', [programId]), run('IssueMembership', row)]);
    await run('IssueMembership', row);
    expect(rows.length).toBeLessThanOrEqual(1);
    expect((await sync('Members', [programId])).rows).toHaveLength(1);
  });

  test('redeems once, and the second press says so', async () => {
    await run('IssueCoupon', coupon);
    const redeem = { campaignId, externalId: 'i-row1' };
    const presses = await Promise.allSettled([run('RedeemCoupon', redeem), run('RedeemCoupon', redeem)]);
    expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(run('RedeemCoupon', redeem)).rejects.toThrow(/already redeemed on/);
  });

  test('adds points once with a reference, and says so', async () => {
    await run('IssueMembership', row);
    const earn = { programId, externalId: 'i-row1', points: 10, reference: 'visit 1' };
    expect(await run('EarnPoints', earn)).toMatchObject({ outcome: 'earned', points: 10 });
    expect(await run('EarnPoints', earn)).toMatchObject({ outcome: 'already_earned', points: 10 });
  });

  test('reissues one coupon', async () => {
    await run('IssueCoupon', coupon);
    await run('RedeemCoupon', { campaignId, externalId: 'i-row1' });
    await Promise.allSettled([run('ReissueCoupon', coupon), run('ReissueCoupon', coupon)]);
    await run('ReissueCoupon', coupon);
    const { rows } = await sync('Coupons', [campaignId]);
    expect(rows.filter(({ status }) => status === 'UNREDEEMED')).toHaveLength(1);
  });
});

describe('an answer that is lost', () => {
  test.each([
    ['IssueMembership', row],
    ['IssueCoupon', coupon],
    ['IssueTicket', ticket],
  ])('after the pass was made: %s finds it', async (name, given) => {
    sandbox.fault({ reset: 'after', method: 'POST', times: 1 });
    expect(await run(name, given)).toMatchObject({
      externalId: 'i-row1',
      passUrl: expect.stringMatching(/^https:\/\/pub1\.pskt\.io\/\w{22}$/),
    });
    await run(name, given);
    expect(sandbox.passes()).toBe(1);
  });

  test('without a reference says that it may have been done, and adds nothing twice', async () => {
    await run('IssueMembership', row);
    sandbox.fault({ reset: 'after', path: '/points/earn', times: 1 });
    await expect(run('EarnPoints', { programId, externalId: 'i-row1', points: 10 })).rejects.toThrow(
      /may or may not have been done.*\[unsure\]$/,
    );
    expect(sandbox.requests.filter(({ path }) => path.endsWith('/points/earn'))).toHaveLength(1);
  });

  test('of a redemption with a reference is found out', async () => {
    await run('IssueCoupon', coupon);
    sandbox.fault({ reset: 'after', path: '/redeem', times: 1 });
    const redeem = { campaignId, externalId: 'i-row1', redemptionReference: 'r-1' };
    await run('RedeemCoupon', redeem).catch(() => undefined);
    expect(await run('RedeemCoupon', redeem)).toMatchObject({ outcome: 'already_redeemed' });
  });
});

describe('what the user reads', () => {
  const told = (name: string, given: Record<string, unknown>) =>
    run(name, given).then(
      () => 'nothing',
      (error: unknown) => {
        expect(error).toMatchObject({ isUserVisible: true });
        return error instanceof Error ? error.message : '';
      },
    );

  test.each([
    [401, /^PassKit did not accept the credentials: .*\[credentials\]$/],
    [403, /^PassKit does not allow this account to do that: .*\[forbidden\]$/],
    [429, /^PassKit asks to slow down: .* Try again later\. \[slow_down\]$/],
    [500, /^PassKit reported a problem of its own: .*\[problem\]$/],
    [503, /^PassKit is busy now\. Try again later\. \[busy\]$/],
    [504, /^PassKit did not answer, or the connection broke\. Try again later\. \[no_answer\]$/],
  ])('when PassKit answers %i', async (status, words) => {
    sandbox.fault({ status, times: 9 });
    expect(
      await told('UpdateMembership', { programId, externalId: 'x', surname: 'Doe', metaData: ['a', '1'] }),
    ).toMatch(words);
  });

  test('when PassKit leads elsewhere: the token stays', async () => {
    sandbox.fault({ status: 302, times: 9 });
    expect(await told('FindMembership', { programId, externalId: 'x' })).toMatch(/PassKit/);
  });

  test.each([
    [
      'UpdateMembership',
      { programId, externalId: 'nobody', metaData: ['a', '1'] },
      /^PassKit has no membership “nobody”.*\[pass_not_found\]$/,
    ],
    [
      'UpdateMembership',
      { programId, externalId: 'x' },
      /^There is nothing to update.*\[nothing_to_update\]$/,
    ],
    ['IssueMembership', { ...row, tierId: '' }, /^Tier is missing\. Fill it in\. \[missing_input\]$/],
    [
      'IssueMembership',
      { ...row, metaData: ['plan'] },
      /^Custom Fields has 1 item.*Each name needs a value after it\. \[invalid_input\]$/,
    ],
    [
      'RedeemCoupon',
      { campaignId, externalId: 'nobody' },
      /^There is no coupon “nobody”.*\[coupon_not_found\]$/,
    ],
    [
      'IssueTicket',
      { ...ticket, productionId: 'AnotherProduction00001' },
      /belongs to another production.*\[wrong_production\]$/,
    ],
  ])('%s %o', async (name, given, words) => {
    expect(await told(name, given)).toMatch(words);
  });
});

describe('a date', () => {
  const expiry = async (expiryDate: Date, timezone: string) => {
    const { run: issue } = packOn(pack, sandbox, { timezone });
    return Object(
      await issue('IssueMembership', { ...row, externalId: String(expiryDate.getTime()), expiryDate }),
    ).expiryDate;
  };

  test('alone is the end of that day in the zone of the doc', async () => {
    expect(await expiry(new Date('2031-07-30T23:00:00Z'), 'Europe/London')).toBe('2031-07-31T22:59:59Z');
    expect(await expiry(new Date('2031-12-31T08:00:00Z'), 'America/Los_Angeles')).toBe(
      '2032-01-01T07:59:59Z',
    );
  });

  test('alone is the end of that day, also on the day when the clocks change', async () => {
    expect(await expiry(new Date('2031-03-30T00:00:00Z'), 'Europe/London')).toBe('2031-03-30T22:59:59Z');
    expect(await expiry(new Date('2031-10-25T23:00:00Z'), 'Europe/London')).toBe('2031-10-26T23:59:59Z');
  });

  test('with a time is that moment', async () => {
    expect(await expiry(new Date('2031-07-31T16:30:00Z'), 'Europe/London')).toBe('2031-07-31T16:30:00Z');
  });

  test('of birth is a day, also west of Greenwich', async () => {
    const { run: issue } = packOn(pack, sandbox, { timezone: 'America/Los_Angeles' });
    const dateOfBirth = new Date('1990-05-17T07:00:00Z');
    expect(await issue('IssueMembership', { ...row, dateOfBirth })).toMatchObject({
      dateOfBirth: '1990-05-17',
    });
  });
});

describe('choices', () => {
  test('are those of PassKit, narrowed by what is typed and chosen before', async () => {
    const { choices } = packOn(pack, sandbox);
    expect(await choices('IssueMembership', 'programId', {}, 'coffee')).toMatchObject([{ value: programId }]);
    expect(await choices('IssueMembership', 'tierId', { programId }, 'gold')).toMatchObject([
      { value: 'gold' },
    ]);
    expect(await choices('IssueMembership', 'tierId', {})).toEqual([]);
    expect(await choices('IssueTicket', 'eventId', { productionId })).toHaveLength(1);
    expect(await choices('RevokeMembership', 'method')).toMatchObject([
      { value: 'expire' },
      { value: 'delete' },
    ]);
  });

  test('of passes are those of the type', async () => {
    await run('IssueCoupon', coupon);
    const { choices } = packOn(pack, sandbox);
    expect(await choices('UpdateCoupon', 'id', { campaignId })).toMatchObject([
      { display: expect.stringContaining('i-row1') },
    ]);
  });
});

describe('a pass by its link', () => {
  test('is found whatever its type, and shown with its status', async () => {
    for (const [name, given, type] of [
      ['IssueMembership', row, 'membership'],
      ['IssueCoupon', coupon, 'coupon'],
      ['IssueTicket', ticket, 'eventTicket'],
    ] as const) {
      const { id, passUrl } = Object(await run(name, given));
      for (const pass of [id, passUrl, `${passUrl}.pkpass`, ` ${passUrl}?a=1 `])
        expect(await run('FindPass', { pass })).toMatchObject({
          id,
          passType: type,
          chip: expect.stringContaining(' · '),
        });
      expect(await run('PassLink', { pass: id })).toBe(passUrl);
      const [matcher = /never/] = pack.formats[0]?.matchers ?? [];
      expect(passUrl).toMatch(matcher);
    }
  });

  test('keeps what its row shows when an update does not know whose it is', async () => {
    await run('IssueMembership', row);
    const answer = await run('UpdateMembership', { programId, externalId: 'i-row1', tierId: 'gold' });
    expect(answer).toMatchObject({ outcome: 'updated', tierId: 'gold' });
    expect(answer).not.toHaveProperty('chip');
    expect(answer).not.toHaveProperty('displayName');
  });

  test('that is none is told', async () => {
    await expect(run('FindPass', { pass: ' ' })).rejects.toThrow('Pass is missing. Fill it in.');
    await expect(run('FindPass', { pass: 'https://pub1.pskt.io/1aBcDeFgHiJkLmNoPqRsTu' })).rejects.toThrow(
      'PassKit has no pass “1aBcDeFgHiJkLmNoPqRsTu”',
    );
  });
});
