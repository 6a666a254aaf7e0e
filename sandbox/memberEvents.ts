// What happens to members, as PassKit keeps it: points, check-ins, check-outs, changes of tier. An event holds no amount.
import type { Listing } from './columns.ts';
import { matching, select } from './filters.ts';
import { newId } from './ids.ts';
import { child, type Message, pick, text } from './messages.ts';
import type { PassRecord } from './records.ts';
import { validate } from './rules.ts';
import type { Store } from './store.ts';

/** What the list can be filtered by; every other field is refused. */
const listing: Listing = {
  type: 'members.MemberEvent',
  fields: ['member.id', 'eventType', 'created', 'date'],
};

const MINIMAL = ['id', 'externalId', 'groupingIdentifier', 'tierId', 'programId', 'person'];
const DETAILS = [
  'address',
  'lat',
  'lon',
  'alt',
  'externalDeviceId',
  'externalServiceId',
  'externalUserId',
  'metaData',
  'notes',
];

/** What `eventDetails` may hold is checked before anything changes. */
export const eventDetails = (sent: Message): Message => {
  const details = child(sent, 'eventDetails') ?? {};
  validate('members.EventDetails', details, 'create');
  return details;
};

/** Keeps an event of a member. The same own id is taken twice: that PassKit refuses it is not documented. */
export function recordEvent(
  store: Store,
  member: PassRecord,
  eventType: string,
  details: Message = {},
): Message {
  const now = store.stamp();
  const event = {
    ...pick(details, DETAILS),
    id: newId(),
    externalId: details.externalEventId,
    member: pick(member, MINIMAL),
    eventType,
    date: now,
    created: now,
  };
  store.memberEvents.push(event);
  return event;
}

const eventsIn = (store: Store, sent: Message): Message[] => {
  const program = store.project('program', text(sent, 'programId'));
  return store.memberEvents.filter((event) => text(child(event, 'member'), 'programId') === program.id);
};

/** POST /members/program/list/events/{programId} */
export const listEvents = (store: Store, sent: Message): Message[] =>
  select(listing, eventsIn(store, sent), child(sent, 'filters'));

/** POST /members/program/count/events/{programId} */
export const countEvents = (store: Store, sent: Message): Message => ({
  total: matching(listing, eventsIn(store, sent), child(sent, 'filters')).length,
});

/** POST /members/member/list/events/{id}: no body, no pages, the first 25, oldest first. */
export function listEventsOfMember(store: Store, sent: Message): Message[] {
  const { id } = store.members.require(text(sent, 'id'));
  return store.memberEvents.filter((event) => text(child(event, 'member'), 'id') === id).slice(0, 25);
}
