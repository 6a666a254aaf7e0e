// Protects the file of the result itself: what may be its name, what is gone on with, and texts that are no formulas.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { Unusable } from '../../coupons/outcomes.ts';
import {
  asWritten,
  mustBeFile,
  ResultFile,
  type ResultRow,
  resultColumns,
} from '../../coupons/resultFile.ts';
import { readRows, useFolder } from './support.ts';

const { path } = useFolder();

const row = (line: number): ResultRow => ({
  line: String(line),
  externalId: 'own-1',
  id: '',
  outcome: 'created',
  passUrl: '',
  appleUrl: '',
  googleUrl: '',
  status: '',
  expiryDate: '',
  campaignId: 'aCampaign',
  offerId: 'anOffer',
  message: '',
});

/** What a run says that goes on with this content. */
async function goOn(name: string, content: string | undefined): Promise<unknown[]> {
  const [out, part] = [path(name), path(`${name}.part`)];
  if (content !== undefined) writeFileSync(part, content);
  const result = await ResultFile.open(out, part);
  const rows: unknown[] = [];
  try {
    for await (const earlier of result.earlierRows()) rows.push(earlier);
  } finally {
    await result.close();
  }
  return rows;
}

const header = `${Object.keys(resultColumns).join()}\n`;
const line = (n: number) => `${Object.values(row(n)).join()}\n`;
const earlier = ({ line, externalId, outcome, campaignId, offerId, message }: ResultRow) => {
  return { line, externalId, outcome, campaignId, offerId, message };
};

test.each([
  ['nothing', undefined, 0],
  ['half a header', 'line,exter', 0],
  ['a header', header, 0],
  ['rows', `${header}${line(2)}${line(3)}`, 2],
  ['rows and a half', `${header}${line(2)}${line(3)}4,own`, 2],
])('of %s, the whole rows are read', async (what, content, rows) => {
  const expected = [row(2), row(3)].slice(0, rows).map(earlier);
  expect(await goOn(`read ${what}`, content)).toEqual(expected);
});

test.each([
  ['a row that is too short', `${header}${line(2)}3,own\n${line(4)}`, 'its line 3 is not whole'],
  [
    'a row that is too long',
    `${header}${line(2)}${line(3).replace('\n', ',x\n')}`,
    'its line 3 is not whole',
  ],
  ['a row with a broken quote', `${header}${line(2)}"3"x${line(3)}`, 'its line 3 is not whole'],
  ['notes', 'my,own,notes\n1,2,3\n', 'its first line is not that of a result'],
])('with %s it is not gone on with', async (what, content, reason) => {
  const name = `refuse ${what}`;
  await expect(goOn(name, content)).rejects.toThrow(
    `${path(name)}.part is not the beginning of this run: ${reason}. Delete it to start anew, or give another --out.`,
  );
});

test('a folder in the place of the part is named', async () => {
  mkdirSync(path('taken.part'));
  await expect(goOn('taken', undefined)).rejects.toThrow(
    new Unusable(`${path('taken')}.part cannot be read: it is a folder.`),
  );
});

test('what is written after the rows of an earlier run comes behind them, and anew without them', async () => {
  const [out, part] = [path('out'), path('out.part')];
  for (const [resume, lines] of [
    [true, ['2', '3', '4']],
    [false, ['4']],
  ] as const) {
    writeFileSync(part, `${header}${line(2)}${line(3)}4,ha`);
    const result = await ResultFile.open(out, part);
    await result.begin(resume);
    result.write(row(4));
    await result.finish();
    await result.close();
    expect(readRows(out).map((written) => written.line)).toEqual(lines);
  }
});

test.each(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])(
  'a text that begins with %j is none that a spreadsheet would reckon with; one that contains it stays',
  (sign) => {
    expect([asWritten(`${sign}1`), asWritten(`1${sign}`)]).toEqual([`'${sign}1`, `1${sign}`]);
  },
);

test('only a name that a file can have is taken', async () => {
  const [folder, device, none] = [path('folder'), path('device'), path('none')];
  mkdirSync(folder);
  symlinkSync('/dev/null', device);
  await mustBeFile(none);
  writeFileSync(none, '');
  await mustBeFile(none);
  for (const name of [folder, `${folder}/.`, `${folder}/..`, `${folder}/none/`, `${folder}\\`])
    await expect(mustBeFile(name)).rejects.toThrow(
      `${name} is a folder. Give --out the name of a file, such as `,
    );
  await expect(mustBeFile(folder)).rejects.toThrow(`${folder}/result.csv.`);
  await expect(mustBeFile(device)).rejects.toThrow(`${device} is not a file. Give another --out.`);
});
