// The array functions of IML. Part of a MODEL of Make's engine, not Make.
import { ModelError } from '../errors.ts';
import { isNothing, kindOf, toText, valueAt } from '../values.ts';
import { arrayOf, define, numberOf, optionalNumber } from './define.ts';

/** `map(array, key)`, or with a filter: `map(array, key, filterKey, 'value1,value2')`. */
function map([items, key, filterKey, filterValues]: readonly unknown[]): unknown[] {
  const wanted = isNothing(filterKey) ? undefined : toText(filterValues).split(',');
  return arrayOf(items)
    .filter((item) => !wanted || wanted.includes(toText(valueAt(item, filterKey))))
    .map((item) => valueAt(item, key));
}

function distinct([items, key]: readonly unknown[]): unknown[] {
  const seen = new Map<string, unknown>();
  for (const item of arrayOf(items)) {
    const value = isNothing(key) ? item : valueAt(item, key);
    const name = typeof value === 'object' ? JSON.stringify(value) : String(value);
    if (!seen.has(name)) seen.set(name, item);
  }
  return [...seen.values()];
}

/** `sort(array, 'asc' | 'desc' | 'asc ci' | 'desc ci', key)` */
function sort([items, order, key]: readonly unknown[]): unknown[] {
  const [direction = 'asc', ignoreCase] = toText(order).split(' ').filter(Boolean);
  if (!/^(asc|desc)( ci)?$/.test([direction, ignoreCase].filter(Boolean).join(' '))) {
    throw new ModelError(`Unknown order ${toText(order)}`);
  }
  const weigh = (item: unknown): string | number => {
    const value = isNothing(key) ? item : valueAt(item, key);
    if (typeof value === 'string') return ignoreCase ? value.toLowerCase() : value;
    return value instanceof Date ? value.getTime() : numberOf(value);
  };
  const sign = direction === 'asc' ? 1 : -1;
  return arrayOf(items).toSorted((left, right) => {
    const [a, b] = [weigh(left), weigh(right)];
    if (typeof a !== typeof b) throw new ModelError(`sort of ${kindOf(a)} with ${kindOf(b)}`);
    return a === b ? 0 : sign * (a < b ? -1 : 1);
  });
}

export const list = {
  first: define(1, 1, ([items]) => arrayOf(items).at(0)),
  last: define(1, 1, ([items]) => arrayOf(items).at(-1)),
  add: define(2, Number.POSITIVE_INFINITY, ([items, ...values]) => [...arrayOf(items), ...values]),
  remove: define(2, Number.POSITIVE_INFINITY, ([items, ...values]) =>
    arrayOf(items).filter((item) => !values.includes(item)),
  ),
  merge: define(1, Number.POSITIVE_INFINITY, (arrays) => arrays.flatMap((items) => [...arrayOf(items)])),
  flatten: define(1, 1, ([items]) => arrayOf(items).flat()),
  slice: define(2, 3, ([items, start, end]) => arrayOf(items).slice(numberOf(start), optionalNumber(end))),
  reverse: define(1, 1, ([items]) => arrayOf(items).toReversed()),
  map: define(2, 4, map),
  distinct: define(1, 2, distinct),
  sort: define(1, 3, sort),
};
