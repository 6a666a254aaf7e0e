// Reads CSV of any size, record by record, in constant memory. A broken record costs its first line: reading goes on
// with the line after it, so that an open quote does not take the rest of the file with it.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { fileReason, Stopped, Unusable } from './outcomes.ts';

export interface CsvRecord {
  /** The line it begins on, from 1. */
  line: number;
  fields: string[];
  /** Why it could not be read; then it has no fields. */
  problem?: string;
  /** How many bytes of the file end with it; nearly so in UTF-16. */
  end: number;
}

/** The longest record that is read, in bytes. */
const longest = 64 * 1024;

/**
 * Opens a CSV file in UTF-8, or in UTF-16 with a byte order mark, with comma, semicolon or tab between its fields.
 * `end` is where to stop, in bytes; at the end of the file when not given. Throws Unusable when it is no such file.
 */
export async function openCsv(path: string, end?: number) {
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
    const { buffer, bytesRead } = await file.read(Buffer.alloc(longest), 0, longest, 0);
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

/** The records of CSV in UTF-8. `end` counts from where the chunks begin. */
export async function* readRecords(
  chunks: AsyncIterable<Buffer>,
  delimiter: string,
): AsyncGenerator<CsvRecord> {
  let unread: Buffer = Buffer.alloc(0);
  let [line, position, skipping] = [1, 0, false];
  const drop = (bytes: number) => {
    unread = unread.subarray(bytes);
    position += bytes;
  };

  function* read(final: boolean): Generator<CsvRecord> {
    while (unread.length > 0) {
      if (skipping) {
        const next = /\r\n|\n|\r(?!$)/.exec(unread.toString('latin1'));
        // The last byte may be the first half of a line's end.
        drop(next ? next.index + next[0].length : final ? unread.length : unread.length - 1);
        if (!next) return;
        [line, skipping] = [line + 1, false];
        continue;
      }
      const { records, failure } = parseBlock(final ? unread : wholeLines(unread), delimiter);
      for (const { fields, end } of records) {
        yield { line, fields, end: position + end };
        line += 1 + fields.reduce((sum, field) => sum + (field.match(/\r\n?|\n/g)?.length ?? 0), 0);
      }
      drop(records.at(-1)?.end ?? 0);
      const unfinished = !failure || failure.code === 'CSV_QUOTE_NOT_CLOSED';
      if (unread.length === 0 || (unfinished && !final && unread.length <= longest)) return;
      yield { line, fields: [], problem: problemOf(failure), end: position };
      skipping = true;
    }
  }

  for await (const chunk of chunks) {
    unread = Buffer.concat([unread, chunk]);
    yield* read(false);
  }
  yield* read(true);
}

/** The part that ends with a line. A carriage return at the very end may be half of a line's end. */
function wholeLines(bytes: Buffer): Buffer {
  const end = Math.max(bytes.lastIndexOf(10), bytes.subarray(0, -1).lastIndexOf(13));
  return bytes.subarray(0, end + 1);
}

/** The whole records at the beginning of `block`, and what is wrong with the next one. */
function parseBlock(block: Buffer, delimiter: string) {
  const records: { fields: string[]; end: number }[] = [];
  try {
    parse(block, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      on_record: (fields, { bytes }) => {
        records.push({ fields, end: bytes });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { records, failure: error };
  }
  return { records };
}

const problemOf = (failure: CsvError | undefined) =>
  failure
    ? 'A quote is not closed, or stands inside of a field. Write quotes inside of a quoted field twice.'
    : `The row is longer than ${longest / 1024} KB.`;
