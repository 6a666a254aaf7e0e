// Opens CSV files as people have them: what encoding and delimiter they are in is found out.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileReason, Stopped, Unusable } from './outcomes.ts';
import { type CsvRecord, readRecords } from './records.ts';

/**
 * Opens a CSV file in UTF-8, or in UTF-16 with a byte order mark, with comma, semicolon or tab between its fields.
 * `end` is where to stop, in bytes; at the end of the file when not given. Answers the size of the file in bytes, and
 * its records with the header first; they reject with Stopped when reading breaks off. Throws Unusable when it is no
 * such file.
 */
export async function openCsv(
  path: string,
  end?: number,
): Promise<{ size: number; records: AsyncGenerator<CsvRecord> }> {
  const { start, size } = await beginning(path).catch((error) => {
    throw error instanceof Unusable ? error : new Unusable(`${path} cannot be read: ${fileReason(error)}.`);
  });
  const mark = marks.find(({ bytes }) => start.indexOf(bytes) === 0);
  const encoding = mark?.encoding ?? 'utf-8';
  if (encoding === 'utf-8' && start.includes(0))
    throw new Unusable(`${path} is not a CSV file. If it is a workbook, save it as “CSV UTF-8” first.`);
  const text = new TextDecoder(encoding).decode(start);
  const from = mark?.bytes.length ?? 0;
  const scale = encoding === 'utf-8' ? 1 : 2;
  async function* records(): AsyncGenerator<CsvRecord> {
    const chunks = chunksOf(path, from, end);
    const utf8 = encoding === 'utf-8' ? chunks : recoded(chunks, encoding);
    for await (const record of readRecords(utf8, delimiterIn(text))) {
      yield { ...record, end: Math.min(size, from + record.end * scale) };
    }
  }
  return { size, records: records() };
}

/** How much of the beginning tells what the file is, in bytes. */
const looked = 64 * 1024;

const marks = [
  { encoding: 'utf-8', bytes: Buffer.from([0xef, 0xbb, 0xbf]) },
  { encoding: 'utf-16le', bytes: Buffer.from([0xff, 0xfe]) },
  { encoding: 'utf-16be', bytes: Buffer.from([0xfe, 0xff]) },
];

async function beginning(path: string): Promise<{ start: Buffer; size: number }> {
  const file = await open(path);
  try {
    const about = await file.stat();
    if (!about.isFile()) throw new Unusable(`${path} is not a file.`);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(looked), 0, looked, 0);
    return { start: buffer.subarray(0, bytesRead), size: about.size };
  } finally {
    await file.close();
  }
}

/** The delimiter that the first line has most of, outside of quotes. */
function delimiterIn(text: string): string {
  const [line = ''] = text.replace(/"[^"]*"/g, '').split(/[\r\n]/, 1);
  const count = (delimiter: string) => line.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

async function* chunksOf(
  path: string,
  start: number,
  end = Number.POSITIVE_INFINITY,
): AsyncGenerator<Buffer> {
  try {
    // To Node, `end` is the last byte that is read.
    yield* createReadStream(path, { start, end: end - 1 });
  } catch (error) {
    throw new Stopped(`${path} cannot be read to its end: ${fileReason(error)}.`);
  }
}

async function* recoded(chunks: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
}
