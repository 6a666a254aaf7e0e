// The life of a coupon: create, update, redeem, rename, void.
import { demo } from '../../sandbox/ids.ts';
import type { Message } from '../../sandbox/index.ts';
import { idOf, send, useSandbox } from './client.ts';

const sandbox = useSandbox({ now: () => new Date('2026-03-01T10:00:00Z') });
const { campaignId, offerId, fixedOfferId } = demo;
const COUPON = '/coupon/singleUse/coupon';
const create = (body: Message = {}) => idOf(sandbox(), `POST ${COUPON}`, { campaignId, offerId, ...body });
const redeem = (body: Message) => send(sandbox(), `PUT ${COUPON}/redeem`, body);

test('an external id is unique in its campaign and free again after void', async () => {
  const id = await create({ externalId: 'dup' });
  expect(await send(sandbox(), `POST ${COUPON}`, { campaignId, offerId, externalId: 'dup' })).toMatchObject({
    status: 409,
    body: { code: 6 },
  });
  expect(await send(sandbox(), `DELETE ${COUPON}`, { id })).toMatchObject({ status: 200, text: '{}' });
  expect(await send(sandbox(), `DELETE ${COUPON}`, { id })).toMatchObject({
    status: 404,
    body: { message: `coupon with id[${id}] does not exist` },
  });
  await create({ externalId: 'dup' });
});

test('an external id stays taken after redemption', async () => {
  const id = await create({ externalId: 'used' });
  await redeem({ id });
  expect(await send(sandbox(), `POST ${COUPON}`, { campaignId, offerId, externalId: 'used' })).toMatchObject({
    status: 409,
  });
});

test.each([
  ['campaign', { campaignId: 'nope', offerId }, 404],
  ['offer', { campaignId, offerId: 'nope' }, 404],
])('creating a coupon for an unknown %s is refused', async (_kind, body, status) => {
  expect(await send(sandbox(), `POST ${COUPON}`, body)).toMatchObject({ status });
});

test('the offer of another campaign is 400', async () => {
  const other = sandbox().add.campaign({ name: 'Tea Rewards' });
  expect(await send(sandbox(), `POST ${COUPON}`, { campaignId: other.id, offerId })).toMatchObject({
    status: 400,
    body: { code: 3 },
  });
});

test('redeem works once, by id or by external id and campaign, and keeps the details', async () => {
  const id = await create({ externalId: 'once' });
  const first = await redeem({
    externalId: 'once',
    campaignId,
    redemptionDetails: { redemptionSource: 'Zapier', transactionAmount: 25.5 },
  });
  expect(first).toMatchObject({ status: 200, text: JSON.stringify({ id }) });
  expect((await send(sandbox(), `GET ${COUPON}/${id}`)).body).toMatchObject({
    status: 'REDEEMED',
    redemptionDetails: {
      redemptionDate: '2026-03-01T10:00:00Z',
      redemptionSource: 'Zapier',
      transactionAmount: 25.5,
    },
  });
  const second = await redeem({ id });
  expect(second).toMatchObject({
    status: 400,
    body: { code: 9, message: `coupon with id[${id}] has already been redeemed` },
  });
});

test('a coupon of a disabled offer cannot be redeemed', async () => {
  const paused = sandbox().add.offer({ campaignId, disabled: true });
  expect(await redeem({ id: await create({ offerId: paused.id }) })).toMatchObject({
    status: 400,
    body: { code: 9 },
  });
});

test('an expiry date counts only where the offer lets it vary', async () => {
  const expiryDate = '2026-05-01T00:00:00Z';
  const own = await create({ expiryDate });
  const fixed = await create({ offerId: fixedOfferId, expiryDate });
  expect(sandbox().coupon(own)?.expiryDate).toBe(expiryDate);
  expect(sandbox().coupon(fixed)?.expiryDate).toBe('2026-03-31T10:00:00Z');
  for (const id of [own, fixed])
    await idOf(sandbox(), `PUT ${COUPON}`, { id, expiryDate: '2026-06-01T00:00:00Z' });
  expect(sandbox().coupon(own)?.expiryDate).toBe('2026-06-01T00:00:00Z');
  expect(sandbox().coupon(fixed)?.expiryDate).toBe('2026-03-31T10:00:00Z');
});

test('an update is a patch in which metaData is replaced as a whole', async () => {
  const id = await create({ sku: 'A', metaData: { a: '1', b: '2' }, person: { forename: 'Jane' } });
  await idOf(sandbox(), `PUT ${COUPON}`, { id, sku: '', metaData: { b: '3' }, person: { surname: 'Doe' } });
  expect(sandbox().coupon(id)).toMatchObject({
    sku: 'A',
    metaData: { b: '3' },
    person: { forename: 'Jane', surname: 'Doe' },
  });
  expect(sandbox().coupon(id)?.metaData).not.toHaveProperty('a');
});

test('a rename frees the old code and refuses one that is taken', async () => {
  const id = await create({ externalId: 'old' });
  await create({ externalId: 'busy' });
  const rename = (body: Message) => send(sandbox(), `PUT ${COUPON}/externalId`, body);
  expect(await rename({ id, newExternalId: 'busy' })).toMatchObject({ status: 409, body: { code: 6 } });
  expect(
    await rename({ couponCampaignId: campaignId, externalId: 'old', newExternalId: 'new' }),
  ).toMatchObject({ status: 200 });
  expect((await send(sandbox(), `GET ${COUPON}/externalId/${campaignId}/new`)).body).toMatchObject({ id });
  expect(await send(sandbox(), `GET ${COUPON}/externalId/${campaignId}/old`)).toMatchObject({ status: 404 });
  await create({ externalId: 'old' });
});

test('the meta keys of a campaign are its custom fields', async () => {
  expect((await send(sandbox(), `GET /coupon/singleUse/campaign/meta/${campaignId}`)).body).toEqual({
    response: ['code'],
  });
});
