// PassKit's authentication rules: which credentials pass, and the text of each 401.
import { createHmac } from 'node:crypto';
import { send, useSandbox } from './client.ts';

const sandbox = useSandbox();
const now = () => Math.floor(Date.now() / 1000);
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function jwt(claims: object = {}, secret = 'sandbox-api-secret', alg = 'HS256'): string {
  const payload = { uid: 'sandbox-api-key', iat: now() - 10, exp: now() + 50, ...claims };
  const unsigned = `${encode({ alg, typ: 'JWT' })}.${encode(payload)}`;
  return `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`;
}

const profile = (authorization?: string) =>
  send(sandbox(), 'GET /user/profile', undefined, authorization === undefined ? {} : { authorization });

test.each([
  ['a signed token as Bearer', () => `Bearer ${jwt()}`],
  ['a signed token without a prefix', () => jwt()],
  ['a token that is 58 s old', () => jwt({ iat: now() - 58 })],
  ['the long-lived token as Bearer', () => 'Bearer sandbox-long-lived-token'],
])('accepts %s', async (_name, header) => {
  expect(await profile(header())).toMatchObject({
    status: 200,
    body: { regionId: 'pub1', companyName: 'Demo Coffee' },
  });
});

test.each([
  ['no header', () => undefined, 'Unauthorized'],
  ['an unknown text', () => 'Bearer nonsense', 'Unauthorized'],
  ['the long-lived token without Bearer', () => 'sandbox-long-lived-token', 'Unauthorized'],
  ['an unknown API key', () => jwt({ uid: 'other' }), 'Unauthorized'],
  [
    'an unsigned token',
    () => `${encode({ alg: 'none' })}.${encode({ uid: 'sandbox-api-key' })}.`,
    'Unauthorized',
  ],
  ['another secret', () => jwt({}, 'other'), 'signature is invalid'],
  ['a token issued 60 s ago', () => jwt({ iat: now() - 60 }), 'jwt was issued too long ago'],
  ['a token from the future', () => jwt({ iat: now() + 5 }), 'Token used before issued'],
  ['an expired token', () => jwt({ exp: now() - 1 }), 'Token is expired'],
])('refuses %s', async (_name, header, error) => {
  expect(await profile(header())).toMatchObject({ status: 401, body: { error } });
});

test('token age is measured by the real clock, not by the sandbox clock', async () => {
  sandbox().clock.advance(86_400_000);
  expect(await profile(jwt())).toMatchObject({ status: 200 });
});

test('login gives the long-lived token when asked for it, else a signed one that works', async () => {
  const login = { username: 'demo@example.com', password: 'sandbox-password' };
  const longLived = await send(sandbox(), 'POST /login', login, { 'x-passkit-longlived-token': 'true' });
  expect(longLived.body).toEqual({ token: 'sandbox-long-lived-token' });
  const signed = await send(sandbox(), 'POST /login', login, {});
  expect(await profile(String(signed.body.token))).toMatchObject({ status: 200 });
  expect(await send(sandbox(), 'POST /login', { ...login, password: 'x' }, {})).toMatchObject({
    status: 401,
  });
});
