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
  test('redeems by external ID and campaign, or by PassKit ID, with one request', async () => {
    const { id } = await issue('one');
    let result: Record<string, unknown> = {};
    const requests = await requestsOf(async () => {
      result = await redeem('one', {
        redemptionReference: 'order-1',
        transactionReference: 'R1',
        transactionAmount: '25.50',
      });
    });
    expect(requests).toEqual(['PUT /coupon/singleUse/coupon/redeem 200']);
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

  test('redeems once when many tills race, and tells all others', async () => {
    await issue('race');
    const runs = await Promise.allSettled(
      Array.from({ length: 12 }, (_, till) => redeem('race', { redemptionReference: `till-${till}` })),
    );
    expect(runs.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
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
  test('refuses while a coupon is active and names its link', async () => {
    const { passUrl } = await issue('busy');
    const run = reissue('busy');
    await expect(run).rejects.toMatchObject({ name: 'HaltedError' });
    await expect(run).rejects.toThrow(String(passUrl));
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

  test.each(
    ['/coupon/singleUse/coupon/externalId', 'POST'].flatMap((at) =>
      (['before', 'after'] as const).map((reset) => [at, reset] as const),
    ),
  )(
    'ends in exactly one active coupon when %s is lost %s the write and the step runs again',
    async (at, reset) => {
      const externalId = `lost-${at.length}-${reset}`;
      await issue(externalId);
      await redeem(externalId);
      sandbox().fault(at === 'POST' ? { method: 'POST', reset } : { method: 'PUT', path: at, reset });
      await reissue(externalId).catch(() => undefined);
      await reissue(externalId).catch(() => undefined);
      expect(await active(externalId)).toHaveLength(1);
      await redeem(externalId);
      expect(await active(externalId)).toEqual([]);
    },
  );

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
