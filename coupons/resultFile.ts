// The result of a run, row by row. While it runs it is <out>.part, which a later run goes on with; then it becomes <out>.
import { appendFileSync } from 'node:fs';
import { type FileHandle, open, rename, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { openCsv } from './csv.ts';
import { lock } from './lock.ts';
import { codeOf, fileReason, Stopped, Unusable, unwritable } from './outcomes.ts';

/** The columns, in order; docs/coupons-csv.md shows what they say. */
export const resultColumns = {
  line: 'the line of the members file',
  externalId: 'the member’s pass ID, which is the coupon’s external ID',
  id: 'the coupon’s PassKit ID',
  outcome: 'what happened, see below',
  passUrl: 'the link to the coupon',
  appleUrl: 'the same for Apple Wallet',
  googleUrl: 'the same for Google Wallet',
  status: 'PassKit’s word for the coupon’s status',
  expiryDate: 'when it expires, where PassKit tells; it does not tell of a new coupon',
  campaignId: 'the campaign',
  offerId: 'the offer that was asked for',
  message: 'why a row failed',
} as const;

type Column = keyof typeof resultColumns;
export type ResultRow = Record<Column, string>;

const isColumn = (name: string): name is Column => Object.hasOwn(resultColumns, name);
const columns = Object.keys(resultColumns).filter(isColumn);
const lineOf = (values: readonly string[]) => stringify([values.map(asWritten)]);

/** As a result has a text: one that a spreadsheet would take for a formula has an apostrophe in front. */
export const asWritten = (text: string) => (/^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text);

/** What is compared and counted of a row that an earlier run has written. */
type EarlierRow = Pick<ResultRow, 'line' | 'externalId' | 'outcome' | 'campaignId' | 'offerId' | 'message'>;

export class ResultFile {
  readonly part: string;
  readonly #out: string;
  readonly #unlock: () => Promise<void>;
  #file: FileHandle | undefined;

  private constructor(out: string, part: string, unlock: () => Promise<void>) {
    this.#out = out;
    this.part = part;
    this.#unlock = unlock;
  }

  /** Takes the result for this process alone. Throws Unusable when another run has it, or it cannot be written. */
  static async open(out: string, part: string): Promise<ResultFile> {
    await mustBeFile(out);
    return new ResultFile(out, part, await lock(out));
  }

  /** The rows that an earlier run has written whole. Throws Unusable when the file is something else. */
  async *earlierRows(): AsyncGenerator<EarlierRow> {
    const end = await wholeBytes(this.part);
    if (end === 0) return;
    const { records } = await openCsv(this.part, end);
    const { value: first } = await records.next();
    if (first?.fields.join() !== columns.join()) throw this.notOurs('its first line is not that of a result');
    // What is added has commas, and is in UTF-8.
    const written = lineOf(columns);
    if (!(await beginningOf(this.part, Buffer.byteLength(written))).equals(Buffer.from(written)))
      throw this.notOurs('another program has saved it, with other delimiters or in another encoding');
    for await (const { fields, line, problem } of records) {
      if (problem || fields.length !== columns.length) throw this.notOurs(`its line ${line} is not whole`);
      const value = (column: Column) => fields[columns.indexOf(column)] ?? '';
      yield {
        line: value('line'),
        externalId: value('externalId'),
        outcome: value('outcome'),
        campaignId: value('campaignId'),
        offerId: value('offerId'),
        message: value('message'),
      };
    }
  }

  notOurs(reason: string): Unusable {
    return new Unusable(
      `${this.part} is not the beginning of this run: ${reason}. Delete it to start anew, or give another --out.`,
    );
  }

  /** Begins to write: after the whole lines of an earlier run, or anew. */
  async begin(resume: boolean): Promise<void> {
    await this.#guarded(async () => {
      const end = resume ? await wholeBytes(this.part) : 0;
      if (end > 0) await truncate(this.part, end);
      this.#file = await open(this.part, end > 0 ? 'a' : 'w');
      if (end === 0) await this.#file.appendFile(lineOf(columns));
    });
  }

  /** Writes a row at once, so that nothing of it is lost when the process dies. Throws Stopped, such as when the disk is full. */
  write(row: ResultRow): void {
    if (!this.#file) throw new Error('The result is not open for writing.');
    try {
      // Not in another thread: to hand a row over takes longer than to write it.
      appendFileSync(this.#file.fd, lineOf(columns.map((column) => row[column])));
    } catch (error) {
      throw unwritable(this.part, error);
    }
  }

  /** Makes the part the result. Throws Stopped, for example while another program has the old result open. */
  async finish(): Promise<void> {
    await this.#guarded(async () => {
      await this.#file?.close();
      this.#file = undefined;
    });
    await rename(this.part, this.#out).catch((error) => {
      throw new Stopped(
        `${this.#out} cannot be replaced: ${fileReason(error)}. Close it in other programs. What was done is kept in ${this.part}.`,
      );
    });
  }

  /** Lets go of the result, finished or not. */
  async close(): Promise<void> {
    await this.#file?.close();
    await this.#unlock();
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    await work().catch((error) => {
      throw unwritable(this.part, error);
    });
  }
}

/** How many bytes of a file are whole lines; 0 when there is no file. No line of a result is longer than what is read. */
const wholeBytes = (path: string): Promise<number> =>
  endOfLastLine(path).catch((error) => {
    if (codeOf(error) === 'ENOENT') return 0;
    throw new Unusable(`${path} cannot be read: ${fileReason(error)}.`);
  });

async function endOfLastLine(path: string): Promise<number> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - 64 * 1024);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, from);
    return from + buffer.subarray(0, bytesRead).lastIndexOf(10) + 1;
  } finally {
    await file.close();
  }
}

async function beginningOf(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Throws Unusable when there is something of that name that no file can take the place of. */
export async function mustBeFile(path: string): Promise<void> {
  const about = await stat(path).catch(() => undefined);
  if (/[\\/]$/.test(path) || about?.isDirectory())
    throw new Unusable(
      `${path} is a folder. Give --out the name of a file, such as ${join(path, 'result.csv')}.`,
    );
  if (about && !about.isFile()) throw new Unusable(`${path} is not a file. Give another --out.`);
}
