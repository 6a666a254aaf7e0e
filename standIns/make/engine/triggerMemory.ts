// What a polling trigger remembers: the last item it gave, and which items are new. Part of a MODEL of Make's
// engine: its documentation names `lastDate` and `lastID`, the rest is described by third parties.
import { DateTime } from 'luxon';
import { ModelError } from './errors.ts';
import { isRecord } from './values.ts';

export type TriggerType = 'date' | 'id';

/** An item as it was read, with `trigger.id` and `trigger.date`. */
export interface Entry {
  bundle: unknown;
  id: string | number;
  /** What counts for the order: the time of the date, or the id. */
  place: number;
}

/** The last item given: its place, and the ids that were given at it. */
export interface Memory {
  place: number;
  id: string | number | undefined;
  ids: readonly (string | number)[];
}

/** An item by what its templates gave. */
export function toEntry(type: TriggerType, value: unknown): Entry {
  const { id, date, bundle } = isRecord(value) ? value : {};
  if (typeof id !== 'number' && (typeof id !== 'string' || id === '')) {
    throw new ModelError(`trigger.id gives ${JSON.stringify(id)}`);
  }
  return { bundle, id, place: type === 'date' ? timeOf(date) : numericId(id) };
}

/** The time of a date or of ISO text. */
export function timeOf(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  const date = typeof value === 'string' ? DateTime.fromISO(value, { zone: 'UTC' }) : undefined;
  if (date?.isValid) return date.toMillis();
  throw new ModelError(`Not a date: ${JSON.stringify(value)}`);
}

function numericId(id: string | number): number {
  if (typeof id === 'number' || /^\d+$/.test(id)) return Number(id);
  throw new ModelError(`A trigger by id whose ids have no order: ${id}`);
}

/** The memory of a trigger that starts at a date, or after an id. */
export function startingAt(from: Date | number, type: TriggerType): Memory {
  if (type === 'date' && from instanceof Date) return { place: from.getTime(), id: undefined, ids: [] };
  if (type === 'id' && typeof from === 'number') return { place: from, id: from, ids: [from] };
  throw new ModelError(`A trigger by ${type} does not start at ${String(from)}`);
}

/** The entries, which must come as `trigger.order` says: Make would miss items or repeat them otherwise. */
export function checkOrder(order: 'asc' | 'desc' | 'unordered', entries: Entry[]): Entry[] {
  const sign = { asc: 1, desc: -1, unordered: 0 }[order];
  const misplaced = entries.find(({ place }, at) => sign * (place - (entries[at - 1]?.place ?? place)) < 0);
  if (misplaced) throw new ModelError(`trigger.order is ${order}, but ${misplaced.id} does not come so`);
  return entries;
}

/** Older than what was given last, so nothing before it in time can be new. */
export const isOlder = (entry: Entry, memory: Memory | undefined): boolean =>
  memory !== undefined && entry.place < memory.place;

export const isNew = (entry: Entry, memory: Memory | undefined): boolean =>
  memory === undefined ||
  entry.place > memory.place ||
  (entry.place === memory.place && !memory.ids.includes(entry.id));

/** Oldest first; items of one time by their ids. */
export const ascending = (a: Entry, b: Entry): number => a.place - b.place || (a.id < b.id ? -1 : 1);

/** What is remembered once these items, oldest first, were given. */
export function remembering(given: readonly Entry[], memory: Memory | undefined): Memory | undefined {
  const last = given.at(-1);
  if (!last) return memory;
  const ids = given.filter(({ place }) => place === last.place).map(({ id }) => id);
  const earlier = memory?.place === last.place ? memory.ids : [];
  return { place: last.place, id: last.id, ids: [...earlier, ...ids] };
}

/** The variable `data` of a trigger. */
export function memoryVariable(type: TriggerType, memory: Memory | undefined): Record<string, unknown> {
  if (!memory) return {};
  return { lastID: memory.id, ...(type === 'date' && { lastDate: new Date(memory.place) }) };
}
