// How a Zap subscribes and ends its subscription, against a PassKit that answers what the test says: none is doubled, none of
// another Zap's is ended. The same over HTTP is in test/e2e/triggers.test.ts.
import type { Answer, HttpRequest } from '../../operation/ask.ts';
import { PassKitError } from '../../passkit/errors.ts';
import { end, endOwn, subscribeOnce } from '../../zapier/subscribing.ts';

const ours = 'https://hooks.zapier.com/ours';
const wanted = {
  classId: 'ACampaign0000000000001',
  protocol: 'SINGLE_USE_COUPON',
  events: ['PASS_EVENT_RECORD_CREATED'],
  targetUrl: ours,
};
const refused = (status: number): Answer => ({ status, body: JSON.stringify({ message: `no: ${status}` }) });
const done: Answer = { status: 200, body: '{}' };
const made: Answer = { status: 200, body: '{"id":"new"}' };

/** The subscriptions that PassKit lists; what they deliver to, or undefined where that is none of a webhook. */
const listOf = (there: Record<string, string | undefined>): Answer => ({
  status: 200,
  body: Object.entries(there)
    .map(([id, targetUrl]) =>
      JSON.stringify({ result: { id, configuration: JSON.stringify({ targetUrl }) } }),
    )
    .join('\n'),
});

/** A PassKit that gives the lists one after the other, the last again; the other answers are those it always gives. */
function passKit(lists: Answer[], { subscribed = made, ended = done }: Record<string, Answer | 'lost'> = {}) {
  const asked: string[] = [];
  const answers = [...lists];
  const http = async ({ method, path, body }: HttpRequest): Promise<Answer> => {
    asked.push(`${method} ${path.replace('/integrations/', '')}`);
    // How many PassKit lists by itself is not known.
    if (path.endsWith('/list')) expect(body).toMatch(/"limit":1000\b/);
    const list = answers.length > 1 ? answers.shift() : answers[0];
    const answer = path.endsWith('/list') ? list : method === 'DELETE' ? ended : subscribed;
    if (answer && answer !== 'lost') return answer;
    throw new PassKitError('no answer');
  };
  return { asked, runtime: { http, pages: '', timezone: 'UTC', now: new Date(0) } };
}

test('an older subscription of the same address is ended before the new one is made', async () => {
  const { asked, runtime } = passKit([listOf({ other: 'https://hooks.zapier.com/other', old: ours })]);
  expect(await subscribeOnce(wanted, runtime)).toBe('new');
  expect(asked).toEqual(['POST sinks/list', 'DELETE sink/SINGLE_USE_COUPON/old', 'POST sink']);
});

test('without an address of the Zap none is ended, whatever the others deliver to', async () => {
  const { asked, runtime } = passKit([listOf({ none: undefined, blank: '', other: ours })]);
  await endOwn({ ...wanted, targetUrl: '' }, runtime);
  expect(asked).toEqual(['POST sinks/list']);
});

test.each([400, 404])('a list that PassKit refuses with %i is no reason not to subscribe', async (status) => {
  const { asked, runtime } = passKit([refused(status)]);
  expect(await subscribeOnce(wanted, runtime)).toBe('new');
  expect(asked).toEqual(['POST sinks/list', 'POST sink']);
});

test.each([
  ['comes with half an answer', { status: 200, body: '{"result":' }],
  ['is not given for now', refused(503)],
  ['is not given to these credentials', refused(401)],
  ['this account must not read', refused(403)],
])('a list that %s: nothing is made beside what may be there', async (_what, list) => {
  const { asked, runtime } = passKit([list]);
  await expect(subscribeOnce(wanted, runtime)).rejects.toBeInstanceOf(PassKitError);
  expect(asked).toEqual(['POST sinks/list']);
});

test('an older one that PassKit does not end stops the new one, or each event would be told twice', async () => {
  const { asked, runtime } = passKit([listOf({ old: ours })], { ended: refused(503) });
  await expect(subscribeOnce(wanted, runtime)).rejects.toThrow('no: 503');
  expect(asked).not.toContain('POST sink');
});

test('an older one that is gone by then is ended as well', async () => {
  const { runtime } = passKit([listOf({ old: ours })], { ended: refused(404) });
  expect(await subscribeOnce(wanted, runtime)).toBe('new');
  await end('MEMBERSHIP', 'gone', runtime);
});

test('a new one whose answer is lost is taken over when it is there, and told when it is not', async () => {
  const there = passKit([listOf({}), listOf({ other: `${ours}/2`, late: ours })], { subscribed: 'lost' });
  expect(await subscribeOnce(wanted, there.runtime)).toBe('late');
  const absent = passKit([listOf({ other: `${ours}/2` })], { subscribed: 'lost' });
  await expect(subscribeOnce(wanted, absent.runtime)).rejects.toThrow('no answer');
  expect(there.asked).toEqual(['POST sinks/list', 'POST sink', 'POST sinks/list']);
});

test('a new one that PassKit refuses is told as it is, and looked for no more', async () => {
  const { asked, runtime } = passKit([listOf({}), listOf({ another: ours })], { subscribed: refused(400) });
  await expect(subscribeOnce(wanted, runtime)).rejects.toThrow('no: 400');
  expect(asked).toEqual(['POST sinks/list', 'POST sink']);
});
