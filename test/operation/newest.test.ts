// What a polling trigger on Zapier reads of a list: nothing that is new is left out, and nothing comes twice.
import { readNewest } from '../../operation/runTrigger.ts';
import type { Watched } from '../../operation/trigger.ts';
import { pollingTriggers } from '../../triggers/index.ts';

const trigger = pollingTriggers.find(({ key }) => key === 'new_member_event');
const now = new Date('2030-01-01T12:00:00Z');

/** PassKit's list, newest first, with `count` events that are `apart` seconds from each other. */
function eventsAt(count: number, apart: number, kindOf = (_index: number) => 'EVENT_MEMBER_POINTS_EARNED') {
  return Array.from({ length: count }, (_, index) => ({
    id: `e${index}`,
    eventType: kindOf(index),
    created: new Date(now.getTime() - index * apart * 1000).toISOString(),
    member: { id: 'm', programId: 'p' },
  }));
}

async function poll(events: ReturnType<typeof eventsAt>, during?: (offset: number) => void) {
  const watched: Watched | undefined = trigger?.watched.membership;
  if (!trigger || !watched) throw new Error('no trigger');
  const asked: number[] = [];
  const http = async ({ body = '' }: { body?: string }) => {
    const { filters } = JSON.parse(body);
    asked.push(filters.offset);
    const page = events.slice(filters.offset, filters.offset + filters.limit);
    during?.(filters.offset);
    return { status: 200, body: page.map((result) => `${JSON.stringify({ result })}\n`).join('') };
  };
  const input = { programId: 'p', events: ['EVENT_MEMBER_POINTS_EARNED'] };
  const runtime = { http, pages: 'https://pub1.pskt.io', timezone: 'UTC', now };
  const found = await readNewest(watched, trigger.by, trigger.output, input, runtime);
  return { ids: found.map(({ id }) => id), asked };
}

test('one request is enough where the page reaches back further than an hour', async () => {
  const { ids, asked } = await poll(eventsAt(2000, 60));
  expect(asked).toEqual([0]);
  expect(ids).toHaveLength(1000);
});

test('a rush is read to its end', async () => {
  const { ids, asked } = await poll(eventsAt(2500, 1));
  expect(asked).toEqual([0, 1000, 2000]);
  expect(new Set(ids).size).toBe(2500);
});

test('what is rare is found behind more than a page of what is not wanted', async () => {
  const rare = (index: number) => (index === 1500 ? 'EVENT_MEMBER_POINTS_EARNED' : 'EVENT_MEMBER_CHECKED_IN');
  expect((await poll(eventsAt(2000, 1, rare))).ids).toEqual(['e1500']);
});

test('an event that joins the list between two pages moves no other one out, and doubles none', async () => {
  const events = eventsAt(1500, 1);
  const { ids } = await poll(events, (offset) => {
    if (offset === 0) events.unshift(...eventsAt(1, 0).map((one) => ({ ...one, id: 'joined' })));
  });
  expect(ids).toHaveLength(1500);
  expect(new Set(ids).size).toBe(1500);
});

test('one that stands in the list later than a newer one is still told', async () => {
  const events = eventsAt(50, 1);
  const [late] = events.splice(30, 1);
  const before = (await poll(events)).ids;
  if (late) events.splice(30, 0, late);
  const after = (await poll(events)).ids;
  expect(after.filter((id) => !before.includes(id))).toEqual(['e30']);
});

test('events of one moment are told apart by PassKit’s own IDs', async () => {
  expect((await poll(eventsAt(3, 0))).ids).toEqual(['e0', 'e1', 'e2']);
});
