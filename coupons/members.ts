// The members of an export: their IDs row by row, and what is wrong with a row.
import { findIdColumn, type IdColumn } from './columns.ts';
import { openCsv } from './csv.ts';
import { Unusable } from './outcomes.ts';

export interface Member {
  line: number;
  /** The pass ID; of a row that is not usable, what stands in its place, on one line. */
  id: string;
  /** Why the row cannot be used. */
  problem?: string | undefined;
  fields: readonly string[];
  /** How many bytes of the file end with the row. */
  end: number;
}

export interface Members {
  /** Of the file, in bytes. */
  size: number;
  headers: readonly string[];
  column: IdColumn;
  /** Can be read once. Rows without any text are left out. */
  rows: AsyncGenerator<Member>;
}

/** Opens an export and reads its header. Throws Unusable when it has no column of pass IDs. */
export async function openMembers(path: string, idColumn?: string): Promise<Members> {
  const { size, records } = await openCsv(path);
  const { value: first } = await records.next();
  if (!first) throw new Unusable(`${path} is empty.`);
  if (first.problem) throw new Unusable(`The first line of ${path} cannot be read. ${first.problem}`);
  const headers: string[] = first.fields;
  const column = findIdColumn(headers, idColumn);

  async function* rows(): AsyncGenerator<Member> {
    for await (const { line, fields, problem, end } of records) {
      if (!problem && fields.every((field) => field.trim() === '')) continue;
      const id = (fields[column.index] ?? '').trim();
      const wrong =
        problem ??
        (fields.length === headers.length ? column.problemWith(id) : wrongLength(fields, headers.length));
      yield { line, id: wrong ? onOneLine(id) : id, problem: wrong, fields, end };
    }
  }
  return { size, headers, column, rows: rows() };
}

function wrongLength(fields: readonly string[], expected: number): string {
  const lines = fields.some((field) => /[\r\n]/.test(field))
    ? ' It goes over several lines: look for a quote that is not closed.'
    : '';
  return `The row has ${fields.length} ${fields.length === 1 ? 'column' : 'columns'}, the header has ${expected}.${lines}`;
}

/** Without line ends and other control characters, and not endless. */
export const onOneLine = (text: string) =>
  text
    .replace(/\p{C}+/gu, ' ')
    .slice(0, 300)
    .toWellFormed();
