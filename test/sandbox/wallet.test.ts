// The wallet side of a pass: installing, removing and expiring it by hand and by the clock.
import type { Message, Sandbox } from '../../sandbox/index.ts';
import { idOf, list, send, useSandboxes } from './client.ts';
import { create, type Kind, kindNames, kinds, subscribe, useReceiver } from './receiver.ts';

const DAY = 86_400_000;
const stamps = ['2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z'];
const [first = '', second = '', third = ''] = stamps;
const receiver = useReceiver();
const start = useSandboxes({ now: () => new Date(first) });

const walletOf = (sandbox: Sandbox, kind: Kind, id: string) => sandbox[kind](id)?.passMetaData;
const invalidations = { passEventId: ['PASS_EVENT_INVALIDATED'] };

test.each(kindNames)('the passMetaData of a %s tells its installs, removals and expiry', async (kind) => {
  const sandbox = await start();
  const id = await create(sandbox, kind);
  expect(walletOf(sandbox, kind, id)).toMatchObject({ status: 'PASS_ISSUED', lifecycleEvents: [] });
  sandbox.install(id, 'apple');
  expect(walletOf(sandbox, kind, id)).toMatchObject({
    status: 'PASS_INSTALLED',
    installDeviceAttributes: ['Ios'],
    firstInstalledAt: first,
  });
  sandbox.clock.advance(DAY);
  sandbox.uninstall(id);
  expect(walletOf(sandbox, kind, id)).toMatchObject({
    status: 'PASS_UNINSTALLED',
    lastUninstalledAt: second,
    lastUpdatedAt: second,
  });
  sandbox.clock.advance(DAY);
  sandbox.install(id, 'google');
  sandbox.uninstall(id);
  sandbox.expire(id);
  expect(walletOf(sandbox, kind, id)).toMatchObject({
    status: 'PASS_INVALIDATED',
    lifecycleEvents: [
      'RENDERED',
      'INSTALLED_APPLE',
      'UNINSTALLED_APPLE',
      'INSTALLED_GOOGLE',
      'UNINSTALLED_GOOGLE',
      'INVALIDATE_CONFIRMED',
    ],
    installDeviceAttributes: ['Android'],
    firstInstalledAt: first,
    lastInstalledAt: third,
    firstUninstalledAt: second,
    lastUninstalledAt: third,
    invalidatedAt: third,
    lastUpdatedAt: third,
  });
  expect(sandbox[kind](id)).toMatchObject({ expiryDate: third, updated: third });
});

test('a write keeps what the wallets have done, and a later expiry date brings it back', async () => {
  const sandbox = await start();
  const id = await create(sandbox, 'member');
  sandbox.install(id, 'apple');
  sandbox.expire(id);
  sandbox.clock.advance(DAY);
  const passMetaData = { utm: { source: 'shop' } };
  await idOf(sandbox, 'PUT /members/member', { id, passMetaData, expiryDate: '2099-01-01T00:00:00Z' });
  expect(sandbox.member(id)).toMatchObject({
    status: 'ENROLLED',
    passMetaData: {
      status: 'PASS_INSTALLED',
      firstInstalledAt: first,
      invalidatedAt: null,
      utm: { source: 'shop' },
      lastUpdatedAt: second,
    },
  });
});

test('installing is no change of the record: updated stays, lastUpdatedAt moves', async () => {
  const sandbox = await start();
  const id = await create(sandbox, 'coupon');
  sandbox.clock.advance(DAY);
  sandbox.install(id, 'google');
  expect(sandbox.coupon(id)).toMatchObject({ updated: first, passMetaData: { lastUpdatedAt: second } });
});

test.each(kindNames)(
  'a %s whose expiry passes is invalidated once, as soon as the clock is moved',
  async (kind) => {
    const sandbox = await start();
    await subscribe(sandbox, kind, receiver.url, invalidations);
    const id = await create(sandbox, kind, { expiryDate: second });
    await create(sandbox, kind);
    sandbox.clock.advance(DAY - 1);
    await sandbox.settled();
    expect(receiver.received).toEqual([]);
    sandbox.clock.advance(1);
    await sandbox.settled();
    const seconds = Date.parse(second) / 1000;
    expect(receiver.received.map(({ pass }) => pass)).toMatchObject([
      { id, metadata: { status: 3, invalidatedAt: { seconds }, lastUpdatedAt: { seconds } } },
    ]);
    const later = await create(sandbox, kind, { expiryDate: third });
    sandbox.clock.set(new Date(third));
    await sandbox.settled();
    expect(receiver.received.map(({ pass }) => pass.id)).toEqual([id, later]);
    await send(sandbox, `PUT ${kinds[kind].path}`, kinds[kind].update(id));
    await sandbox.settled();
    expect(receiver.received).toHaveLength(2);
  },
);

test.each<[string, (sandbox: Sandbox, id: string) => Promise<unknown>]>([
  ['read', (sandbox, id) => send(sandbox, `GET /members/member/id/${id}`)],
  ['listed', (sandbox) => list(sandbox, `/members/member/list/${kinds.member.classId}`, {})],
  ['written', (sandbox, id) => send(sandbox, 'PUT /members/member', kinds.member.update(id))],
  ['not even named', (sandbox) => create(sandbox, 'member')],
])(
  'a pass that expires while time runs is invalidated when members are touched: %s',
  async (_name, touch) => {
    let now = first;
    const sandbox = await start({ now: () => new Date(now) });
    await subscribe(sandbox, 'member', receiver.url, invalidations);
    const id = await create(sandbox, 'member', { expiryDate: second });
    now = third;
    await touch(sandbox, id);
    await sandbox.settled();
    expect(receiver.received.map(({ pass }) => pass.id)).toEqual([id]);
  },
);

test('an expiry date in the past invalidates at once, and again when it is revived and set anew', async () => {
  const sandbox = await start();
  await subscribe(sandbox, 'member', receiver.url, {
    passEventId: ['PASS_EVENT_RECORD_CREATED', 'PASS_EVENT_RECORD_UPDATED', 'PASS_EVENT_INVALIDATED'],
  });
  const id = await create(sandbox, 'member', { expiryDate: '2026-02-01T00:00:00Z' });
  const expiry = (expiryDate: string) =>
    idOf(sandbox, 'PUT /members/member/updateExpiry', { id, expiryDate });
  await expiry('2099-01-01T00:00:00Z');
  await expiry('2026-02-02T00:00:00Z');
  await sandbox.settled();
  expect(receiver.received.map(({ event }) => event)).toEqual([
    'PASS_EVENT_RECORD_CREATED',
    'PASS_EVENT_INVALIDATED',
    'PASS_EVENT_RECORD_UPDATED',
    'PASS_EVENT_RECORD_UPDATED',
    'PASS_EVENT_INVALIDATED',
  ]);
});

test('a pass that is purged was invalidated, and the purge itself is not told', async () => {
  const sandbox = await start();
  await subscribe(sandbox, 'coupon', receiver.url);
  await create(sandbox, 'coupon', { expiryDate: second });
  sandbox.clock.advance(200 * DAY);
  await sandbox.settled();
  expect(sandbox.passes()).toBe(0);
  expect(receiver.received.map(({ event }) => event)).toEqual([
    'PASS_EVENT_RECORD_CREATED',
    'PASS_EVENT_INVALIDATED',
  ]);
});

const control = (sandbox: Sandbox, path: string, body?: Message) =>
  send(sandbox, `POST /sandbox/passes/${path}`, body, {});

test('the same can be done over HTTP, without credentials and outside the journal', async () => {
  const sandbox = await start();
  await subscribe(sandbox, 'ticket', receiver.url);
  const id = await create(sandbox, 'ticket');
  const journalled = sandbox.requests.length;
  expect(await control(sandbox, `${id}/install`, { wallet: 'apple' })).toMatchObject({ status: 200 });
  expect(await control(sandbox, `${id}/uninstall`)).toMatchObject({ status: 200 });
  expect(await control(sandbox, `${id}/expire`)).toMatchObject({ status: 200 });
  await sandbox.settled();
  expect(receiver.received.map(({ event }) => event)).toEqual([
    'PASS_EVENT_RECORD_CREATED',
    'PASS_EVENT_INSTALLED',
    'PASS_EVENT_UNINSTALLED',
    'PASS_EVENT_INVALIDATED',
  ]);
  expect(sandbox.requests).toHaveLength(journalled);
});

test.each<[string, string, Message | undefined, number, RegExp]>([
  ['an unknown wallet', 'install', { wallet: 'samsung' }, 400, /wallet/],
  ['an unknown setting', 'install', { wallet: 'apple', device: 'x' }, 400, /device/],
  ['no body', 'install', undefined, 400, /JSON/],
  ['removing what is not installed', 'uninstall', undefined, 400, /is not installed/],
  ['an unknown action', 'personalise', undefined, 404, /the sandbox has no POST/],
])('%s is refused and changes nothing', async (_name, action, body, status, message) => {
  const sandbox = await start();
  const id = await create(sandbox, 'member');
  const before = sandbox.member(id);
  const reply = await control(sandbox, `${id}/${action}`, body);
  expect(reply.status).toBe(status);
  expect(reply.body.error).toMatch(message);
  expect(sandbox.member(id)).toEqual(before);
});

test('an unknown pass is 404 over HTTP and an error that names it in code', async () => {
  const sandbox = await start();
  for (const action of ['install', 'uninstall', 'expire']) {
    expect(await control(sandbox, `nobody/${action}`, { wallet: 'apple' })).toMatchObject({
      status: 404,
      body: { error: 'pass with id[nobody] does not exist' },
    });
  }
  expect(() => sandbox.install('nobody', 'apple')).toThrow('nobody');
});
