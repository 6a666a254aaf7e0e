// What the person at the terminal sees when something is wrong, and that the token is never part of it.
import { readFileSync, writeFileSync } from 'node:fs';
import { READ_ONLY_TOKEN, TOKEN } from '../../../standIns/makeApi/index.ts';
import { connectToMake } from '../../../tools/deploy/client.ts';
import { openWorkshop, type Workshop } from './run.ts';

let workshop: Workshop;

beforeEach(async () => {
  workshop = await openWorkshop();
});

afterEach(() => workshop.close());

test.each([
  ['no zone', { args: [] }, 'Make has no such zone. --zone takes one of eu1, eu2, us1, us2,'],
  ['an unknown zone', { args: ['--zone', 'eu9'] }, 'Make has no such zone.'],
  [
    'a token as an option',
    { args: ['--zone', 'eu1', '--token', 'abc'] },
    'A token does not belong in the command',
  ],
  ['a token as an argument', { args: ['--zone', 'eu1', TOKEN] }, 'A token does not belong in the command'],
  ['a token as the zone', { args: ['--zone', TOKEN] }, 'A token does not belong in the command'],
  [
    'another argument',
    { args: ['--zone', 'eu1', 'geheim'] },
    'The command takes --zone, --dry-run and --adopt.',
  ],
  [
    'another option',
    { args: ['--base-url', 'http://127.0.0.1'] },
    'The command takes --zone, --dry-run and --adopt.',
  ],
  ['no token', { env: {} }, 'There is no token: set MAKE_API_TOKEN.'],
  ['an empty answer to the question', { env: {}, askToken: async () => ' ' }, 'There is no token'],
  ['a token of two lines', { env: { MAKE_API_TOKEN: `${TOKEN}\nx` } }, 'That is not a token of Make'],
])('%s is refused before any request, with exit code 2', async (_what, changes, message) => {
  const { code, output, errors } = await workshop.deploy(changes);
  expect(code).toBe(2);
  expect(errors).toContain(message);
  expect(output + errors).not.toMatch(new RegExp(`${TOKEN}|geheim`));
  expect(workshop.make.received).toEqual([]);
});

test('a person may type the token, with a space behind it', async () => {
  expect((await workshop.deploy({ env: {}, askToken: async () => `${TOKEN} ` })).code).toBe(0);
});

test.each([
  ['eu1', 'eu1.make.com'],
  ['us2.make.com', 'us2.make.com'],
  ['eu1.make.celonis.com', 'eu1.make.celonis.com'],
])('--zone %s is the host %s', async (zone, expected) => {
  const hosts: string[] = [];
  const connect: typeof connectToMake = (token, host) => {
    hosts.push(host);
    return connectToMake(token, workshop.make.host, { protocol: 'http' });
  };
  await workshop.deploy({ args: ['--zone', zone, '--dry-run'], connect });
  expect(hosts).toEqual([expected]);
});

test.each([
  ['a wrong token', '9b9c1d2e-3f40-4a51-8b62-7c8394a5b6c7', 'eu1.make.com does not accept the token.'],
  ['a token of another kind', 'not-a-uuid', 'eu1.make.com does not accept the token.'],
  [
    'a token that may only read',
    READ_ONLY_TOKEN,
    'App: passkit: The token may not do this. It needs the scopes sdk-apps:read and sdk-apps:write',
  ],
])('%s is explained', async (_what, token, message) => {
  const { code, output, errors } = await workshop.deploy({ env: { MAKE_API_TOKEN: token } });
  expect(code).toBe(1);
  expect(errors).toContain(message);
  expect(output + errors).not.toContain(token);
});

test('the token is hidden even when Make repeats it', async () => {
  workshop.make.fault = ({ path }) =>
    path.endsWith('/base') ? { status: 400, message: `No, ${TOKEN}.` } : undefined;
  const { errors } = await workshop.deploy();
  expect(errors).toBe('App: base: Make refused this (400): No, (token).');
});

test('what Make says reaches no terminal as anything but text, and on one line', async () => {
  const hostile = 'No\u001b[2K\u001b]0;owned\u0007, \u001b[31mred\r\nDeployed.\u202e\u009b1A';
  workshop.make.fault = ({ path }) =>
    path.endsWith('/base') ? { status: 400, message: hostile } : undefined;
  const { errors } = await workshop.deploy();
  expect(errors).toBe('App: base: Make refused this (400): No, red Deployed.');
  workshop.make.fault = () => undefined;
  workshop.make.account.apps[0]?.modules.push({
    name: 'old\u001b[8mModule',
    metadata: { label: 'Old', public: true },
    sections: {},
  });
  const { output } = await workshop.deploy();
  expect(output).toContain('the account has the module oldModule, which');
  expect(output).not.toMatch(/(?!\n)\p{C}/u);
});

test.each([
  [429, 'Make still takes no more requests. Wait a minute.'],
  [503, 'Make has a problem of its own (503: Try again later.).'],
  [undefined, 'eu1.make.com cannot be reached (UND_ERR_SOCKET). Check the network connection.'],
])('when Make answers nothing but %s the run ends and says how to go on', async (status, message) => {
  workshop.make.fault = () => ({ status });
  const { code, errors } = await workshop.deploy();
  expect(code).toBe(1);
  expect(errors).toContain(message);
  expect(errors).toContain('Run the same command again');
});

test('the run says when it waits', async () => {
  let refused = false;
  workshop.make.fault = () => {
    const fault = refused ? undefined : { status: 429 };
    refused = true;
    return fault;
  };
  expect((await workshop.deploy()).output).toContain('Make is busy. Waiting 1 s.');
});

test('a damaged file of apps is not guessed at', async () => {
  writeFileSync(workshop.stateFile, '{');
  expect((await workshop.deploy()).errors).toContain('.deploy.json is damaged. Delete it');
});

test.each([
  [
    'a file that is missing',
    'get-member.samples.iml.json',
    'gone.json',
    'gone.json cannot be read. Is the app built?',
  ],
  [
    'an unknown connection',
    '"connection": "passkit"',
    '"connection": "other"',
    'there is no connection other',
  ],
  ['an unknown webhook', '"webhook": "memberEvents"', '"webhook": "other"', 'there is no webhook other'],
  ['a name that Make refuses', '"getMember"', '"get-member"', 'components.module["get-member"]'],
  [
    'a function',
    '"function": {}',
    '"function": { "f": { "codeFiles": {} } }',
    'is not deployed by this command',
  ],
  [
    'an unknown code file',
    '"samples":',
    '"test":',
    'the test of watchMembers is not deployed by this command',
  ],
])('%s in makecomapp.json stops the run before any request', async (_what, from, to, message) => {
  workshop.edit('makecomapp.json', from, to);
  const { code, errors } = await workshop.deploy();
  expect(code).toBe(1);
  expect(errors).toContain(message);
  expect(workshop.make.received).toEqual([]);
});

test('git ignores what a deployment writes', () => {
  const ignored = readFileSync('.gitignore', 'utf8').split('\n');
  expect(ignored).toEqual(
    expect.arrayContaining(['make/.deploy.json', 'make/.deploy.json.lock*', 'make/passkit.zip']),
  );
});
