// Protects the custom webhook: the four actions on the demo account, safe to repeat, and its errors.
import * as z from 'zod';
import type { Fault } from '../../sandbox/index.ts';
import { useRedeem } from './support.ts';

const { sandbox, visitor, asked } = useRedeem();
const secret = 'a-secret-of-the-hook';
const answer = z.record(z.string(), z.unknown());

async function send(body: unknown, authorization = `Bearer ${secret}`) {
  const page = await visitor({ env: { REDEEM_HOOK_SECRET: secret } }).ask('/hooks/pass', {
    method: 'POST',
    headers: { authorization },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: page.status, headers: page.headers, body: answer.parse(JSON.parse(page.text)) };
}

const member = (externalId: string) => ({
  passType: 'membership',
  programId: sandbox().demo.programId,
  tierId: sandbox().demo.tiers.gold,
  externalId,
});
const coupon = (externalId: string) => ({
  passType: 'coupon',
  campaignId: sandbox().demo.campaignId,
  offerId: sandbox().demo.offerId,
  externalId,
});

test('issues a pass, answers with its id and links, and never a second one', async () => {
  const first = await send({ action: 'issue', ...member('row-1'), displayName: 'Jane' });
  const id = String(first.body.id);
  expect(first).toMatchObject({
    status: 200,
    body: {
      outcome: 'created',
      passUrl: `${sandbox().url}/${id}`,
      appleUrl: `${sandbox().url}/${id}.pkpass`,
    },
  });
  expect(await send({ action: 'issue', ...member('row-1') })).toMatchObject({
    status: 200,
    body: { id, outcome: 'existing' },
  });
});

test('a row may name the program and the tier; what is done before a wrong name stays done, and that is said', async () => {
  const named = { ...member('named'), programId: 'Coffee Club', tierId: 'Gold' };
  expect(await send({ action: 'issue', ...named })).toMatchObject({
    status: 200,
    body: { tierId: 'gold', outcome: 'created' },
  });
  const wrong = await send({ action: 'update', ...member('named'), tierId: 'Platinum', displayName: 'Jane' });
  expect(wrong.body.error).toMatch(/There is no tier “Platinum”\. Use one of: .*Gold/);
  expect(wrong.body.error).toMatch(/A part of this step was done before that and stays done/);
});

test('updates, revokes, redeems and reissues', async () => {
  await send({ action: 'issue', ...member('row-2') });
  const updated = await send({ action: 'update', ...member('row-2'), points: 5, displayName: 'Joe' });
  expect(updated).toMatchObject({ status: 200, body: { outcome: 'updated' } });
  const revoke = { action: 'revoke', ...member('row-2') };
  expect(await send(revoke)).toMatchObject({ status: 200, body: { outcome: 'expired' } });
  expect(await send(revoke)).toMatchObject({ status: 200, body: { outcome: 'already_revoked' } });
  await send({ action: 'issue', ...coupon('row-3') });
  const redeem = { action: 'redeem', ...coupon('row-3'), redemptionReference: 'order-1' };
  expect(await send(redeem)).toMatchObject({ status: 200, body: { outcome: 'redeemed' } });
  expect(await send(redeem)).toMatchObject({ status: 200, body: { outcome: 'already_redeemed' } });
  const reissue = await send({ action: 'reissue', ...coupon('row-3') });
  expect(reissue).toMatchObject({ status: 200, body: { outcome: 'reissued' } });
});

test.each<[string, () => unknown, string, RegExp]>([
  ['no action', () => ({}), 'action', /one of: issue, update, revoke, redeem, reissue/],
  ['an unknown action', () => ({ action: 'delete' }), 'action', /one of/],
  ['no pass type', () => ({ action: 'issue', externalId: 'x' }), 'passType', /Pass Type is missing/],
  ['a blank tier', () => ({ action: 'issue', ...member('x'), tierId: '' }), 'tierId', /Tier is missing/],
  ['no external ID', () => ({ action: 'issue', ...member(' ') }), 'externalId', /safe to repeat/],
  [
    'a bad date',
    () => ({ action: 'issue', ...member('x'), expiryDate: 'soon' }),
    'expiryDate',
    /Expiry Date is “soon”/,
  ],
  [
    'a bad address',
    () => ({ action: 'issue', ...member('x'), emailAddress: 'x' }),
    'emailAddress',
    /Email Address/,
  ],
  ['a list', () => ({ action: 'issue', ...member('x'), displayName: ['x'] }), 'displayName', /holds a list/],
  ['bad custom fields', () => ({ action: 'issue', ...member('x'), metaData: 'x' }), 'metaData', /pairs/],
])('answers 422 and names the field: %s', async (_name, body, field, error) => {
  const requests = await asked(async () => {
    expect(await send(body())).toMatchObject({
      status: 422,
      body: { field, error: expect.stringMatching(error) },
    });
  });
  expect(requests).toEqual([]);
});

test.each(['', 'x', '[]', '"x"', 'null'])(
  'answers 400 for a body that is no JSON object: %s',
  async (body) => {
    expect(await send(body)).toMatchObject({ status: 400 });
  },
);

test('answers 409 with the message when the operation halts', async () => {
  await send({ action: 'issue', ...coupon('row-4') });
  await send({ action: 'redeem', ...coupon('row-4'), redemptionReference: 'order-1' });
  const other = { action: 'redeem', ...coupon('row-4'), redemptionReference: 'order-2' };
  expect(await send(other)).toMatchObject({
    status: 409,
    body: { error: expect.stringContaining('already redeemed') },
  });
});

test.each<[Fault, number, string | null]>([
  [{ status: 500 }, 502, '10'],
  [{ status: 503 }, 503, '10'],
  [{ status: 429, headers: { 'retry-after': '30' } }, 503, '30'],
  [{ reset: 'before' }, 503, '10'],
  [{ status: 401 }, 500, null],
  [{ status: 400, body: { error: 'the tier is closed' } }, 422, null],
])('passes on what PassKit said, without secrets: %o', async (fault, status, retryAfter) => {
  sandbox().fault({ method: 'POST', ...fault });
  const result = await send({ action: 'issue', ...member(`fault ${JSON.stringify(fault)}`) });
  expect(result.status).toBe(status);
  expect(result.headers.get('retry-after')).toBe(retryAfter);
  expect(Object.keys(result.body)).toEqual(['error', 'code']);
  expect(JSON.stringify(result.body)).not.toMatch(/sandbox-api|\.ts:|hook/);
});

test.each([
  ['a membership', () => ({ ...member('unread'), programId: 'No Program' })],
  ['a coupon', () => ({ ...coupon('unread'), campaignId: 'No Campaign' })],
  [
    'a ticket',
    () => ({
      passType: 'eventTicket',
      productionId: 'Summer Fest',
      ticketTypeId: 'Standing',
      eventId: 'e-1',
      externalId: 'unread',
      ticketNumber: 'unread',
    }),
  ],
])('where only lists were asked for and they fail, nothing may have been done: %s', async (_what, row) => {
  // What was named is not there; then the lists that names are looked up in, at whatever path they are.
  sandbox().fault({ status: 404, body: { error: 'not found' } });
  sandbox().fault({ method: 'POST', status: 502, times: 50 });
  const requests = await asked(async () => {
    const result = await send({ action: 'issue', ...row() });
    expect(result).toMatchObject({ status: 422, body: { code: 'not_found' } });
  });
  expect(requests).toContain('POST 502');
});

describe('its secret', () => {
  test.each(['', 'Bearer', 'Bearer wrong', `Basic ${secret}`, `Bearer ${secret} `.repeat(2)])(
    'must be right: “%s”',
    async (authorization) => {
      const requests = await asked(async () => {
        const result = await send({ action: 'issue', ...member('x') }, authorization);
        expect(result.status).toBe(401);
        expect(result.headers.get('www-authenticate')).toBe('Bearer');
      });
      expect(requests).toEqual([]);
    },
  );

  test('takes few tries, and is itself never locked out', async () => {
    const { ask } = visitor({ env: { REDEEM_HOOK_SECRET: secret } });
    const try_ = async (authorization: string) =>
      (await ask('/hooks/pass', { method: 'POST', headers: { authorization }, body: '{}' }, '1.1.1.1'))
        .status;
    const statuses = [];
    for (let n = 0; n < 21; n++) statuses.push(await try_('Bearer wrong'));
    expect(statuses.slice(-2)).toEqual([401, 429]);
    expect(await try_(`Bearer ${secret}`)).toBe(422);
  });

  test('without one there is no webhook', async () => {
    const page = await visitor().ask('/hooks/pass', { method: 'POST', body: '{}' });
    expect(page).toMatchObject({ status: 404, heading: 'This link leads nowhere' });
  });
});

test('a body that is much too large is refused', async () => {
  expect(await send('x'.repeat(300_000))).toMatchObject({ status: 413 });
});
