// The formulas of the two columns of a Coda table that tell the scenarios what there is to do.
import { passColumns } from './coda.ts';
import { neededColumns, rowMappings, rowTypes } from './rowMapping.ts';

const cell = (column: string) => `thisRow.[${column}]`;
const blank = (column: string) => `${cell(column)}.IsBlank()`;

/** The formula of a row's Pass Data, from the columns that matter to its pass. */
export const dataFormula = (columns: readonly string[]) =>
  `Concatenate(${columns.map(cell).join(', "|", ')})`;

/** What holds while a row is half typed: a column is blank that its type needs. */
function halfTyped(columns: readonly string[]): string {
  const inTable = (name: string) => columns.includes(name);
  const always = columns.filter(
    (name) => name === 'Type' || rowTypes.every((type) => neededColumns(type).includes(name)),
  );
  const ofTypes = inTable('Type')
    ? rowTypes.flatMap((type) =>
        neededColumns(type)
          .filter((name) => inTable(name) && !always.includes(name))
          .map((name) => `And(${cell('Type')} = "${rowMappings[type].type}", ${blank(name)})`),
      )
    : [];
  return `Or(${[...always.map(blank), ...ofTypes].join(', ')})`;
}

/**
 * The formula of Pass To Do. Writing the pass columns makes it blank, so no scenario triggers itself; a row that is half
 * typed says `wait`, and takes no place among those of a run.
 */
export const toDoFormula = (columns: readonly string[]) =>
  `If(${cell(passColumns.data)} = ${cell(passColumns.sent)}, "", If(${blank(passColumns.link)}, If(${halfTyped(columns)}, "wait", "issue"), "update"))`;
