// Deliveries with a signature, as they will be judged once it is known how PassKit makes it: `algorithmIsKnown` of
// passkit/signature.ts, which is taken as known here.
import { createHmac } from 'node:crypto';
import { zapWith } from '../support/hooks.ts';

jest.mock('../../passkit/signature.ts', () => {
  const actual = jest.requireActual<typeof import('../../passkit/signature.ts')>(
    '../../passkit/signature.ts',
  );
  const mayBeGenuine: typeof actual.mayBeGenuine = (body, signature, secret) =>
    actual.mayBeGenuine(body, signature, secret, true);
  return { ...actual, mayBeGenuine };
});

const signingSecret = 'a secret of the subscription';
const kept = { id: 'ASubscription', protocol: 'SINGLE_USE_COUPON', signingSecret };
// Not as JSON.stringify would write it: the signature is of what was sent.
const content = `{ "event": "PASS_EVENT_RECORD_CREATED",
  "pass": {"id": "ACoupon", "classId": "ACampaign", "protocol": "SINGLE_USE_COUPON"} }`;
const signature = (secret: string, body = content) => createHmac('sha256', secret).update(body).digest('hex');

const hook = zapWith(
  'new_pass',
  { region: 'pub1', apiToken: 'token' },
  { passType: 'coupon', campaignId: 'ACampaign' },
);
const receive = (headers: Record<string, string>, subscribeData: Record<string, unknown> = kept) =>
  hook.receive({ method: 'POST', headers, content }, subscribeData);

test.each(['x-passkit-signature', 'X-PassKit-Signature', 'X-PASSKIT-SIGNATURE'])(
  'one that is right, in the header %s among others, is a pass',
  async (name) => {
    const headers = { accept: '*/*', [name]: signature(signingSecret), 'content-type': 'application/json' };
    expect(await receive(headers)).toMatchObject([{ passId: 'ACoupon' }]);
  },
);

test.each([
  ['that another secret made', { 'x-passkit-signature': signature('another') }],
  ['of another body', { 'x-passkit-signature': signature(signingSecret, '{}') }],
  ['in another header', { 'x-signature': signature(signingSecret) }],
  ['that is missing', {}],
])('one %s triggers nothing, and the log of the Zap says so', async (_what, headers) => {
  const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  expect(await receive(headers)).toEqual([]);
  expect(log.mock.calls.flat().join()).toMatch(/wrong signature was refused/);
});

test('where PassKit told no secret there is nothing to judge by', async () => {
  const { signingSecret: _, ...without } = kept;
  expect(await receive({}, without)).toMatchObject([{ passId: 'ACoupon' }]);
  expect(await receive({}, {})).toMatchObject([{ passId: 'ACoupon' }]);
});
