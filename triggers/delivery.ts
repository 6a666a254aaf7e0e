// One delivery of PassKit's webhooks, read as the bundle that every other operation returns. PassKit writes enums as
// numbers or names, times as {seconds, nanos} or text, `metadata` or `metaData`, with or without `recordData`.
import {
  choose,
  customFieldsIn,
  equal,
  fromPassKitDate,
  now,
  orElse,
  ref,
  stamp,
  type Template,
  text,
  toNumber,
  toTime,
  translate,
} from '../operation/expression.ts';
import type { Bundle, OutputField } from '../operation/operation.ts';
import type { DeliveryReading } from '../operation/trigger.ts';
import { passBundle, passOutput, sample } from '../passes/bundle.ts';
import { eventNames } from './passEvents.ts';

const pass = (...path: string[]) => ref<string>('item', 'pass', ...path);
const record = (key: string) => pass('recordData', key);
const wallet = (key: string) => orElse(pass('metadata', key), pass('metaData', key));
const person = (key: string) => orElse(pass('personDetails', key), record(`person.${key}`));

const named = ref<string>('item', 'event');
const event = translate(named, ...eventNames);
const passType = translate(
  pass('protocol'),
  ...['100', 'membership', 'MEMBERSHIP', 'membership', '101', 'coupon', 'SINGLE_USE_COUPON', 'coupon'],
  ...['102', 'eventTicket', 'EVENT_TICKETING', 'eventTicket'],
);
const project = pass('classId');
const projectOf = (type: string) => choose(equal(passType, type), project);

// PassKit writes the event by its name; a number, should one come, is only told apart in `event`.
const when = (name: string, value: Template) => choose(equal(named, name), value);
const happened = orElse(
  when('PASS_EVENT_INSTALLED', orElse(wallet('lastInstalledAt'), wallet('firstInstalledAt'))),
  when('PASS_EVENT_UNINSTALLED', wallet('lastUninstalledAt')),
  when('PASS_EVENT_INVALIDATED', wallet('invalidatedAt')),
  wallet('lastUpdatedAt'),
  wallet('issueAt'),
);

const status = orElse(
  when('PASS_EVENT_RECORD_DELETED', 'DELETED'),
  when('COUPON_EVENT_REDEEMED', 'REDEEMED'),
  record('members.member.status'),
  record('singleUseCoupons.coupon.status'),
  record('eventTickets.ticket.status'),
);

const { id: _id, ...rest } = passOutput;

/** The keys of every bundle of a trigger. */
export const triggerOutput: Record<string, OutputField> = {
  id: { label: 'Event ID', type: 'text' },
  passId: { label: 'PassKit ID', type: 'text' },
  event: { label: 'Event', type: 'text' },
  occurredAt: { label: 'Occurred At', type: 'dateTime' },
  wallet: { label: 'Wallet', type: 'text' },
  ...rest,
};

const bundle: Bundle = {
  ...passBundle({ passType }, pass('id'), {
    externalId: orElse(
      pass('externalId'),
      record('members.member.externalId'),
      record('singleUseCoupons.coupon.externalId'),
      record('eventTickets.ticket.ticketNumber'),
    ),
    status,
    expiryDate: record('universal.expiryDate'),
    created: toTime(wallet('issueAt')),
    updated: toTime(wallet('lastUpdatedAt')),
    displayName: person('displayName'),
    forename: person('forename'),
    surname: person('surname'),
    emailAddress: person('emailAddress'),
    mobileNumber: person('mobileNumber'),
    dateOfBirth: fromPassKitDate(pass('personDetails', 'dateOfBirth')),
    programId: projectOf('membership'),
    tierId: record('members.tier.id'),
    points: toNumber(record('members.member.points')),
    campaignId: projectOf('coupon'),
    offerId: record('singleUseCoupons.offer.id'),
    productionId: projectOf('eventTicket'),
    eventId: record('eventTickets.event.id'),
    ticketTypeId: record('eventTickets.ticketType.id'),
    redemptionDate: when('COUPON_EVENT_REDEEMED', toTime(happened)),
    metaData: customFieldsIn(pass('recordData')),
  }),
  passId: pass('id'),
  event,
  occurredAt: orElse(toTime(happened), now),
  wallet: translate(
    record('universal.installDeviceAttributes'),
    ...['Ios', 'Apple Wallet', 'Android', 'Google Wallet'],
  ),
  // The same delivery twice has the same ID; the fingerprint of its body stands in where it tells no time.
  id: text`${pass('id')}-${event}-${orElse(stamp(happened), ref<string>('item', 'fingerprint'))}`,
};

export const delivery: DeliveryReading = { event, passType, project, bundle };

/** The sample of a trigger for an event. */
export function triggerSample(name: string, coupon = false): Record<string, unknown> {
  const example = coupon ? sample.coupon : sample.membership;
  const values: Record<string, unknown> = {
    ...example,
    ...(name === 'COUPON_EVENT_REDEEMED' && { status: 'REDEEMED', redemptionDate: '2026-11-20T09:30:00Z' }),
    id: `${example.id}-${name}-1795167000.0`,
    passId: example.id,
    event: name,
    occurredAt: '2026-11-20T09:30:00Z',
    wallet: name === 'PASS_EVENT_INSTALLED' ? 'Apple Wallet' : null,
  };
  return Object.fromEntries(Object.keys(triggerOutput).map((key) => [key, values[key] ?? null]));
}
