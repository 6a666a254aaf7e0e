// The connection on Zapier: tested against PassKit, named after account and region, mistakes told in plain words.
import { startSandbox } from '../../sandbox/index.ts';
import nock from '../support/nock.ts';
import { zapierApp } from '../support/zapier.ts';

const eu = 'https://api.pub1.passkit.io';
const us = 'https://api.pub2.passkit.io';
const pair = { region: 'pub1', apiKey: 'key', apiSecret: 'secret' };

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

test('credentials of the other region are told when PassKit refuses them in the chosen one', async () => {
  nock(eu).get('/user/profile').reply(401, { error: 'Unauthorized' });
  nock(us).get('/user/profile').reply(200, { companyName: 'Acme' });
  await expect(zapierApp(pair).test()).rejects.toThrow(/Change Region/);
});

test('wrong credentials ask to reconnect', async () => {
  nock(eu).get('/user/profile').reply(401, { error: 'Unauthorized' });
  nock(us).get('/user/profile').reply(401, { error: 'Unauthorized' });
  await expect(zapierApp(pair).test()).rejects.toMatchObject({ name: 'ExpiredAuthError' });
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
