// Protects the stand-in of Coda's API: what it answers, and what a caller must get right.
import * as z from 'zod';
import { type Coda, startCoda } from '../../standIns/coda/index.ts';

const answered = z.looseObject({
  items: z.array(z.looseObject({ id: z.string(), values: z.unknown() })).default([]),
  nextPageToken: z.string().optional(),
  message: z.unknown().optional(),
});

let coda: Coda;
beforeEach(async () => {
  coda = await startCoda({
    docId: 'D1',
    tableId: 'grid-1',
    columns: {
      Name: 'value',
      'Say "hi"': 'value',
      'To Do': ({ Name }) => (Name === 'done' ? '' : 'issue'),
    },
  });
});
afterEach(() => coda.close());

const table = '/apis/v1/docs/D1/tables/grid-1/rows';
const ask = async (path: string, init: RequestInit = {}) => {
  const headers = { authorization: `Bearer ${coda.token}`, 'content-type': 'application/json' };
  const answer = await fetch(coda.url + path, { headers, ...init });
  return { status: answer.status, json: answered.parse(await answer.json()) };
};
const list = async (query: Record<string, string>) => {
  const { json } = await ask(`${table}?${new URLSearchParams({ useColumnNames: 'true', ...query })}`);
  return { ids: json.items.map(({ id }) => id), nextPageToken: json.nextPageToken, json };
};
const put = (id: string, column: string, value: unknown) =>
  ask(`${table}/${id}`, { method: 'PUT', body: JSON.stringify({ row: { cells: [{ column, value }] } }) });

test('a row has its values by column name or id, blank cells as empty text, and formulas', async () => {
  const id = coda.addRow({ Name: 'a' });
  const values = { Name: 'a', 'Say "hi"': '', 'To Do': 'issue' };
  expect((await list({})).json.items).toMatchObject([{ id, type: 'row', index: 0, name: 'a', values }]);
  expect(id).toMatch(/^i-/);
  const byId = (await ask(table)).json.items[0]?.values;
  expect(byId).toEqual({ 'c-1': 'a', 'c-2': '', 'c-3': 'issue' });
});

test('writing cells is accepted and changes the row, its formulas and the time of its update', async () => {
  const id = coda.addRow({ Name: 'a' });
  const [before] = coda.rows();
  const { status, json } = await put(id, 'Name', 'done');
  expect([status, json]).toMatchObject([202, { requestId: expect.any(String), id }]);
  const [after] = coda.rows();
  expect(after).toMatchObject({ values: { Name: 'done', 'To Do': '' }, createdAt: before?.createdAt });
  expect(after?.updatedAt).not.toBe(before?.updatedAt);
  expect(coda.requests.at(-1)).toMatchObject({ method: 'PUT', path: `${table}/${id}`, status: 202 });
});

test('lists page after page, and sorted by the time of the update', async () => {
  const ids = ['a', 'b', 'c'].map((Name) => coda.addRow({ Name }));
  coda.setCell(String(ids[0]), 'Name', 'changed');
  const first = await list({ limit: '2' });
  expect(first.ids).toEqual(ids.slice(0, 2));
  const second = await list({ limit: '2', pageToken: String(first.nextPageToken) });
  expect([second.ids, second.nextPageToken]).toEqual([ids.slice(2), undefined]);
  expect((await list({ sortBy: 'updatedAt' })).ids).toEqual([ids[1], ids[2], ids[0]]);
  expect((await list({ limit: '1', pageToken: String(first.nextPageToken) })).json.statusCode).toBe(400);
});

test.each<[string, number[]]>([
  ['"Name":"a"', [0]],
  ['c-1:"b"', [1]],
  ['"Say \\"hi\\"":"x"', [1]],
  ['"Name":1', [2]],
  ['"Name":"1"', []],
  ['"Say \\"hi\\"":""', [0, 2]],
  ['"To Do":"issue"', [0, 1, 2]],
])('the query %s finds rows with this cell', async (query, expected) => {
  const ids = [{ Name: 'a' }, { Name: 'b', 'Say "hi"': 'x' }, { Name: 1 }].map((row) => coda.addRow(row));
  expect((await list({ query })).ids).toEqual(expected.map((at) => ids[at]));
});

test.each<[string, Record<string, string>]>([
  ['a query of a bare name', { query: 'Name:"a"' }],
  ['a query of bare text', { query: '"Name":a' }],
  ['a query of an unknown column', { query: '"Nme":"a"' }],
  ['a limit over 500', { limit: '501' }],
  ['a limit of 0', { limit: '0' }],
  ['an unknown order', { sortBy: 'name' }],
  ['an unknown format', { valueFormat: 'plain' }],
  ['an unknown page', { pageToken: 'page-9' }],
  ['an unknown parameter', { useColumnName: 'true' }],
])('%s is refused', async (_, query) => {
  expect((await list(query)).json).toMatchObject({ statusCode: 400, statusMessage: 'Bad Request' });
});

test.each<[number, string, string, unknown]>([
  [400, 'i-row1', 'Nme', 'b'],
  [400, 'i-row1', 'To Do', 'b'],
  [400, 'i-row1', 'Name', { a: 1 }],
  [404, 'i-row9', 'Name', 'b'],
])('%s for a write to %s, %s of %j, which leaves the row as it was', async (status, id, column, value) => {
  coda.addRow({ Name: 'a' });
  const before = coda.rows();
  const answer = await put(id, column, value);
  expect([answer.status, answer.json.message]).toEqual([status, expect.any(String)]);
  expect(coda.rows()).toEqual(before);
});

test.each<[string, number, string, RequestInit]>([
  ['no token', 401, table, { headers: {} }],
  ['another table', 404, '/apis/v1/docs/D1/tables/grid-2/rows', {}],
  ['a body that is not JSON', 400, `${table}/i-row1`, { method: 'PUT', body: '{' }],
  ['an update with another key', 400, `${table}/i-row1`, { method: 'PUT', body: '{"cells":[]}' }],
])('%s is refused with %s', async (_, status, path, init) => {
  coda.addRow({ Name: 'a' });
  expect((await ask(path, init)).json).toMatchObject({ statusCode: status, message: expect.any(String) });
});

test('the next request alone fails as a test asks', async () => {
  coda.failNext(429);
  expect((await ask(table)).status).toBe(429);
  expect((await ask(table)).status).toBe(200);
  expect(coda.requests.map(({ status }) => status)).toEqual([429, 200]);
});
