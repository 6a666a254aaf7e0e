// The expressions declarations are written in: data, never code. A value that only exists when an operation
// runs (an input, an earlier answer, the time) is an Expr; `evaluate` computes it, and a compiler for another
// platform prints it instead. Nothing is here that Make's built-in IML functions cannot do.
import { functions, type Unit } from './functions.ts';

export type FunctionName = keyof typeof functions;

/** The data behind an expression: a path into the scope, or a function of other values. */
export type Node = { ref: readonly string[] } | { fn: FunctionName; args: readonly Template[] };

const node: unique symbol = Symbol('expression');
declare const valueType: unique symbol;

/** An expression whose value, where it is not missing, is a T. */
export interface Expr<out T = unknown> {
  readonly [node]: Node;
  readonly [valueType]?: T;
}

/** A reference to a value of type T; its parts are references too: `existing.person.forename`. */
export type Ref<T> = Expr<T> &
  (T extends readonly unknown[] ? unknown : T extends object ? Parts<T> : unknown);
type Parts<T> = { readonly [K in keyof T]-?: Ref<NonNullable<T[K]>> };

type Scalar = string | number | boolean;
/** An expression of a T, or a T that is known already; undefined is a missing value. */
export type Value<T> = Expr<T> | (unknown extends T ? Scalar : Extract<T, Scalar>) | undefined;
export type Condition = Expr<boolean> | boolean;

/** Any JSON-like value with expressions in it. What evaluates to undefined is left out. */
export type Template = Expr | Scalar | undefined | readonly Template[] | { readonly [key: string]: Template };

/** What references point into. */
export interface Scope {
  input: Record<string, unknown>;
  /** The answers and values of earlier steps, by step name. */
  result: Record<string, unknown>;
  /** `now` (ISO time of the run), `pages` (where pass pages live) and `zone` (the user's time zone, by its IANA name). */
  setting: { now: string; pages: string; zone: string };
  /** The record a list is being looked through for. */
  item?: unknown;
}

/** A typed reference to a place in the scope, such as `ref<Member>('result', 'existing')`. */
export function ref<T>(...path: string[]): Ref<T> {
  return new Proxy<Ref<T> & Place>({ [node]: { ref: path } } as Ref<T> & Place, parts);
}

interface Place extends Record<string | symbol, unknown> {
  readonly [node]: { ref: readonly string[] };
}

/** One handler for all references: an app has thousands of them. */
const parts: ProxyHandler<Place> = {
  get: (place, key) => (typeof key === 'symbol' ? place[key] : ref(...place[node].ref, key)),
};

export const isExpr = (value: unknown): value is Expr =>
  typeof value === 'object' && value !== null && (value as Partial<Expr>)[node] !== undefined;

/** The data behind an expression, for a compiler. */
export const nodeOf = (expr: Expr): Node => expr[node];

/** An expression of data, for a compiler that puts one together. */
export const exprOf = (data: Node): Expr => ({ [node]: data });

const apply = (fn: FunctionName, ...args: readonly Template[]) => ({ [node]: { fn, args } });

/** The first of the values that is filled. */
export const orElse = <T>(...values: Value<T>[]): Expr<T> => apply('orElse', ...values);
/** One value or the other. Both must be said; `when` has only one. */
export const choose = <T>(condition: Condition, then: Value<T>, otherwise: Value<T>): Expr<T> =>
  apply('choose', condition, then, otherwise);
/** The value where the condition holds, and nothing otherwise. */
export const when = <T>(condition: Condition, then: Value<T>): Expr<T> => apply('choose', condition, then);
/** Whether the value is neither missing nor empty. */
export const filled = (value: Value<unknown>): Expr<boolean> => apply('filled', value);
export const not = (condition: Condition): Expr<boolean> => apply('not', condition);
/** Whether all of the conditions hold. */
export const all = (...conditions: Condition[]): Expr<boolean> => apply('all', ...conditions);
/** Whether any of the conditions holds. */
export const any = (...conditions: Condition[]): Expr<boolean> => apply('any', ...conditions);
/** Whether two texts, numbers or booleans are filled and the same. */
export const equal = <T extends Scalar>(a: Value<T>, b: Value<NoInfer<T>>): Expr<boolean> =>
  apply('equal', a, b);
/** Whether two texts are the same but for the case of their letters. */
export const sameText = (a: Value<string>, b: Value<string>): Expr<boolean> => apply('sameText', a, b);
/** Whether a number is less than another; a missing one is not. */
export const below = (a: Value<number>, b: Value<number>): Expr<boolean> => apply('below', a, b);
/** Whether an ISO time is at or before another. */
export const notAfter = (a: Value<string>, b: Value<string>): Expr<boolean> => apply('notAfter', a, b);
/** Whether two ISO times are the same moment, however they are written. */
export const sameTime = (a: Value<string>, b: Value<string>): Expr<boolean> => apply('sameTime', a, b);
/** Whether what was asked for is blank, or the same as what was found. */
export const agrees = (asked: Value<string>, found: Value<string>): Expr<boolean> =>
  apply('agrees', asked, found);
/** The same, but for the case of the letters. */
export const agreesText = (asked: Value<string>, found: Value<string>): Expr<boolean> =>
  apply('agreesText', asked, found);
/** Whether an ISO time is not before one time and not after another. A blank bound is none; no time is within any. */
export const within = (time: Value<string>, from: Value<string>, until: Value<string>): Expr<boolean> =>
  apply('within', time, from, until);
/**
 * The ISO time that lies so many days, weeks, months or years after another, as the calendar of the user counts them; none
 * where an input says another unit.
 */
export const plus = (time: Value<string>, amount: Value<number>, unit: Unit | Expr<string>): Expr<string> =>
  apply('plus', time, amount, unit, zone);
/** What a clock in the user's time zone shows at an ISO time, such as 2026-12-31T23:59:00. */
export const clockTime = (time: Value<string>): Expr<string> => apply('clockTime', time, zone);
/** Two values as text, with a space between them; only one where the other is missing. */
export const words = (a: Value<Scalar>, b: Value<Scalar>): Expr<string> => apply('words', a, b);
/** One string map on top of another; the second wins, where it is filled. */
export const mergeMaps = <T extends object>(
  under: Expr<T> | undefined,
  over: Expr<object> | { readonly [key: string]: Template } | undefined,
): Expr<T> => apply('mergeMaps', under, over);
/** A string map that has each of the names in a text, which stand between commas, with nothing under it. */
export const blanksOf = (names: Value<string>): Expr<Record<string, string>> => apply('blanksOf', names);
/** A value as a message quotes it: no more of it than a reader needs. */
export const quoted = (value: Value<Scalar>): Expr<string> => apply('quoted', value);
/** PassKit's {year, month, day} of a date such as 1990-05-17. */
export const toPassKitDate = (date: Value<string>): Expr<PassKitDate> => apply('toPassKitDate', date);
/** The date such as 1990-05-17 of PassKit's {year, month, day}. */
export const fromPassKitDate = (date: Expr<PassKitDate>): Expr<string> => apply('fromPassKitDate', date);
/** An ISO time for people, such as 2026-12-31 23:59 UTC. */
export const readableTime = (time: Value<string>): Expr<string> => apply('readableTime', time);
/**
 * What a text or number stands for, among pairs of a text and its meaning; where it is none of them `otherwise`,
 * or nothing.
 */
export const translate = (
  value: Value<Scalar>,
  meanings: Readonly<Record<string, Value<string>>>,
  otherwise?: Value<string>,
): Expr<string> => apply('translate', value, otherwise, ...Object.entries(meanings).flat());
/** Whether a list holds a value. */
export const includes = <T extends Scalar>(
  list: Expr<readonly T[]>,
  value: Value<NoInfer<T>>,
): Expr<boolean> => apply('includes', list, value);
/** What each record of a list has under a key. */
export const each = <T, K extends string & keyof T>(
  list: Expr<readonly T[]>,
  key: K,
): Expr<NonNullable<T[K]>[]> => apply('each', list, key);
/** The first of a list. */
export const first = <T>(list: Expr<readonly T[]>): Expr<T> => apply('first', list);
/** How many there are in a list. */
export const count = (list: Expr<readonly unknown[]>): Expr<number> => apply('count', list);
/** The texts of a list in one, with commas between them. */
export const listed = (list: Expr<readonly string[]>): Expr<string> => apply('listed', list);
/** Those of a list of names in capitals that begin with a text; nothing when none does. */
export const startingWith = (list: Expr<readonly string[]>, start: string): Expr<string[]> =>
  apply('startingWith', list, start);
/** The number in a text. */
export const toNumber = (text: Value<string>): Expr<number> => apply('toNumber', text);
/** The ISO time of a time as a webhook writes it. */
export const toTime = (time: Expr<WebhookTime>): Expr<string> => apply('toTime', time);
/** A time as text that tells two moments apart. */
export const stamp = (time: Expr<WebhookTime>): Expr<string> => apply('stamp', time);
/** The custom fields in the data of a pass as a webhook writes it. On Make the other data stays among them. */
export const customFieldsIn = (data: Expr<object>): Expr<Record<string, string>> =>
  apply('customFieldsIn', data);
/** JSON text of a value. */
export const toJson = (value: Template): Expr<string> => apply('toJson', value);

/**
 * Text with expressions in it: text`Coupon ${input.externalId}`. What is missing is empty text; what stands between
 * quotation marks, as in “${input.externalId}”, is a quotation and cut short where it is long.
 */
export const text = (strings: TemplateStringsArray, ...holes: Value<Scalar>[]): Expr<string> =>
  apply(
    'join',
    ...strings.flatMap((string, index) => {
      const isQuoted = string.endsWith('“') && strings[index + 1]?.startsWith('”');
      return [string, ...holes.slice(index, index + 1).map((hole) => (isQuoted ? quoted(hole) : hole))];
    }),
  );

export interface PassKitDate {
  year: number;
  month: number;
  day: number;
}

/** PassKit's webhooks write a time as {seconds, nanos}, its API as text. */
export type WebhookTime = string | { seconds: number; nanos?: number };

/** The time of the run. */
export const now = ref<string>('setting', 'now');
/** The user's time zone. */
const zone = ref<string>('setting', 'zone');
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
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;

/** Every path that a template refers to, however deep. */
export function references(template: Template): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  collect(template, found);
  return found;
}

/** Into one list: every declaration is looked through whenever an app is loaded. */
function collect(template: Template, found: (readonly string[])[]): void {
  if (typeof template !== 'object') return;
  if (!isExpr(template)) {
    for (const part of Object.values(template)) collect(part, found);
    return;
  }
  const data = template[node];
  if ('ref' in data) found.push(data.ref);
  else for (const arg of data.args) collect(arg, found);
}
