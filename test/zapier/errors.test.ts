// Every way PassKit can fail becomes the Zapier error that fits it, in plain English and without a secret.
import nock from '../support/nock.ts';
import { zapierApp } from '../support/zapier.ts';

const secrets = { apiKey: 'the-api-key-value', apiSecret: 'the-api-secret-value' };
const app = zapierApp({ region: 'pub1', ...secrets });
const host = 'https://api.pub1.passkit.io';
const issue = (externalId = '') =>
  app.create('issue_pass', { passType: 'membership', programId: 'P', tierId: 'T', externalId });
const redeem = () => app.create('redeem_coupon', { id: 'C1' });

const raised = async (run: Promise<unknown>) => {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('the run succeeded');
  for (const secret of Object.values(secrets)) expect(error.message).not.toContain(secret);
  expect(error.message).not.toMatch(/\bat \w+ \(|"details"|Bearer/);
  return error;
};

test.each([
  [
    400,
    {
      code: 3,
      message:
        "validation err: Key: 'Member.Person.EmailAddress' Error:Field validation for 'EmailAddress' failed on the 'email' tag",
    },
    'AppError',
    /Email Address is not an e-mail address.*run it again/,
  ],
  [
    400,
    { code: 3, message: 'proto: syntax error' },
    'AppError',
    /did not accept the data: proto: syntax error/,
  ],
  [401, { error: 'signature is invalid' }, 'ExpiredAuthError', /Reconnect PassKit/],
  [401, { error: 'Token used before issued' }, 'ThrottledError', /disagree about the time/],
  [401, { error: 'jwt was issued too long ago' }, 'ThrottledError', /disagree about the time/],
  [403, { message: 'no' }, 'AppError', /permission/],
  [
    404,
    { code: 5, message: 'tier does not exist' },
    'HaltedError',
    /tier does not exist.*Check the IDs.*\[not_found\]/,
  ],
  [409, { message: 'taken' }, 'HaltedError', /already has a record/],
  [429, {}, 'ThrottledError', /slow down/],
  [500, { message: 'oops' }, 'AppError', /problem of its own: oops/],
  [501, {}, 'AppError', /problem of its own/],
  [503, {}, 'ThrottledError', /busy/],
])('%i %o is a %s', async (status, body, name, message) => {
  nock(host).put('/coupon/singleUse/coupon').reply(status, body);
  const error = await raised(app.create('update_pass', { passType: 'coupon', id: 'C1', sku: 'x' }));
  expect(error.name).toBe(name);
  expect(error.message).toMatch(message);
});

test('every message ends with its code, also one that Zapier tries again, and one about an input', async () => {
  for (const [status, code] of [
    [408, 'no_answer'],
    [429, 'slow_down'],
    [503, 'busy'],
  ] as const) {
    nock(host).put('/coupon/singleUse/coupon').reply(status, {});
    const error = await raised(app.create('update_pass', { passType: 'coupon', id: 'C1', sku: 'x' }));
    expect(JSON.parse(error.message).message).toMatch(
      new RegExp(`Zapier tries again by itself\\. \\[${code}\\]$`),
    );
  }
  const mistaken = (inputs: Record<string, unknown>) =>
    raised(app.create('issue_pass', { passType: 'membership', programId: 'P', tierId: 'T', ...inputs }));
  expect((await mistaken({ tierId: '' })).message).toMatch(/is missing\..*\[missing_input\]/);
  expect((await mistaken({ emailAddress: 'x' })).message).toMatch(/\[invalid_email\]/);
  expect((await mistaken({ externalId: '..' })).message).toMatch(/\[invalid_id\]/);
});

test('a 429 waits as long as PassKit asks for, and a little longer so that not all come back at once', async () => {
  nock(host).put('/coupon/singleUse/coupon').reply(429, {}, { 'retry-after': '100' });
  const error = await raised(app.create('update_pass', { passType: 'coupon', id: 'C1', sku: 'x' }));
  const { delay } = JSON.parse(error.message);
  expect(delay).toBeGreaterThanOrEqual(100);
  expect(delay).toBeLessThanOrEqual(150);
});

test.each(['-5', '0', 'soon', 'Infinity', '1e12', 'Sat, 28 Nov 2099 10:00:00 GMT'])(
  'a 429 that asks to wait %s waits within reason',
  async (wait) => {
    nock(host).put('/coupon/singleUse/coupon').reply(429, {}, { 'retry-after': wait });
    const error = await raised(app.create('update_pass', { passType: 'coupon', id: 'C1', sku: 'x' }));
    const { delay } = JSON.parse(error.message);
    expect(delay).toBeGreaterThanOrEqual(60);
    expect(delay).toBeLessThanOrEqual(5400);
  },
);

test('a long-lived token that expired asks to reconnect, which no waiting mends', async () => {
  nock(host).put('/coupon/singleUse/coupon').reply(401, { error: 'Token is expired' });
  const longLived = zapierApp({ region: 'pub1', apiToken: 'a-long-lived-token' });
  const error = await raised(longLived.create('update_pass', { passType: 'coupon', id: 'C1', sku: 'x' }));
  expect(error.name).toBe('ExpiredAuthError');
  expect(error.message).toMatch(/Reconnect PassKit/);
});

const lost: [string, (call: nock.Interceptor) => nock.Scope][] = [
  ['a reset', (call) => call.replyWithError(new Error('ECONNRESET'))],
  ['a bad gateway', (call) => call.reply(502, '<html>Bad gateway</html>')],
  ['a time-out at the gateway', (call) => call.reply(504)],
  ['an answer cut off', (call) => call.reply(200, '{"id":"M')],
  ['an answer without an id', (call) => call.reply(200, {})],
];

test.each(lost)('%s of a request that can be repeated is tried again', async (_name, answer) => {
  answer(nock(host).put('/coupon/singleUse/coupon'));
  const error = await raised(app.create('update_pass', { passType: 'coupon', id: 'C1', sku: 'x' }));
  expect(error.name).toBe('ThrottledError');
});

test.each(lost)(
  '%s of an issue without an external ID is not, because it could issue twice',
  async (_name, answer) => {
    answer(nock(host).post('/members/member'));
    const error = await raised(issue());
    expect(error.name).toBe('HaltedError');
    expect(error.message).toMatch(/may or may not have been done/);
  },
);

test.each(lost)('%s of an issue with an external ID is looked up and tried again', async (_name, answer) => {
  answer(nock(host).post('/members/member'));
  nock(host).get('/members/member/externalId/P/row-1').reply(404, { message: 'none' });
  expect((await raised(issue('row-1'))).name).toBe('ThrottledError');
});

test.each([
  [429, 'ThrottledError', /slow down/],
  [503, 'ThrottledError', /busy/],
  [500, 'PassKitError', /second/],
  [401, 'ExpiredAuthError', /Reconnect/],
  [400, 'InvalidInput', /first reason/],
])(
  'a refusal whose look-up is answered with %s is told as that, since nothing is settled yet',
  async (status, name, message) => {
    nock(host).put('/coupon/singleUse/coupon/redeem').reply(400, { message: 'first reason' });
    nock(host).get('/coupon/singleUse/coupon/C1').reply(status, { message: 'second' });
    const error = await raised(redeem());
    expect(error.message).toMatch(message);
    expect(error.message.includes(name) || error.name === name).toBe(true);
  },
);

test('a refused redemption of a coupon that is active after all keeps PassKit’s reason', async () => {
  nock(host).put('/coupon/singleUse/coupon/redeem').reply(400, { message: 'offer is disabled' });
  nock(host).get('/coupon/singleUse/coupon/C1').reply(200, { id: 'C1', status: 'UNREDEEMED' });
  expect((await raised(redeem())).message).toMatch(/offer is disabled/);
});

test('a mistake in the inputs is told before any request', async () => {
  const error = await raised(
    app.create('issue_pass', { passType: 'membership', programId: 'P', tierId: 'T', points: 'many' }),
  );
  expect(error.name).toBe('AppError');
  expect(error.message).toMatch(/Points is “many”. Write a plain number/);
});

// Zapier shows the code to who looks after the app, beside the message for the user.
test.each([
  ['a mistake of the user', () => app.create('issue_pass', { passType: 'membership' }), 'InvalidInput', 400],
  ['a connection that is none', () => zapierApp({ region: 'eu' }).test(), 'InvalidConnection', 400],
  [
    'what this account must not do',
    () => {
      nock(host).put('/coupon/singleUse/coupon').reply(403, {});
      return app.create('update_pass', { passType: 'coupon', id: 'C1', sku: 'x' });
    },
    'Forbidden',
    403,
  ],
  [
    'a region that is the other one',
    () => {
      nock(host).get('/user/profile').reply(200, { companyName: 'Acme', regionId: 'pub2' });
      return app.test();
    },
    'WrongRegion',
    400,
  ],
])('%s has a code', async (_what, run, code, status) => {
  const { message } = await raised(run());
  expect(JSON.parse(message.split('\n')[0] ?? '')).toMatchObject({ code, status });
});
