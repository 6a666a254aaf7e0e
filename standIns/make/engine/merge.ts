// How Make merges a block of `temp` into what is there: as lodash's merge. Part of a MODEL of Make's engine.
import { isRecord } from './values.ts';

/**
 * Merges collections key by key and arrays item by item; undefined never replaces a value. Arrays are the trap:
 * a shorter one leaves the tail of the longer.
 */
export function mergeTemp(under: unknown, over: unknown): unknown {
  if (over === undefined) return under;
  if (Array.isArray(over) && Array.isArray(under)) {
    return Array.from({ length: Math.max(over.length, under.length) }, (_, at) =>
      mergeTemp(under[at], over[at]),
    );
  }
  if (!isRecord(over) || !isRecord(under)) return over;
  const keys = new Set([...Object.keys(under), ...Object.keys(over)]);
  return Object.fromEntries([...keys].map((key) => [key, mergeTemp(under[key], over[key])]));
}
