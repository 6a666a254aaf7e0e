// The triggers end to end: subscribe, an event in PassKit, its delivery, the bundle the Zap gets, unsubscribe.

import { kindOf } from '../../passes/kinds.ts';
import { parseConnection, requestHeaders } from '../../passkit/connection.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { connectionTo, type PassType, projectIn, types, variantIn } from '../../standIns/demoAccount.ts';
import { type Delivery, startReceiver, zapWith } from '../support/hooks.ts';
import { zapierApp } from '../support/zapier.ts';

type Data = Record<string, unknown>;

let sandbox: Sandbox;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
const use = async (shape: 'numbers' | 'names') => {
  sandbox = await startSandbox({ deliveryShape: shape });
  receiver = await startReceiver();
  process.env.PASSKIT_API_URL = sandbox.url;
};
afterEach(async () => {
  delete process.env.PASSKIT_API_URL;
  receiver.close();
  await sandbox.close();
});

const project = (passType: PassType) => projectIn(sandbox, passType);
const variant = (passType: PassType) => variantIn(sandbox, passType);
const app = () => zapierApp(connectionTo(sandbox));
const zap = (key: string, input: Data) => zapWith(key, connectionTo(sandbox), input);
const issue = (passType: PassType, more: Data = {}) =>
  app().create('issue_pass', {
    ...project(passType),
    ...variant(passType),
    externalId: 'row-1',
    displayName: 'Jane Doe',
    emailAddress: 'jane@example.com',
    metaData: { code: 'A {{x}}' },
    ...more,
  });

/** What makes each event happen to a pass that was issued before. */
const happen: Record<string, (passType: PassType, id: string) => unknown> = {
  new_pass: (passType) => issue(passType, { externalId: 'row-2' }),
  pass_installed: (_type, id) => sandbox.install(id, 'google'),
  pass_updated: (passType, id) => app().create('update_pass', { passType, id, surname: 'Doe' }),
  pass_uninstalled: (_type, id) => {
    sandbox.install(id, 'apple');
    sandbox.uninstall(id);
  },
  pass_invalidated: (_type, id) => sandbox.expire(id),
  pass_deleted: (passType, id) => app().create('revoke_pass', { passType, id, method: 'delete' }),
  coupon_redeemed: (_type, id) => app().create('redeem_coupon', { id }),
  new_member: (passType) => issue(passType, { externalId: 'row-2' }),
  ticket_redeemed: (_type, id) => app().create('redeem_ticket', { ...production(), id }),
};
const production = () => ({ productionId: sandbox.demo.productionId });

const cases = Object.keys(happen).flatMap((key) =>
  types
    .filter((passType) =>
      key === 'coupon_redeemed'
        ? passType === 'coupon'
        : key === 'new_member'
          ? passType === 'membership'
          : key === 'ticket_redeemed'
            ? passType === 'eventTicket'
            : true,
    )
    .map((passType) => [key, passType] as const),
);

describe.each(['numbers', 'names'] as const)('with enums and times as %s', (shape) => {
  beforeEach(() => use(shape));

  // The shape of a delivery does not depend on the pass type, so one type each is enough for the second shape.
  const told = cases.filter(
    ([key], index) =>
      shape === 'numbers' ||
      // The second shape has no data of the ticket, so nothing says that it is redeemed.
      (key !== 'ticket_redeemed' && cases.findIndex(([other]) => other === key) === index),
  );

  test.each(told)('%s of a %s reaches the Zap once, in the shape of its sample', async (key, passType) => {
    await issue(passType, { externalId: 'row-0' });
    const pass = await issue(passType);
    const hook = zap(key, project(passType));
    const subscription = await hook.subscribe(receiver.url);
    await happen[key]?.(passType, String(pass.id));
    await sandbox.settled();

    expect(receiver.deliveries).toHaveLength(1);
    const [delivery] = receiver.deliveries;
    if (!delivery) throw new Error('nothing was delivered');
    const bundles = await hook.receive(delivery, subscription);
    expect(bundles).toHaveLength(1);
    const [bundle] = bundles;
    const [sample] = await hook.list();
    expect(Object.keys(bundle ?? {})).toEqual(Object.keys(sample ?? {}));
    const id = key === 'new_pass' || key === 'new_member' ? bundle?.passId : pass.id;
    expect(bundle).toMatchObject({
      passId: id,
      passType,
      passUrl: `${sandbox.url}/${id}`,
      displayName: 'Jane Doe',
      emailAddress: 'jane@example.com',
      wallet: key === 'pass_installed' && shape === 'numbers' ? 'Google Wallet' : bundle?.wallet,
    });
    expect(Math.abs(Date.parse(String(bundle?.occurredAt)) - Date.now())).toBeLessThan(60_000);
    expect(await hook.receive(delivery, subscription)).toEqual(bundles);
  });
});

describe('ticket redeemed', () => {
  beforeEach(() => use('numbers'));
  const told = async (key: string, more: Data = {}) => {
    const hook = zap(key, { passType: 'eventTicket', ...production(), ...more });
    const subscription = await hook.subscribe(receiver.url);
    return async () => {
      await sandbox.settled();
      const bundles = await hook.receiveAll(receiver.deliveries.splice(0), subscription);
      return bundles.map(({ event, id, status }) => ({ event, id, status }));
    };
  };

  test('is told of a redemption in whatever way, and of no other change', async () => {
    const news = await told('ticket_redeemed');
    const { id } = await issue('eventTicket', { orderNumber: 'O-1' });
    await app().create('update_pass', { passType: 'eventTicket', id, surname: 'Doe' });
    const validate = () => app().create('validate_ticket', { ...production(), id, maxValidations: 2 });
    await validate();
    expect(await news()).toEqual([]);
    await validate();
    expect(await news()).toMatchObject([{ event: 'TICKET_EVENT_REDEEMED', status: 'REDEEMED' }]);
    await issue('eventTicket', { externalId: 'row-2', orderNumber: 'O-2' });
    await app().create('redeem_order', { ...production(), orderNumber: 'O-2' });
    expect(await news()).toHaveLength(1);
    const installed = String((await issue('eventTicket', { externalId: 'row-3' })).id);
    sandbox.install(installed, 'apple');
    await app().create('revoke_pass', { passType: 'eventTicket', id: installed, method: 'delete' });
    expect(await news()).toEqual([]);
  });

  test('has one ID for a ticket, also when the redeemed ticket is changed later', async () => {
    const news = await told('ticket_redeemed');
    const { id } = await issue('eventTicket');
    await happen.ticket_redeemed?.('eventTicket', String(id));
    const [first] = await news();
    sandbox.clock.advance(1000);
    await app().create('update_pass', { passType: 'eventTicket', id, surname: 'Doe' });
    expect(await news()).toEqual([first]);
  });

  test('is one of several events beside that of a change', async () => {
    const news = await told('pass_event', { events: ['TICKET_EVENT_REDEEMED', 'PASS_EVENT_RECORD_UPDATED'] });
    const { id } = await issue('eventTicket');
    await app().create('update_pass', { passType: 'eventTicket', id, surname: 'Doe' });
    await happen.ticket_redeemed?.('eventTicket', String(id));
    expect((await news()).map(({ event }) => event)).toEqual([
      'PASS_EVENT_RECORD_UPDATED',
      'TICKET_EVENT_REDEEMED',
    ]);
  });

  test('does not change what a trigger for changes alone is told', async () => {
    const news = await told('pass_updated');
    const { id } = await issue('eventTicket');
    await happen.ticket_redeemed?.('eventTicket', String(id));
    const [one, ...more] = await news();
    expect(more).toEqual([]);
    expect(one).toMatchObject({ event: 'PASS_EVENT_RECORD_UPDATED', status: 'REDEEMED' });
    expect(one?.id).not.toContain('once');
  });

  test('is not for a membership', async () => {
    const hook = zap('pass_event', { ...project('membership'), events: ['TICKET_EVENT_REDEEMED'] });
    await expect(hook.subscribe(receiver.url)).rejects.toThrow(/None of the chosen Events/);
  });
});

describe('a subscription', () => {
  beforeEach(() => use('numbers'));

  test.each(types)('of a %s project ends for good, and may be ended again', async (passType) => {
    const hook = zap('new_pass', project(passType));
    const subscription = await hook.subscribe(receiver.url);
    await hook.unsubscribe(subscription);
    await hook.unsubscribe(subscription);
    await issue(passType);
    await sandbox.settled();
    expect(receiver.deliveries).toHaveLength(0);
  });

  test('asks PassKit for POST, because Zapier takes nothing else for granted', async () => {
    const pass = await issue('membership');
    await zap('pass_event', {
      ...project('membership'),
      events: ['PASS_EVENT_INSTALLED', 'PASS_EVENT_RECORD_DELETED'],
    }).subscribe(receiver.url);
    sandbox.install(String(pass.id), 'apple');
    await app().create('revoke_pass', { passType: 'membership', id: pass.id, method: 'delete' });
    await sandbox.settled();
    expect(receiver.deliveries.map(({ method }) => method)).toEqual(['POST', 'POST']);
  });

  test('of Pass Event takes several events, by name or label, and says which it was', async () => {
    const pass = await issue('coupon');
    const hook = zap('pass_event', {
      ...project('coupon'),
      events: ['Coupon Redeemed', 'PASS_EVENT_INSTALLED'],
    });
    const subscription = await hook.subscribe(receiver.url);
    sandbox.install(String(pass.id), 'apple');
    await app().create('redeem_coupon', { id: pass.id, redemptionReference: 'r' });
    await sandbox.settled();
    const bundles = await Promise.all(
      receiver.deliveries.map((delivery) => hook.receive(delivery, subscription)),
    );
    expect(bundles.flat().map(({ event, wallet }) => [event, wallet])).toEqual([
      ['PASS_EVENT_INSTALLED', 'Apple Wallet'],
      ['COUPON_EVENT_REDEEMED', 'Apple Wallet'],
    ]);
    expect(bundles.flat()[1]).toMatchObject({
      status: 'REDEEMED',
      externalId: 'row-1',
      metaData: { code: 'A {{x}}' },
    });
  });

  const held = async (passType: PassType) => {
    const [classId] = Object.entries(project(passType)).flatMap(([key, value]) =>
      key === 'passType' ? [] : [value],
    );
    const body = JSON.stringify({
      classId,
      protocol: kindOf(passType).protocol.name,
      filters: { limit: -1 },
    });
    const headers = await requestHeaders(parseConnection(connectionTo(sandbox)), new Date(), body);
    const answer = await fetch(`${sandbox.url}/integrations/sinks/list`, { method: 'POST', headers, body });
    return (await answer.text()).split('\n').filter(Boolean);
  };

  // The first request of a subscription looks for one that an earlier try has left.
  test('whose answer is lost is taken over by the same try', async () => {
    const hook = zap('new_pass', project('membership'));
    sandbox.fault({ method: 'POST', path: '/integrations/sink', skip: 1, reset: 'after' });
    const subscription = await hook.subscribe(receiver.url);
    expect(subscription.signingSecret).toEqual(expect.any(String));
    expect(await held('membership')).toHaveLength(1);
    await hook.unsubscribe(subscription);
    expect(await held('membership')).toEqual([]);
  });

  test('that PassKit did not make tells so', async () => {
    const hook = zap('new_pass', project('membership'));
    sandbox.fault({ method: 'POST', path: '/integrations/sink', skip: 1, status: 503 });
    await expect(hook.subscribe(receiver.url)).rejects.toThrow(/tries again/);
    expect(await held('membership')).toEqual([]);
  });

  test('that an earlier try has left behind is replaced, and that of another Zap stays', async () => {
    const hook = zap('new_pass', project('membership'));
    await hook.subscribe(`${receiver.url}/other`);
    await hook.subscribe(receiver.url);
    const subscription = await hook.subscribe(receiver.url);
    expect(await held('membership')).toHaveLength(2);
    // What Zapier kept of it may be anything: the address tells which it is.
    await hook.unsubscribe({ ...subscription, id: 7 });
    expect(await held('membership')).toHaveLength(1);
  });

  test('that cannot have any of the chosen events is refused', async () => {
    const hook = zap('pass_event', { ...project('membership'), events: ['COUPON_EVENT_REDEEMED'] });
    await expect(hook.subscribe(receiver.url)).rejects.toThrow(/None of the chosen Events can happen/);
  });

  test('whose end PassKit does not confirm tells so', async () => {
    const hook = zap('new_pass', project('membership'));
    const subscription = await hook.subscribe(receiver.url);
    sandbox.fault({ method: 'DELETE', status: 503 });
    await expect(hook.unsubscribe(subscription)).rejects.toThrow(/tries again/);
    await hook.unsubscribe(subscription);
  });
});

describe('a delivery', () => {
  beforeEach(async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    await use('numbers');
  });
  afterEach(() => jest.restoreAllMocks());
  const post = (content: unknown): Delivery => ({
    method: 'POST',
    headers: {},
    content: typeof content === 'string' ? content : JSON.stringify(content),
  });
  const event = (pass: Data, name: unknown = 'PASS_EVENT_RECORD_UPDATED') =>
    post({ event: name, pass: { id: 'P1', protocol: 100, classId: sandbox.demo.programId, ...pass } });
  const hook = () => zap('pass_updated', project('membership'));

  test.each([
    ['text', 'hello'],
    ['nothing', ''],
    ['a list', [1, 2]],
    ['an object without a pass', { event: 'PASS_EVENT_RECORD_UPDATED' }],
    ['a pass without an id', { event: 'PASS_EVENT_RECORD_UPDATED', pass: {} }],
    ['null', null],
  ])('that is %s triggers nothing and breaks nothing', async (_name, content) => {
    expect(await hook().receive(post(content))).toEqual([]);
  });

  test('of another project, pass type or event is dropped quietly', async () => {
    expect(await hook().receive(event({ classId: 'other' }))).toEqual([]);
    expect(await hook().receive(event({ protocol: 101 }))).toEqual([]);
    expect(await hook().receive(event({}, 'PASS_EVENT_INSTALLED'))).toEqual([]);
    expect(await hook().receive(event({}))).toHaveLength(1);
  });

  test.each(['POST', 'PUT', 'DELETE'])('by %s is read the same', async (method) => {
    expect(await hook().receive({ ...event({}), method })).toMatchObject([{ passId: 'P1' }]);
  });

  test.each([
    [{ metaData: { lastUpdatedAt: '2026-01-02T03:04:05Z' } }],
    [{ metadata: { lastUpdatedAt: { seconds: 1767323045, nanos: 5 } } }],
  ])('tells when it happened, however PassKit writes the time: %o', async (pass) => {
    const [bundle] = await hook().receive(event(pass));
    expect(bundle).toMatchObject({ occurredAt: '2026-01-02T03:04:05Z' });
    expect(bundle?.id).toContain('P1-PASS_EVENT_RECORD_UPDATED-');
  });

  const own = '2026-01-02T03:04:05Z';
  const updated = { lastUpdatedAt: '2026-05-06T07:08:09Z' };
  test.each([
    ['pass_invalidated', 'PASS_EVENT_INVALIDATED', { metadata: { ...updated, invalidatedAt: own } }, {}],
    ['pass_uninstalled', 'PASS_EVENT_UNINSTALLED', { metadata: { ...updated, lastUninstalledAt: own } }, {}],
    [
      'pass_installed',
      'PASS_EVENT_INSTALLED',
      { metadata: { ...updated, lastInstalledAt: own, lifecycleEvents: ['INSTALLED_GOOGLE'] } },
      { wallet: 'Google Wallet' },
    ],
    [
      'pass_installed',
      'PASS_EVENT_INSTALLED',
      {
        metadata: { lastInstalledAt: own, lifecycleEvents: ['INSTALLED_GOOGLE'] },
        recordData: { 'universal.installDeviceAttributes': 'Ios' },
      },
      { wallet: 'Apple Wallet' },
    ],
    [
      'pass_deleted',
      'PASS_EVENT_RECORD_DELETED',
      { metadata: { lastUpdatedAt: own } },
      { status: 'DELETED' },
    ],
    [
      'coupon_redeemed',
      'COUPON_EVENT_REDEEMED',
      { metadata: { lastUpdatedAt: own } },
      { status: 'REDEEMED', redemptionDate: own },
    ],
  ] as const)('of %s tells its own time, and what it means for the pass', async (key, name, pass, wanted) => {
    const isCoupon = key === 'coupon_redeemed';
    const chosen = project(isCoupon ? 'coupon' : 'membership');
    const { programId, campaignId } = sandbox.demo;
    const where = isCoupon ? { protocol: 101, classId: campaignId } : { protocol: 100, classId: programId };
    const [bundle] = await zap(key, chosen).receive(
      post({ event: name, pass: { id: 'P1', ...where, ...pass } }),
    );
    expect(bundle).toMatchObject({ event: name, occurredAt: own, ...wanted });
  });

  test.each([
    ['pass_updated', 'membership', 4, 'PASS_EVENT_RECORD_UPDATED'],
    ['pass_updated', 'membership', '4', 'PASS_EVENT_RECORD_UPDATED'],
    ['new_pass', 'coupon', 1, 'PASS_EVENT_RECORD_CREATED'],
    ['new_member', 'membership', 1, 'MEMBER_EVENT_ENROLLED'],
    ['coupon_redeemed', 'coupon', 2, 'COUPON_EVENT_REDEEMED'],
    ['pass_installed', 'coupon', 2, 'PASS_EVENT_INSTALLED'],
  ] as const)(
    'of %s for a %s gives the same whether its enums are numbers (%j) or names',
    async (key, passType, number, name) => {
      const classId = Object.values(project(passType)).find((value) => value !== passType);
      const told = async (event: unknown, protocol: unknown, time: unknown, lifecycleEvents: unknown[]) => {
        const metadata = { lifecycleEvents, lastUpdatedAt: time, lastInstalledAt: time, issueAt: time };
        const pass = { id: 'P1', protocol, classId, metadata };
        return (await zap(key, project(passType)).receive(post({ event, pass })))[0];
      };
      const { protocol } = kindOf(passType);
      const byName = await told(name, protocol.name, '2026-01-02T03:04:05.120Z', ['INSTALLED_APPLE']);
      const time = { seconds: 1767323045, nanos: 120_000_000 };
      expect(await told(number, Number(protocol.number), time, [2])).toEqual(byName);
      expect(byName).toMatchObject({
        event: name,
        occurredAt: '2026-01-02T03:04:05Z',
        wallet: 'Apple Wallet',
      });
      expect(byName?.id).toBe(`P1-${name}-1767323045.120000000`);
    },
  );

  test.each([
    { personDetails: { dateOfBirth: '1990-05-17' } },
    { personDetails: { dateOfBirth: { year: 1990 } } },
    { personDetails: { dateOfBirth: { year: 0, month: 0, day: 0 } } },
    { personDetails: 'Jane' },
    { metadata: { issueAt: {} } },
    { metadata: { issueAt: { seconds: 'soon' }, lastUpdatedAt: 'yesterday' } },
    { metadata: { issueAt: 5, lastUpdatedAt: {}, lifecycleEvents: 7 } },
    { metadata: { lastUpdatedAt: { seconds: 99999999999999, nanos: {} } } },
    { metadata: 'none', recordData: 'none' },
    { recordData: { 'members.member.points': 'many', 'universal.expiryDate': 'never' } },
    { recordData: [1] },
  ])('that is odd, %j, still triggers', async (pass) => {
    const [bundle] = await hook().receive(event(pass));
    expect(bundle).toMatchObject({
      passId: 'P1',
      event: 'PASS_EVENT_RECORD_UPDATED',
      occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      dateOfBirth: null,
      points: null,
      created: null,
    });
    expect(JSON.stringify(bundle)).not.toMatch(/Invalid|NaN|undefined/);
  });

  test('without a time still has an ID that is its own, and stable', async () => {
    const ids = async (pass: Data) => (await hook().receive(event(pass)))[0]?.id;
    expect(await ids({ externalId: 'a' })).toBe(await ids({ externalId: 'a' }));
    expect(await ids({ externalId: 'a' })).not.toBe(await ids({ externalId: 'b' }));
  });

  test('as real receivers have logged it reads as a pass', async () => {
    const observed = event(
      {
        externalId: 'ABC123',
        personDetails: { forename: 'Jane', surname: 'Doe', displayName: 'Jane Doe' },
        metadata: {
          status: 2,
          lifecycleEvents: [1, 2, 1024],
          altId: 'P1',
          firstInstalledAt: { seconds: 1767225600, nanos: 0 },
          lastUninstalledAt: { seconds: 1767312000, nanos: 0 },
        },
        recordData: {
          'universal.status': 'PASS_UNINSTALLED',
          'universal.installDeviceAttributes': 'Android',
          'members.member.points': '100.000000',
          'members.member.status': 'ENROLLED',
          'members.tier.id': 'base',
          'person.emailAddress': 'jane@example.com',
          'person.mobileNumber': '+441234567890',
        },
      },
      'PASS_EVENT_UNINSTALLED',
    );
    const [bundle] = await zap('pass_uninstalled', project('membership')).receive(observed);
    expect(bundle).toMatchObject({
      occurredAt: '2026-01-02T00:00:00Z',
      wallet: 'Google Wallet',
      status: 'ENROLLED',
      tierId: 'base',
      points: 100,
      emailAddress: 'jane@example.com',
      mobileNumber: '+441234567890',
      externalId: 'ABC123',
    });
  });

  test('of PassKit’s own sample reads as a pass', async () => {
    const sample = event(
      {
        personDetails: { displayName: 'Jane Doe', emailAddress: 'jane@example.com' },
        metaData: {
          status: 1,
          lifecycleEvents: [1, 2],
          utm: {},
          altId: 'P1',
          issueIpAddress: '203.0.113.10',
        },
        recordData: {
          'members.member.externalId': 'ABC123',
          'members.member.points': '100.000000',
          'meta.plan': 'A',
        },
      },
      4,
    );
    expect(await hook().receive(sample)).toMatchObject([
      {
        externalId: 'ABC123',
        points: 100,
        displayName: 'Jane Doe',
        metaData: { plan: 'A' },
        event: 'PASS_EVENT_RECORD_UPDATED',
      },
    ]);
  });
});

test('a burst of 1,000 events arrives whole: none lost, none doubled', async () => {
  await use('numbers');
  const pass = await issue('membership');
  const hook = zap('pass_event', {
    ...project('membership'),
    events: ['PASS_EVENT_INSTALLED', 'PASS_EVENT_UNINSTALLED'],
  });
  const subscription = await hook.subscribe(receiver.url);
  for (let n = 0; n < 500; n++) {
    sandbox.clock.advance(1);
    sandbox.install(String(pass.id), 'apple');
    sandbox.clock.advance(1);
    sandbox.uninstall(String(pass.id));
  }
  await sandbox.settled();
  expect(receiver.deliveries).toHaveLength(1000);
  const bundles = await hook.receiveAll(receiver.deliveries, subscription);
  const ids = new Set(bundles.map(({ id }) => id));
  expect(bundles).toHaveLength(1000);
  expect(ids.size).toBe(1000);
});

describe('polling', () => {
  beforeEach(() => use('numbers'));

  test('finds new passes newest first with one request, and each once', async () => {
    for (const externalId of ['1', '2', '3']) {
      sandbox.clock.advance(1000);
      await issue('membership', { externalId });
    }
    const before = sandbox.requests.length;
    const found = await app().dropdown('new_pass_polling', project('membership'));
    expect(sandbox.requests).toHaveLength(before + 1);
    expect(found.map(({ externalId }) => externalId)).toEqual(['3', '2', '1']);
    expect(found.map(({ id }) => id)).toEqual(found.map(({ passId }) => passId));
  });

  test('fires again for every later update of the same pass', async () => {
    const { id } = await issue('membership');
    const [first] = await app().dropdown('updated_pass_polling', project('membership'));
    sandbox.clock.advance(1000);
    await app().create('update_pass', { passType: 'membership', id, surname: 'Doe' });
    const [second] = await app().dropdown('updated_pass_polling', project('membership'));
    expect(second).toMatchObject({ passId: id, surname: 'Doe' });
    expect(second?.id).not.toBe(first?.id);
  });

  test('reads on when more than a page is new, also while passes are issued', async () => {
    await Promise.all(Array.from({ length: 150 }, (_, n) => issue('membership', { externalId: `n${n}` })));
    const stop = sandbox.onRequest(({ path }) => {
      if (!path.includes('/list/')) return;
      stop();
      void issue('membership', { externalId: 'late' });
    });
    const found = await app().dropdown('new_pass_polling', project('membership'));
    const externalIds = new Set(found.map(({ externalId }) => externalId));
    for (let n = 0; n < 150; n++) expect(externalIds).toContain(`n${n}`);
  });
});
