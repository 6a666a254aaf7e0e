// Protects the command line of the coupons: what it refuses and how, its options, what it says, and its exit codes.
// Signals and a process that is killed are in process.test.ts.
import { PassThrough } from 'node:stream';
import { couponsCommand } from '../../coupons/command.ts';
import { Interrupted } from '../../coupons/outcomes.ts';
import { send, useSandboxes } from '../sandbox/client.ts';
import { besideOf, envOf, issueArgs, run } from './commandLine.ts';
import { memberId, membersCsv, outcomesIn, readRows, useFolder } from './support.ts';

const { file, path } = useFolder();
const sandboxes = useSandboxes();
const interrupted = (name: 'SIGINT' | 'SIGTERM') => AbortSignal.abort(new Interrupted(name));
const showsOptions = 'npm run coupons -- --help shows the options.';

test.each<[string, string[], string]>([
  [
    'without a campaign',
    ['issue', 'm.csv', '--offer', 'x'],
    '--campaign is missing. Give the ID or the exact name of the campaign.',
  ],
  [
    'without an offer',
    ['issue', 'm.csv', '--campaign', 'x'],
    '--offer is missing. Give the ID or the exact name of the offer.',
  ],
  ['an unknown option', issueArgs('m.csv', '--offers', 'x'), `Unknown option '--offers'. ${showsOptions}`],
  [
    'an option without its value',
    ['issue', 'm.csv', '--campaign'],
    `Option '--campaign <value>' argument missing. ${showsOptions}`,
  ],
  [
    'an option in the place of a value',
    issueArgs('m.csv', '--out', '--dry-run'),
    `Option '--out' argument is ambiguous.\nDid you forget to specify the option argument for '--out'?\nTo specify an option argument starting with a dash use '--out=-XYZ'. ${showsOptions}`,
  ],
  ['an unknown command', ['isue', 'm.csv'], 'There is no command “isue”. Use issue or convert.'],
  [
    'a command that only objects know',
    ['toString', 'm.csv'],
    'There is no command “toString”. Use issue or convert.',
  ],
  ['without a file', ['issue'], 'The members file is missing: npm run coupons -- issue members.csv …'],
  ['two files', ['convert', 'm.csv', 'n.csv'], 'One file at a time: “n.csv” is one too many.'],
  [
    'convert without --out',
    ['convert', 'm.csv'],
    '--out is missing. Give the file to write, such as import.csv.',
  ],
  ...['--campaign=x', '--reissue', '--dry-run', '--concurrency=8'].map(
    (option): [string, string[], string] => [
      `convert with ${option}`,
      ['convert', 'm.csv', '--out', 'i.csv', option],
      'convert takes --out, --offer and --id-column only.',
    ],
  ),
  ...['0', '51', '100', '-1', '1.5', 'x1', '1x', ''].map((number): [string, string[], string] => [
    `--concurrency ${number}`,
    issueArgs('m.csv', `--concurrency=${number}`),
    '--concurrency must be a whole number from 1 to 50.',
  ]),
])('%s is refused in plain words with 2, and nothing else is said', async (_what, args, message) => {
  expect(await run(args)).toEqual({ code: 2, out: '', err: `${message}\n` });
});

test('all that is wrong with the environment is said at once', async () => {
  const { code, out, err } = await run(issueArgs('m.csv'));
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^PASSKIT_REGION must be[^\n]*\n[^\n]*PASSKIT_API_KEY and PASSKIT_API_SECRET[^\n]*\n$/);
});

test.each([
  ['a bare call', [], 2],
  ['--help', ['--help'], 0],
  ['--help beside a command that lacks the rest', ['issue', '--help'], 0],
])('%s explains the command', async (_what, args, expected) => {
  const { code, out, err } = await run(args);
  expect({ code, err }).toEqual({ code: expected, err: '' });
  expect(out).toContain('npm run coupons -- issue members.csv');
  expect(out).toContain('npm run coupons -- convert members.csv');
});

test('every row fine is 0, a failed row is 1, and the result is beside the members', async () => {
  const sandbox = await sandboxes();
  const good = file(membersCsv(3));
  expect(await run(issueArgs(good), envOf(sandbox))).toEqual({
    code: 0,
    out: `The result is written to ${besideOf(good)}.\n3 rows: 3 created.\nThe result is in ${besideOf(good)}.\n`,
    err: '',
  });
  expect(outcomesIn(besideOf(good))).toEqual(Array(3).fill('created'));
  const bad = file(`id\n${memberId(1)}\nx\n`);
  const { code, out } = await run(issueArgs(bad, '--dry-run'), envOf(sandbox));
  expect(code).toBe(1);
  expect(out).toContain('2 rows: 1 existing, 1 failed.\n  line 3: “x” is not a PassKit ID');
  expect(outcomesIn(besideOf(bad, 'dry-run'))).toEqual(['existing', 'failed']);
});

test('--id-column, --out, --reissue and --concurrency do what they say', async () => {
  const sandbox = await sandboxes();
  const { campaignId, offerId } = sandbox.demo;
  const redeemed = { campaignId, externalId: 'own-3' };
  await send(sandbox, 'POST /coupon/singleUse/coupon', { ...redeemed, offerId });
  await send(sandbox, 'PUT /coupon/singleUse/coupon/redeem', redeemed);
  const members = file('id,own\nx,own-1\nx,own-2\nx,own-3\n');
  const out = path('given.csv');
  const options = ['--id-column', 'own', '--out', out, '--reissue', '--concurrency', '50'];
  const { code } = await run(issueArgs(members, ...options), envOf(sandbox));
  expect(code).toBe(0);
  expect(readRows(out).map(({ externalId, outcome }) => [externalId, outcome])).toEqual([
    ['own-1', 'created'],
    ['own-2', 'created'],
    ['own-3', 'reissued'],
  ]);
});

test.each([
  [['--concurrency', '1'], '1 row: 1 created.'],
  [['--concurrency', '10'], '10 rows: 10 created.'],
  [[], '8 rows: 8 created.'],
])('with %j, what is in work at a time is %s', async (options, inWork) => {
  const sandbox = await sandboxes();
  const controller = new AbortController();
  sandbox.onRequest(({ path }) => {
    if (path === '/coupon/singleUse/coupon') controller.abort(new Interrupted('SIGINT'));
  });
  const { out } = await run(issueArgs(file(membersCsv(30)), ...options), envOf(sandbox), controller.signal);
  expect(out).toContain(`\n${inWork}\n`);
});

test.each([
  ['members.csv', 'members.result.csv'],
  ['MEMBERS.CSV', 'MEMBERS.result.csv'],
  ['members', 'members.result.csv'],
  ['my.csv.txt', 'my.csv.txt.result.csv'],
])('the result of %s is %s beside it', async (name, result) => {
  const sandbox = await sandboxes();
  const { code, out, err } = await run(issueArgs(path(name)), envOf(sandbox));
  expect({ code, out }).toEqual({ code: 2, out: `The result is written to ${path(result)}.\n` });
  expect(err).toBe(`${path(name)} cannot be read: there is no such file or folder.\n`);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends it with %i, and it says how to go on', async (name, expected) => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(3));
  const { code, out, err } = await run(issueArgs(members), envOf(sandbox), interrupted(name));
  expect(code).toBe(expected);
  expect(out).toBe(`The result is written to ${besideOf(members)}.\n0 rows.\n`);
  expect(err).toBe(
    `Interrupted.\nWhat is done is kept in ${besideOf(members)}.part. Run the same command again to go on.\n`,
  );
  const dry = await run(issueArgs(members, '--dry-run'), envOf(sandbox), interrupted(name));
  expect(dry).toMatchObject({
    code: expected,
    err: 'Interrupted.\nA dry run begins anew when you run it again.\n',
  });
});

test('interrupted while PassKit is asked for the campaigns, it ends like that too', async () => {
  const sandbox = await sandboxes();
  sandbox.fault({ status: 429, headers: { 'retry-after': '2' }, times: 1 });
  const ended = await run(issueArgs(file(membersCsv(1))), envOf(sandbox), interrupted('SIGTERM'));
  expect(ended).toMatchObject({
    code: 143,
    err: 'PassKit asks to slow down; trying again in 2 s.\nInterrupted.\n',
  });
});

test('credentials that PassKit refuses stop it with 3: before the first row, and in the middle', async () => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(1));
  const { code, err } = await run(issueArgs(members), envOf(sandbox, 'wrong'));
  expect(code).toBe(3);
  expect(err).toMatch(
    /^PassKit did not accept the credentials[^\n]* Check PASSKIT_REGION and the credentials\.\nRun the same command again to go on\.\n$/,
  );
  sandbox.fault({ method: 'POST', path: '/coupon/singleUse/coupon', status: 403, times: 1 });
  const middle = await run(issueArgs(members), envOf(sandbox));
  expect(middle.code).toBe(3);
  expect(middle.out).toMatch(/\n0 rows\.\n$/);
  expect(middle.err).toContain(`What is done is kept in ${besideOf(members)}.part. Run the same command`);
});

test('what nobody has foreseen is 3, in its own words, and is not said to be gone on with', async () => {
  const stdout = new PassThrough();
  jest.spyOn(stdout, 'write').mockImplementation(() => {
    throw new Error('No more room.');
  });
  const stderr = new PassThrough({ encoding: 'utf8' });
  const { signal } = new AbortController();
  expect(await couponsCommand(['--help'], { env: {}, stdout, stderr, interrupted: signal })).toBe(3);
  expect(stderr.read()).toBe('No more room.\n');
});

test('convert needs no credentials, and says what is for PassKit’s import', async () => {
  const out = path('import.csv');
  const members = file('id,own\nx,own-1\nx,own-2\n');
  expect(await run(['convert', members, '--out', out, '--id-column', 'own', '--offer', 'anOffer'])).toEqual({
    code: 0,
    out: `2 rows: 2 converted.\nFor PassKit’s import: ${out}.\n`,
    err: '',
  });
  expect(readRows(out).map((row) => Object.values(row))).toEqual([
    ['own-1', 'anOffer'],
    ['own-2', 'anOffer'],
  ]);
  const bad = await run(['convert', file(`id\n${memberId(1)}\nx\n`), '--out', out]);
  expect(bad.code).toBe(1);
  expect(bad.out).toMatch(/^2 rows: 1 converted, 1 failed\.\n {2}line 3: .*\nFor PassKit’s import: .*\.\n$/);
});

test('convert says that there are several files, and why', async () => {
  const name = 'x'.repeat(60_000);
  const rows = Array.from({ length: 70 }, (_, n) => `${memberId(n)},${name}\n`);
  const out = path('large.csv');
  expect(await run(['convert', file(`id,person.surname\n${rows.join('')}`), '--out', out])).toEqual({
    code: 0,
    out: `70 rows: 70 converted.\nFor PassKit’s import: ${path('large-1.csv')}, ${path('large-2.csv')}.\nPassKit takes files of 4 MB at most, so there are several. Upload each.\n`,
    err: '',
  });
});

test('convert that is interrupted has written nothing, and says so', async () => {
  const args = ['convert', file(membersCsv(2)), '--out', path('none.csv')];
  expect(await run(args, {}, interrupted('SIGINT'))).toEqual({
    code: 130,
    out: '',
    err: 'Interrupted. Nothing was written.\n',
  });
});
