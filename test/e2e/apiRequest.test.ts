// API Request end to end: any call, and never another host, a repeated write or a raw error.
import { useSandbox } from '../support/zapier.ts';

const { sandbox, app, requestsOf, inputs } = useSandbox();
const ask = (input: Record<string, unknown>) => app().create('api_request', input);

test('reads, with the answer as PassKit sent it and as data', async () => {
  const { status, body, data } = await ask({ method: 'GET', path: '/user/profile' });
  expect({ status, data }).toMatchObject({ status: 200, data: { regionId: expect.any(String) } });
  expect(JSON.parse(String(body))).toEqual(data);
});

test('takes query and body, also with braces, and lists come as results', async () => {
  await app().create('issue_pass', { ...inputs.eventTicket(), externalId: 'T {{1}} ü', displayName: 'Jane' });
  const { productionId } = inputs.eventTicket();
  const query = { productionId, ticketNumber: 'T {{1}} ü' };
  expect(await ask({ method: 'get', path: '/eventTickets/ticket/ticketNumber', query })).toMatchObject({
    data: { ticketNumber: 'T {{1}} ü' },
  });
  const body = JSON.stringify({ productionId, filters: { limit: 10 } });
  expect(await ask({ method: 'POST', path: '/eventTickets/tickets/list', body })).toMatchObject({
    data: { results: [{ ticketNumber: 'T {{1}} ü' }] },
  });
});

test('each record of a list is a result, and a list that PassKit broke off is no success', async () => {
  const { campaignId } = inputs.coupon();
  for (const externalId of ['one', 'two'])
    await app().create('issue_pass', { ...inputs.coupon(), externalId });
  const list = {
    method: 'POST',
    path: `/coupon/singleUse/coupons/list/${campaignId}`,
    body: JSON.stringify({ filters: { limit: 10 } }),
  };
  const { data } = await ask(list);
  expect(data).toMatchObject({ results: [{ externalId: 'two' }, { externalId: 'one' }] });
  const body = '{"result":{"id":"one"}}\n{"error":{"code":14,"message":"stopped"}}';
  sandbox().fault({ method: 'POST', path: '/list/', body });
  await expect(ask(list)).rejects.toThrow(/stopped/);
});

// PassKit does these; only their answers are nothing that a step could take apart.
test.each([
  ['nothing', '', null],
  ['a text that is no JSON', 'OK', null],
  ['a blank line', '\n', null],
  ['a text', '"done"', 'done'],
  ['a number', '7', 7],
  ['null', 'null', null],
  ['an object of its own', '{"id":"A"}', { id: 'A' }],
  ['an empty list', '[]', []],
  ['one record over several lines', '{\n"result": {"id": "A"}\n}', { results: [{ id: 'A' }] }],
  ['one record', '{"result":{"id":"A"}}\n', { results: [{ id: 'A' }] }],
])('a request that PassKit answers with %s is done, with the answer as it is', async (_what, body, data) => {
  sandbox().fault({ method: 'PUT', status: 200, body });
  const answer = await ask({ method: 'PUT', path: '/members/member', body: '{}' });
  expect(answer).toEqual({ status: 200, body, data });
});

test.each(['/.well-known/x', '/images/logo.', '/a..b/...', '/x?to=../y'])(
  'the path %s leads nowhere else, and is sent as it is',
  async (path) => {
    sandbox().fault({ path: '/', status: 200, body: '{}' });
    expect(await requestsOf(() => ask({ method: 'GET', path }))).toEqual([`GET ${path} 200`]);
  },
);

test.each([
  'https://evil.example/x',
  '//evil.example/x',
  '/\\evil.example/x',
  '@evil.example/x',
  '.evil.example/x',
  'user/profile',
  '/members/../user/profile',
  '/members/%2e%2E/user',
  '/a\tb',
  '/a#b',
])('the path %s is refused before anything is sent', async (path) => {
  expect(
    await requestsOf(() => expect(ask({ method: 'GET', path })).rejects.toThrow(/Path must be/)),
  ).toEqual([]);
});

test.each([
  [{ method: 'FETCH', path: '/x' }, /Method is “FETCH”/],
  [{ method: 'GET', path: '/x', body: '{}' }, /GET has none/],
  [{ method: 'POST', path: '/x', body: '{"name": Jane}' }, /Body is not JSON/],
  [{ method: 'POST' }, /Path is missing/],
  [{ path: '/user/profile' }, /Method is missing/],
])('%j is told by its field', async (input, message) => {
  expect(await requestsOf(() => expect(ask(input)).rejects.toThrow(message))).toEqual([]);
});

test.each([
  [404, /\[not_found\]/],
  [400, /\[|did not accept the data/],
  [401, /credentials/],
  [429, /slow down/],
  // A method that the path does not have: no repetition mends it.
  [405, /Correct that field.*\[rejected\]/],
])('PassKit’s %i is told in a sentence', async (status, message) => {
  sandbox().fault({ status });
  await expect(ask({ method: 'PUT', path: '/members/member', body: '{}' })).rejects.toThrow(message);
});

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
  'a %s whose answer is lost is never sent again by itself',
  async (method) => {
    sandbox().fault({ method, reset: 'after' });
    await expect(ask({ method, path: '/members/member', body: '{}' })).rejects.toThrow(/\[unsure\]/);
  },
);

test('a GET whose answer is lost may be tried again', async () => {
  sandbox().fault({ method: 'GET', reset: 'after' });
  await expect(ask({ method: 'GET', path: '/user/profile' })).rejects.toThrow(/tries again/);
});
