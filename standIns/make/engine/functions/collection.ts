// The collection functions of IML. Part of a MODEL of Make's engine, not Make.
import { toText, valueAt } from '../values.ts';
import { arrayOf, collectionOf, define } from './define.ts';

const entriesWhere = (value: unknown, keep: (key: string) => boolean): Record<string, unknown> =>
  Object.fromEntries(Object.entries(collectionOf(value)).filter(([key]) => keep(key)));

const toCollection = ([items, key, value]: readonly unknown[]): Record<string, unknown> =>
  Object.fromEntries(arrayOf(items).map((item) => [toText(valueAt(item, key)), valueAt(item, value)]));

export const collection = {
  get: define(2, 2, ([value, path]) => valueAt(value, path)),
  keys: define(1, 1, ([value]) => Object.keys(collectionOf(value))),
  omit: define(2, Number.POSITIVE_INFINITY, ([value, ...names]) =>
    entriesWhere(value, (key) => !names.includes(key)),
  ),
  pick: define(2, Number.POSITIVE_INFINITY, ([value, ...names]) =>
    entriesWhere(value, (key) => names.includes(key)),
  ),
  toCollection: define(3, 3, toCollection),
  toArray: define(1, 1, ([value]) =>
    Object.entries(collectionOf(value)).map(([key, inner]) => ({ key, value: inner })),
  ),
};
