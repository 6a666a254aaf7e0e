// How deliveries travel: order, retries, dead and slow targets, and what ends them.
import { demo } from '../../sandbox/ids.ts';
import type { Sandbox } from '../../sandbox/index.ts';
import { idOf, send, useSandboxes } from './client.ts';
import { create, sinkBody, subscribe, useReceiver } from './receiver.ts';

const receiver = useReceiver();
const start = useSandboxes();

/** A promise that the test settles itself. */
function gate() {
  let open = (): void => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), passed };
}

const unsubscribe = (sandbox: Sandbox, id: string) =>
  send(sandbox, `DELETE /integrations/sink/MEMBERSHIP/${id}`);
const created = { passEventId: ['PASS_EVENT_RECORD_CREATED'] };

/** Nothing listens here. A port that was just closed may be another test's by now; none is ever given this one. */
const deadUrl = 'http://127.0.0.1:2';

test('events reach a subscription in the order they happened, however long each takes', async () => {
  const sandbox = await start();
  await subscribe(sandbox, 'member', receiver.url);
  let busy = 0;
  let busiest = 0;
  receiver.answer = async () => {
    busy += 1;
    busiest = Math.max(busiest, busy);
    await new Promise((resolve) => setTimeout(resolve, receiver.received.length % 3));
    busy -= 1;
    return 200;
  };
  const ids: string[] = [];
  for (let n = 0; n < 10; n++) ids.push(await create(sandbox, 'member'));
  await sandbox.settled();
  expect(receiver.received.map(({ pass }) => pass.id)).toEqual(ids);
  expect(busiest).toBe(1);
});

test('a delivery is told as the pass was when it happened', async () => {
  const sandbox = await start();
  await subscribe(sandbox, 'member', receiver.url);
  const { open, passed } = gate();
  receiver.answer = () => passed.then(() => 200);
  const id = await create(sandbox, 'member', { points: 1 });
  await idOf(sandbox, 'PUT /members/member/points/set', { id, points: 2, tierId: 'bronze' });
  await send(sandbox, 'DELETE /members/member', { id });
  open();
  await sandbox.settled();
  expect(receiver.received.map(({ pass }) => pass)).toMatchObject([
    { recordData: { 'members.member.points': '1.000000' } },
    { recordData: { 'members.member.points': '2.000000' } },
    { recordData: { 'members.member.points': '2.000000' } },
  ]);
});

test('a slow subscription holds up neither the API nor another subscription', async () => {
  const sandbox = await start();
  const { open, passed } = gate();
  const slow = await subscribe(sandbox, 'member', receiver.url, {}, { actionMethod: 'METHOD_DELETE' });
  const quick = await subscribe(sandbox, 'member', receiver.url);
  const quickDone = gate();
  receiver.answer = async ({ method }) => {
    if (method === 'DELETE') await passed;
    else quickDone.open();
    return 200;
  };
  await create(sandbox, 'member');
  await quickDone.passed;
  open();
  await sandbox.settled();
  expect(sandbox.deliveries.map(({ subscriptionId }) => subscriptionId).sort()).toEqual([slow, quick].sort());
});

test.each([
  ['a failed delivery is given up at once', undefined, [500], [500]],
  ['with retries, until there is a 2xx', 3, [500, 302, 204], [500, 302, 204]],
  ['with retries, only as often as asked', 1, [500, 500, 200], [500, 500]],
])('%s', async (_name, retries, answers, statuses) => {
  const sandbox = await start({ retries });
  await subscribe(sandbox, 'member', receiver.url, created);
  receiver.answer = () => answers[receiver.received.length - 1] ?? 200;
  await create(sandbox, 'member');
  await sandbox.settled();
  expect(sandbox.deliveries.map(({ status, attempt }) => [attempt, status])).toEqual(
    statuses.map((status, at) => [at + 1, status]),
  );
});

test('a retry comes before the next event and is the same to the byte', async () => {
  const sandbox = await start({ retries: 1 });
  await subscribe(sandbox, 'member', receiver.url, created);
  receiver.answer = () => (receiver.received.length === 1 ? 503 : 200);
  const [first, second] = [await create(sandbox, 'member'), await create(sandbox, 'member')];
  await sandbox.settled();
  expect(receiver.received.map(({ pass }) => pass.id)).toEqual([first, first, second]);
  expect(receiver.received[1]?.raw).toBe(receiver.received[0]?.raw);
});

test('a dead target costs nobody anything and is noted with status 0', async () => {
  const sandbox = await start({ retries: 1 });
  await subscribe(sandbox, 'member', deadUrl, created);
  await create(sandbox, 'member');
  await sandbox.settled();
  expect(sandbox.deliveries).toMatchObject([
    { url: deadUrl, status: 0, attempt: 1 },
    { url: deadUrl, status: 0, attempt: 2 },
  ]);
});

const setStatus = (sandbox: Sandbox, id: string, status: string) =>
  idOf(sandbox, 'PUT /integrations/sink', sinkBody('member', receiver.url, { ...created, id, status }));

test.each<[string, (sandbox: Sandbox, id: string) => Promise<unknown>]>([
  ['unsubscribing', unsubscribe],
  ['switching it off', (sandbox, id) => setStatus(sandbox, id, 'INTEGRATION_DISABLED')],
])('%s stops what is still waiting', async (_name, stop) => {
  const sandbox = await start();
  const id = await subscribe(sandbox, 'member', receiver.url, created);
  const { open, passed } = gate();
  const arrived = gate();
  receiver.answer = () => {
    arrived.open();
    return passed.then(() => 200);
  };
  await create(sandbox, 'member');
  await create(sandbox, 'member');
  await arrived.passed;
  await stop(sandbox, id);
  await create(sandbox, 'member');
  open();
  await sandbox.settled();
  expect(receiver.received).toHaveLength(1);
});

test('what happens while a subscription is off is not made up for', async () => {
  const sandbox = await start();
  const id = await subscribe(sandbox, 'member', receiver.url, created);
  const { open, passed } = gate();
  receiver.answer = () => passed.then(() => 200);
  const before = await create(sandbox, 'member');
  await setStatus(sandbox, id, 'INTEGRATION_DISABLED');
  await create(sandbox, 'member');
  await setStatus(sandbox, id, 'INTEGRATION_ACTIVE');
  const after = await create(sandbox, 'member');
  open();
  await sandbox.settled();
  expect(receiver.received.map(({ pass }) => pass.id)).toEqual([before, after]);
});

test('a changed target counts from then on', async () => {
  const sandbox = await start();
  const id = await subscribe(sandbox, 'member', deadUrl, created);
  await create(sandbox, 'member');
  await sandbox.settled();
  await idOf(sandbox, 'PUT /integrations/sink', sinkBody('member', receiver.url, { ...created, id }));
  const pass = await create(sandbox, 'member');
  await sandbox.settled();
  expect(receiver.received.map((delivery) => delivery.pass.id)).toEqual([pass]);
});

test('close() does not wait for a target that never answers, and drops the rest', async () => {
  const sandbox = await start({ retries: 5 });
  await subscribe(sandbox, 'member', receiver.url, created);
  const { open, passed } = gate();
  const arrived = gate();
  receiver.answer = () => {
    arrived.open();
    return passed.then(() => 200);
  };
  await create(sandbox, 'member');
  await create(sandbox, 'member');
  await arrived.passed;
  await sandbox.close();
  await sandbox.settled();
  expect(sandbox.deliveries).toEqual([]);
  expect(receiver.received).toHaveLength(1);
  open();
});

test('settled() resolves when there is nothing to deliver', async () => {
  const sandbox = await start({ passes: 3 });
  await create(sandbox, 'member', { programId: demo.programId });
  await sandbox.settled();
  expect(sandbox.deliveries).toEqual([]);
});
