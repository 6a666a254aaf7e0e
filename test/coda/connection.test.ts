// The account on Coda: only the region that accepts the token is offered, and the account is named after whose it is.
import { pack } from '../../coda/pack.ts';
import { packOn } from '../../coda/testing.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';

let sandbox: Sandbox;
afterEach(() => sandbox.close());

const authentication = () => {
  const { defaultAuthentication } = pack;
  if (defaultAuthentication?.type !== 'HeaderBearerToken') throw new Error('another kind of account');
  return defaultAuthentication;
};
const nameOf = (account: Parameters<typeof packOn>[2]) =>
  authentication().getConnectionName?.execute(['', ''], packOn(pack, sandbox, account).context);
const regionsOf = (account: Parameters<typeof packOn>[2]) =>
  authentication().postSetup?.[0]?.getOptions?.execute(
    ['', ''],
    packOn(pack, sandbox, { endpointUrl: '', ...account }).context,
  );

test('is named after the account of PassKit and its region', async () => {
  sandbox = await startSandbox();
  expect(await nameOf({})).toMatch(/^\S.* – Europe \(pub1\)$/);
});

test('offers the region that the token is good for, so that the other cannot be chosen', async () => {
  sandbox = await startSandbox({ region: 'pub2' });
  expect(await regionsOf({})).toEqual([
    { display: 'United States (pub2)', value: 'https://api.pub2.passkit.io' },
  ]);
});

test('a wrong token is told, in PassKit’s words', async () => {
  sandbox = await startSandbox();
  await expect(regionsOf({ token: 'wrong' })).rejects.toThrow(
    /^PassKit did not accept the credentials: .* Reconnect PassKit .*\[credentials\]$/,
  );
});

test('while PassKit does not answer, both regions are offered', async () => {
  sandbox = await startSandbox();
  sandbox.fault({ status: 503, times: 2 });
  expect(await regionsOf({})).toHaveLength(2);
});

test('a region that is not the account’s is told when the account is tested', async () => {
  sandbox = await startSandbox({ region: 'pub2' });
  await expect(nameOf({ endpointUrl: 'https://api.pub1.passkit.io' })).rejects.toThrow(
    'These credentials belong to the region United States (pub2), but Europe (pub1) is chosen.',
  );
});

test('without a region nothing is asked', async () => {
  sandbox = await startSandbox();
  const { run } = packOn(pack, sandbox, { endpointUrl: '' });
  await expect(run('FindPass', { pass: 'x' })).rejects.toThrow('The region of this account is missing');
  expect(sandbox.requests).toEqual([]);
});

test('the page where a token is made is named', () =>
  expect(authentication().instructionsUrl).toMatch(/^https:\/\/help\.passkit\.com\/.*token/));
