// One delivery of PassKit's webhooks, read as the bundle that every other operation returns. PassKit writes enums as
// numbers or names, times as {seconds, nanos} or text, `metadata` or `metaData`, with or without `recordData`.
import {
  all,
  any,
  choose,
  customFieldsIn,
  type Expr,
  equal,
  fromPassKitDate,
  includes,
  not,
  now,
  orElse,
  type PassKitDate,
  ref,
  stamp,
  text,
  toNumber,
  toTime,
  translate,
  type WebhookTime,
  when,
} from '../operation/expression.ts';
import type { OutputField } from '../operation/operation.ts';
import { value } from '../operation/step.ts';
import type { DeliveryReading } from '../operation/trigger.ts';
import { completed } from '../passes/bundle.ts';
import { kindOf, passTypes } from '../passes/kinds.ts';
import { passOutput, sampleOf } from '../passes/output.ts';
import { eventNumbers, listened, passEvents, withinEvents } from './passEvents.ts';

const pass = (...path: string[]) => ref<string>('item', 'pass', ...path);
const record = (key: string) => pass('recordData', key);
const person = (key: string) => orElse(pass('personDetails', key), record(`person.${key}`));

const named = ref<string>('item', 'event');
const toldName = translate(named, eventNumbers, named);
const told = value('told', toldName);
const is = (name: string) => equal(told.result, name);

const types = passTypes.map(kindOf);
const protocol = pass('protocol');
const passTypeName = translate(
  protocol,
  Object.fromEntries(
    types.flatMap(({ protocol: { number, name }, passType }) => [
      [number, passType],
      [name, passType],
    ]),
  ),
);
const passType = value('passType', passTypeName);

interface WalletData {
  /** By name, or as a number. */
  lifecycleEvents: readonly (string | number)[];
  firstInstalledAt: WebhookTime;
  lastInstalledAt: WebhookTime;
  lastUninstalledAt: WebhookTime;
  invalidatedAt: WebhookTime;
  lastUpdatedAt: WebhookTime;
  issueAt: WebhookTime;
}
const wallet = value(
  'wallet',
  orElse(ref<WalletData>('item', 'pass', 'metadata'), ref<WalletData>('item', 'pass', 'metaData')),
);
const {
  lifecycleEvents,
  lastInstalledAt,
  firstInstalledAt,
  lastUninstalledAt,
  invalidatedAt,
  lastUpdatedAt,
  issueAt,
} = wallet.result;

const happened = value(
  'happened',
  orElse<WebhookTime>(
    when(is('PASS_EVENT_INSTALLED'), orElse<WebhookTime>(lastInstalledAt, firstInstalledAt)),
    when(is('PASS_EVENT_UNINSTALLED'), lastUninstalledAt),
    when(is('PASS_EVENT_INVALIDATED'), invalidatedAt),
    lastUpdatedAt,
    issueAt,
  ),
);

/** What each pass type writes under its own name: the first that is there. */
const delivered = (key: string) =>
  orElse(...types.flatMap(({ delivered: { [key]: name } }) => (name ? [record(name)] : [])));

const wasPutInto = (device: string, name: string, number: number) =>
  value(device, any(includes(lifecycleEvents, name), includes(lifecycleEvents, number)));
const apple = wasPutInto('apple', 'INSTALLED_APPLE', 2);
const google = wasPutInto('google', 'INSTALLED_GOOGLE', 4);
/** Where the pass is, as far as what has ever happened to it tells. */
const installedIn = choose(
  apple.result,
  when(not(google.result), 'Apple Wallet'),
  when(google.result, 'Google Wallet'),
);

/** Whether it is an event that PassKit has no name for, and that somebody listens to. */
const isOneOfOurs = (name: Expr<string>, { event, within }: (typeof withinEvents)[number]) =>
  all(equal(name, within.event), includes(listened, event), equal(record(within.name), within.status));
const eventIn = (name: Expr<string>): Expr<string> =>
  withinEvents.reduceRight<Expr<string>>(
    (rest, one) => choose(isOneOfOurs(name, one), one.event, rest),
    name,
  );
const event = value('event', eventIn(told.result));
/** What the ID of the bundle begins with. */
const head = value('head', text`${pass('id')}-${eventIn(told.result)}-`);
/** Ours happen to a pass once in its life: what stands in the ID in place of a time, so that telling it again makes no second one. */
const once = value('once', when(any(...withinEvents.map((one) => isOneOfOurs(told.result, one))), 'once'));

const status = value(
  'status',
  passEvents.reduceRight<Expr<string>>(
    (rest, { event, status }) => (status ? choose(is(event), status, rest) : rest),
    delivered('status'),
  ),
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

const projects: Readonly<Record<string, Expr<string>>> = Object.fromEntries(
  types.map((kind) => [kind.project.key, when(equal(passType.result, kind.passType), pass('classId'))]),
);

/** What only some pass types have, such as a tier. */
const variants: Record<string, Expr> = Object.fromEntries(
  [...new Set(types.flatMap((kind) => Object.keys(kind.delivered)))]
    .filter((key) => key !== 'externalId' && key !== 'status')
    .map((key) => [key, passOutput[key]?.type === 'number' ? toNumber(delivered(key)) : delivered(key)]),
);

export const delivery: DeliveryReading = {
  told: toldName,
  event: eventIn(toldName),
  passType: passTypeName,
  project: pass('classId'),
  values: [
    [told, passType, wallet],
    [event, head, once, happened, apple, google, status],
  ],
  bundle: {
    ...completed(passType.result, {
      id: pass('id'),
      externalId: orElse(pass('externalId'), delivered('externalId')),
      status: status.result,
      expiryDate: record('universal.expiryDate'),
      created: toTime(issueAt),
      updated: toTime(lastUpdatedAt),
      displayName: person('displayName'),
      forename: person('forename'),
      surname: person('surname'),
      emailAddress: person('emailAddress'),
      mobileNumber: person('mobileNumber'),
      dateOfBirth: fromPassKitDate(ref<PassKitDate>('item', 'pass', 'personDetails', 'dateOfBirth')),
      ...projects,
      ...variants,
      redemptionDate: when(
        any(...passEvents.filter(({ date }) => date === 'redemptionDate').map(({ event }) => is(event))),
        toTime(happened.result),
      ),
      metaData: customFieldsIn(ref<object>('item', 'pass', 'recordData')),
    }),
    // The same delivery twice has the same ID; the fingerprint of its body stands in where it tells no time.
    id: text`${head.result}${orElse(once.result, stamp(happened.result), ref<string>('item', 'fingerprint'))}`,
    passId: pass('id'),
    event: event.result,
    occurredAt: orElse(toTime(happened.result), now),
    wallet: orElse(
      translate(record('universal.installDeviceAttributes'), {
        Ios: 'Apple Wallet',
        Android: 'Google Wallet',
      }),
      installedIn,
    ),
  },
};

/** The sample of a trigger for an event, of a pass of this type. */
export function triggerSample(
  name: string,
  passType: string = types[0]?.passType ?? '',
): Record<string, unknown> {
  const example = sampleOf(passType);
  const { within, status = within?.status, date } = passEvents.find(({ event }) => event === name) ?? {};
  const occurredAt = '2026-11-20T09:30:00Z';
  const values: Record<string, unknown> = {
    ...example,
    ...(status && { status }),
    ...(date && { [date]: occurredAt }),
    id: `${example.id}-${name}-${within ? 'once' : '1795167000.0'}`,
    passId: example.id,
    event: name,
    occurredAt,
    wallet: name === 'PASS_EVENT_INSTALLED' ? 'Apple Wallet' : null,
  };
  return Object.fromEntries(Object.keys(triggerOutput).map((key) => [key, values[key] ?? null]));
}
