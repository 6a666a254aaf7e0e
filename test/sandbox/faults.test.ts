// Faults: what a client can be made to meet.
import { demo } from '../../sandbox/ids.ts';
import { idOf, send, useSandbox } from './client.ts';

const sandbox = useSandbox();
const { programId } = demo;
const PROGRAM = `GET /members/program/${programId}`;
const LIST = `POST /members/member/list/${programId}`;
const enrol = (externalId: string) =>
  send(sandbox(), 'POST /members/member', { programId, tierId: 'gold', externalId });

beforeAll(async () => {
  for (const externalId of ['one', 'two', 'three']) await enrol(externalId);
});

test('a status and body hit the next matching requests, and no others', async () => {
  sandbox().fault({
    method: 'get',
    path: '/members/program/',
    times: 2,
    status: 503,
    body: { message: 'busy' },
    headers: { 'retry-after': '1' },
  });
  expect(await send(sandbox(), 'GET /user/profile')).toMatchObject({ status: 200 });
  const response = await fetch(`${sandbox().url}/members/program/${programId}`);
  expect([response.status, response.headers.get('retry-after'), await response.json()]).toEqual([
    503,
    '1',
    { message: 'busy' },
  ]);
  expect(await send(sandbox(), PROGRAM)).toMatchObject({ status: 503 });
  expect(await send(sandbox(), PROGRAM)).toMatchObject({ status: 200 });
});

test('a text body goes out as it is', async () => {
  sandbox().fault({ status: 502, body: '<html>Bad gateway</html>' });
  expect(await send(sandbox(), PROGRAM)).toMatchObject({ status: 502, text: '<html>Bad gateway</html>' });
});

test('a delay keeps the answer back', async () => {
  sandbox().fault({ delayMs: 60 });
  const started = performance.now();
  expect(await send(sandbox(), PROGRAM)).toMatchObject({ status: 200 });
  expect(performance.now() - started).toBeGreaterThan(55);
});

test.each([
  ['before', false],
  ['after', true],
] as const)('a reset %s the write drops the connection', async (reset, written) => {
  const before = sandbox().passes();
  sandbox().fault({ method: 'POST', reset });
  await expect(enrol(`reset-${reset}`)).rejects.toThrow('fetch failed');
  expect(sandbox().passes() - before).toBe(written ? 1 : 0);
  expect(sandbox().requests.at(-1)).toMatchObject({ status: 0, body: { externalId: `reset-${reset}` } });
});

test('a truncated list loses half of its last line and ends normally', async () => {
  const whole = (await send(sandbox(), LIST, {})).text.trimEnd().split('\n');
  sandbox().fault({ truncate: true });
  const cut = (await send(sandbox(), LIST, {})).text.split('\n');
  expect(cut.slice(0, -1)).toEqual(whole.slice(0, -1));
  expect(whole.at(-1)).toContain(cut.at(-1));
  expect(cut.at(-1)?.length).toBeLessThan(whole.at(-1)?.length ?? 0);
});

test('a stream error is a line after the first one', async () => {
  sandbox().fault({ streamError: true });
  const lines = (await send(sandbox(), LIST, {})).text.trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ error: { code: 14, message: expect.any(String) } });
});

test('clearFaults leaves nothing behind', async () => {
  sandbox().fault({ status: 500, times: 9 });
  sandbox().clearFaults();
  expect(await send(sandbox(), PROGRAM)).toMatchObject({ status: 200 });
});

test('a fault with a misspelt field is refused where it is set', async () => {
  const wrong = JSON.parse('{"delay":5}');
  expect(() => sandbox().fault(wrong)).toThrow(/delay/);
  expect(await send(sandbox(), 'POST /sandbox/faults', wrong, {})).toMatchObject({ status: 400 });
});

test('faults and the clock can be set from outside', async () => {
  await send(sandbox(), 'POST /sandbox/faults', { status: 418 }, {});
  expect(await send(sandbox(), PROGRAM)).toMatchObject({ status: 418 });
  await send(sandbox(), 'POST /sandbox/faults', { status: 418 }, {});
  await send(sandbox(), 'DELETE /sandbox/faults', undefined, {});
  expect(await send(sandbox(), PROGRAM)).toMatchObject({ status: 200 });
  await send(sandbox(), 'POST /sandbox/clock', { now: '2030-01-01T00:00:00Z' }, {});
  await send(sandbox(), 'POST /sandbox/clock', { advanceMs: 3_600_000 }, {});
  expect(sandbox().clock.now().toISOString()).toMatch(/^2030-01-01T01:00:0/);
  expect(await send(sandbox(), 'POST /sandbox/clock', { now: 'soon' }, {})).toMatchObject({ status: 400 });
});

test('closing drops open connections', async () => {
  const { startSandbox } = await import('../../sandbox/index.ts');
  const own = await startSandbox();
  own.fault({ delayMs: 60_000 });
  const pending = send(own, PROGRAM);
  await new Promise((resolve) => setTimeout(resolve, 30));
  await Promise.all([own.close(), expect(pending).rejects.toThrow('fetch failed')]);
  await own.close();
  await idOf(sandbox(), 'POST /members/member', { programId, tierId: 'gold' });
});
