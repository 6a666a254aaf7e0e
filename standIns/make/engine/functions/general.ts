// The general and mathematical functions of IML. Part of a MODEL of Make's engine, not Make.
import { ModelError } from '../errors.ts';
import { isEqual } from '../operators.ts';
import { isNothing, toText } from '../values.ts';
import { define, numberOf } from './define.ts';

const numbers = (args: readonly unknown[]): number[] => {
  const [only] = args;
  return (args.length === 1 && Array.isArray(only) ? only : args).map(numberOf);
};

const choose = ([value, ...cases]: readonly unknown[]): unknown => {
  for (let at = 0; at + 1 < cases.length; at += 2) if (isEqual(value, cases[at])) return cases[at + 1];
  return cases.length % 2 === 1 ? cases.at(-1) : undefined;
};

function parseNumber([value, separator]: readonly unknown[]): number {
  if (typeof value === 'number') return value;
  const text = toText(value).trim();
  const plain = separator === ',' ? text.replace(',', '.') : text;
  if (!/^[+-]?\d+(\.\d+)?$/.test(plain)) throw new ModelError(`parseNumber of '${text}': sources are silent`);
  return Number(plain);
}

export const general = {
  // The evaluator itself runs `if`, which is lazy.
  if: define(3, 3, ([condition, yes, no]) => (condition ? yes : no)),
  ifempty: define(2, 2, ([value, other]) => (isNothing(value) || value === '' ? other : value)),
  switch: define(3, Number.POSITIVE_INFINITY, choose),
  isArray: define(1, 1, ([value]) => Array.isArray(value)),
  parseNumber: define(1, 2, parseNumber),
  round: define(1, 1, ([value]) => Math.round(numberOf(value))),
  floor: define(1, 1, ([value]) => Math.floor(numberOf(value))),
  ceil: define(1, 1, ([value]) => Math.ceil(numberOf(value))),
  min: define(1, Number.POSITIVE_INFINITY, (args) => Math.min(...numbers(args))),
  max: define(1, Number.POSITIVE_INFINITY, (args) => Math.max(...numbers(args))),
  sum: define(1, Number.POSITIVE_INFINITY, (args) =>
    numbers(args).reduce((total, value) => total + value, 0),
  ),
};
