// Protects `coupons convert`: the CSV for PassKit's own import has every usable member once, in files PassKit takes.
import fs, { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { convert } from '../../coupons/convert.ts';
import { Interrupted, Stopped, Unusable } from '../../coupons/outcomes.ts';
import { memberId, membersCsv, readRows, silent, useFolder } from './support.ts';

const { file, path } = useFolder();
const surroundings = { progress: silent, interrupted: new AbortController().signal };
afterEach(() => jest.restoreAllMocks());
const externalId = 'singleUseCoupons.coupon.externalId';

/** The files whose names begin like that of `out`. */
const filesOf = (out: string) =>
  readdirSync(dirname(out)).filter((name) => name.startsWith(basename(out, '.csv')));

test('writes the pass IDs as external IDs, and nothing of rows that are not usable', async () => {
  const members = file(`Name;Pass ID\nJane;${memberId(1)}\nJoe;bad\nJim;${memberId(2)}\n`);
  const out = path('plain.csv');
  const { tally, paths } = await convert({ members, out }, surroundings);
  expect(paths).toEqual([out]);
  expect(readFileSync(out, 'utf8')).toBe(`${externalId}\n${memberId(1)}\n${memberId(2)}\n`);
  expect(tally.lines()).toEqual([
    '3 rows: 2 converted, 1 failed.',
    expect.stringContaining('  line 3: “bad” is not a PassKit ID'),
  ]);
});

test('adds the offer, and carries over columns that are field keys of a person already', async () => {
  const members = file(
    `universal.id,person.displayName,members.tier.id,person.emailAddress\n${memberId(1)},"Doe, Jane",gold,jane@example.com\n`,
  );
  const out = path('person.csv');
  await convert({ members, out, offer: 'FreeCoffeeOffer0000001' }, surroundings);
  expect(readRows(out)).toEqual([
    {
      [externalId]: memberId(1),
      'singleUseCoupons.offer.id': 'FreeCoffeeOffer0000001',
      'person.displayName': 'Doe, Jane',
      'person.emailAddress': 'jane@example.com',
    },
  ]);
});

test('a column is a field key of a person only by its whole name, and its values come without spaces around', async () => {
  const members = file(
    `id, person.surname ,my person.x,person.x y,person.,Person.x\n${memberId(1)}, Doe ,1,2,3,4\n`,
  );
  const out = path('keys.csv');
  await convert({ members, out }, surroundings);
  expect(readFileSync(out, 'utf8')).toBe(`${externalId},person.surname\n${memberId(1)},Doe\n`);
});

/** An export of so many members, with a field of so many bytes each. */
const wide = (count: number, bytes: number) =>
  `id,person.surname\n${Array.from({ length: count }, (_, n) => `${memberId(n)},${'ü'.repeat(bytes / 2)}\n`).join('')}`;

test.each([
  ['large.csv', ['large-1.csv', 'large-2.csv']],
  ['LARGE2.CSV', ['LARGE2-1.CSV', 'LARGE2-2.CSV']],
  ['named', ['named-1', 'named-2']],
])(
  'what is larger than PassKit takes becomes, of %s, %j, each with the header and all rows in order',
  async (name, names) => {
    const out = path(name);
    const { paths } = await convert({ members: file(wide(70, 60_000)), out }, surroundings);
    expect(paths.map((part) => basename(part))).toEqual(names);
    expect(filesOf(out.replace(/\.csv$/i, '')).sort()).toEqual(names);
    const sizes = paths.map((part) => statSync(part).size);
    expect(sizes[0]).toBeLessThanOrEqual(4_000_000);
    expect(sizes[0]).toBeGreaterThan(4_000_000 - 60_100);
    expect(paths.flatMap(readRows).map((row) => row[externalId])).toEqual(
      Array.from({ length: 70 }, (_, n) => memberId(n)),
    );
  },
);

test('a file of exactly 4,000,000 bytes is one, as PassKit takes it; with a byte more it is two', async () => {
  const header = `${externalId},person.surname\n`.length;
  const rows = 80;
  const perRow = Math.floor((4_000_000 - header) / rows);
  const row = (n: number, bytes: number) => `${memberId(n)},${'x'.repeat(bytes - 24)}\n`;
  const all = Array.from({ length: rows - 1 }, (_, n) => row(n, perRow)).join('');
  for (const more of [0, 1]) {
    const last = row(rows, 4_000_000 - header - all.length + more);
    const out = path(`exact${more}.csv`);
    const { paths } = await convert({ members: file(`id,person.surname\n${all}${last}`), out }, surroundings);
    expect(paths).toHaveLength(1 + more);
    if (more === 0) expect(statSync(out).size).toBe(4_000_000);
  }
});

test('an export that is named like one of several files is not replaced', async () => {
  const members = path('export-1.csv');
  const content = wide(70, 60_000);
  writeFileSync(members, content);
  await expect(convert({ members, out: path('export.csv') }, surroundings)).rejects.toThrow(
    `The import would replace ${members}. Give another --out.`,
  );
  expect(readFileSync(members, 'utf8')).toBe(content);
  expect(filesOf(path('export.csv'))).toEqual(['export-1.csv']);
});

test('progress begins with the size of the export, and ends', async () => {
  const seen: unknown[] = [];
  const progress = {
    ...silent,
    start: (...what: number[]) => void seen.push(what),
    row: (done: number) => void seen.push(done),
    stop: () => void seen.push('end'),
  };
  const content = `id\n${memberId(1)}\n${memberId(2)}\n`;
  await convert({ members: file(content), out: path('progress.csv') }, { ...surroundings, progress });
  expect(seen).toEqual([[content.length, 0, 0], 3 + 23, content.length, 'end']);
});

test('an export that cannot be read to its end stops it, and nothing is left behind', async () => {
  const members = file(membersCsv(10_000));
  const stream = fs.createReadStream(members);
  jest.spyOn(fs, 'createReadStream').mockReturnValueOnce(stream);
  const progress = { ...silent, row: () => void stream.destroy(Object.assign(new Error(), { code: 'EIO' })) };
  const out = path('broken.csv');
  const error = await convert({ members, out }, { ...surroundings, progress }).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(Stopped);
  expect(error.message).toBe(`${members} cannot be read to its end: the disk reports an error.`);
  expect(filesOf(out)).toEqual([]);
});

test('an interruption leaves no file behind', async () => {
  const controller = new AbortController();
  const progress = { ...silent, row: () => controller.abort(new Interrupted('SIGTERM')) };
  const out = path('interrupted.csv');
  const run = await convert(
    { members: file(membersCsv(5)), out },
    { progress, interrupted: controller.signal },
  );
  expect([run.ended?.exitCode, run.paths]).toEqual([143, []]);
  expect(filesOf(out)).toEqual([]);
});

test('never replaces the export, and says what cannot be written', async () => {
  const members = file(membersCsv(2));
  await expect(convert({ members, out: members }, surroundings)).rejects.toThrow('would replace');
  expect(existsSync(members)).toBe(true);
  mkdirSync(path('folder'));
  await expect(convert({ members, out: path('folder') }, surroundings)).rejects.toThrow(Unusable);
  await expect(convert({ members, out: path('none/import.csv') }, surroundings)).rejects.toThrow(
    /import\.csv cannot be written: there is no such file or folder/,
  );
});
