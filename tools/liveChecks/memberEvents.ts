// Live checks of points, visits and the events they leave, which are tried by hand.
import type { Checks } from './check.ts';

const list = 'POST /members/program/list/events/{programId}';

export const memberEvents: Checks = {
  'event-id-twice': {
    assumption:
      'A second event with the same `externalEventId` is taken: PassKit does not refuse it, so an earlier try is looked for first.',
    where: ['passes/points.ts', 'passes/visits.ts'],
    settles: 'PUT /members/member/points/earn, twice with the same eventDetails.externalEventId',
  },
  'event-list': {
    assumption:
      'The list of events can be filtered by `member.id` and ordered by `created`, sends 1,000 at once, and shows an event as soon as its call has been answered.',
    where: ['passes/member.ts', 'make/whether.ts'],
    settles: list,
  },
  'event-list-created': {
    assumption:
      'The list of events can be filtered by `created`, which is the time an event was recorded; an event stands in it within 30 seconds. Whether it can be filtered by `eventType` is not known, so kinds are compared in the answer.',
    where: ['searches/findMemberEvents.ts', 'triggers/memberEvent.ts', 'make/polling.ts'],
    settles: `${list} with a filter on created, then with one on eventType`,
  },
  'event-kinds': {
    assumption:
      'Every change of points, visit and change of tier leaves an event, whoever made it: the API, the portal or a scanner.',
    where: ['triggers/memberEvent.ts'],
    settles: `${list} after a scan and after a change in the portal`,
  },
  'event-reference': {
    assumption:
      '`eventDetails.externalEventId` comes back as `externalId` of the event, and `metaData` as it was sent.',
    where: ['passes/member.ts', 'passes/points.ts'],
    settles: `PUT /members/member/points/earn, then ${list}`,
  },
  'burn-below-zero': {
    assumption:
      'What PassKit answers when more points are burned than there are is not known, and a tier may allow it; the balance is read before.',
    where: ['creates/burnPoints.ts'],
    settles: 'PUT /members/member/points/burn',
  },
  'points-of-expired': {
    assumption: 'Points of a member who has expired can be moved; a refusal is passed on in PassKit’s words.',
    where: ['passes/points.ts'],
    settles: 'PUT /members/member/points/earn for an expired member',
  },
  'check-in-twice': {
    assumption: 'A member who is checked in can be checked in again, and one who has expired too.',
    where: ['passes/visits.ts'],
    settles: 'POST /members/member/checkIn, twice',
  },
  'renew-expired': {
    assumption: 'A later expiry date makes a membership that has expired run again, with its status.',
    where: ['creates/renewMembership.ts'],
    settles: 'PUT /members/member/updateExpiry for an expired member',
  },
};
