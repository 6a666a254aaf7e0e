// “Make an API call”, and the connection that signs it: what PassKit is sent, on a server that repeats what it got.
import { createHmac } from 'node:crypto';
import * as z from 'zod';
import type { Bundle } from '../../standIns/make/engine/index.ts';
import { type Answering, filesOf, startAnswering } from './answering.ts';

const connection = { region: 'pub1', apiKey: 'key', apiSecret: 'secret' };
const files = filesOf();
let passkit: Answering;
beforeAll(async () => {
  passkit = await startAnswering();
});
beforeEach(() => {
  passkit.asked.length = 0;
  passkit.answers.splice(0, 1, { status: 200, body: '{"a":1}' });
});
afterAll(() => passkit.close());

const loaded = (credentials: Bundle) => passkit.app(credentials);
const got = () => passkit.asked.at(-1);
const call = (parameters: Bundle, credentials: Bundle = connection) =>
  loaded(credentials).run('makeApiCall', parameters);

test('sends method, address, query, headers and body as they were given, and hands back the whole answer', async () => {
  const [bundle] = await call({
    url: '/members/member',
    method: 'PUT',
    qs: [
      { key: 'a', value: '1' },
      { key: 'b', value: 'ü' },
    ],
    headers: [{ key: 'X-Own', value: 'mine' }],
    body: '{"id":"1"}',
  });
  expect([got()?.method, got()?.url, got()?.headers['x-own'], got()?.body]).toEqual([
    'PUT',
    '/members/member?a=1&b=%C3%BC',
    'mine',
    '{"id":"1"}',
  ]);
  expect(bundle).toMatchObject({ statusCode: 200, body: '{"a":1}', headers: { 'x-passkit': 'yes' } });
});

test('nothing has to be sent but an address and a method', async () => {
  await call({ url: '/user/profile', method: 'GET' });
  expect([got()?.method, got()?.url, got()?.body]).toEqual(['GET', '/user/profile', '']);
});

/** What Make fills in before the user does, by the name of the parameter. */
const filledIn = (path: string): Record<string, unknown> =>
  Object.fromEntries(
    z
      .array(z.object({ name: z.string(), default: z.unknown().optional() }))
      .parse(JSON.parse(files[path] ?? ''))
      .map((parameter) => [parameter.name, parameter.default]),
  );

test('Make fills in GET and JSON, and Europe in a new connection', () => {
  expect(filledIn('modules/make-api-call/make-api-call.mappable-params.iml.json')).toEqual({
    url: undefined,
    method: 'GET',
    headers: [{ key: 'Content-Type', value: 'application/json' }],
    qs: undefined,
    body: undefined,
  });
  expect(filledIn('connections/passkit/passkit.params.iml.json')).toMatchObject({ region: 'pub1' });
});

test('the form offers each method that it takes', () => {
  const named = z.object({ options: z.array(z.object({ value: z.string(), label: z.string() })) });
  const form: unknown[] = JSON.parse(
    files['modules/make-api-call/make-api-call.mappable-params.iml.json'] ?? '',
  );
  const { options } = named.parse(form.find((parameter) => named.safeParse(parameter).success));
  expect(options).toEqual(
    ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((value) => ({ value, label: value })),
  );
});

test('all of a connection can be changed later', () => {
  const parameters = z
    .array(z.object({ name: z.string(), editable: z.boolean().optional() }))
    .parse(JSON.parse(files['connections/passkit/passkit.params.iml.json'] ?? ''));
  expect(parameters).toEqual(
    ['region', 'apiKey', 'apiSecret', 'apiToken'].map((name) => ({ name, editable: true })),
  );
});

test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('offers %s', async (method) => {
  await call({ url: '/x', method });
  expect(got()?.method).toBe(method);
});

test.each([
  ['url', 'URL'],
  ['method', 'Method'],
])('wants its %s', async (name, label) => {
  await expect(call({ url: '/x', method: 'GET', [name]: '' })).rejects.toThrow(label);
  expect(got()).toBeUndefined();
});

test.each([
  ['/a b/ü', '/a%20b/%C3%BC'],
  ['/a/b?c=d&e=f:g,h+i@j;k', '/a/b?c=d&e=f:g,h+i@j;k'],
  ['/a%20b/%C3%BC', '/a%20b/%C3%BC'],
  ['/50%', '/50%25'],
])('the address %s is sent as %s', async (given, sent) => {
  await call({ url: given, method: 'GET' });
  expect(got()?.url).toBe(sent);
});

const jwt = z.tuple([z.string(), z.string(), z.string()]);
const claims = z.object({ uid: z.string(), iat: z.number(), exp: z.number() });

test('is signed with a token for the minute around now', async () => {
  await call({ url: '/x', method: 'GET' });
  const [header, payload, signature] = jwt.parse(
    got()?.headers.authorization?.replace('Bearer ', '').split('.'),
  );
  expect(signature).toBe(createHmac('sha256', 'secret').update(`${header}.${payload}`).digest('base64url'));
  const { uid, iat, exp } = claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  expect([uid, exp - iat]).toEqual(['key', 60]);
  expect(Math.abs(iat + 10 - Date.now() / 1000)).toBeLessThan(60);
});

test('has the long-lived token where the connection has one, and goes to the region of the connection', async () => {
  const other = loaded({ region: 'pub2', apiToken: 'token' });
  await other.run('makeApiCall', { url: '/x', method: 'GET' });
  expect(got()?.headers.authorization).toBe('Bearer token');
  expect(other.requests[0]?.url).toBe('https://api.pub2.passkit.io/x');
});

describe('the connection', () => {
  const connect = (given: Bundle) => loaded({}).testConnection(given);

  test.each([
    [{ companyName: 'Demo Coffee', username: 'jane' }, 'Demo Coffee – Europe (pub1)'],
    [{ username: 'jane' }, 'jane – Europe (pub1)'],
    [{}, 'PassKit – Europe (pub1)'],
  ])('to the account %j is named %s', async (account, value) => {
    passkit.answers[0] = { status: 200, body: account };
    expect(await connect(connection)).toEqual({ metadata: { type: 'text', value } });
    expect(got()?.url).toBe('/user/profile');
  });

  test('to the United States says so', async () => {
    expect(await connect({ ...connection, region: 'pub2' })).toMatchObject({
      metadata: { value: expect.stringContaining('United States (pub2)') },
    });
  });

  test.each([
    ['pub1', '2', /other region/],
    ['pub2', '1', /other region/],
    ['pub1', '1', undefined],
    ['pub2', '2', undefined],
  ])('to %s of an account in region %s', async (region, of, problem) => {
    passkit.answers[0] = { status: 200, body: { regionId: `REGION_PUB${of}`.toLowerCase() } };
    const connected = connect({ ...connection, region });
    if (problem) await expect(connected).rejects.toMatchObject({ type: 'InvalidConfigurationError' });
    else expect(await connected).toHaveProperty('metadata');
  });

  test('with a secret that is missing sends no token, and says so with a code', async () => {
    passkit.answers[0] = { status: 401, body: '{}' };
    await expect(connect({ ...connection, apiSecret: '' })).rejects.toMatchObject({
      type: 'InvalidAccessTokenError',
      message: expect.stringMatching(/^API secret is missing.*\[credentials\]$/),
    });
    expect(got()?.headers.authorization).toBeUndefined();
  });

  test('that PassKit refuses says in which region it was tried', async () => {
    passkit.answers[0] = { status: 401, body: '{"error":"nope"}' };
    await expect(connect(connection)).rejects.toMatchObject({
      type: 'InvalidAccessTokenError',
      message: expect.stringMatching(/nope.*tried in Europe \(pub1\).*\[credentials\]$/s),
    });
  });
});
