// The body of a delivery. PassKit writes it with Go's encoding/json, so enums are numbers and timestamps are
// objects; a second shape is the other way round in everything, to test readers that take both.

import {
  child,
  enumNames,
  type Field,
  fieldsOf,
  isEmpty,
  isMap,
  isMessage,
  type Message,
  type Value,
} from './messages.ts';
import { passMetaData } from './passes.ts';
import { recordData } from './recordData.ts';
import type { PassKind, PassRecord } from './records.ts';
import type { Store } from './store.ts';

export type DeliveryShape = 'numbers' | 'names';

/** The enums whose numbers are not simply their places, as far as the sandbox sets them. */
const NUMBERS: Record<string, number | undefined> = {
  MEMBERSHIP: 100,
  SINGLE_USE_COUPON: 101,
  EVENT_TICKETING: 102,
  RENDERED: 1,
  INSTALLED_APPLE: 2,
  INSTALLED_GOOGLE: 4,
  UNINSTALLED_APPLE: 1024,
  UNINSTALLED_GOOGLE: 2048,
  INVALIDATE_CONFIRMED: 524288,
  Ios: 1,
  Android: 2,
};

/** Writes the pass as it is now. */
export function deliveryBody(
  store: Store,
  shape: DeliveryShape,
  kind: PassKind,
  event: string,
  record: PassRecord,
): string {
  const wallet = passMetaData(store, record);
  const metadata = {
    status: enumValue(shape, 'io.Status', wallet.status),
    lifecycleEvents: [],
    ...shaped(shape, 'io.Metadata', wallet),
  };
  const pass = {
    id: record.id,
    classId: record[kind.scope],
    protocol: enumValue(shape, 'io.PassProtocol', kind.protocol),
    externalId: record[kind.ownId] || undefined,
    personDetails: shaped(shape, 'io.Person', child(record, 'person') ?? {}),
  };
  const rest =
    shape === 'names' ? { metaData: metadata } : { metadata, recordData: recordData(store, kind, record) };
  return JSON.stringify({ event, pass: { ...pass, ...rest } });
}

/** The fields of a message that are set. */
function shaped(shape: DeliveryShape, type: string, message: Message): Message {
  const set = (fieldsOf(type) ?? []).filter(([name, field]) => !isEmpty(field, message[name]));
  return Object.fromEntries(set.map(([name, field]) => [name, fieldValue(shape, field, message[name])]));
}

function fieldValue(shape: DeliveryShape, field: Field, value: Value): Value {
  if (isMap(field)) return value;
  if (Array.isArray(value)) return value.map((item) => fieldValue(shape, field, item));
  if (isMessage(value)) return shaped(shape, field.type, value);
  if (enumNames(field.type)) return enumValue(shape, field.type, value);
  const timed = field.type === 'google.protobuf.Timestamp' && shape === 'numbers';
  return timed ? goTimestamp(Date.parse(String(value))) : value;
}

const enumValue = (shape: DeliveryShape, type: string, value: Value): Value =>
  shape === 'names' ? value : (NUMBERS[String(value)] ?? enumNames(type)?.indexOf(String(value)));

const goTimestamp = (moment: number): Message => ({
  seconds: Math.floor(moment / 1000),
  nanos: (((moment % 1000) + 1000) % 1000) * 1_000_000,
});
