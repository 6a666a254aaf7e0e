// The text functions of IML. Part of a MODEL of Make's engine, not Make.
import { ModelError } from '../errors.ts';
import { isNothing, toText } from '../values.ts';
import { arrayOf, define, numberOf, optionalNumber } from './define.ts';

function length([value]: readonly unknown[]): number {
  if (isNothing(value)) return 0;
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  throw new ModelError('length of a value that is neither text nor an array');
}

const contains = ([within, value]: readonly unknown[]): boolean =>
  Array.isArray(within) ? within.includes(value) : toText(within).includes(toText(value));

/** '/…/flags' is a regular expression, and any other text stands for itself, everywhere it occurs. */
function replace([value, search, replacement]: readonly unknown[]): string {
  const regular = /^\/(.+)\/([a-z]*)$/s.exec(toText(search));
  if (regular) return toText(value).replace(new RegExp(regular[1] ?? '', regular[2]), toText(replacement));
  return toText(search) === ''
    ? toText(value)
    : toText(value).replaceAll(toText(search), () => toText(replacement));
}

const split = ([value, separator]: readonly unknown[]): string[] =>
  toText(value)
    .split(toText(separator))
    .map((part) => part.trim())
    .filter((part) => part !== '');

export const text = {
  length: define(1, 1, length),
  lower: define(1, 1, ([value]) => toText(value).toLowerCase()),
  upper: define(1, 1, ([value]) => toText(value).toUpperCase()),
  trim: define(1, 1, ([value]) => toText(value).trim()),
  toString: define(1, 1, ([value]) => toText(value)),
  substring: define(2, 3, ([value, start, end]) =>
    toText(value).substring(numberOf(start), optionalNumber(end)),
  ),
  contains: define(2, 2, contains),
  indexOf: define(2, 3, ([value, search, start]) =>
    toText(value).indexOf(toText(search), optionalNumber(start)),
  ),
  replace: define(3, 3, replace),
  split: define(2, 2, split),
  join: define(2, 2, ([items, separator]) => arrayOf(items).map(toText).join(toText(separator))),
};
