// Watch Member Events in a model of Make, over a list that says when each event stands in it: nothing is lost, and nothing
// comes twice, however many there are, whenever they were made, and however late they are seen.
import { makeApp } from '../../standIns/make/engine/index.ts';
import nock from '../support/nock.ts';
import { ourApp } from './ourApp.ts';

const host = 'https://api.pub1.passkit.io';
const connection = { region: 'pub1', apiKey: 'key', apiSecret: 'secret' };
const POINTS = 'EVENT_MEMBER_POINTS_EARNED';

interface Listed {
  id: string;
  eventType: string;
  created: string;
}
let events: Listed[];
let asked: { limit: number; offset: number }[];
const start = Date.parse('2030-01-01T12:00:00Z');
/** Moves Make's clock to so many seconds after the start. */
const at = (seconds: number) => jest.setSystemTime(start + seconds * 1000);
/** An event of so many seconds after the start, which the list shows from now on. */
const happen = (id: string, seconds: number, eventType = POINTS) =>
  events.push({ id, eventType, created: new Date(start + seconds * 1000).toISOString() });

beforeEach(() => {
  jest.useFakeTimers({
    now: start,
    doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'clearTimeout', 'queueMicrotask'],
  });
  events = [];
  asked = [];
  nock(host)
    .persist()
    .post('/members/program/list/events/p')
    .optionally()
    .reply((_uri, body) => {
      const { filters } = JSON.parse(JSON.stringify(body));
      const [since] = filters.filterGroups[0].fieldFilters;
      asked.push({ limit: filters.limit, offset: filters.offset });
      const found = events
        .filter(({ created }) => Date.parse(created) >= Date.parse(since.filterValue))
        .toReversed()
        .sort((a, b) => Date.parse(b.created) - Date.parse(a.created))
        .slice(filters.offset, filters.offset + filters.limit);
      const lines = found.map(
        (event) => `${JSON.stringify({ result: { ...event, member: { id: 'm' } } })}\n`,
      );
      return [200, lines.join(''), { 'content-type': 'application/json' }];
    });
});
afterEach(() => jest.useRealTimers());

const watch = (limit = 5000, kinds = [POINTS]) =>
  makeApp({ dir: ourApp, connection, hosts: { [host]: host } }).watch('watchMemberEvents', {
    programId: 'p',
    events: kinds,
    limit,
  });
const ids = (bundles: Record<string, unknown>[]) => bundles.map(({ id }) => id);

test('the first run starts where it is told: at all events, from now on, or from one that is chosen', async () => {
  happen('a', -200);
  happen('b', -100);
  const all = watch();
  await all.start('all');
  expect(ids(await all.poll())).toEqual(['a', 'b']);
  const fromNow = watch();
  await fromNow.start('now');
  expect(await fromNow.poll()).toEqual([]);
  const [newest] = await watch().epoch();
  expect(newest?.label).toBe('Points Earned');
  const fromB = watch();
  await fromB.start(new Date(newest?.date ?? ''));
  expect(ids(await fromB.poll())).toEqual(['b']);
});

test('those of one moment come one after the other, each once', async () => {
  for (const id of ['a', 'b', 'c', 'd', 'e']) happen(id, -100);
  const two = watch(2);
  await two.start('all');
  const got = [await two.poll(), await two.poll(), await two.poll(), await two.poll()];
  expect(got.flatMap(ids).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(got.map(({ length }) => length)).toEqual([2, 2, 1, 0]);
});

test('more than a page between two runs comes whole', async () => {
  const module = watch();
  await module.start('now');
  for (let n = 0; n < 2300; n++) happen(`e${n}`, n / 10);
  at(600);
  const got = ids(await module.poll());
  expect(got).toHaveLength(2300);
  expect(new Set(got).size).toBe(2300);
  expect(asked.map(({ offset }) => offset)).toEqual([0, 1000, 2000]);
  expect(await module.poll()).toEqual([]);
});

test('one that the list shows later than a newer one is not passed over', async () => {
  const module = watch();
  await module.start('now');
  happen('newer', 20);
  at(25);
  expect(await module.poll()).toEqual([]);
  happen('late', 10);
  at(45);
  expect(ids(await module.poll())).toEqual(['late']);
  at(60);
  expect(ids(await module.poll())).toEqual(['newer']);
});

test('only the kinds that were chosen come', async () => {
  happen('a', -100, 'EVENT_MEMBER_CHECKED_IN');
  happen('b', -90, 'EVENT_MEMBER_TIER_CHANGED');
  happen('c', -80);
  const module = watch(10, ['EVENT_MEMBER_CHECKED_IN', POINTS]);
  await module.start('all');
  expect(ids(await module.poll())).toEqual(['a', 'c']);
});
