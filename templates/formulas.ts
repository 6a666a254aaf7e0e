// The formulas of the two columns of a Coda table that tell the scenarios what there is to do.
import { passColumns } from './coda.ts';
import { neededColumns, rowTypes } from './rowMapping.ts';
import type { Words } from './words/index.ts';
import type { ColumnName } from './words/types.ts';

const cell = ({ columns }: Words, column: ColumnName) => `thisRow.[${columns[column]}]`;
const blank = (words: Words, column: ColumnName) => `${cell(words, column)}.IsBlank()`;

/** The formula of a row's Pass Data, from the columns that matter to its pass. */
export const dataFormula = (words: Words, columns: readonly ColumnName[]) =>
  `Concatenate(${columns.map((column) => cell(words, column)).join(', "|", ')})`;

/** What holds while a row is half typed: a column is blank that its type needs. */
function halfTyped(words: Words, columns: readonly ColumnName[]): string {
  const inTable = (name: ColumnName) => columns.includes(name);
  const always = columns.filter(
    (name) => name === 'Type' || rowTypes.every((type) => neededColumns(type).includes(name)),
  );
  const ofTypes = inTable('Type')
    ? rowTypes.flatMap((type) =>
        neededColumns(type)
          .filter((name) => inTable(name) && !always.includes(name))
          .map((name) => `And(${cell(words, 'Type')} = "${words.types[type]}", ${blank(words, name)})`),
      )
    : [];
  return `Or(${[...always.map((name) => blank(words, name)), ...ofTypes].join(', ')})`;
}

/**
 * The formula of Pass To Do. Writing the pass columns makes it blank, so no scenario triggers itself; a row that is half
 * typed says `wait`, and takes no place among those of a run.
 */
export function toDoFormula(words: Words, columns: readonly ColumnName[]): string {
  const { issue, update, wait } = words.toDo;
  const same = `${cell(words, passColumns.data)} = ${cell(words, passColumns.sent)}`;
  const first = `If(${halfTyped(words, columns)}, "${wait}", "${issue}")`;
  return `If(${same}, "", If(${blank(words, passColumns.link)}, ${first}, "${update}"))`;
}
