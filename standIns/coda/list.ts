// Lists the rows of the stand-in for Coda: its query parameters, its pages, and a row as it answers one.
import * as z from 'zod';
import { CodaError, type CodaTable, type Row } from './table.ts';

const listing = z.strictObject({
  useColumnNames: z.enum(['true', 'false']).default('false'),
  limit: z.coerce.number().int().min(1).max(500).default(25),
  query: z.string().optional(),
  pageToken: z.string().optional(),
  sortBy: z.enum(['createdAt', 'natural', 'updatedAt']).default('createdAt'),
  // The format `rich` writes values in ways this stand-in does not know.
  valueFormat: z.enum(['simple', 'simpleWithArrays']).default('simple'),
});

/** Answers lists of rows; a page token is good for the list it came with. Throws on what Coda would refuse. */
export function lister(table: CodaTable, place: { docId: string; tableId: string; path: string }) {
  /** Where the next page starts, and for which list. */
  const pages = new Map<string, { offset: number; list: string }>();

  return (params: URLSearchParams): object => {
    const { pageToken, ...options } = read(listing, Object.fromEntries(params));
    const key = JSON.stringify(options);
    const page = pageToken === undefined ? { offset: 0, list: key } : pages.get(pageToken);
    if (page?.list !== key) throw new CodaError(400, 'The page token is not one of this list');
    const end = page.offset + options.limit;
    const found = sorted(options.sortBy).filter(matcher(options.query));
    const token = `page-${pages.size + 1}`;
    if (end < found.length) pages.set(token, { offset: end, list: key });
    const items = found.slice(page.offset, end).map((row) => itemOf(row, options.useColumnNames === 'true'));
    return { items, ...(end < found.length && { nextPageToken: token }) };
  };

  /** `"Column name":"value"`; a column id needs no quotes, and the value is JSON. */
  function matcher(query: string | undefined): (row: Row) => boolean {
    if (query === undefined) return () => true;
    const [, column = '', value = ''] = /^("(?:[^"\\]|\\.)*"|c-\w+):(.+)$/s.exec(query) ?? [];
    const wanted = jsonOr(value);
    if (wanted === undefined) throw new CodaError(400, `Not a query: ${query}`);
    const name = table.column(column.startsWith('"') ? String(jsonOr(column)) : column);
    return ({ values }) => values[name] === wanted;
  }

  function sorted(by: z.infer<typeof listing>['sortBy']): Row[] {
    const rows = table.rows();
    return by === 'updatedAt' ? rows.sort((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1)) : rows;
  }

  function itemOf({ values, ...row }: Row, byName: boolean): object {
    const cells = Object.entries(values).map(([name, value], at) => [
      byName ? name : table.columnId(at),
      value,
    ]);
    return {
      ...row,
      type: 'row',
      href: `https://coda.io${place.path}/${row.id}`,
      name: String(Object.values(values)[0]),
      browserLink: `https://coda.io/d/_d${place.docId}#_tu${place.tableId}/_ru${row.id}`,
      values: Object.fromEntries(cells),
    };
  }
}

/** A value of the caller read with a schema. Throws a CodaError. */
export function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new CodaError(400, z.prettifyError(parsed.error));
}

/** The value of JSON; undefined when the text is none. */
export function jsonOr(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
