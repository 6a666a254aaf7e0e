// Protects what a caller of the webhook and its operator are told: status, code, sentence, headers, and the line in the log.
import { PassKitError } from '../../passkit/errors.ts';
import { passKit, type Replies, type Reply, record, stubbed } from './stub.ts';

const secret = 'a secret of the hook';
const issue = { action: 'issue', passType: 'coupon', campaignId: 'Campaign1', offerId: 'Offer1' };
const redeem = { action: 'redeem', id: 'CouponId1', redemptionReference: 'order-1' };
const revoke = { action: 'revoke', passType: 'coupon', id: 'CouponId1' };
const issuing = 'POST /coupon/singleUse/coupon';

async function send(body: object, replies: Replies = {}, authorization = `Bearer ${secret}`) {
  const { ask, lines, asked } = stubbed({ env: { REDEEM_HOOK_SECRET: secret }, replies });
  const page = await ask('/hooks/pass', {
    method: 'POST',
    headers: { authorization },
    body: JSON.stringify(body),
  });
  return { status: page.status, headers: page.headers, body: JSON.parse(page.text), line: lines[0], asked };
}

test('what was done is answered with its bundle, and logged by its outcome and a hash of the external ID', async () => {
  const { status, headers, body, line } = await send(
    { ...issue, externalId: 'row-1' },
    { [issuing]: { id: 'CouponId1' } },
  );
  expect([status, body.id, body.outcome]).toEqual([200, 'CouponId1', 'created']);
  expect(headers.get('www-authenticate')).toBeNull();
  expect(headers.get('retry-after')).toBeNull();
  expect(line).toMatchObject({
    status: 200,
    outcome: 'created',
    pass: expect.stringMatching(/^[0-9a-f]{8}$/),
  });
  expect(line?.passkit).toBeUndefined();
  const other = await send({ ...issue, externalId: 'row-2' }, { [issuing]: { id: 'CouponId1' } });
  expect(other.line?.pass).not.toBe(line?.pass);
});

test('an external ID is logged alike as a number and as text, and where there is none, none is', async () => {
  const replies = { [issuing]: { id: 'CouponId1' }, [passKit.redeem]: { id: 'CouponId1' } };
  const logged = async (row: object) => (await send(row, replies)).line?.pass;
  expect(await logged({ ...issue, externalId: 42 })).toMatch(/^[0-9a-f]{8}$/);
  expect(await logged({ ...issue, externalId: 42 })).toBe(await logged({ ...issue, externalId: '42' }));
  for (const externalId of [undefined, null, { toString: 1 }])
    expect(await logged({ ...redeem, externalId })).toBeUndefined();
});

const unsure =
  'PassKit’s answer was lost and it could not be asked what became of it, so this may or may not have been done. Look in PassKit before you send it again.';
const noAnswer = new PassKitError('PassKit did not answer');
const safely = 'The same request can be sent again safely.';

test.each<[string, Reply, Reply, [number, string, string, string | null, number | 'no answer']]>([
  [
    'refuses it',
    400,
    404,
    [422, 'rejected', 'PassKit did not accept the data: no. Correct that field and run it again.', null, 400],
  ],
  [
    'has one',
    409,
    404,
    [
      409,
      'exists',
      expect.stringMatching(/^PassKit already has a record like this: no\. Use the one/),
      null,
      409,
    ],
  ],
  [
    'knows no such offer',
    404,
    404,
    [422, 'not_found', expect.stringMatching(/^PassKit could not find .*: no\. Check the IDs/), null, 404],
  ],
  [
    'does not know the credentials',
    401,
    404,
    [500, 'credentials', 'PassKit did not accept the credentials of this server.', null, 401],
  ],
  [
    'allows nothing',
    403,
    404,
    [500, 'forbidden', 'PassKit did not accept the credentials of this server.', null, 403],
  ],
  ['asks to wait', 429, 404, [503, 'slow_down', `PassKit asks to slow down: no. ${safely}`, '10', 429]],
  ['is busy, and has not issued', 503, 404, [503, 'busy', `PassKit is busy now. ${safely}`, '10', 503]],
  [
    'has a problem, and has not issued',
    500,
    404,
    [502, 'problem', `PassKit reported a problem of its own: no. ${safely}`, '10', 500],
  ],
  [
    'does not answer, and has not issued',
    noAnswer,
    404,
    [503, 'no_answer', expect.stringContaining(safely), '10', 'no answer'],
  ],
  ['does not answer, also when it is looked', noAnswer, 503, [409, 'unsure', unsure, null, 503]],
])('where PassKit %s', async (_what, said, looked, [status, code, error, wait, passkit]) => {
  const replies = { [issuing]: said, [passKit.coupon]: looked };
  const result = await send({ ...issue, externalId: 'row-1' }, replies);
  expect([result.status, result.body]).toEqual([status, { code, error }]);
  expect(result.headers.get('retry-after')).toBe(wait);
  expect(result.headers.get('www-authenticate')).toBeNull();
  expect(result.line).toMatchObject({ status, outcome: 'problem', passkit });
});

test('what stops by itself is 409, and no problem of PassKit’s', async () => {
  const { status, body, line } = await send(redeem, {
    [passKit.redeem]: 400,
    [passKit.couponById]: record({
      status: 'REDEEMED',
      redemptionDetails: { redemptionReference: 'order-2' },
    }),
  });
  expect([status, body]).toEqual([
    409,
    { code: 'coupon_redeemed', error: expect.stringContaining('already') },
  ]);
  expect(line).toMatchObject({ outcome: 'problem', passkit: undefined });
});

test.each<[string, object, string, string, RegExp]>([
  ['no action', { externalId: 'x' }, 'action', 'unknown_action', /^action must be one of: issue, update, /],
  ['an action that is no text', { action: ['issue'] }, 'action', 'unknown_action', /^action must be/],
  [
    'no external ID',
    issue,
    'externalId',
    'missing_input',
    /^External ID is missing\. It makes the request safe/,
  ],
  ['an empty one', { ...issue, externalId: null }, 'externalId', 'missing_input', /^External ID is missing/],
  ['a blank one', { ...issue, externalId: ' \t' }, 'externalId', 'missing_input', /^External ID is missing/],
  [
    'no reference',
    { ...redeem, redemptionReference: '' },
    'redemptionReference',
    'missing_input',
    /^Redemption Reference is missing\. \w/,
  ],
])('%s is 422 and named, and PassKit is asked for nothing', async (_what, row, field, code, error) => {
  const { status, body, line, asked, headers } = await send(row, { [issuing]: { id: 'CouponId1' } });
  expect([status, body]).toEqual([422, { field, code, error: expect.stringMatching(error) }]);
  expect(line).toMatchObject({ outcome: 'problem' });
  expect(headers.get('www-authenticate')).toBeNull();
  expect(asked).toEqual([]);
});

test('a fault of our own is 500, and nobody is told to send it again', async () => {
  const bug = new TypeError('a bug');
  const { status, body, line } = await send(revoke, { 'GET ': bug });
  expect([status, body]).toEqual([500, { error: 'The server has a problem of its own.' }]);
  expect(line).toMatchObject({ failure: expect.stringMatching(/^TypeError/) });
});

test('after a fault of our own in the middle of a change it is open what was done', async () => {
  const { status, body } = await send(redeem, { [passKit.redeem]: new TypeError('a bug') });
  expect([status, body]).toEqual([409, { code: 'unsure', error: unsure }]);
});

describe('the secret', () => {
  const wrong = {
    error: 'Send the header Authorization: Bearer with the secret of this webhook.',
    code: 'wrong_secret',
  };

  test.each([`Bearer ${secret}`, `bearer ${secret}`, `BEARER   ${secret}`])(
    'is taken as “%s”',
    async (given) => {
      expect((await send({}, {}, given)).body.code).toBe('unknown_action');
    },
  );

  test.each(['', secret, `xBearer ${secret}`, `Basic Bearer ${secret}`, `Bearer ${secret}x`])(
    'is not “%s”',
    async (given) => {
      const { status, body, headers, line } = await send({}, {}, given);
      expect([status, body, headers.get('www-authenticate')]).toEqual([401, wrong, 'Bearer']);
      expect(line).toMatchObject({ outcome: 'problem', status: 401 });
    },
  );

  test('may be guessed twenty times in ten minutes, by each address', async () => {
    let now = 0;
    const { ask } = stubbed({ env: { REDEEM_HOOK_SECRET: secret }, clock: () => now });
    const guess = async (address?: string) => {
      const headers = { authorization: 'Bearer wrong' };
      const page = await ask('/hooks/pass', { method: 'POST', headers, body: '{}' }, address);
      return [page.status, JSON.parse(page.text), page.headers.get('retry-after')];
    };
    const later = { error: 'Too many wrong secrets. Wait before you try again.', code: 'slow_down' };
    for (const address of ['1.1.1.1', undefined]) {
      for (let n = 0; n < 20; n++) expect(await guess(address)).toEqual([401, wrong, null]);
      expect(await guess(address)).toEqual([429, later, '600']);
    }
    expect(await guess('2.2.2.2')).toEqual([401, wrong, null]);
    now = 600_000;
    expect(await guess('1.1.1.1')).toEqual([401, wrong, null]);
  });
});
