// The reusable redemption link end to end: find, redeem, redeem again, reissue under the same external ID.
import { useSandbox } from '../support/zapier.ts';

const { sandbox, app, requestsOf, inputs } = useSandbox();
const campaign = () => ({ campaignId: sandbox().demo.campaignId });
const issue = (externalId: string, more = {}) =>
  app().create('issue_pass', { ...inputs.coupon(), externalId, ...more });
const redeem = (externalId: string, more = {}) =>
  app().create('redeem_coupon', { ...campaign(), externalId, ...more });
const reissue = (externalId: string, more = {}) =>
  app().create('reissue_coupon', { ...campaign(), offerId: sandbox().demo.offerId, externalId, ...more });
const active = (externalId: string) => app().search('find_active_coupon', { ...campaign(), externalId });
const day = 24 * 60 * 60 * 1000;

describe('Redeem Coupon', () => {
  test('redeems by external ID and campaign, or by PassKit ID; a reference is looked for before', async () => {
    const { id } = await issue('one');
    let result: Record<string, unknown> = {};
    const requests = await requestsOf(async () => {
      result = await redeem('one', {
        redemptionReference: 'order-1',
        transactionReference: 'R1',
        transactionAmount: '25.50',
      });
    });
    expect(requests).toEqual([
      `GET /coupon/singleUse/coupon/externalId/${sandbox().demo.campaignId}/one-order-1 404`,
      'PUT /coupon/singleUse/coupon/redeem 200',
    ]);
    await issue('plain');
    expect(await requestsOf(() => redeem('plain'))).toEqual(['PUT /coupon/singleUse/coupon/redeem 200']);
    expect(result).toMatchObject({ id, externalId: 'one', status: 'REDEEMED', outcome: 'redeemed' });
    expect(sandbox().coupon(String(id))).toMatchObject({
      status: 'REDEEMED',
      redemptionDetails: {
        redemptionReference: 'order-1',
        transactionReference: 'R1',
        transactionAmount: 25.5,
      },
    });
    const other = await issue('one-by-id');
    expect(await app().create('redeem_coupon', { id: other.id })).toMatchObject({
      id: other.id,
      outcome: 'redeemed',
    });
  });

  test('by PassKit ID, a repeated step says whose coupon it was', async () => {
    const { id } = await issue('by-id-again');
    const row = { id, redemptionReference: 'order-1' };
    await app().create('redeem_coupon', row);
    expect(await app().create('redeem_coupon', row)).toMatchObject({
      outcome: 'already_redeemed',
      externalId: 'by-id-again',
      ...campaign(),
    });
  });

  test('halts for a redeemed coupon and says when and with which reference', async () => {
    await issue('again');
    await redeem('again', { redemptionReference: 'order-1' });
    const run = redeem('again', { redemptionReference: 'order-2' });
    await expect(run).rejects.toMatchObject({ name: 'HaltedError' });
    await expect(run).rejects.toThrow(
      /already redeemed on \d{4}-\d\d-\d\d \d\d:\d\d UTC \(reference order-1\)/,
    );
    await expect(redeem('again')).rejects.toThrow(/already redeemed/);
  });

  test('halts for an expired coupon and says when it expired', async () => {
    const expiryDate = new Date(sandbox().clock.now().getTime() - day).toISOString();
    await issue('expired', { expiryDate });
    await expect(redeem('expired')).rejects.toThrow(/expired on .* UTC. Nothing was redeemed/);
  });

  test('halts for a coupon that does not exist', async () => {
    await expect(redeem('nobody')).rejects.toThrow(/There is no coupon “nobody” in this campaign/);
  });

  test('takes a repeated step with the same reference for the same redemption', async () => {
    const { id } = await issue('retry');
    await redeem('retry', { redemptionReference: 'order-1', transactionReference: 'R1' });
    const again = await redeem('retry', { redemptionReference: 'order-1', transactionReference: 'R1' });
    expect(again).toMatchObject({ id, outcome: 'already_redeemed', status: 'REDEEMED' });
    await expect(
      redeem('retry', { redemptionReference: 'order-1', transactionReference: 'R2' }),
    ).rejects.toThrow(/already/);
  });

  test.each([{ reset: 'after' as const }, { reset: 'before' as const }])(
    'succeeds in the end when the connection breaks: %o',
    async (fault) => {
      const externalId = `broken-${fault.reset}`;
      await issue(externalId);
      sandbox().fault({ method: 'PUT', ...fault });
      const first = redeem(externalId, { redemptionReference: 'order-9' });
      if (fault.reset === 'after') expect(await first).toMatchObject({ outcome: 'already_redeemed' });
      else await expect(first).rejects.toThrow(/tries again by itself/);
      expect(await redeem(externalId, { redemptionReference: 'order-9' })).toMatchObject({
        status: 'REDEEMED',
      });
    },
  );

  test.each([
    [
      'with a reference, two lost answers and a reissue in between leave the next coupon alone',
      'order-5',
      true,
    ],
    ['without a reference nothing is claimed, and nothing is tried again', undefined, false],
  ])('%s', async (_name, redemptionReference, again) => {
    const externalId = `two-lost-${again}`;
    const { id } = await issue(externalId);
    sandbox().fault({ method: 'PUT', reset: 'after' });
    sandbox().fault({ method: 'GET', skip: redemptionReference ? 1 : 0, reset: 'after' });
    const first = redeem(externalId, { redemptionReference });
    await expect(first).rejects.toThrow(again ? /tries again by itself/ : /may or may not have been done/);
    await expect(first).rejects.not.toThrow(/Nothing was/);
    await reissue(externalId);
    if (!again) return;
    expect(await redeem(externalId, { redemptionReference })).toMatchObject({
      id,
      outcome: 'already_redeemed',
    });
    expect(await active(externalId)).toHaveLength(1);
  });

  test('a lost answer that the coupon does not explain is told as that', async () => {
    await issue('guess');
    sandbox().fault({ method: 'PUT', reset: 'after' });
    const run = redeem('guess');
    await expect(run).rejects.toMatchObject({ name: 'HaltedError' });
    await expect(run).rejects.toThrow(/is redeemed now, on .*may have been this step.*\[unsure\]/);
  });

  test.each([
    ['order-6', /tries again by itself/],
    [undefined, /\[unsure\]/],
  ])(
    'a lost answer and no coupon by then (reference %s): nothing is claimed',
    async (redemptionReference, told) => {
      const externalId = `gone-${redemptionReference}`;
      await issue(externalId);
      sandbox().fault({ method: 'PUT', reset: 'after' });
      // As while another run reissues it.
      sandbox().fault({
        method: 'GET',
        skip: redemptionReference ? 1 : 0,
        status: 404,
        body: { error: 'none' },
      });
      const run = redeem(externalId, { redemptionReference });
      await expect(run).rejects.toThrow(told);
      await expect(run).rejects.not.toThrow(/Nothing was/);
    },
  );

  test('redeems once when many tills race, and tells all others', async () => {
    await issue('race');
    const runs = await Promise.allSettled(
      Array.from({ length: 12 }, (_, till) => redeem('race', { redemptionReference: `till-${till}` })),
    );
    expect(runs.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

test('a reissue to which the old coupon did not show calls none active that is over', async () => {
  await issue('unseen');
  await redeem('unseen');
  sandbox().fault({ method: 'GET', status: 404, body: { error: 'none' } });
  await expect(reissue('unseen')).rejects.toThrow(
    /over by now\. Nothing was issued.*\[reissue_interrupted\]/,
  );
  expect(await active('unseen')).toEqual([]);
  expect(await reissue('unseen')).toMatchObject({ outcome: 'reissued' });
});

describe('Find Active Coupon', () => {
  test('finds the coupon that can be redeemed now, and nothing else', async () => {
    expect(await active('link')).toEqual([]);
    const { id } = await issue('link');
    expect(await active('link')).toMatchObject([{ id, status: 'UNREDEEMED', externalId: 'link' }]);
    await redeem('link');
    expect(await active('link')).toEqual([]);
    await issue('short', { expiryDate: new Date(sandbox().clock.now().getTime() - day).toISOString() });
    expect(await active('short')).toEqual([]);
  });
});

describe('Reissue Coupon', () => {
  test('returns a coupon that is still active, and issues none', async () => {
    const { passUrl } = await issue('busy');
    const passes = sandbox().passes();
    expect(await reissue('busy')).toMatchObject({ passUrl, outcome: 'already_active', status: 'UNREDEEMED' });
    expect(sandbox().passes()).toBe(passes);
  });

  test('what PassKit refuses to issue leaves the old coupon under its name', async () => {
    const { id } = await issue('kept');
    await redeem('kept');
    await expect(reissue('kept', { offerId: 'nonsense' })).rejects.toThrow(/nonsense/);
    expect(
      await app().search('find_pass', { passType: 'coupon', ...campaign(), externalId: 'kept' }),
    ).toMatchObject([{ id }]);
  });

  test.each(['redeemed', 'expired', 'missing'])(
    'issues a new coupon under the same external ID: %s',
    async (state) => {
      const externalId = `re-${state}`;
      const yesterday = new Date(sandbox().clock.now().getTime() - day).toISOString();
      const dates = state === 'expired' ? { expiryDate: yesterday } : {};
      const old = state === 'missing' ? undefined : await issue(externalId, dates);
      if (state === 'redeemed') await redeem(externalId);
      const fresh = await reissue(externalId, { displayName: 'Jane' });
      expect(fresh).toMatchObject({
        externalId,
        outcome: 'reissued',
        status: 'UNREDEEMED',
        displayName: 'Jane',
      });
      expect(fresh.id).not.toBe(old?.id);
      expect(await active(externalId)).toMatchObject([{ id: fresh.id }]);
    },
  );

  test('keeps the finished coupon under a name of its own', async () => {
    const old = await issue('history');
    await redeem('history');
    await reissue('history');
    expect(sandbox().coupon(String(old.id))).toMatchObject({
      externalId: `history-${old.id}`,
      status: 'REDEEMED',
    });
  });

  // find, find, issue, give up the name, take the name
  const moments = [0, 1, 2, 3, 4];
  test.each(
    moments.flatMap((skip) =>
      (['before', 'after'] as const).flatMap((reset) => [1, 2, 3].map((times) => ({ skip, reset, times }))),
    ),
  )(
    'run again after %o, it ends in one new coupon, whose link comes back',
    async ({ skip, reset, times }) => {
      const externalId = `lost-${skip}-${reset}-${times}`;
      const old = await issue(externalId);
      await redeem(externalId, { redemptionReference: 'till-1' });
      const passes = sandbox().passes();
      sandbox().fault({ skip, reset, times });
      let result: Record<string, unknown> | undefined;
      for (let run = 0; run < 4 && !result; run++) result = await reissue(externalId).catch(() => undefined);
      expect(result).toMatchObject({ externalId, status: 'UNREDEEMED' });
      expect(result?.id).not.toBe(old.id);
      expect(await active(externalId)).toMatchObject([{ id: result?.id }]);
      expect(sandbox().passes()).toBe(passes + 1);
      // Whoever redeemed the old one and never heard of it does not redeem the new one.
      expect(await redeem(externalId, { redemptionReference: 'till-1' })).toMatchObject({
        id: old.id,
        outcome: 'already_redeemed',
      });
      expect(await active(externalId)).toHaveLength(1);
    },
  );

  test.each([
    ['of another offer', 'fixedOfferId'],
    ['that has expired', 'offerId'],
  ] as const)(
    'a waiting coupon %s, which an interrupted reissue has left, is replaced',
    async (what, offer) => {
      const externalId = `left ${what}`;
      await issue(externalId);
      await redeem(externalId);
      const expiryDate =
        what === 'that has expired'
          ? new Date(sandbox().clock.now().getTime() - day).toISOString()
          : undefined;
      const left = await issue(`${externalId}-next-coupon`, { offerId: sandbox().demo[offer], expiryDate });
      const fresh = await reissue(externalId);
      expect(fresh).toMatchObject({
        outcome: 'reissued',
        offerId: sandbox().demo.offerId,
        status: 'UNREDEEMED',
      });
      expect(sandbox().coupon(String(left.id))).toBeUndefined();
      expect(await active(externalId)).toMatchObject([{ id: fresh.id }]);
    },
  );

  test('one reference on two coupons of one name does not stop the reissue', async () => {
    for (const id of [(await issue('twins')).id, (await reissue('twins')).id]) {
      await app()
        .create('redeem_coupon', { id, redemptionReference: 'same' })
        .catch(() => undefined);
      await reissue('twins');
    }
    expect(await active('twins')).toHaveLength(1);
  });

  test('ends in one active coupon when many runs race', async () => {
    await issue('contest');
    await redeem('contest');
    const before = sandbox().passes();
    const runs = await Promise.allSettled(Array.from({ length: 8 }, () => reissue('contest')));
    const ids = runs.flatMap((run) => (run.status === 'fulfilled' ? [run.value.id] : []));
    expect(new Set(ids).size).toBe(1);
    expect(sandbox().passes()).toBe(before + 1);
  });
});

test('a coupon that is neither active nor redeemed nor expired ends the run with a message', async () => {
  const { id } = await issue('refused');
  const { campaignId, offerId } = sandbox().demo;
  const passMetaData = { status: 'PASS_INVALIDATED' };
  sandbox().fault({ method: 'PUT', path: '/coupon/singleUse/coupon/redeem', status: 400 });
  sandbox().fault({
    method: 'GET',
    path: '/coupon/singleUse/coupon/externalId',
    body: { id, campaignId, offerId, externalId: 'refused', status: 'UNREDEEMED', passMetaData },
  });
  await expect(redeem('refused')).rejects.toThrow(
    /no longer valid in PassKit.*Nothing was redeemed.*\[coupon_void\]/s,
  );
});
