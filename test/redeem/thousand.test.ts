// Protects the promise that a coupon is redeemed once, however many tap at the same moment.
import { formToken } from '../../redeem/tokens.ts';
import { useRedeem } from './support.ts';

const { sandbox, visitor, coupon } = useRedeem();

const env = { REDEEM_LIMIT_ADDRESS: '0', REDEEM_LIMIT_PASS: '0' };
// The bounds of a visit are for visitors: a busy machine may take longer for a thousand at once.
const patient = { env, bounds: { request: 60_000, visit: 60_000 } };

test('a thousand taps on one coupon redeem it once, and everyone is told the truth', async () => {
  const id = await coupon('busy');
  const { credentials, demo } = sandbox();
  const named = { externalId: 'busy', campaignId: demo.campaignId };
  // Two copies of the server: nothing is kept in either.
  const copies = [visitor(patient), visitor(patient)];
  const answers = await Promise.all(
    copies.flatMap(({ submit, link }) =>
      Array.from({ length: 500 }, async () => {
        const token = formToken(credentials.apiSecret, named, id, Date.now());
        return submit(link('busy'), { token });
      }),
    ),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
  const sentTo = Object.groupBy(answers, ({ headers }) => headers.get('location') ?? '');
  const told: Record<string, number> = {};
  for (const [location, sent = []] of Object.entries(sentTo)) {
    const page = await copies[0]?.ask(location);
    told[page?.heading ?? ''] = sent.length;
  }
  expect(told).toEqual({ Redeemed: 1, 'Already redeemed': 999 });
  const redemptions = sandbox().requests.filter(({ method, status }) => method === 'PUT' && status === 200);
  expect(redemptions).toHaveLength(1);
  expect(sandbox().coupon(id)?.status).toBe('REDEEMED');
});

test('two hundred submits of one form redeem it once, and all of them are that redemption', async () => {
  await coupon('one form');
  const { open, submit, link } = visitor(patient);
  const { token } = await open('one form');
  const answers = await Promise.all(Array.from({ length: 200 }, () => submit(link('one form'), { token })));
  expect(answers.every(({ headers }) => headers.get('location')?.includes('&receipt='))).toBe(true);
});
