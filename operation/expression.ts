// The expressions declarations are written in: data, never code. A value that only exists when an operation
// runs (an input, an earlier answer, the time) is an Expr; `evaluate` computes it, and a compiler for another
// platform prints it instead. Nothing is here that Make's built-in IML functions cannot do.
import { functions } from './functions.ts';

export type FunctionName = keyof typeof functions;

/** The data behind an expression: a path into the scope, or a function of other values. */
export type Node = { ref: readonly string[] } | { fn: FunctionName; args: readonly Template[] };

const node: unique symbol = Symbol('expression');

/** An expression. */
export interface Expr {
  readonly [node]: Node;
}

/** A reference to a value of type T; its parts are references too: `existing.person.forename`. */
export type Ref<T> = Expr & (T extends readonly unknown[] ? unknown : T extends object ? Parts<T> : unknown);
type Parts<T> = { readonly [K in keyof T]-?: Ref<NonNullable<T[K]>> };

/** Any JSON-like value with expressions in it. What evaluates to undefined is left out. */
export type Template =
  | Expr
  | string
  | number
  | boolean
  | undefined
  | readonly Template[]
  | { readonly [key: string]: Template };

/** What references point into. */
export interface Scope {
  input: Record<string, unknown>;
  /** The answers of earlier steps, by step name. */
  result: Record<string, unknown>;
  /** `now` (ISO time of the run) and `pages` (where pass pages live). */
  setting: { now: string; pages: string };
  /** The record a list is being looked through for. */
  item?: unknown;
}

/** A typed reference to a place in the scope, such as `ref<Member>('result', 'existing')`. */
export function ref<T>(...path: string[]): Ref<T> {
  return new Proxy({ [node]: { ref: path } } as Ref<T> & Record<string | symbol, unknown>, {
    get: (target, key) => (typeof key === 'symbol' ? target[key] : ref(...path, key)),
  });
}

export const isExpr = (value: unknown): value is Expr =>
  typeof value === 'object' && value !== null && (value as Partial<Expr>)[node] !== undefined;

/** The data behind an expression, for a compiler. */
export const nodeOf = (expr: Expr): Node => expr[node];

const apply =
  (fn: FunctionName) =>
  (...args: Template[]): Expr => ({ [node]: { fn, args } });

/** The first of the values that is filled. */
export const orElse = apply('orElse');
/** `choose(condition, then, otherwise)` */
export const choose = apply('choose');
/** Whether the value is neither missing nor empty. */
export const filled = apply('filled');
export const not = apply('not');
/** Whether all of the conditions hold. */
export const all = apply('all');
/** Whether any of the conditions holds. */
export const any = apply('any');
/** Whether two texts, numbers or booleans are filled and the same. */
export const equal = apply('equal');
/** Whether two texts are the same but for the case of their letters. */
export const sameText = apply('sameText');
/** Whether an ISO time is at or before another. */
export const notAfter = apply('notAfter');
/** The filled values as text, with a space between them. */
export const words = apply('words');
/** One string map on top of another; the second wins. */
export const mergeMaps = apply('mergeMaps');
/** PassKit's {year, month, day} of a date such as 1990-05-17. */
export const toPassKitDate = apply('toPassKitDate');
/** The date such as 1990-05-17 of PassKit's {year, month, day}. */
export const fromPassKitDate = apply('fromPassKitDate');
/** An ISO time for people, such as 2026-12-31 23:59 UTC. */
export const readableTime = apply('readableTime');

/** What a text stands for: `translate(value, 'from', 'to', …)`; missing when it is none of them. */
export const translate = apply('translate');
/** Whether a list holds a value. */
export const includes = apply('includes');
/** The number in a text. */
export const toNumber = apply('toNumber');
/** The ISO time of a time as a webhook writes it. */
export const toTime = apply('toTime');
/** A time as text that tells two moments apart. */
export const stamp = apply('stamp');

/** The custom fields in the data of a pass as a webhook writes it. On Make the other data stays among them. */
export const customFieldsIn = apply('customFieldsIn');

const join = apply('join');
/** Text with expressions in it: text`Coupon ${input.externalId}`. What is missing is empty text. */
export const text = (strings: TemplateStringsArray, ...holes: Template[]): Expr =>
  join(...strings.flatMap((string, index) => [string, ...holes.slice(index, index + 1)]));

/** The time of the run. */
export const now = ref<string>('setting', 'now');
/** Where pass pages live, such as https://pub1.pskt.io. */
export const pages = ref<string>('setting', 'pages');

/**
 * The value of a template in a scope. Missing values vanish from objects and arrays, and so does an object
 * that is left with nothing in it: PassKit is only sent what the user filled in.
 */
export function evaluate(template: Template, scope: Scope): unknown {
  if (isExpr(template)) {
    const data = template[node];
    if ('ref' in data) return data.ref.reduce<unknown>(step, scope);
    const compute: (...args: never[]) => unknown = functions[data.fn];
    return compute(...(data.args.map((arg) => evaluate(arg, scope)) as never[]));
  }
  if (Array.isArray(template)) {
    return template.map((item) => evaluate(item, scope)).filter((item) => item !== undefined);
  }
  if (typeof template !== 'object') return template;
  const entries = Object.entries(template)
    .map(([key, value]) => [key, evaluate(value, scope)] as const)
    .filter(([, value]) => value !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

const step = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
