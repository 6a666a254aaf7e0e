// The filters between the modules of a scenario. Part of a MODEL of Make's scenario engine, not Make: it knows the
// operators below, and refuses operands of which sources do not say how they compare.
import { SCENARIO } from '../engine/dialect.ts';
import { MakeError, ModelError } from '../engine/errors.ts';
import { type Context, evaluate } from '../engine/iml.ts';
import { isNothing, toText } from '../engine/values.ts';
import type { Condition, Filter } from './blueprint.ts';

type Compare = (a: unknown, b: unknown) => boolean;

const isBlank = (value: unknown): boolean => isNothing(value) || value === '';

const texts =
  (holds: (a: string, b: string) => boolean): Compare =>
  (a, b) =>
    holds(toText(a), toText(b));
const folded = (holds: (a: string, b: string) => boolean) =>
  texts((a, b) => holds(a.toLowerCase(), b.toLowerCase()));
const numbers =
  (holds: (a: number, b: number) => boolean): Compare =>
  (a, b) =>
    holds(numberOf(a), numberOf(b));

const equal = <T>(a: T, b: T) => a === b;
const contains = (a: string, b: string) => a.includes(b);

const PAIRS = new Map<string, Compare>([
  ['text:equal', texts(equal)],
  ['text:equal:ci', folded(equal)],
  ['text:notequal', texts((a, b) => a !== b)],
  ['text:notequal:ci', folded((a, b) => a !== b)],
  ['text:contain', texts(contains)],
  ['text:contain:ci', folded(contains)],
  ['text:notcontain', texts((a, b) => !a.includes(b))],
  ['text:notcontain:ci', folded((a, b) => !a.includes(b))],
  ['number:equal', numbers(equal)],
  ['number:notequal', numbers((a, b) => a !== b)],
  ['number:greater', numbers((a, b) => a > b)],
  ['number:greaterorequal', numbers((a, b) => a >= b)],
  ['number:less', numbers((a, b) => a < b)],
  ['number:lessorequal', numbers((a, b) => a <= b)],
  ['boolean:equal', (a, b) => booleanOf(a) === booleanOf(b)],
  ['boolean:notequal', (a, b) => booleanOf(a) !== booleanOf(b)],
]);
const SINGLES = new Map<string, (a: unknown) => boolean>([
  ['exist', (a) => !isBlank(a)],
  ['notexist', isBlank],
]);

/** Throws a ModelError for an operator this model does not know, or one with too few or too many operands. */
export function checkFilter({ conditions }: Filter): void {
  for (const { o, b } of conditions.flat()) {
    if (!PAIRS.has(o) && !SINGLES.has(o)) throw new ModelError(`Unknown operator ${o} in a filter`);
    if (SINGLES.has(o) !== (b === undefined)) throw new ModelError(`${o} with too many or too few operands`);
  }
}

/** Whether a filter lets a bundle through; without a filter it always goes on. */
export function passes(filter: Filter | undefined, context: Context): boolean {
  try {
    return !filter || filter.conditions.some((group) => group.every((one) => holds(one, context)));
  } catch (error) {
    if (!(error instanceof MakeError)) throw error;
    throw new ModelError(`A filter that fails, and sources do not say whose error it is: ${error.message}`);
  }
}

function holds({ a, o, b }: Condition, context: Context): boolean {
  const left = evaluate(a, context, SCENARIO);
  const single = SINGLES.get(o);
  if (single) return single(left);
  const right = evaluate(b, context, SCENARIO);
  if (isNothing(left) || isNothing(right)) {
    throw new ModelError(`${a} ${o} ${b}: a value is not there, put a condition with exist before this one`);
  }
  const compare = PAIRS.get(o);
  if (!compare) throw new ModelError(`Unknown operator ${o} in a filter`);
  return compare(left, right);
}

/** A number, or a text that is one: a blueprint writes numbers as text. */
function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  throw new ModelError(`A filter for numbers with ${JSON.stringify(value)}`);
}

function booleanOf(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  throw new ModelError(`A filter for booleans with ${JSON.stringify(value)}`);
}
