// The triggers of the Make app, in a model of Make, beside those of the Zapier app: the same deliveries give the
// same bundles, and turning a scenario on and off subscribes and unsubscribes.
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { connectionTo, type PassType, projectIn, types, variantIn } from '../../standIns/demoAccount.ts';
import { makeApp } from '../../standIns/make/engine/index.ts';
import { passEvents } from '../../triggers/passEvents.ts';
import { type Delivery, startReceiver, zapWith } from '../support/hooks.ts';
import { zapierApp } from '../support/zapier.ts';
import { ourApp } from './ourApp.ts';

type Data = Record<string, unknown>;

let sandbox: Sandbox;
let zapUrl: Awaited<ReturnType<typeof startReceiver>>;
let makeUrl: Awaited<ReturnType<typeof startReceiver>>;
const use = async (deliveryShape: 'numbers' | 'names' = 'numbers') => {
  sandbox = await startSandbox({ deliveryShape });
  [zapUrl, makeUrl] = [await startReceiver(), await startReceiver()];
  process.env.PASSKIT_API_URL = sandbox.url;
};
afterEach(async () => {
  delete process.env.PASSKIT_API_URL;
  zapUrl.close();
  makeUrl.close();
  await sandbox.close();
});

const make = () =>
  makeApp({
    dir: ourApp,
    connection: connectionTo(sandbox),
    hosts: { 'https://api.pub1.passkit.io': sandbox.url },
  });
const zapier = () => zapierApp(connectionTo(sandbox));
const project = (passType: PassType) => projectIn(sandbox, passType);
const variant = (passType: PassType) => variantIn(sandbox, passType);
const issue = (passType: PassType, more: Data = {}) =>
  zapier().create('issue_pass', {
    ...project(passType),
    ...variant(passType),
    externalId: 'row-1',
    displayName: 'Zoë {{x}}',
    dateOfBirth: '1990-05-17',
    emailAddress: 'zoe@example.com',
    metaData: { code: 'A' },
    ...more,
  });
const body = ({ content, method, headers }: Delivery) => ({ method, headers, body: content });

/** Where the links of the two differ: the app on Make always names PassKit's own host. */
const comparable = (bundles: Data[]) =>
  bundles.map(({ metaData: _custom, ...rest }) =>
    JSON.parse(JSON.stringify(rest).replaceAll(sandbox.url, 'https://pub1.pskt.io'), (_key, value) =>
      typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)
        ? new Date(value).toISOString()
        : value,
    ),
  );

describe.each(['numbers', 'names'] as const)('with enums and times as %s', (shape) => {
  beforeEach(() => use(shape));

  test.each(types)('every event of a %s gives the same bundle on Zapier and on Make', async (passType) => {
    const events = passEvents
      .filter(({ passTypes }) => !passTypes || passTypes.includes(passType))
      .map(({ event }) => event);
    const input = { ...project(passType), events };
    const zap = zapWith('pass_event', connectionTo(sandbox), input);
    const subscription = await zap.subscribe(zapUrl.url);
    const scenario = await make().attach('watchPassEvents', input, makeUrl.url);

    const pass = await issue(passType);
    const id = String(pass.id);
    sandbox.install(id, 'apple');
    await zapier().create('update_pass', { passType, id, surname: 'Doe' });
    sandbox.uninstall(id);
    if (passType === 'coupon') await zapier().create('redeem_coupon', { id });
    if (passType === 'eventTicket') await zapier().create('redeem_ticket', { ...project(passType), id });
    if (passType !== 'coupon') sandbox.expire(id);
    await zapier().create('revoke_pass', { passType, id, method: 'delete' });
    await sandbox.settled();

    expect(makeUrl.deliveries).toHaveLength(zapUrl.deliveries.length);
    const seen = new Set<unknown>();
    for (const delivery of zapUrl.deliveries) {
      const onZapier = await zap.receive(delivery, subscription);
      const onMake = await scenario.receive(body(delivery));
      expect(comparable(onMake.bundles)).toEqual(comparable(onZapier));
      for (const { event } of onZapier) seen.add(event);
    }
    // Without the data of the ticket nothing says that it is redeemed.
    const unseen = [
      ...(passType === 'coupon' ? ['PASS_EVENT_INVALIDATED'] : []),
      ...(shape === 'names' ? ['TICKET_EVENT_REDEEMED'] : []),
    ];
    const happened = events.filter((event) => !unseen.includes(event));
    expect([...seen].sort()).toEqual([...happened].sort());

    await scenario.detach();
    await scenario.detach();
    await zap.unsubscribe(subscription);
    const before = makeUrl.deliveries.length;
    await issue(passType, { externalId: 'row-2' });
    await sandbox.settled();
    expect(makeUrl.deliveries).toHaveLength(before);
  });
});

test('a scenario for redeemed tickets alone is told of nothing else', async () => {
  await use();
  const input = { ...project('eventTicket'), events: ['TICKET_EVENT_REDEEMED'] };
  const scenario = await make().attach('watchPassEvents', input, makeUrl.url);
  const zap = zapWith('ticket_redeemed', connectionTo(sandbox), input);
  const subscription = await zap.subscribe(zapUrl.url);
  const told = async () => {
    await sandbox.settled();
    const onMake = await Promise.all(
      makeUrl.deliveries.splice(0).map(async (delivery) => (await scenario.receive(body(delivery))).bundles),
    );
    const onZapier = await zap.receiveAll(zapUrl.deliveries.splice(0), subscription);
    expect(comparable(onMake.flat())).toEqual(comparable(onZapier));
    return onMake.flat();
  };
  const { id } = await issue('eventTicket');
  await zapier().create('update_pass', { passType: 'eventTicket', id, surname: 'Doe' });
  sandbox.install(String(id), 'apple');
  expect(await told()).toEqual([]);
  await zapier().create('redeem_ticket', { ...project('eventTicket'), id });
  const first = await told();
  expect(first).toMatchObject([{ event: 'TICKET_EVENT_REDEEMED', passId: id, status: 'REDEEMED' }]);
  sandbox.clock.advance(1000);
  await zapier().create('update_pass', { passType: 'eventTicket', id, surname: 'Smith' });
  expect((await told()).map((bundle) => bundle.id)).toEqual([first[0]?.id]);
});

describe('watch pass events', () => {
  beforeEach(() => use());
  const delivery = (pass: Data, event: unknown = 'PASS_EVENT_RECORD_UPDATED') => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      event,
      pass: { id: 'P1', protocol: 100, classId: sandbox.demo.programId, ...pass },
    }),
  });
  const scenario = () =>
    make().attach(
      'watchPassEvents',
      { ...project('membership'), events: ['PASS_EVENT_RECORD_UPDATED'] },
      makeUrl.url,
    );

  test('ends what an earlier try has left at the same address, and nothing else', async () => {
    const input = { ...project('membership'), events: ['PASS_EVENT_RECORD_UPDATED'] };
    await make().attach('watchPassEvents', input, `${makeUrl.url}/other`);
    await make().attach('watchPassEvents', input, makeUrl.url);
    const hook = await make().attach('watchPassEvents', input, makeUrl.url);
    const told = async (externalId: string) => {
      makeUrl.deliveries.length = 0;
      const { id } = await issue('membership', { externalId });
      await zapier().create('update_pass', { passType: 'membership', id, surname: 'Doe' });
      await sandbox.settled();
      return makeUrl.deliveries.length;
    };
    expect(await told('row-1')).toBe(2);
    await hook.detach();
    expect(await told('row-2')).toBe(1);
  });

  test('asks for the subscriptions of a project as Zapier does, when it is turned on and off', async () => {
    const input = { ...project('membership'), events: ['PASS_EVENT_RECORD_UPDATED'] };
    await zapWith('pass_event', connectionTo(sandbox), input).subscribe(zapUrl.url);
    await (await make().attach('watchPassEvents', input, makeUrl.url)).detach();
    const lists = sandbox.requests.filter(({ path }) => path === '/integrations/sinks/list');
    const [asked, ...others] = lists.map(({ body: sent }) => sent);
    expect(asked).toMatchObject({ classId: sandbox.demo.programId, filters: { limit: 1000 } });
    expect(others).toEqual([asked, asked]);
  });

  test('drops events of another project, pass type or kind quietly', async () => {
    const hook = await scenario();
    for (const foreign of [
      delivery({ classId: 'other' }),
      delivery({ protocol: 101 }),
      delivery({}, 'PASS_EVENT_INSTALLED'),
    ]) {
      expect((await hook.receive(foreign)).bundles).toEqual([]);
    }
    expect((await hook.receive(delivery({}))).bundles).toHaveLength(1);
  });

  test.each(['hello', '', '{}', '{"event":"PASS_EVENT_RECORD_UPDATED"}', 'null'])(
    'takes nothing from a body that is no event: %s',
    async (text) => {
      const hook = await scenario();
      const got = await hook
        .receive({ method: 'POST', headers: { 'content-type': 'application/json' }, body: text })
        .catch(String);
      expect(got).toMatchObject({ bundles: [] });
    },
  );

  const time = { seconds: 1767323045, nanos: 120_000_000 };
  test.each<[string, Data, unknown]>([
    ['PASS_EVENT_RECORD_UPDATED', { metadata: { lastUpdatedAt: time } }, 4],
    ['PASS_EVENT_RECORD_UPDATED', { metadata: { lastUpdatedAt: '2026-01-02T03:04:05.12Z' } }, '4'],
    ['MEMBER_EVENT_ENROLLED', { metadata: { issueAt: time } }, 1],
    ['PASS_EVENT_RECORD_CREATED', { metadata: { issueAt: time }, protocol: 'MEMBERSHIP' }, 1],
    ['COUPON_EVENT_REDEEMED', { protocol: 101, classId: 'CoffeeRewardsCampaign1' }, 2],
    ['PASS_EVENT_RECORD_UPDATED', { personDetails: { dateOfBirth: '1990-05-17' } }, 4],
    ['PASS_EVENT_RECORD_UPDATED', { personDetails: { dateOfBirth: { year: 1990 } } }, 4],
    ['PASS_EVENT_RECORD_UPDATED', { personDetails: { dateOfBirth: { year: 1990, month: 5, day: 7 } } }, 4],
    ['PASS_EVENT_RECORD_UPDATED', { metadata: { issueAt: {} } }, 4],
    ['PASS_EVENT_RECORD_UPDATED', { metadata: { issueAt: {}, lastUpdatedAt: 'yesterday' } }, 4],
    ['PASS_EVENT_RECORD_UPDATED', { recordData: { 'members.member.points': 'many' } }, 4],
  ])('reads a delivery as Zapier does: %s %j, sent as %j', async (name, pass, event) => {
    const passType = name.startsWith('COUPON') ? 'coupon' : 'membership';
    const input = { ...project(passType), events: [name] };
    const hook = await make().attach('watchPassEvents', input, makeUrl.url);
    const sent = delivery(pass, event);
    const onMake = (await hook.receive(sent)).bundles;
    const onZapier = await zapWith('pass_event', connectionTo(sandbox), input).receive({
      ...sent,
      content: sent.body,
    });
    // Where nothing tells the time, the ID is made of the body and the time is that of the run.
    const steady = (bundles: Data[]) =>
      comparable(bundles).map(({ id, occurredAt, ...rest }) =>
        JSON.stringify(pass).includes('2026') || JSON.stringify(pass).includes('1767323045')
          ? { id, occurredAt, ...rest }
          : rest,
      );
    expect(steady(onMake)).toEqual(steady(onZapier));
    expect(onMake).toMatchObject([{ event: name, passId: 'P1' }]);
  });

  test('has the keys of its sample, and the same ID for the same delivery', async () => {
    const hook = await scenario();
    const [[first], [again]] = [
      (await hook.receive(delivery({ externalId: 'a' }))).bundles,
      (await hook.receive(delivery({ externalId: 'a' }))).bundles,
    ];
    expect(first).toEqual({ ...again, occurredAt: first?.occurredAt });
    const [zapierSample] = [zapWith('pass_updated', connectionTo(sandbox), project('membership'))];
    await issue('membership');
    expect(Object.keys(first ?? {})).toEqual(Object.keys((await zapierSample.list())[0] ?? {}));
  });
});

describe('polling', () => {
  beforeEach(() => use());

  test.each(types)('watches new and updated passes of a %s project', async (passType) => {
    await issue(passType, { externalId: 'old' });
    sandbox.clock.advance(5000);
    const created = make().watch('watchNewPasses', { ...project(passType), limit: 10 });
    const updated = make().watch('watchUpdatedPasses', { ...project(passType), limit: 10 });
    expect(await created.epoch()).toHaveLength(1);
    for (const watch of [created, updated]) await watch.start('now');
    expect(await created.poll()).toEqual([]);

    sandbox.clock.advance(5000);
    const { id } = await issue(passType, { externalId: 'new' });
    expect(await created.poll()).toMatchObject([
      { passId: id, externalId: 'new', passType, event: 'PASS_EVENT_RECORD_CREATED' },
    ]);
    expect(await created.poll()).toEqual([]);
    expect(await updated.poll()).toMatchObject([{ passId: id }]);

    sandbox.clock.advance(5000);
    await zapier().create('update_pass', { passType, id, surname: 'Doe' });
    expect(await created.poll()).toEqual([]);
    expect(await updated.poll()).toMatchObject([
      { passId: id, surname: 'Doe', event: 'PASS_EVENT_RECORD_UPDATED' },
    ]);
    expect(await updated.poll()).toEqual([]);
  });

  test('what happens to members gives the same bundles on Zapier and on Make', async () => {
    sandbox.clock.set(new Date(Date.now() - 3_600_000));
    const { id } = await issue('membership', { points: 5 });
    const { programId } = project('membership');
    for (const [key, more] of [
      ['earn_points', { points: 3, reference: 'order-1', note: 'A "note"' }],
      ['burn_points', { points: 1 }],
      ['check_in_member', {}],
      ['check_out_member', {}],
      ['update_pass', { passType: 'membership', points: 9, tierId: 'gold' }],
    ] as const) {
      sandbox.clock.advance(1000);
      await zapier().create(key, { programId, id, ...more });
    }
    const kinds = ['CHECKED_IN', 'POINTS_EARNED', 'POINTS_BURNED', 'POINTS_SET', 'TIER_CHANGED'];
    const input = { programId, events: kinds.map((kind) => `EVENT_MEMBER_${kind}`) };
    const watch = make().watch('watchMemberEvents', { ...input, limit: 10 });
    await watch.start('all');
    const onMake = await watch.poll();
    const onZapier = await zapier().dropdown('new_member_event', input);
    expect(comparable(onMake)).toEqual(comparable(onZapier.toReversed()));
    expect(onMake.map(({ metaData }) => metaData)).toEqual(
      onZapier.toReversed().map(({ metaData }) => metaData),
    );
    expect(new Set(onMake.map(({ event }) => event))).toEqual(new Set(input.events));
    expect(Object.keys(onMake[0] ?? {})).toEqual(Object.keys(onZapier[0] ?? {}));
    expect(onMake[0]).toMatchObject({
      passId: id,
      event: 'EVENT_MEMBER_POINTS_EARNED',
      reference: 'order-1',
      metaData: { points: '3' },
    });
  });
});
