// Which fields a list can be filtered and ordered by, and how each one compares: timestamps and numbers
// as numbers, everything else as text.
import { child, enumNames, type Field, fieldOf, isMap, type Message, type Value } from './messages.ts';
import { parseTimestamp } from './time.ts';

/** What can be listed: the answer's message type and, for passes, the filter fields PassKit knows. */
export interface Listing {
  type: string;
  fields?: readonly string[];
  /** The status by the clock, where it is not simply stored. */
  statusOf?: (record: Message) => string;
}

export type Comparable = string | number;

export interface Column {
  /** What a record has in this field: nothing when unset, several for a repeated field. */
  read: (record: Message) => Comparable[];
  /** Reads a filter's value; undefined when it does not fit the field. */
  parse: (wanted: string) => Comparable | undefined;
}

/** The field to filter by; undefined when the list has no such filter field. */
export function filterColumn(listing: Listing, name: string): Column | undefined {
  if (!listing.fields) return scalarColumn(listing.type, name);
  if (name.startsWith('meta.')) {
    const key = name.slice('meta.'.length);
    return key ? column('string', (record) => child(record, 'metaData')?.[key]) : undefined;
  }
  if (!name.startsWith('person.') && !listing.fields.includes(name)) return undefined;
  return orderColumn(listing, name);
}

/** The field to order by: any scalar one. */
export function orderColumn(listing: Listing, name: string): Column | undefined {
  const { statusOf } = listing;
  if (name === 'status' && statusOf) return column('string', statusOf);
  if (name.startsWith('member.')) {
    return scalarColumn('members.MemberMininmal', name.slice('member.'.length), (record) =>
      child(record, 'member'),
    );
  }
  if (name.startsWith('person.')) {
    return scalarColumn('io.Person', name.slice('person.'.length), (record) => child(record, 'person'));
  }
  return scalarColumn(listing.type, name);
}

// Templates are listed by these too, although the PassTemplate message has no such fields.
const STAMPS: Record<string, Field | undefined> = {
  created: { type: 'google.protobuf.Timestamp' },
  updated: { type: 'google.protobuf.Timestamp' },
};

function scalarColumn(
  type: string,
  name: string,
  parent: (record: Message) => Message | undefined = (record) => record,
): Column | undefined {
  const field = fieldOf(type, name) ?? STAMPS[name];
  if (!field || isMap(field)) return undefined;
  const names = enumNames(field.type);
  const scalar = names || field.type === 'google.protobuf.Timestamp' || !field.type.includes('.');
  return scalar ? column(field.type, (record) => parent(record)?.[name] ?? zero(field, names)) : undefined;
}

/** The zero value counts as a value, except for a timestamp or a repeated field. */
function zero(field: Field, names: string[] | undefined): Value {
  if (field.repeated || field.type === 'google.protobuf.Timestamp') return undefined;
  if (names) return names[0];
  return field.type === 'string' ? '' : field.type === 'bool' ? false : 0;
}

function column(type: string, read: (record: Message) => Value): Column {
  const timed = type === 'google.protobuf.Timestamp';
  const numeric = /^(u?int(32|64)|float|double)$/.test(type);
  const comparable = timed ? Date.parse : numeric ? Number : String;
  return {
    read: (record) => {
      const value = read(record);
      if (value === undefined || value === null) return [];
      return Array.isArray(value) ? value.map(String) : [comparable(String(value))];
    },
    parse: (wanted) => {
      if (timed) return /^\d+$/.test(wanted) ? Number(wanted) * 1000 : parseTimestamp(wanted);
      if (!numeric) return wanted;
      return Number.isNaN(Number(wanted)) ? undefined : Number(wanted);
    },
  };
}
