// Subscriptions over REST: create, read, update, list, delete, and what is refused.
import { demo } from '../../sandbox/ids.ts';
import type { Message } from '../../sandbox/index.ts';
import { idOf, list, send, useSandbox } from './client.ts';
import { sinkBody, subscribe } from './receiver.ts';

const sandbox = useSandbox({ now: () => new Date('2026-03-01T10:00:00Z') });
const url = 'https://hooks.example.com/x';
const get = (id: string, protocol = 'MEMBERSHIP') =>
  send(sandbox(), `GET /integrations/sink/${protocol}/${id}`);
const configOf = (sink: Message | undefined) => JSON.parse(String(sink?.configuration));

test('a subscription reads back as it was made, with a signing secret of 32 bytes of its own', async () => {
  const id = await subscribe(sandbox(), 'member', url, {}, { actionMethod: 'METHOD_POST' });
  const other = await subscribe(sandbox(), 'member', url);
  const { body } = await get(id);
  const at = '2026-03-01T10:00:00Z';
  const { configuration: _, ...sent } = sinkBody('member', url);
  expect(body).toMatchObject({ ...sent, id, createdAt: at, updatedAt: at });
  expect(body).not.toHaveProperty('couponEvents');
  const { signingSecret, ...config } = configOf(body);
  expect(config).toEqual({ targetUrl: url, actionMethod: 'METHOD_POST' });
  expect(Buffer.from(signingSecret, 'base64')).toHaveLength(32);
  expect(configOf((await get(other)).body).signingSecret).not.toBe(signingSecret);
});

test('an update replaces everything but the signing secret', async () => {
  const id = await subscribe(sandbox(), 'coupon', url, { couponEvents: { ids: ['COUPON_EVENT_REDEEMED'] } });
  const before = configOf((await get(id, 'SINGLE_USE_COUPON')).body);
  const changes = { id, passEventId: ['PASS_EVENT_INSTALLED'], status: 'INTEGRATION_DISABLED' };
  await idOf(sandbox(), 'PUT /integrations/sink', sinkBody('coupon', `${url}/new`, changes));
  const { body } = await get(id, 'SINGLE_USE_COUPON');
  expect(body).toMatchObject(changes);
  expect(body).not.toHaveProperty('couponEvents');
  expect(configOf(body)).toEqual({ ...before, targetUrl: `${url}/new` });
});

test('a subscription is 404 under another protocol and once it is deleted', async () => {
  const id = await subscribe(sandbox(), 'member', url);
  const gone = { status: 404, body: { code: 5, message: `subscription with id[${id}] does not exist` } };
  const remove = (protocol: string) => send(sandbox(), `DELETE /integrations/sink/${protocol}/${id}`);
  expect(await get(id, 'EVENT_TICKETING')).toMatchObject(gone);
  expect(await remove('EVENT_TICKETING')).toMatchObject(gone);
  expect(await send(sandbox(), 'PUT /integrations/sink', sinkBody('ticket', url, { id }))).toMatchObject(
    gone,
  );
  expect(await remove('MEMBERSHIP')).toMatchObject({ status: 200, text: '{}' });
  expect(await get(id)).toMatchObject(gone);
  expect(await remove('MEMBERSHIP')).toMatchObject(gone);
  expect(await send(sandbox(), 'PUT /integrations/sink', sinkBody('member', url, { id }))).toMatchObject(
    gone,
  );
});

test('a list has the subscriptions of one class with their secrets, newest first, and pages', async () => {
  const production = String(sandbox().add.production().id);
  const changes = { classId: production };
  const [first, second] = [
    await subscribe(sandbox(), 'ticket', url, changes),
    await subscribe(sandbox(), 'ticket', url, { ...changes, status: 'INTEGRATION_DISABLED' }),
  ];
  await subscribe(sandbox(), 'ticket', url);
  // A class of another protocol may have the same id.
  sandbox().add.program({ id: production });
  await subscribe(sandbox(), 'member', url, changes);
  const path = '/integrations/sinks/list';
  const request = { classId: production, protocol: 'EVENT_TICKETING' };
  const all = await list(sandbox(), path, request);
  expect(all.map(({ id }) => id)).toEqual([second, first]);
  expect(all.map((sink) => configOf(sink).signingSecret)).toEqual([expect.any(String), expect.any(String)]);
  const filter = {
    filterField: 'status',
    filterOperator: 'eq',
    filterValue: 'INTEGRATION_ACTIVE',
  };
  const active = { filterGroups: [{ condition: 'AND', fieldFilters: [filter] }] };
  expect(await list(sandbox(), path, { ...request, filters: active })).toMatchObject([{ id: first }]);
  expect(await list(sandbox(), path, { ...request, filters: { limit: 1 } })).toMatchObject([{ id: second }]);
  expect(await send(sandbox(), `POST ${path}`, { ...request, protocol: 'SINGLE_USE_COUPON' })).toMatchObject({
    status: 404,
  });
});

const member = (changes: Message, config?: Message) => sinkBody('member', url, changes, config);
const coupon = (changes: Message) => sinkBody('coupon', url, changes);

test.each<[string, Message, RegExp]>([
  ['an unknown field', member({ url }), /unknown field "url"/],
  ['an unknown event', member({ passEventId: ['CREATED'] }), /invalid value for enum field passEventId/],
  ['one event instead of a list', member({ passEventId: 'PASS_EVENT_INSTALLED' }), /syntax error/],
  ['an unknown status', member({ status: 'ACTIVE' }), /invalid value for enum field status/],
  ['an object as configuration', member({ configuration: { targetUrl: url } }), /string field configuration/],
  ['no class', member({ classId: '' }), /'SinkSubscription.ClassId' .* 'required' tag/],
  ['no protocol', member({ protocol: null }), /'SinkSubscription.Protocol' .* 'required' tag/],
  ['a protocol without passes', member({ protocol: 'FLIGHT_PROTOCOL' }), /protocol must be/],
  ['no configType', member({ configType: null }), /'SinkSubscription.ConfigType' .* 'required' tag/],
  ['another configType', member({ configType: 'ZAPIER' }), /configType must be WEBHOOK/],
  ['a read-only date', member({ createdAt: '2026-01-01T00:00:00Z' }), /'isdefault' tag/],
  ['no event', member({ passEventId: [] }), /at least one event/],
  ['only the event NONE', member({ passEventId: ['PASS_EVENT_NONE'] }), /at least one event/],
  ['coupon events without ids', coupon({ passEventId: [], couponEvents: {} }), /at least one event/],
  [
    'coupon events of members',
    member({ couponEvents: { ids: ['COUPON_EVENT_REDEEMED'] } }),
    /couponEvents are only for SINGLE_USE_COUPON/,
  ],
  [
    'membership events of coupons',
    coupon({ membershipEvents: { ids: ['MEMBER_EVENT_ENROLLED'] } }),
    /membershipEvents are only for MEMBERSHIP/,
  ],
  ['both kinds of own events', coupon({ couponEvents: {}, membershipEvents: {} }), /oneof .* already set/],
  ['no configuration', member({ configuration: '' }), /^validation err: .*TargetUrl' .* 'required' tag/],
  ['a configuration that is no JSON', member({ configuration: url }), /^validation err: configuration/],
  ['a configuration that is a list', member({ configuration: '[]' }), /^validation err: configuration/],
  ['an unknown setting', member({}, { secret: 'x' }), /^validation err: .* unknown field "secret"/],
  ['a target that is no URL', member({}, { targetUrl: 'x' }), /^validation err: targetUrl must be/],
  [
    'a target of another scheme',
    member({}, { targetUrl: 'ftp://x/y' }),
    /^validation err: targetUrl must be/,
  ],
  ['an unknown actionMethod', member({}, { actionMethod: 'POST' }), /^validation err: .*actionMethod/],
  [
    'a signing secret of the caller',
    member({}, { signingSecret: 'x' }),
    /^validation err: .*SigningSecret' .* 'isdefault' tag/,
  ],
])('%s is refused with 400, on create and on update', async (_name, body, message) => {
  const id = await subscribe(sandbox(), 'member', url);
  for (const call of ['POST /integrations/sink', 'PUT /integrations/sink']) {
    const reply = await send(sandbox(), call, { ...body, id });
    expect(reply).toMatchObject({ status: 400, body: { code: 3 } });
    expect(reply.body.message).toMatch(message);
  }
});

test.each([
  ['program', 'member', demo.campaignId],
  ['campaign', 'coupon', demo.programId],
  ['production', 'ticket', 'latte-art-show'],
] as const)('the %s of a subscription must exist for its protocol', async (kind, pass, classId) => {
  expect(await send(sandbox(), 'POST /integrations/sink', sinkBody(pass, url, { classId }))).toMatchObject({
    status: 404,
    body: { message: `${kind} with id[${classId}] does not exist` },
  });
});

test.each<[string, Message, RegExp]>([
  ['an update without id', member({}), /'SinkSubscription.Id' .* 'required' tag/],
  ['an update with an empty id', member({ id: '' }), /'SinkSubscription.Id' .* 'required' tag/],
])('%s is refused', async (_name, body, message) => {
  const reply = await send(sandbox(), 'PUT /integrations/sink', body);
  expect(reply).toMatchObject({ status: 400 });
  expect(reply.body.message).toMatch(message);
});
