// A Zap step ends by itself within 25 seconds, whatever PassKit does: it says nothing, or begins and says no more.
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { zapierApp } from '../support/zapier.ts';

const silence: Record<string, (response: ServerResponse) => unknown> = {
  'that says nothing': () => undefined,
  'that sends headers and then nothing': (response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders(),
  'that sends half an answer': (response) => response.writeHead(200).write('{"id":'),
};

let server: Server;
let asked = 0;
async function passKit(answer: (response: ServerResponse) => unknown): Promise<void> {
  asked = 0;
  server = createServer((_request, response) => {
    asked++;
    answer(response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  process.env.PASSKIT_API_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeEach(() =>
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] }),
);
afterEach(() => {
  jest.useRealTimers();
  server.closeAllConnections();
  server.close();
  delete process.env.PASSKIT_API_URL;
});

/** Lets the time of the step go by, a second at a time, while the network is real; answers with the seconds it took. */
async function secondsUntil(run: Promise<unknown>): Promise<number> {
  let ended = false;
  const end = () => {
    ended = true;
  };
  run.then(end, end);
  let seconds = 0;
  for (; !ended && seconds < 60; seconds++) {
    const before = asked;
    for (let turn = 0; turn < 200 && !ended && asked === before; turn++) await new Promise(setImmediate);
    jest.advanceTimersByTime(1000);
    for (let turn = 0; turn < 20 && !ended; turn++) await new Promise(setImmediate);
  }
  return seconds;
}

const app = () => zapierApp({ region: 'pub1', apiToken: 'token' });
const coupon = { passType: 'coupon', campaignId: 'C', externalId: 'x' };
const steps: Record<string, () => Promise<unknown>> = {
  'issue a pass': () => app().create('issue_pass', { ...coupon, offerId: 'O', ifExists: 'update' }),
  'update a pass': () => app().create('update_pass', { ...coupon, metaData: { a: 'b' } }),
  'revoke a pass': () => app().create('revoke_pass', coupon),
  'redeem a coupon': () => app().create('redeem_coupon', { ...coupon, redemptionReference: 'r' }),
  'reissue a coupon': () => app().create('reissue_coupon', { ...coupon, offerId: 'O' }),
  'find a pass': () => app().search('find_pass', coupon),
  'search for passes': () => app().search('search_passes', { passType: 'coupon', campaignId: 'C' }),
  'fill a dropdown': () => app().dropdown('campaign_list', {}),
  'test the connection': () => app().test(),
};

const cases = Object.keys(steps).flatMap((step) => Object.keys(silence).map((what) => [step, what] as const));
test.each(cases)('%s with a PassKit %s: tried again later, within 25 seconds', async (step, what) => {
  await passKit(silence[what] ?? (() => undefined));
  const run = steps[step]?.() ?? Promise.reject();
  expect(await secondsUntil(run)).toBeLessThanOrEqual(25);
  await expect(run).rejects.toMatchObject({ name: 'ThrottledError' });
});

test('a step without an external ID, whose answer never comes, is not tried again', async () => {
  await passKit(() => undefined);
  const run = app().create('issue_pass', { ...coupon, externalId: undefined, offerId: 'O' });
  expect(await secondsUntil(run)).toBeLessThanOrEqual(25);
  await expect(run).rejects.toThrow(/may or may not have been done/);
});

test('when slow answers have used up the time, nothing more is sent', async () => {
  await passKit((response) => setTimeout(() => response.writeHead(404).end('{}'), 7_800));
  const run = app().create('reissue_coupon', { ...coupon, offerId: 'O' });
  expect(await secondsUntil(run)).toBeLessThanOrEqual(25);
  await expect(run).rejects.toMatchObject({ name: 'ThrottledError' });
  expect(asked).toBe(3);
});
