// The operators of IML. Part of a MODEL of Make's engine, written from its documentation: where the sources
// disagree (strict or loose comparison) or are silent, the operands are refused.
import { ModelError } from './errors.ts';
import { isNothing, kindOf, toText } from './values.ts';

/** The value of `left operator right`. */
export function operate(operator: string, left: unknown, right: unknown): unknown {
  switch (operator) {
    case '&':
      return Boolean(left) && Boolean(right);
    case '|':
      return Boolean(left) || Boolean(right);
    case '=':
      return isEqual(left, right);
    case '!=':
      return !isEqual(left, right);
    case '+':
      return plus(left, right);
    case '*':
    case '/':
    case '%':
    case '-':
      return calculate(operator, number(left), number(right));
    default:
      return compare(operator, left, right);
  }
}

/** Whether two values are the same. Values of different kinds are refused, except null and undefined. */
export function isEqual(left: unknown, right: unknown): boolean {
  if (isNothing(left) || isNothing(right)) return isNothing(left) && isNothing(right);
  const kind = kindOf(left);
  if (kind !== kindOf(right))
    throw new ModelError(`${kind} = ${kindOf(right)}: sources disagree on the answer`);
  if (kind === 'date' || kind === 'array' || kind === 'collection') {
    throw new ModelError(`= on ${kind}: it may compare identity`);
  }
  return left === right;
}

function plus(left: unknown, right: unknown): unknown {
  if (isNothing(left)) return right;
  if (isNothing(right)) return left;
  if (typeof left === 'string' || typeof right === 'string') return toText(left) + toText(right);
  return decimal(number(left) + number(right));
}

function calculate(operator: string, left: number, right: number): number {
  if (operator === '-') return left - right;
  if (operator === '*') return decimal(left * right);
  if (right === 0) throw new ModelError(`${left} ${operator} 0`);
  return decimal(operator === '/' ? left / right : left % right);
}

function compare(operator: string, left: unknown, right: unknown): boolean {
  const a = left instanceof Date && right instanceof Date ? left.getTime() : number(left);
  const b = left instanceof Date && right instanceof Date ? right.getTime() : number(right);
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

// Make calculates with decimals: 0.1 + 0.2 is 0.3.
const decimal = (value: number): number => Number(value.toPrecision(15));

function number(value: unknown): number {
  if (typeof value === 'number') return value;
  throw new ModelError(`A number expected instead of ${kindOf(value)}`);
}
