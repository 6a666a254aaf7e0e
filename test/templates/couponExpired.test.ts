// An expired coupon is followed by a new one under the same external ID: from PassKit's delivery to the new coupon.
import type { Hook } from '../make/runner/index.ts';
import { startReceiver } from '../support/hooks.ts';
import { startTemplateWorld, type TemplateWorld } from './world.ts';

let world: TemplateWorld;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let hook: Hook;
beforeEach(async () => {
  world = await startTemplateWorld();
  receiver = await startReceiver();
  const { campaignId } = world.settings;
  const chosen = { passType: 'coupon', campaignId, events: ['PASS_EVENT_INVALIDATED'] };
  hook = await world.app.attach('watchPassEvents', chosen, receiver.url);
});
afterEach(async () => {
  receiver.close();
  await world.close();
});

const issue = async (externalId: string) => {
  const { campaignId, offerId } = world.settings;
  const coupon = { passType: 'coupon', campaignId, offerId, externalId, displayName: 'Jane' };
  const [issued] = await world.app.run('issuePass', coupon);
  return String(issued?.id);
};

/** Every delivery PassKit has made so far goes through the scenario. */
async function deliver(): Promise<void> {
  await world.sandbox.settled();
  for (const { method, headers, content } of receiver.deliveries.splice(0)) {
    const { bundles } = await hook.receive({ method, headers, body: content });
    await world.scenario('coupon-expired').receive(bundles);
  }
}

const active = async (externalId: string) => {
  const { campaignId } = world.settings;
  const [found] = await world.app.run('findActiveCoupon', { campaignId, externalId });
  return found;
};

test('the next coupon carries the same external ID and holder, and is active', async () => {
  const id = await issue('jane');
  world.sandbox.expire(id);
  await deliver();
  const next = await active('jane');
  expect(next).toMatchObject({ status: 'UNREDEEMED', displayName: 'Jane', offerId: world.settings.offerId });
  expect(next?.id).not.toBe(id);
});

test('an event that arrives twice, or for a coupon that was followed already, issues nothing more', async () => {
  const id = await issue('jane');
  world.sandbox.expire(id);
  await world.sandbox.settled();
  const late = receiver.deliveries.map((delivery) => ({ ...delivery }));
  await deliver();
  const { id: next } = (await active('jane')) ?? {};
  const passes = world.sandbox.passes();
  receiver.deliveries.push(...late);
  await deliver();
  expect([world.sandbox.passes(), (await active('jane'))?.id]).toEqual([passes, next]);
});

test('a coupon that was redeemed or voided is not followed', async () => {
  const { campaignId } = world.settings;
  const [redeemed, voided] = [await issue('redeemed'), await issue('voided')];
  await world.app.run('redeemCoupon', { campaignId, externalId: 'redeemed' });
  world.sandbox.expire(redeemed);
  await world.app.run('revokePass', { passType: 'coupon', campaignId, id: voided });
  await deliver();
  expect([await active('redeemed'), await active('voided')]).toEqual([undefined, undefined]);
  expect(world.sandbox.passes()).toBe(1);
});

test('month after month, the same link finds an active coupon', async () => {
  await issue('jane');
  for (let month = 0; month < 3; month++) {
    world.sandbox.expire(String((await active('jane'))?.id));
    await deliver();
  }
  expect(await active('jane')).toMatchObject({ status: 'UNREDEEMED' });
  expect(world.sandbox.passes()).toBe(4);
});
