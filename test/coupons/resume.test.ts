// Protects the resumption of a run: it goes on after the last whole row, with the same members and options only, and
// two runs never write one result.
import { randomUUID } from 'node:crypto';
import fs, {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname } from 'node:path';
import { Interrupted, Unusable } from '../../coupons/outcomes.ts';
import type { Http } from '../../operation/ask.ts';
import { useSandboxes } from '../sandbox/client.ts';
import {
  countsByMember,
  couponsOf,
  httpOf,
  issueOn,
  memberId,
  membersCsv,
  oneEach,
  outcomesIn,
  readRows,
  resultOf,
  silent,
  useFolder,
} from './support.ts';

const { file } = useFolder();
const sandboxes = useSandboxes();

/** A run of 10 members whose result was lost after `kept` rows and half of another. */
async function brokenOff(kept: number, half = '') {
  const sandbox = await sandboxes();
  const members = file(membersCsv(10));
  await issueOn(sandbox, { members });
  const lines = readFileSync(resultOf(members), 'utf8').split('\n');
  const part = `${resultOf(members)}.part`;
  writeFileSync(part, `${lines.slice(0, kept + 1).join('\n')}\n${half}`);
  return { sandbox, members, part, whole: lines.join('\n') };
}

test.each([
  ['nothing', 0, ''],
  ['whole rows', 4, ''],
  ['half a row', 4, '6,Member00000'],
  ['half a row with an open quote', 4, '6,"Member'],
  ['all rows', 10, ''],
])('goes on after %s', async (_what, kept, half) => {
  const { sandbox, members, whole, part } = await brokenOff(kept, half);
  const before = sandbox.requests.length;
  const { tally } = await issueOn(sandbox, { members });
  const issued = sandbox.requests.slice(before).filter(({ path }) => path === '/coupon/singleUse/coupon');
  expect(issued).toHaveLength(10 - kept);
  expect(tally.rows).toBe(10);
  expect(readFileSync(resultOf(members), 'utf8').replaceAll('existing', 'created')).toBe(whole);
  expect(outcomesIn(resultOf(members)).filter((outcome) => outcome === 'created')).toHaveLength(kept);
  expect(existsSync(part)).toBe(false);
});

test('a half-written header begins anew', async () => {
  const { sandbox, members, part } = await brokenOff(0);
  writeFileSync(part, 'line,exter');
  await issueOn(sandbox, { members });
  expect(readRows(resultOf(members))).toHaveLength(10);
});

test('bad rows count on resumption as they did', async () => {
  const sandbox = await sandboxes();
  const members = file(`id,name\nbad\u0007 id,x\n${memberId(1)},y\n"${memberId(2)},z\n${memberId(3)},z\n`);
  await issueOn(sandbox, { members });
  const whole = readFileSync(resultOf(members), 'utf8');
  writeFileSync(`${resultOf(members)}.part`, whole);
  const { tally } = await issueOn(sandbox, { members });
  expect(tally.lines()[0]).toBe('4 rows: 2 failed, 2 created.');
  expect(readFileSync(resultOf(members), 'utf8')).toBe(whole);
});

const anotherMember = (line: number) => `line ${line} of the members file was about another member`;

test.each<[string, string, { offer?: string }, string]>([
  ['another member stands in a row', membersCsv(11, 1), {}, anotherMember(2)],
  ['rows are missing', membersCsv(2), {}, anotherMember(4)],
  ['the rows moved', `\n${membersCsv(10)}`.replace('\nid,name', 'id,name\n'), {}, anotherMember(2)],
  [
    'the offer is another',
    membersCsv(10),
    { offer: 'Half Price Cake' },
    'it is about another campaign or offer',
  ],
])('refuses to go on when %s, and changes nothing', async (_what, content, options, reason) => {
  const { sandbox, members, part } = await brokenOff(4, 'half');
  const before = readFileSync(part, 'utf8');
  writeFileSync(members, content);
  await expect(issueOn(sandbox, { members, ...options })).rejects.toThrow(
    `.part is not the beginning of this run: ${reason}. Delete it to start anew, or give another --out.`,
  );
  expect(readFileSync(part, 'utf8')).toBe(before);
});

test('a run that left finished coupons alone is not gone on with by one that reissues', async () => {
  const { sandbox, members, part } = await brokenOff(4);
  writeFileSync(part, readFileSync(part, 'utf8').replace('created', 'redeemed'));
  await expect(issueOn(sandbox, { members, reissue: true })).rejects.toThrow(
    'that run was without --reissue',
  );
  await issueOn(sandbox, { members });
});

test('what an earlier run with --reissue has done is gone on with, and the user is told', async () => {
  const { sandbox, members } = await brokenOff(4);
  const notes: string[] = [];
  const progress = { ...silent, note: (text: string) => void notes.push(text) };
  const { tally } = await issueOn(sandbox, { members, reissue: true }, { progress });
  expect(tally.lines()).toEqual(['10 rows: 4 created, 6 existing.']);
  expect(notes).toEqual(['Going on after the 4 rows of an earlier run.']);
  await issueOn(sandbox, { members }, { progress });
  expect(notes).toHaveLength(1);
});

test('what is about another campaign is not gone on with, whatever its offer', async () => {
  const { sandbox, members, part } = await brokenOff(4);
  writeFileSync(part, readFileSync(part, 'utf8').replaceAll(sandbox.demo.campaignId, 'another'));
  await expect(issueOn(sandbox, { members })).rejects.toThrow('it is about another campaign or offer');
});

test('a row of an earlier run whose outcome nobody knows counts as failed', async () => {
  const { sandbox, members, part } = await brokenOff(4);
  writeFileSync(part, readFileSync(part, 'utf8').replace('created', 'done'));
  const { tally } = await issueOn(sandbox, { members });
  expect([tally.failed, tally.lines()[0]]).toEqual([1, '10 rows: 1 failed, 3 created, 6 existing.']);
});

test('a file that is no result is not gone on with', async () => {
  const { sandbox, members, part } = await brokenOff(4);
  writeFileSync(part, 'my,own,notes\n1,2,3\n');
  await expect(issueOn(sandbox, { members })).rejects.toThrow('its first line is not that of a result');
});

test('rows that were added to the export since are issued too', async () => {
  const { sandbox, members } = await brokenOff(4);
  writeFileSync(members, membersCsv(12));
  await issueOn(sandbox, { members });
  expect(await countsByMember(sandbox)).toEqual(oneEach(12));
});

test('an interruption finishes the rows in work, and the next run does the others', async () => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(400));
  const controller = new AbortController();
  let asked = 0;
  const http: Http = async (request) => {
    if (request.path === '/coupon/singleUse/coupon' && ++asked === 30)
      controller.abort(new Interrupted('SIGINT'));
    return httpOf(sandbox)(request);
  };
  const run = await issueOn(sandbox, { members }, { http, interrupted: controller.signal });
  expect(run.ended).toBeInstanceOf(Interrupted);
  // Those in work were issued and written, and no other was begun.
  expect(asked).toBe(30);
  expect(run.tally.rows).toBe(30);
  expect(await countsByMember(sandbox)).toEqual(oneEach(30));
  const { tally } = await issueOn(sandbox, { members });
  expect(tally.lines()).toEqual(['400 rows: 400 created.']);
});

test('a disk that fills up half-way stops it; rows in work are finished, and the next run goes on', async () => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(400));
  const { appendFileSync } = fs;
  let [written, inWork, begun] = [0, 0, 0];
  const full = jest.spyOn(fs, 'appendFileSync').mockImplementation((...row) => {
    if (++written > 20) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    appendFileSync(...row);
  });
  const http: Http = async (request) => {
    [inWork, begun] = [inWork + 1, begun + 1];
    return httpOf(sandbox)(request).finally(() => inWork--);
  };
  const run = await issueOn(sandbox, { members }, { http });
  full.mockRestore();
  expect(run.ended?.message).toContain('cannot be written: the disk is full');
  expect(outcomesIn(run.path)).toHaveLength(20);
  expect([written, inWork, run.tally.rows]).toEqual([21, 0, 20]);
  // Eight rows in work at a time, and twenty times as many begun and not written.
  expect(begun).toBeLessThanOrEqual(20 + 8 * 20 + 4);
  const { tally } = await issueOn(sandbox, { members });
  expect(tally.rows).toBe(400);
  expect(await countsByMember(sandbox)).toEqual(oneEach(400));
});

const lockOf = (members: string) => `${resultOf(members)}.lock`;
const lockBy = (pid: number, token = randomUUID()) => `coupons of process ${pid}, ${token}\n`;
/** The number of no process. */
const nobody = 999_999_999;

test('a result that another process is writing is refused, and not written', async () => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(3));
  // Process 1 always runs.
  const theirs = lockBy(1);
  writeFileSync(lockOf(members), theirs);
  await expect(issueOn(sandbox, { members })).rejects.toThrow(
    /Another run \(process 1\) is writing .*If there is no such run, delete .*\.lock/,
  );
  expect([sandbox.passes(), readFileSync(lockOf(members), 'utf8')]).toEqual([0, theirs]);
});

test.each([
  ['a process that ended', nobody],
  ['one whose number this process got', process.pid],
])('the lock of %s is taken over and given back', async (_what, pid) => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(3));
  writeFileSync(lockOf(members), lockBy(pid));
  const held = new Set<string>();
  const progress = { ...silent, row: () => void held.add(readFileSync(lockOf(members), 'utf8')) };
  await issueOn(sandbox, { members }, { progress });
  expect([...held]).toEqual([expect.stringContaining(`process ${process.pid}, `)]);
  expect(locksOf(resultOf(members))).toEqual([]);
});

/** The locks of a result, and what belongs to them. */
const locksOf = (out: string) =>
  readdirSync(dirname(out)).filter((name) => name.startsWith(`${basename(out)}.lock`));

test.each([
  ['notes of somebody', 'my notes\n', /is in the way: it is not a lock of this command/],
  ['a number', '999999999', /is in the way/],
  ['nothing yet', '', /may be beginning to write .*\.lock, which is empty/],
])('a file in the place of the lock, with %s in it, is not removed', async (_what, content, message) => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(3));
  writeFileSync(lockOf(members), content);
  await expect(issueOn(sandbox, { members })).rejects.toThrow(message);
  expect([sandbox.passes(), readFileSync(lockOf(members), 'utf8')]).toEqual([0, content]);
});

test('a lock that is not ours any more is not removed', async () => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(3));
  const theirs = lockBy(1);
  const progress = { ...silent, row: () => writeFileSync(lockOf(members), theirs) };
  await issueOn(sandbox, { members }, { progress });
  expect(readFileSync(lockOf(members), 'utf8')).toBe(theirs);
});

test.each<[string, (whole: string) => string | Buffer]>([
  ['semicolons', (whole) => whole.replaceAll(',', ';')],
  ['tabs', (whole) => whole.replaceAll(',', '\t')],
  ['a byte order mark', (whole) => `\ufeff${whole}`],
  ['UTF-16', (whole) => Buffer.from(`\ufeff${whole}`, 'utf16le')],
  ['other line ends', (whole) => whole.replaceAll('\n', '\r\n')],
])('a result that another program has saved with %s is not gone on with', async (_what, saved) => {
  const { sandbox, members, part } = await brokenOff(4);
  writeFileSync(part, saved(readFileSync(part, 'utf8')));
  const before = readFileSync(part);
  await expect(issueOn(sandbox, { members })).rejects.toThrow(
    'another program has saved it, with other delimiters or in another encoding',
  );
  expect(readFileSync(part)).toEqual(before);
});

test('IDs that a spreadsheet would take for formulas are written as texts, and known again', async () => {
  const sandbox = await sandboxes();
  const ids = ['=1+1', '-5', '+49', '@a', '=HYPERLINK("https://evil.example";"x y")'];
  const members = file(['own;name', ...ids.map((id) => `"${id.replaceAll('"', '""')}";Jane`), ''].join('\n'));
  await issueOn(sandbox, { members, idColumn: 'own' });
  const rows = readRows(resultOf(members));
  expect(rows.map(({ externalId }) => externalId)).toEqual(ids.map((id) => `'${id}`));
  expect(rows.map(({ outcome }) => outcome)).toEqual([...Array(4).fill('created'), 'failed']);
  expect((await couponsOf(sandbox)).map(({ externalId }) => externalId)).toEqual(
    expect.arrayContaining(ids.slice(0, 4)),
  );
  writeFileSync(`${resultOf(members)}.part`, readFileSync(resultOf(members)));
  const { tally } = await issueOn(sandbox, { members, idColumn: 'own' });
  expect(tally.lines()[0]).toBe('5 rows: 4 created, 1 failed.');
});

test('a result that cannot be written is refused before anything is issued', async () => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(3));
  const out = `${members}/result.csv`;
  await expect(issueOn(sandbox, { members, out })).rejects.toThrow(
    /cannot be written: a part of its path is not/,
  );
  await expect(issueOn(sandbox, { members, out: members })).rejects.toThrow('The result would replace');
  mkdirSync(resultOf(members));
  await expect(issueOn(sandbox, { members })).rejects.toThrow(
    /\.result is a folder\. Give --out the name of a file, such as .*\.result\/result\.csv\./,
  );
  rmdirSync(resultOf(members));
  await expect(issueOn(sandbox, { members, out: `${members}.results/` })).rejects.toThrow('is a folder');
  // By a link of this folder: were the device itself named, a faulty command of a privileged user would replace it.
  const device = `${members}.device`;
  symlinkSync('/dev/null', device);
  await expect(issueOn(sandbox, { members, out: device })).rejects.toThrow('is not a file');
  mkdirSync(`${resultOf(members)}.part`);
  await expect(issueOn(sandbox, { members })).rejects.toThrow(Unusable);
  expect(sandbox.passes()).toBe(0);
});

test('a result that cannot be replaced keeps its part, and the next run puts it in place', async () => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(3));
  // A folder of that name appears while it runs.
  const progress = { ...silent, start: () => mkdirSync(resultOf(members)) };
  await expect(issueOn(sandbox, { members }, { progress })).rejects.toThrow(
    /\.result cannot be replaced: it is a folder\. Close it in other programs\. What was done is kept in .*\.part\./,
  );
  rmdirSync(resultOf(members));
  const { tally } = await issueOn(sandbox, { members });
  expect(tally.lines()).toEqual(['3 rows: 3 created.']);
  expect(outcomesIn(resultOf(members))).toEqual(Array(3).fill('created'));
});

test('a full disk stops it in plain words', async () => {
  const sandbox = await sandboxes();
  const members = file(membersCsv(3));
  // /dev/full, which takes nothing, stands in for the file of a dry run.
  symlinkSync('/dev/full', `${resultOf(members)}.dry-run.part`);
  await expect(issueOn(sandbox, { members, dryRun: true })).rejects.toThrow(
    /cannot be written: the disk is full/,
  );
});
