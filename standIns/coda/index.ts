// A stand-in for Coda's API v1 with one table, on loopback: it lists rows and writes cells, and is strict where a
// caller could be wrong. What it answers is from Coda's public reference; a write is seen at once, as Coda's is not.
import { once } from 'node:events';
import { STATUS_CODES } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import * as z from 'zod';
import { jsonOr, lister, read } from './list.ts';
import { type Cells, CodaError, CodaTable, type Column, type Row } from './table.ts';

export interface CodaOptions {
  docId: string;
  tableId: string;
  columns: Record<string, Column>;
}

/** A request it got, and the status it answered. */
export interface CodaRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  body: unknown;
  status: number;
}

export interface Coda {
  url: string;
  /** The only API token it takes. */
  token: string;
  /** In the order of creation. */
  rows(): Row[];
  /** Adds a row as a user of the doc does and gives its id. */
  addRow(values: Cells): string;
  /** Changes a cell as a user of the doc does. */
  setCell(id: string, column: string, value: unknown): void;
  requests: CodaRequest[];
  /** The next request gets this error, whatever it is. */
  failNext(status: number): void;
  close(): void;
}

const TOKEN = 'coda-api-token';
const update = z.strictObject({
  row: z.strictObject({
    cells: z.array(
      z.strictObject({ column: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) }),
    ),
  }),
});

/** Starts it on 127.0.0.1 with no rows. */
export async function startCoda({ docId, tableId, columns }: CodaOptions): Promise<Coda> {
  const table = new CodaTable(columns);
  const requests: CodaRequest[] = [];
  let failure: number | undefined;
  const path = `/apis/v1/docs/${docId}/tables/${tableId}/rows`;
  const list = lister(table, { docId, tableId, path });

  const app = new Hono();
  app.onError((error) => refuse(error instanceof CodaError ? error.status : 500, error.message));
  app.notFound(() => refuse(404, 'Not found'));
  app.use(async (context, next) => {
    const { method, path } = context.req;
    const body = jsonOr(await context.req.text());
    const entry = { method, path, query: context.req.query(), body, status: failure ?? 401 };
    requests.push(entry);
    if (failure !== undefined) {
      failure = undefined;
      return refuse(entry.status, 'As the test asked');
    }
    if (context.req.header('authorization') !== `Bearer ${TOKEN}`)
      return refuse(401, 'Not a valid API token');
    await next();
    entry.status = context.res.status;
  });
  app.get(path, (context) => context.json(list(new URL(context.req.url).searchParams)));
  app.put(`${path}/:row`, async (context) => {
    if (!context.req.header('content-type')?.includes('json'))
      throw new CodaError(400, 'The body must be JSON');
    if (new URL(context.req.url).search !== '') throw new CodaError(400, 'Unknown query parameter');
    const id = context.req.param('row');
    table.write(id, read(update, jsonOr(await context.req.text())).row.cells);
    return context.json({ requestId: `mutate:${requests.length}`, id }, 202);
  });

  const server = createAdaptorServer({ fetch: app.fetch });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    token: TOKEN,
    rows: () => table.rows(),
    addRow: (values) => table.add(values),
    setCell: (id, column, value) => table.write(id, [{ column, value }]),
    requests,
    failNext: (status) => {
      failure = status;
    },
    close: () => void server.close(),
  };
}

/** An error as Coda writes one. */
const refuse = (statusCode: number, message: string): Response =>
  Response.json({ statusCode, statusMessage: STATUS_CODES[statusCode], message }, { status: statusCode });
