// What the sandbox clock does to passes: expiry, revival, purge.
import { demo } from '../../sandbox/ids.ts';
import { idOf, list, send, useSandboxes, where } from './client.ts';

const { programId, campaignId, offerId, ticketTypeId, eventId } = demo;
const DAY = 86_400_000;
const expiryDate = '2026-03-02T00:00:00Z';

const start = useSandboxes({ now: () => new Date('2026-03-01T00:00:00Z') });

test('a member expires by the clock, keeps its external id and revives with a later date', async () => {
  const sandbox = await start();
  const id = await idOf(sandbox, 'POST /members/member', {
    programId,
    tierId: 'bronze',
    externalId: 'M',
    expiryDate,
  });
  expect(sandbox.member(id)).toMatchObject({ status: 'ENROLLED', passMetaData: { status: 'PASS_ISSUED' } });
  sandbox.clock.advance(DAY);
  expect(sandbox.member(id)).toMatchObject({
    status: 'EXPIRED',
    passMetaData: { status: 'PASS_INVALIDATED', invalidatedAt: expiryDate },
  });
  const again = { programId, tierId: 'bronze', externalId: 'M' };
  expect(await send(sandbox, 'POST /members/member', again)).toMatchObject({ status: 409 });
  await idOf(sandbox, 'PUT /members/member/updateExpiry', { id, expiryDate: '2027-01-01T00:00:00Z' });
  expect(sandbox.member(id)).toMatchObject({ status: 'ENROLLED', passMetaData: { status: 'PASS_ISSUED' } });
});

test('an expired coupon or ticket cannot be used', async () => {
  const sandbox = await start();
  const coupon = await idOf(sandbox, 'POST /coupon/singleUse/coupon', {
    campaignId,
    offerId,
    externalId: 'C',
    expiryDate,
  });
  const ticket = await idOf(sandbox, 'POST /eventTickets/ticket', { ticketTypeId, eventId, expiryDate });
  sandbox.clock.advance(DAY);
  const redeemed = await send(sandbox, 'PUT /coupon/singleUse/coupon/redeem', { id: coupon });
  expect(redeemed).toMatchObject({
    status: 400,
    body: { code: 9, message: `coupon with id[${coupon}] has expired` },
  });
  expect(sandbox.coupon(coupon)).toMatchObject({
    status: 'UNREDEEMED',
    passMetaData: { status: 'PASS_INVALIDATED' },
  });
  const again = { campaignId, offerId, externalId: 'C' };
  expect(await send(sandbox, 'POST /coupon/singleUse/coupon', again)).toMatchObject({ status: 409 });
  const wrapper = { ticket: { ticketId: ticket } };
  expect(await send(sandbox, 'PUT /eventTickets/ticket/redeem', wrapper)).toMatchObject({
    status: 400,
    body: { code: 9 },
  });
  expect(await send(sandbox, 'PUT /eventTickets/ticket/validate', wrapper)).toMatchObject({
    body: { valid: false },
  });
});

test('a pass is gone 90 days after its expiry, and its external id is free', async () => {
  const sandbox = await start();
  const body = { programId, tierId: 'bronze', externalId: 'M', expiryDate };
  const id = await idOf(sandbox, 'POST /members/member', body);
  const kept = await idOf(sandbox, 'POST /members/member', { programId, tierId: 'bronze' });
  sandbox.clock.set(new Date(Date.parse(expiryDate) + 90 * DAY));
  expect(sandbox.member(id)).toMatchObject({ status: 'EXPIRED' });
  sandbox.clock.advance(1);
  expect(await send(sandbox, `GET /members/member/id/${id}`)).toMatchObject({ status: 404 });
  expect((await list(sandbox, `/members/member/list/${programId}`, {})).map((member) => member.id)).toEqual([
    kept,
  ]);
  expect(sandbox.passes()).toBe(1);
  await idOf(sandbox, 'POST /members/member', { ...body, expiryDate: undefined });
});

test('a tier gives its expiry date to members who bring none', async () => {
  const sandbox = await start();
  sandbox.add.tier({
    id: 'trial',
    programId,
    expirySettings: { expiryType: 'EXPIRE_AFTER_X_DAYS', expireAfterXDays: 14 },
  });
  const trial = await idOf(sandbox, 'POST /members/member', { programId, tierId: 'trial' });
  const own = await idOf(sandbox, 'POST /members/member', { programId, tierId: 'trial', expiryDate });
  expect(sandbox.member(trial)?.expiryDate).toBe('2026-03-15T00:00:00Z');
  expect(sandbox.member(own)?.expiryDate).toBe(expiryDate);
});

test('100,000 passes start, filter and page quickly', async () => {
  const sandbox = await start({ passes: 100_000 });
  expect(sandbox.passes()).toBe(100_000);
  const path = `/members/member/list/${programId}`;
  const started = performance.now();
  const byEmail = await list(sandbox, path, {
    filters: where('person.emailAddress', 'eq', 'member777@example.com'),
  });
  expect(byEmail).toMatchObject([{ externalId: 'FILL-777' }]);
  const newest = await list(sandbox, path, { filters: { limit: 2 } });
  expect(newest.map(({ externalId }) => externalId)).toEqual(['FILL-100000', 'FILL-99999']);
  expect(performance.now() - started).toBeLessThan(2000);
});
