// Instant triggers on Zapier where PassKit or Zapier leaves something out: a Zap can be turned on and off, and shows samples.
import type { Bundle } from 'zapier-platform-core';
import * as z from 'zod';
import app from '../../index.ts';
import { connectionTo } from '../../standIns/demoAccount.ts';
import { zapWith } from '../support/hooks.ts';
import { tester } from '../support/tester.ts';
import { makeBundle, useSandbox } from '../support/zapier.ts';

const { sandbox, app: user, inputs, requestsOf } = useSandbox();
const campaign = () => ({ passType: 'coupon', campaignId: inputs.coupon().campaignId });
const zap = (key: string, input: Record<string, unknown>) => zapWith(key, connectionTo(sandbox()), input);
const ours = 'http://127.0.0.1:9/ours';

test.each([{ status: 403 }, { status: 404 }, { status: 200, body: '{}' }, { reset: 'before' as const }])(
  'a Zap is turned on where PassKit does not tell the secret (%o), and off again',
  async (fault) => {
    const hook = zap('new_pass', campaign());
    sandbox().fault({ method: 'GET', path: '/integrations/sink/', ...fault });
    const subscription = await hook.subscribe(ours);
    expect(subscription).toEqual({ id: expect.stringMatching(/./), protocol: 'SINGLE_USE_COUPON' });
    await hook.unsubscribe(subscription);
  },
);

test('a subscription that Zapier has kept is ended by its ID, without a look at the others', async () => {
  const hook = zap('new_pass', campaign());
  const subscription = await hook.subscribe(ours);
  expect(await requestsOf(() => hook.unsubscribe(subscription, ''))).toEqual([
    `DELETE /integrations/sink/SINGLE_USE_COUPON/${subscription.id} 200`,
  ]);
});

test('one that Zapier has not kept, of a Zap without its address, ends none of the others', async () => {
  const subscription = await zap('new_pass', campaign()).subscribe(ours);
  const requests = await requestsOf(() => zap('new_pass', campaign()).unsubscribe({}, ''));
  expect(requests.filter((one) => one.startsWith('DELETE'))).toEqual([]);
  await zap('new_pass', campaign()).unsubscribe(subscription);
});

test('a trigger of several pass types asks for one', async () => {
  const { campaignId } = campaign();
  for (const passType of [undefined, '', ' '])
    await expect(zap('new_pass', { campaignId, passType }).subscribe(ours)).rejects.toThrow(
      'Pass Type is missing. Fill it in. [missing_input]',
    );
});

test('the samples of a trigger are its own event, of the passes that were changed last', async () => {
  const first = await user().create('issue_pass', { ...inputs.coupon(), externalId: 'first' });
  const second = await user().create('issue_pass', { ...inputs.coupon(), externalId: 'second' });
  await user().create('update_pass', { passType: 'coupon', id: first.id, surname: 'Doe' });
  expect(await zap('pass_installed', campaign()).list()).toMatchObject([
    { event: 'PASS_EVENT_INSTALLED', passId: first.id },
    { event: 'PASS_EVENT_INSTALLED', passId: second.id },
  ]);
  expect(await zap('coupon_redeemed', campaign()).list()).toMatchObject([
    { event: 'COUPON_EVENT_REDEEMED' },
    { event: 'COUPON_EVENT_REDEEMED' },
  ]);
});

test('empty inputs of a trigger are ours to read', () => {
  for (const key of ['new_pass', 'pass_event', 'new_pass_polling'])
    expect(app.triggers?.[key]?.operation).toMatchObject({ cleanInputData: false });
});

describe('a delivery', () => {
  const perform = (more: object) => {
    const operation = app.triggers?.new_pass?.operation;
    const bundle = { ...makeBundle(connectionTo(sandbox()), campaign()), ...more };
    if (!operation || !('perform' in operation) || typeof operation.perform !== 'function')
      throw new Error('new_pass has no perform');
    return tester<unknown, Bundle>(operation.perform, bundle);
  };
  const body = (more: object = {}) => ({
    event: 'PASS_EVENT_RECORD_CREATED',
    pass: {
      ...more,
      id: 'ACoupon000000000000001',
      classId: campaign().campaignId,
      protocol: 'SINGLE_USE_COUPON',
    },
  });

  test('that Zapier hands over without the request it came in is a pass as well', async () => {
    const told = async (more: object = {}) =>
      z
        .array(z.object({ id: z.string(), passId: z.literal('ACoupon000000000000001') }))
        .parse(await perform({ cleanedRequest: body(more) }));
    const first = await told();
    expect(first).toHaveLength(1);
    // The same once more is the same event, another is another.
    expect(await told()).toEqual(first);
    expect(await told({ externalId: 'other' })).not.toEqual(first);
  });

  test.each([undefined, null, 'hello', {}, { event: 'PASS_EVENT_RECORD_CREATED' }, { pass: { id: '' } }])(
    'of %j triggers nothing, and the log of the Zap says so',
    async (cleanedRequest) => {
      const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
      expect(await perform({ cleanedRequest })).toEqual([]);
      expect(log.mock.calls.flat().join()).toMatch(/not an event of a pass; nothing was triggered/);
    },
  );
});
