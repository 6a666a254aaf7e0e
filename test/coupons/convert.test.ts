// Protects `coupons convert`: the CSV for PassKit's own import has every usable member once, in files PassKit takes.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { convert } from '../../coupons/convert.ts';
import { Interrupted } from '../../coupons/outcomes.ts';
import { memberId, membersCsv, readRows, silent, useFolder } from './support.ts';

const { file, path } = useFolder();
const surroundings = { progress: silent, interrupted: new AbortController().signal };
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

test('what is larger than PassKit takes becomes several files, each with the header and all rows in order', async () => {
  const ids = Array.from({ length: 5_000 }, (_, n) => memberId(n));
  const name = 'ü'.repeat(500);
  const members = file(`id,person.surname\n${ids.map((id) => `${id},${name}\n`).join('')}`);
  const out = path('large.csv');
  const { paths } = await convert({ members, out }, surroundings);
  expect(paths.map((part) => basename(part))).toEqual(['large-1.csv', 'large-2.csv']);
  expect(filesOf(out)).toEqual(['large-1.csv', 'large-2.csv']);
  const sizes = paths.map((part) => statSync(part).size);
  expect(sizes[0]).toBeLessThanOrEqual(4_000_000);
  expect(sizes[0]).toBeGreaterThan(3_990_000);
  expect(paths.flatMap(readRows)).toEqual(ids.map((id) => ({ [externalId]: id, 'person.surname': name })));
});

test('an interruption leaves no file behind', async () => {
  const controller = new AbortController();
  const progress = { ...silent, row: () => controller.abort(new Interrupted('SIGTERM')) };
  const out = path('interrupted.csv');
  const run = await convert(
    { members: file(membersCsv(5)), out },
    { progress, interrupted: controller.signal },
  );
  expect(run.ended?.exitCode).toBe(143);
  expect(filesOf(out)).toEqual([]);
});

test('never replaces the export, and says what cannot be written', async () => {
  const members = file(membersCsv(2));
  await expect(convert({ members, out: members }, surroundings)).rejects.toThrow('would replace');
  expect(existsSync(members)).toBe(true);
  mkdirSync(path('folder'));
  await expect(convert({ members, out: path('folder') }, surroundings)).rejects.toThrow('is a folder');
  await expect(convert({ members, out: path('none/import.csv') }, surroundings)).rejects.toThrow(
    /import\.csv cannot be written: there is no such file or folder/,
  );
});
