// Protects the reading of exports: whatever the delimiter, encoding and line ends, every ID is found on its line, and a
// broken row costs no other.
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { onOneLine, openMembers } from '../../coupons/members.ts';
import { readRecords } from '../../coupons/records.ts';
import { memberId, useFolder } from './support.ts';

const { file, path } = useFolder();
const [a, b, c] = [memberId(1), memberId(2), memberId(3)];

/** The IDs by line; of bad rows, what is wrong. */
async function read(content: string | Buffer, idColumn?: string): Promise<Record<number, string>> {
  const rows: Record<number, string> = {};
  const members = await openMembers(file(content), idColumn);
  for await (const { line, id, problem } of members.rows) rows[line] = problem ?? id;
  return rows;
}

test.each([
  ['commas', `id,name\n${a},Jane\n${b},Joe\n`],
  ['semicolons', `id;name, first;points\n${a};Jane;1\n${b};Joe;2\n`],
  ['tabs', `id\tname\n${a}\tJane\n${b}\tJoe\n`],
  ['a delimiter inside of quotes', `"id";"name,first,last,title"\n${a};x\n${b};y\n`],
  ['one column', `id\n${a}\n${b}\n`],
  ['no line end at the end', `id,name\n${a},Jane\n${b},Joe`],
  ['Windows line ends', `id,name\r\n${a},Jane\r\n${b},Joe\r\n`],
  ['old Macintosh line ends', `id,name\r${a},Jane\r${b},Joe\r`],
  ['line ends of two kinds', `id,name\r\n${a},Jane\n${b},Joe\r\n`],
  ['spaces around the ID', `id,name\n  ${a} ,Jane\n${b}\t,Joe\n`],
  ['a byte order mark', `\ufeffid,name\n${a},Jane\n${b},Joe\n`],
])('reads %s', async (_what, content) => {
  expect(await read(content)).toEqual({ 2: a, 3: b });
});

test.each([
  ['UTF-16LE', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16BE', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
])('reads %s with a byte order mark, to the last byte', async (_name, encode) => {
  const content = encode(`id\tname\r\n${a}\t"Jané ⰬĀ"\r\n${b}\tJoe`);
  expect(await read(content)).toEqual({ 2: a, 3: b });
  const members = await openMembers(file(content));
  let end = 0;
  for await (const row of members.rows) end = row.end;
  expect(end).toBeLessThanOrEqual(members.size);
});

test.each<[string, string, (text: string) => Buffer, number, number]>([
  ['UTF-8', '', Buffer.from, 1, 0],
  ['UTF-8 with a byte order mark', '\ufeff', Buffer.from, 1, 3],
  ['UTF-16', '\ufeff', (text) => Buffer.from(text, 'utf16le'), 2, 2],
])('of %s it is known how far it has been read', async (_name, mark, encode, bytes, before) => {
  const members = await openMembers(file(encode(`${mark}id\n${a}\n${b}`)));
  const ends: number[] = [];
  for await (const { end } of members.rows) ends.push(end);
  expect(ends).toEqual([before + bytes * (3 + 23), members.size]);
});

test('a character of UTF-16 that two pieces of the file share stays whole', async () => {
  // A file is read in pieces of 64 KB.
  const before = `id,person.surname\n${a},`;
  const surname = `${'x'.repeat(32 * 1024 - before.length - 1)}𝄞`;
  const members = await openMembers(file(Buffer.from(`\ufeff${before}${surname}\n`, 'utf16le')));
  const { value } = await members.rows.next();
  expect(value?.fields).toEqual([a, surname]);
});

test('a file of one column has commas, where nothing says otherwise', async () => {
  expect(await read(`id\n${a}\n${b},Joe\n`)).toEqual({ 2: a, 3: 'The row has 2 columns, the header has 1.' });
});

test('more than a piece of a file with old Macintosh line ends is read', async () => {
  const ids = Array.from({ length: 4_000 }, (_, n) => memberId(n));
  expect(Object.values(await read(['id', ...ids].join('\r')))).toEqual(ids);
});

test('a row that is blank but for spaces is none, and one that is too short has no ID', async () => {
  const members = await openMembers(file(`name,id\n , \t\nJane\n"Joe"x,${a}\n`));
  const rows: unknown[] = [];
  for await (const { line, id } of members.rows) rows.push([line, id]);
  expect(rows).toEqual([
    [3, ''],
    [4, ''],
  ]);
});

test('what stands in the place of an ID is shown on one line, and not endless', () => {
  expect(onOneLine('a\r\n\u0000b\tc')).toBe('a b c');
  expect(onOneLine('x'.repeat(301))).toBe('x'.repeat(300));
  expect(onOneLine(`${'x'.repeat(299)}𝄞`)).toBe(`${'x'.repeat(299)}\ufffd`);
});

test('counts lines also inside of quotes and where there is nothing', async () => {
  const content = `id,name\r\n${a},"two\r\nlines"\r\n\r\n,\r\n${b},"a ""quoted"" word"\r\n${c},"\n\n"\r\nx,y\r\n`;
  expect(await read(content)).toEqual({ 2: a, 6: b, 7: c, 10: expect.stringContaining('“x” is not') });
});

test.each([
  ['is blank', `,Jane`, /^The ID is blank\.$/],
  ['is malformed', `abc,Jane`, /^“abc” is not a PassKit ID/],
  ['has a column too few', a, /^The row has 1 column, the header has 2\.$/],
  ['has a column too many', `${a},x,y`, /^The row has 3 columns, the header has 2\.$/],
  ['has text after a quote', `"${a}"x,Jane`, /^A quote is not closed/],
  ['has a quote inside', `${a},5" disk`, /^A quote is not closed/],
  ['has an open quote', `${a},"Jane`, /^A quote is not closed/],
])('a row that %s is reported with its line, and the rest goes on', async (_what, row, problem) => {
  for (const end of ['\n', '\r']) {
    const rows = await read([`id,name`, `${b},Joe`, row, `${c},Jim`, ''].join(end));
    expect(rows).toEqual({ 2: b, 3: expect.stringMatching(problem), 4: c });
  }
});

test('a quote that is closed by one of another row says where to look', async () => {
  expect(await read(`id,name\n${a},"Jane\n${b},Joe",x\n${c},Jim\n`)).toEqual({
    2: 'The row has 3 columns, the header has 2. It goes over several lines: look for a quote that is not closed.',
    4: c,
  });
});

test('an open quote costs one row of a file that is larger than what is held in memory', async () => {
  const many = Array.from({ length: 20_000 }, (_, n) => `${memberId(n)},Jane`);
  const rows = await read(`id,name\n${many.join('\n').replace('Jane', '"Jane')}\n`);
  expect(Object.keys(rows)).toHaveLength(20_000);
  expect(Object.entries(rows).filter(([, id]) => !id.startsWith('Member'))).toEqual([
    ['2', expect.stringContaining('A quote is not closed')],
  ]);
  expect(rows[20_001]).toBe(memberId(19_999));
});

test('a row without an end is dropped, and the next is read', async () => {
  const rows = await read(`id,name\n${a},${'x'.repeat(300_000)}\n${b},Joe\n`);
  expect(rows).toEqual({ 2: 'The row is longer than 64 KB.', 3: b });
});

test('a row without an end is dropped up to its line end, also when two pieces share that', async () => {
  async function* chunks() {
    yield* [`id\n${'x'.repeat(70_000)}`, 'x\r', `\n${a}\n`].map((text) => Buffer.from(text));
  }
  const rows: unknown[] = [];
  for await (const { line, fields, problem, end } of readRecords(chunks(), ','))
    rows.push([line, fields, problem, end]);
  expect(rows).toEqual([
    [1, ['id'], undefined, 3],
    [2, [], 'The row is longer than 64 KB.', 3],
    [3, [a], undefined, 3 + 70_001 + 2 + 23],
  ]);
});

test('rows of any text come back with their IDs and lines, however the file is cut into chunks', async () => {
  const cell = fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '\r', '\n', 'é', '𝄞', 'x', ' ') });
  const table = fc.array(fc.tuple(cell, fc.stringMatching(/^[A-Za-z0-9]{22}$/), cell), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 40 }),
      async (rows, delimiter, record_delimiter, size) => {
        const bytes = Buffer.from(stringify(rows, { delimiter, record_delimiter, quoted: true }));
        async function* chunks() {
          for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
        }
        const read: unknown[] = [];
        for await (const { line, fields, end } of readRecords(chunks(), delimiter))
          read.push([line, fields, end]);
        let [line, end] = [1, 0];
        const expected = rows.map((row) => {
          const text = stringify([row], { delimiter, record_delimiter, quoted: true });
          const [from] = [line];
          line += text.split(/\r\n|\r|\n/).length - 1;
          end += Buffer.byteLength(text);
          return [from, row, end];
        });
        expect(read).toEqual(expected);
      },
    ),
    { numRuns: 60 },
  );
});

test.each([
  ['nothing', '', 'is empty'],
  ['a workbook', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 8]), 'is not a CSV file. If it is a workbook'],
  ['an open quote in the header', '"id,name\n1,2', 'The first line of'],
])('a file of %s is refused', async (_what, content, message) => {
  await expect(openMembers(file(content))).rejects.toThrow(message);
});

test('a file that is missing or a folder is refused in plain words', async () => {
  await expect(openMembers(path('none.csv'))).rejects.toThrow(
    'none.csv cannot be read: there is no such file',
  );
  await expect(openMembers(path(''))).rejects.toThrow('is not a file');
});
