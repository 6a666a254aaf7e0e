// Rows of a Coda table, read and written through Coda's API. Coda has no webhook for changed rows and its modules on
// Make are not public knowledge, so the scenarios ask by HTTP. What Coda's API does: coda.io/developers/apis/v1.
import { isProblemCode, problemOf, problems } from '../passkit/problems.ts';
import { type Condition, type Filter, iterator, type Step, setVariables } from './blueprint.ts';
import { jsonText } from './jsonText.ts';
import { problemCell, sentenceList } from './problemCell.ts';
import type { Settings } from './settings.ts';
import { type Words, wordsOf } from './words/index.ts';
import { type ColumnName, columnNames } from './words/types.ts';

/** The columns the scenarios write, and two formulas that tell them what there is to do, by their English names. */
export const passColumns = {
  link: 'Pass Link',
  id: 'Pass ID',
  error: 'Pass Error',
  /** The data the pass was last made from. */
  sent: 'Pass Sent',
  /** A formula: the data the pass should be made from. */
  data: 'Pass Data',
  /** A formula: issue, update, wait, or nothing. */
  toDo: 'Pass To Do',
} as const;

/** How many rows a run takes; the rest wait for the next. Coda takes some ten writes in six seconds. */
export const rowsPerRun = 25;

const token = '{{1.codaToken}}';
const rowStep = 3;

/** A column of the row that is being worked on. */
export const column = ({ columns }: Words, name: ColumnName) => `${rowStep}.values.\`${columns[name]}\``;
/** The ID of that row, the external ID of its pass. */
export const rowId = `{{${rowStep}.id}}`;

interface Exchange extends Pick<Step, 'id' | 'name'> {
  url: string;
  query?: Record<string, string>;
  /** The body of a PUT: JSON with templates. */
  put?: string;
}

const exchange = ({ id, name, url, query = {}, put }: Exchange): Step => ({
  id,
  module: 'http:MakeRequest',
  version: 4,
  name,
  parameters: { authenticationType: 'noAuth' },
  mapper: {
    url,
    method: put ? 'put' : 'get',
    headers: [{ name: 'Authorization', value: `Bearer ${token}` }],
    queryParameters: Object.entries(query).map(([key, value]) => ({ name: key, value })),
    parseResponse: true,
    ...(put && { contentType: 'json', inputMethod: 'jsonString', jsonStringBodyContent: put }),
  },
});

export type ToDo = 'issue' | 'update';

/** The id and the name of each step that asks Coda for the rows of which Pass To Do says one of these. */
export const lookSteps = ({ steps, toDo: said }: Words, toDo: readonly ToDo[]) =>
  toDo.map((one, index) => ({
    one,
    // The iterator keeps the number that the templates of all other steps read.
    id: index === 0 ? 2 : rowStep + index,
    name: toDo.length > 1 ? `${steps.rowsToDo}: ${said[one]}` : steps.rowsToDo,
  }));

/**
 * The beginning of a scenario: the rows whose Pass To Do says one of `toDo`, one by one, in this order. Coda's query
 * takes one value of one column, so each is a request with a number of rows of its own: no kind takes the places of another.
 * Takes the ids 1 to 3, and 4 for the second request. A run that finds nothing ends before the iterator, which would cost
 * an operation.
 */
export function rowsToDo(settings: Settings, toDo: readonly ToDo[]): Step[] {
  const { coda } = settings;
  const words = wordsOf(settings);
  const { columns, filters, placeholders, steps, toDo: said } = words;
  const from = `docs/${coda?.docId ?? placeholders.doc}/tables/${coda?.tableId ?? placeholders.table}`;
  const looks = lookSteps(words, toDo);
  const lists = looks.map(({ id }) => `${id}.data.items`);
  const list = lists.length > 1 ? `distinct(merge(${lists.join('; ')}); "id")` : lists[0];
  const rows = iterator(rowStep, steps.rowByRow, `{{${list}}}`);
  return [
    setVariables(1, steps.codaToken, { codaToken: placeholders.token, ...sentenceList(words) }),
    ...looks.map(({ one, id, name }) =>
      exchange({
        id,
        name,
        url: `https://coda.io/apis/v1/${from}/rows`,
        query: {
          useColumnNames: 'true',
          valueFormat: 'simple',
          limit: String(rowsPerRun),
          query: `"${columns[passColumns.toDo]}":"${said[one]}"`,
        },
      }),
    ),
    {
      ...rows,
      filter: {
        name: filters.somethingToDo,
        any: lists.map((items) => [{ a: `{{${items}[1].id}}`, o: 'exist' as const }]),
      },
    },
  ];
}

/** Cells of a row, by the English name of their column. */
export type CellTemplates = Partial<Record<ColumnName, string>>;

/** Writes cells of the row: templates whose values are safe in JSON. Two braces in a row are IML's. */
export function writeRow({ columns }: Words, id: number, name: string, cells: CellTemplates): Step {
  const list = columnNames.flatMap((key) =>
    cells[key] === undefined ? [] : [`{"column":"${columns[key]}","value":"${cells[key]}"}`],
  );
  return exchange({ id, name, url: `{{${rowStep}.href}}`, put: `{"row": {"cells": [${list.join(', ')}]} }` });
}

/** The codes of the problems that have nothing to do with the row. */
const passing = Object.keys(problems)
  .filter(isProblemCode)
  .filter((code) => problemOf(code).kind !== 'data');

/** What was sent to the pass: Pass To Do becomes blank, until the row is changed. */
export const settled = (words: Words): CellTemplates => ({
  [passColumns.sent]: jsonText(column(words, passColumns.data)),
});

/**
 * A message whose reason is in the row: it ends with a code such as [invalid_input], or is Make's own about a parameter.
 * One without a code, such as that of a broken connection, says nothing about the row.
 */
const ofTheRow = `/^[^]*( \\x5b(?!(${passing.join('|')})\\x5d)[a-z_]+\\x5d$|parameter ')[^]*$/`;

/**
 * A row that has ended and got no link need not have a pass: that PassKit has none is as it should be. With a link there must be
 * one, and the row is told.
 */
const noneIsRight = (words: Words, message: string) =>
  `replace(${message}; "/^[^]*_not_found.$/"; ${column(words, passColumns.link)}) = emptystring`;

/**
 * Tells the row what is wrong with it, instead of stopping the scenario for all other rows. It is tried again when
 * the row is changed, or in the next run when the reason has nothing to do with the row.
 */
export function writeError(words: Words, id: number, failed: number, ends = false): Step {
  const message = `${failed}.error.message`;
  const [kept, data] = [passColumns.sent, passColumns.data].map((name) => column(words, name));
  return writeRow(words, id, words.steps.sayWrong, {
    [passColumns.error]: problemCell(words, message, ends ? noneIsRight(words, message) : undefined),
    [passColumns.sent]: jsonText(
      `if(replace(${message}; "${ofTheRow}"; emptystring) = emptystring; ${data}; ${kept})`,
    ),
  });
}

/** What a status says in English that ends a pass. */
export const revokedWords = wordsOf({ language: 'en' }).revoked;

type Comparison = Extract<Condition, { b: string }>['o'];

/** A column compared as a reader sees it: blanks around its text say nothing. */
const cell = (words: Words, name: ColumnName, o: Comparison) => (b: string) => ({
  a: `{{trim(${column(words, name)})}}`,
  o,
  b,
});
const ofType = (words: Words, type?: string) => (type ? [cell(words, 'Type', 'text:equal:ci')(type)] : []);

/** The rows of a type whose status does not end the pass; without a type, those of all. These columns must be filled in. */
export const activeRows = (words: Words, type?: string, needs: readonly ColumnName[] = []): Filter => ({
  name: type ?? words.filters.active,
  any: [
    [
      ...ofType(words, type),
      ...needs.map((name) => ({ a: `{{${column(words, name)}}}`, o: 'exist' as const })),
      ...words.revoked.map(cell(words, 'Status', 'text:notequal:ci')),
    ],
  ],
});

/** The rows of a type whose status ends the pass; without a type, those of all. */
export const revokedRows = (words: Words, type?: string): Filter => ({
  name: [type, words.filters.ended].filter(Boolean).join(', '),
  any: words.revoked.map((word) => [...ofType(words, type), cell(words, 'Status', 'text:equal:ci')(word)]),
});

/** What a row of a type needs before it gets a pass; without a type, those of all. */
export interface Needs {
  type?: string;
  columns: readonly ColumnName[];
}

/**
 * The rows that no pass can be made from, since a column that they need is blank or not in the table. Pass To Do makes them
 * wait where it compares as the filters do; those that it lets through would take a place in every run.
 */
export const lackingRows = (words: Words, needs: readonly Needs[]): Filter => ({
  name: words.filters.lacking,
  any: needs.flatMap(({ type, columns }) =>
    columns.map((name) => [
      { a: `{{${column(words, name)}}}`, o: 'notexist' as const },
      ...activeRows(words, type).any.flat(),
    ]),
  ),
});

/** The rows of none of the types. */
export const otherRows = (words: Words): Filter => ({
  name: words.filters.noSuchType,
  any: [words.typeWords.map(cell(words, 'Type', 'text:notequal:ci'))],
});

/** Of the rows of a filter, those whose Pass To Do says this. */
export const rowsTo = (words: Words, toDo: ToDo, { name, any }: Filter): Filter => ({
  name: `${words.toDo[toDo]}: ${name}`,
  any: any.map((all) => [cell(words, passColumns.toDo, 'text:equal')(words.toDo[toDo]), ...all]),
});
