// What PassKit keeps of members, as an event a bundle: the kinds to choose from, and what a user sees of one.
import { type Condition, includes, orElse, type Ref, ref, translate } from '../operation/expression.ts';
import type { Choice, Field } from '../operation/field.ts';
import type { Bundle, OutputField } from '../operation/operation.ts';
import type { MemberEvent } from '../passkit/objects.ts';
import { linkTo } from './bundle.ts';
import { eventPrefix, eventTypes } from './member.ts';
import { membership } from './membership.ts';
import { personView } from './person.ts';

/** The kinds of events, by PassKit's words. */
const choices: readonly Choice[] = Object.entries(eventTypes).map(([type, label]) => ({
  value: `${eventPrefix}${type}`,
  label,
}));

/** Which kinds of events. */
export const eventsField = { type: 'choices', label: 'Events', choices } satisfies Field;

/** Whether an event is of a kind that was chosen. */
export const isChosen = (event: Ref<MemberEvent>): Condition =>
  includes(ref<readonly string[]>('input', 'events'), event.eventType);

/** The kind of an event, for people. */
export const eventLabel = (event: Ref<MemberEvent>) =>
  translate(event.eventType, Object.fromEntries(choices.map(({ value, label }) => [value, label])));

export const eventOutput: Record<string, OutputField> = {
  id: { label: 'Event ID', type: 'text' },
  event: { label: 'Event', type: 'text' },
  occurredAt: { label: 'Occurred At', type: 'dateTime' },
  reference: { label: 'Reference', type: 'text' },
  note: { label: 'Note', type: 'text' },
  passType: { label: 'Pass Type', type: 'text' },
  passId: { label: 'PassKit ID', type: 'text' },
  externalId: { label: 'External ID', type: 'text' },
  passUrl: { label: 'Pass URL', type: 'text' },
  displayName: { label: 'Display Name', type: 'text' },
  forename: { label: 'Forename', type: 'text' },
  surname: { label: 'Surname', type: 'text' },
  emailAddress: { label: 'Email Address', type: 'text' },
  mobileNumber: { label: 'Mobile Number', type: 'text' },
  programId: { label: 'Program ID', type: 'text' },
  tierId: { label: 'Tier ID', type: 'text' },
  // What the steps that move points keep here; others may keep anything.
  metaData: {
    label: 'Event Data',
    type: 'keyValues',
    parts: { points: 'Points', secondaryPoints: 'Secondary Points', tierPoints: 'Tier Points' },
  },
};

const event = ref<MemberEvent>('item');
const { dateOfBirth: _dateOfBirth, ...person } = personView(event.member.person);

/** The bundle of an event, the `item` of the scope. It holds the member as they were then, and no balance. */
export const eventBundle: Bundle = {
  ...person,
  id: event.id,
  event: event.eventType,
  occurredAt: orElse(event.date, event.created),
  reference: event.externalId,
  note: event.notes,
  passType: membership.passType,
  passId: event.member.id,
  externalId: event.member.externalId,
  passUrl: linkTo(event.member.id),
  // The list is that of the program; whether its lines name it once more is not known.
  programId: orElse(event.member.programId, ref<string>('input', 'programId')),
  tierId: event.member.tierId,
  metaData: event.metaData,
};

export const eventSample: Record<string, unknown> = {
  id: '5aBcDeFgHiJkLmNoPqRsTu',
  event: `${eventPrefix}POINTS_EARNED`,
  occurredAt: '2026-11-20T09:30:00Z',
  reference: 'order-1001',
  note: 'Two coffees',
  passType: membership.passType,
  passId: '1aBcDeFgHiJkLmNoPqRsTu',
  externalId: 'row-1001',
  passUrl: 'https://pub1.pskt.io/1aBcDeFgHiJkLmNoPqRsTu',
  displayName: 'Jane Doe',
  forename: 'Jane',
  surname: 'Doe',
  emailAddress: 'jane@example.com',
  mobileNumber: '+447700900123',
  programId: '2aBcDeFgHiJkLmNoPqRsTu',
  tierId: 'gold',
  metaData: { points: '50' },
};
