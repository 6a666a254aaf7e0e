// The connection on Zapier: tested against PassKit, named after account and region, mistakes told in plain words.
import { startSandbox } from '../../sandbox/index.ts';
import nock from '../support/nock.ts';
import { zapierApp } from '../support/zapier.ts';

const eu = 'https://api.pub1.passkit.io';
const us = 'https://api.pub2.passkit.io';
const pair = { region: 'pub1', apiKey: 'key', apiSecret: 'secret' };

/** A host that takes every credentials, if it is asked; what it was asked for. */
function answering(host: string): string[] {
  const asked: string[] = [];
  nock(host)
    .get('/user/profile')
    .optionally()
    .reply(200, (path) => {
      asked.push(path);
      return { companyName: 'Acme' };
    });
  return asked;
}

afterEach(() => {
  delete process.env.PASSKIT_API_URL;
});

test('names the account and the region', async () => {
  nock(eu)
    .get('/user/profile')
    .reply(200, { companyName: 'Acme', username: 'jane', email: 'jane@example.com', regionId: '' });
  expect(await zapierApp(pair).test()).toMatchObject({ account: 'Acme – Europe (pub1)' });
});

test('sends a long-lived token as it is', async () => {
  nock(us, { reqheaders: { authorization: 'Bearer token' } })
    .get('/user/profile')
    .reply(200, { username: 'jane' });
  expect(await zapierApp({ region: 'pub2', apiToken: ' token ' }).test()).toMatchObject({
    account: 'jane – United States (pub2)',
  });
});

test.each([
  [{ region: 'pub1' }, /Fill in API Key and API Secret, or a Long-Lived Token/],
  [{ ...pair, apiToken: 'token' }, /not both/],
  [{ ...pair, apiSecret: '' }, /API Secret is missing/],
  [{ ...pair, apiKey: '' }, /API Key is missing/],
  [{ ...pair, apiKey: 'https://api.pub1.passkit.io' }, /API Key holds a web address.*API prefix/],
  [{ ...pair, apiSecret: 'grpc.pub1.passkit.io' }, /API Secret holds a web address/],
  [{ ...pair, apiKey: 'pub2' }, /API Key holds a web address/],
  [{ ...pair, region: 'eu' }, /Choose the Region/],
])('%o is refused before any request', async (authData, message) => {
  await expect(zapierApp(authData).test()).rejects.toThrow(message);
});

test('credentials of the other region are told by PassKit’s answer', async () => {
  nock(eu).get('/user/profile').reply(200, { companyName: 'Acme', regionId: 'pub2' });
  await expect(zapierApp(pair).test()).rejects.toThrow(
    /belong to the region United States \(pub2\), but Europe \(pub1\)/,
  );
});

test.each([
  ['pub1', eu, us, /belong to the region United States \(pub2\).*Change Region/],
  ['pub2', us, eu, /belong to the region Europe \(pub1\).*Change Region/],
])(
  'credentials that PassKit refuses in %s, and takes in the other region, are told so',
  async (region, chosen, other, message) => {
    nock(chosen).get('/user/profile').reply(401, { error: 'Unauthorized' });
    nock(other).get('/user/profile').reply(200, { companyName: 'Acme' });
    await expect(zapierApp({ ...pair, region }).test()).rejects.toThrow(message);
  },
);

test('wrong credentials ask to reconnect', async () => {
  nock(eu).get('/user/profile').reply(401, { error: 'Unauthorized' });
  nock(us).get('/user/profile').reply(401, { error: 'Unauthorized' });
  await expect(zapierApp(pair).test()).rejects.toMatchObject({ name: 'ExpiredAuthError' });
});

test.each([
  [403, /does not allow this account/],
  [503, /busy|try/i],
])(
  'a PassKit that answers %i says nothing of the region, and the other one is not asked',
  async (status, message) => {
    nock(eu).get('/user/profile').reply(status, { error: 'no' });
    const asked = answering(us);
    const told: unknown = await zapierApp(pair)
      .test()
      .catch((error: Error) => error.message);
    expect(told).toMatch(message);
    expect(told).not.toMatch(/region/i);
    expect(asked).toEqual([]);
  },
);

test('credentials of a sandbox are sent nowhere else, also when it refuses them', async () => {
  process.env.PASSKIT_API_URL = 'https://sandbox.example.com';
  nock('https://sandbox.example.com').get('/user/profile').reply(401, { error: 'Unauthorized' });
  const asked = [eu, us].map(answering);
  await expect(zapierApp(pair).test()).rejects.toMatchObject({ name: 'ExpiredAuthError' });
  expect(asked).toEqual([[], []]);
});

test('a sandbox is a PassKit like any other', async () => {
  const sandbox = await startSandbox();
  process.env.PASSKIT_API_URL = sandbox.url;
  const { apiKey, apiSecret, apiToken } = sandbox.credentials;
  expect(await zapierApp({ region: 'pub1', apiKey, apiSecret }).test()).toMatchObject({
    account: 'Demo Coffee – Europe (pub1)',
  });
  expect(await zapierApp({ region: 'pub1', apiToken }).test()).toMatchObject({
    account: 'Demo Coffee – Europe (pub1)',
  });
  await expect(zapierApp({ region: 'pub2', apiToken }).test()).rejects.toThrow(/belong to the region Europe/);
  await expect(zapierApp({ region: 'pub1', apiKey, apiSecret: 'wrong' }).test()).rejects.toMatchObject({
    name: 'ExpiredAuthError',
  });
  await sandbox.close();
});

test('a local PassKit must be https or on this machine', async () => {
  process.env.PASSKIT_API_URL = 'http://passkit.example.com';
  await expect(zapierApp(pair).test()).rejects.toThrow(/PASSKIT_API_URL must be an https address/);
});
