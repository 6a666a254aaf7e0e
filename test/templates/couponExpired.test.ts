// An expired coupon is followed by a new one under the same external ID: from PassKit's delivery to the new coupon.
import type { Hook } from '../../standIns/make/engine/index.ts';
import { startTemplateStage, type TemplateStage } from '../../standIns/templateStage.ts';
import { startReceiver } from '../support/hooks.ts';

let stage: TemplateStage;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let hook: Hook;
beforeEach(async () => {
  stage = await startTemplateStage();
  receiver = await startReceiver();
  const { campaignId } = stage.settings;
  const chosen = { passType: 'coupon', campaignId, events: ['PASS_EVENT_INVALIDATED'] };
  hook = await stage.app.attach('watchPassEvents', chosen, receiver.url);
});
afterEach(async () => {
  receiver.close();
  await stage.close();
});

const issue = async (externalId: string) => {
  const { campaignId, offerId } = stage.settings;
  const coupon = { passType: 'coupon', campaignId, offerId, externalId, displayName: 'Jane' };
  const [issued] = await stage.app.run('issuePass', coupon);
  return String(issued?.id);
};

/** Every delivery PassKit has made so far goes through the scenario. */
async function deliver(): Promise<void> {
  await stage.sandbox.settled();
  for (const { method, headers, content } of receiver.deliveries.splice(0)) {
    const { bundles } = await hook.receive({ method, headers, body: content });
    await stage.scenario('coupon-expired').receive(bundles);
  }
}

const active = async (externalId: string) => {
  const { campaignId } = stage.settings;
  const [found] = await stage.app.run('findActiveCoupon', { campaignId, externalId });
  return found;
};

test('the next coupon carries the same external ID and holder, and is active', async () => {
  const id = await issue('jane');
  stage.sandbox.expire(id);
  await deliver();
  const next = await active('jane');
  expect(next).toMatchObject({ status: 'UNREDEEMED', displayName: 'Jane', offerId: stage.settings.offerId });
  expect(next?.id).not.toBe(id);
});

test('an event that arrives twice, or for a coupon that was followed already, issues nothing more', async () => {
  const id = await issue('jane');
  stage.sandbox.expire(id);
  await stage.sandbox.settled();
  const late = receiver.deliveries.map((delivery) => ({ ...delivery }));
  await deliver();
  const { id: next } = (await active('jane')) ?? {};
  const passes = stage.sandbox.passes();
  receiver.deliveries.push(...late);
  await deliver();
  expect([stage.sandbox.passes(), (await active('jane'))?.id]).toEqual([passes, next]);
});

test('a coupon that was redeemed or voided is not followed', async () => {
  const { campaignId } = stage.settings;
  const [redeemed, voided] = [await issue('redeemed'), await issue('voided')];
  await stage.app.run('redeemCoupon', { campaignId, externalId: 'redeemed' });
  stage.sandbox.expire(redeemed);
  await stage.app.run('revokePass', { passType: 'coupon', campaignId, id: voided });
  await deliver();
  expect([await active('redeemed'), await active('voided')]).toEqual([undefined, undefined]);
  expect(stage.sandbox.passes()).toBe(1);
});

test('month after month, the same link finds an active coupon', async () => {
  await issue('jane');
  for (let month = 0; month < 3; month++) {
    stage.sandbox.expire(String((await active('jane'))?.id));
    await deliver();
  }
  expect(await active('jane')).toMatchObject({ status: 'UNREDEEMED' });
  expect(stage.sandbox.passes()).toBe(4);
});
