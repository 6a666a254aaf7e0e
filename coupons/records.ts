// Reads CSV of any size, record by record, in constant memory. A broken record costs its first line: reading goes on
// with the line after it, so that an open quote does not take the rest of the file with it.
import { CsvError, parse } from 'csv-parse/sync';

export interface CsvRecord {
  /** The line it begins on, from 1. */
  line: number;
  fields: string[];
  /** Why it could not be read; then it has no fields. */
  problem?: string;
  /** How many bytes have been read with it. */
  end: number;
}

/** The longest record that is read, in bytes. */
const longest = 64 * 1024;

/** The records in chunks of UTF-8, the header included. Lines are counted here: csv-parse counts a quoted CRLF twice. */
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
