// Rows of a Coda table, read and written through Coda's API. Coda has no webhook for changed rows and its modules on
// Make are not public knowledge, so the scenarios ask by HTTP. What Coda's API does: coda.io/developers/apis/v1.
import { isProblemCode, problemOf, problems } from '../passkit/problems.ts';
import { type Condition, type Filter, iterator, type Step, setVariable } from './blueprint.ts';
import type { Settings } from './settings.ts';

/** The columns the scenarios write, and two formulas that tell them what there is to do. */
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
export const column = (name: string) => `${rowStep}.values.\`${name}\``;
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

/** The beginning of a scenario: the rows whose Pass To Do says `toDo`, one by one. Takes the ids 1 to 3. */
export const rowsToDo = ({ coda }: Settings, toDo: 'issue' | 'update'): Step[] => [
  setVariable(1, 'Coda API token: paste it here', 'codaToken', 'YOUR-CODA-TOKEN'),
  exchange({
    id: 2,
    name: 'Rows with something to do',
    url: `https://coda.io/apis/v1/docs/${coda?.docId ?? 'YOUR-DOC-ID'}/tables/${coda?.tableId ?? 'YOUR-TABLE-ID'}/rows`,
    query: {
      useColumnNames: 'true',
      valueFormat: 'simple',
      limit: String(rowsPerRun),
      query: `"${passColumns.toDo}":"${toDo}"`,
    },
  }),
  iterator(rowStep, 'Row by row', '{{2.data.items}}'),
];

/** The value of an IML expression as it may stand in a string of JSON. IML keeps a backslash before a letter. */
export const jsonText = (value: string) =>
  `{{${[
    ['/\\x5c/g', '\\u005c'],
    ['/\\x22/g', '\\u0022'],
    ['/\\n/g', '\\u000a'],
    ['/\\r/g', '\\u000d'],
    ['/\\t/g', '\\u0009'],
  ].reduce((text, [search, replacement]) => `replace(${text}; "${search}"; "${replacement}")`, value)}}}`;

/** Writes cells of the row, by column: templates whose values are safe in JSON. Two braces in a row are IML's. */
export function writeRow(id: number, name: string, cells: Record<string, string>): Step {
  const list = Object.entries(cells).map(([key, value]) => `{"column":"${key}","value":"${value}"}`);
  return exchange({ id, name, url: `{{${rowStep}.href}}`, put: `{"row": {"cells": [${list.join(', ')}]} }` });
}

/** The codes of the problems that have nothing to do with the row. */
const passing = Object.keys(problems)
  .filter(isProblemCode)
  .filter((code) => problemOf(code).kind !== 'data');

/** What was sent to the pass: Pass To Do becomes blank, until the row is changed. */
export const settled = { [passColumns.sent]: jsonText(column(passColumns.data)) };

/**
 * Tells the row what is wrong with it, instead of stopping the scenario for all other rows. It is tried again when
 * the row is changed, or in the next run when the reason has nothing to do with the row.
 */
export function writeError(id: number, failed: number): Step {
  const message = `${failed}.error.message`;
  // A message ends with its code, such as [busy].
  const code = `replace(${message}; "/^.* .([a-z_]+).$/"; "$1")`;
  const kept = column(passColumns.sent);
  return writeRow(id, 'Say in the row what is wrong', {
    [passColumns.error]: jsonText(message),
    [passColumns.sent]: jsonText(
      `if(contains("${passing.join(' ')}"; ${code}); ${kept}; ${column(passColumns.data)})`,
    ),
  });
}

/** What a status says that ends a pass. */
export const revokedWords = ['Canceled', 'Cancelled', 'Expired'];

type Comparison = Extract<Condition, { b: string }>['o'];

const cell = (name: 'Type' | 'Status', o: Comparison) => (b: string) => ({ a: `{{${column(name)}}}`, o, b });
const ofType = (type?: string) => (type ? [cell('Type', 'text:equal:ci')(type)] : []);

/** The rows of a type whose status does not end the pass; without a type, those of all. These columns must be filled in. */
export const activeRows = (type?: string, needs: readonly string[] = []): Filter => ({
  name: type ?? 'Active',
  any: [
    [
      ...ofType(type),
      ...needs.map((name) => ({ a: `{{${column(name)}}}`, o: 'exist' as const })),
      ...revokedWords.map(cell('Status', 'text:notequal:ci')),
    ],
  ],
});

/** The rows of a type whose status ends the pass. */
export const revokedRows = (type?: string): Filter => ({
  name: [type, 'canceled or expired'].filter(Boolean).join(', '),
  any: revokedWords.map((word) => [...ofType(type), cell('Status', 'text:equal:ci')(word)]),
});

/** The rows of none of the types. */
export const otherRows = (types: readonly string[]): Filter => ({
  name: 'No such type',
  any: [types.map(cell('Type', 'text:notequal:ci'))],
});
