// From the expressions and templates of the declarations to Make. Each function of the language has its IML in
// iml.ts; a property test holds the two equal. What IML cannot say is refused, never left out.
import { type FunctionName, isExpr, nodeOf, type Template } from '../operation/expression.ts';
import type { Iml, Json } from './iml.ts';
import * as iml from './iml.ts';

/** How a reference reads in the request that is being written. */
export type Resolver = (path: readonly string[]) => Iml;

/** A declaration says what Make cannot do. */
export class CannotCompile extends Error {
  override name = 'CannotCompile';
}

/** What a person can read in Make's debugger. */
export const longestExpression = 500;

/** The expressions in Make's JSON that are longer than that. */
export const tooLong = (json: unknown): string[] =>
  [...(JSON.stringify(json) ?? '').matchAll(/{{.*?}}/g)].flatMap(([expression]) =>
    JSON.parse(`"${expression}"`).length > longestExpression ? [expression] : [],
  );

/** Does a part of the work; what it refuses names the operation, the pass type and the step. */
export function compiling<T>(what: string, work: () => T): T {
  try {
    const made = work();
    const [long] = tooLong(made);
    if (long)
      throw new CannotCompile(
        `an expression of more than ${longestExpression} characters: ${long.slice(0, 80)}…`,
      );
    return made;
  } catch (error) {
    if (error instanceof Error) throw new CannotCompile(`${what}: ${error.message}`, { cause: error });
    throw error;
  }
}

const of = (args: readonly Iml[], index: number): Iml => args[index] ?? iml.missing;

const functions: Record<FunctionName, (args: readonly Iml[]) => Iml> = {
  orElse: (args) => iml.orElse(args),
  choose: (args) => iml.choose(of(args, 0), of(args, 1), of(args, 2)),
  filled: (args) => iml.filled(of(args, 0)),
  not: (args) => iml.not(of(args, 0)),
  all: (args) => iml.all(...args),
  any: (args) => iml.any(...args),
  equal: (args) => iml.equal(of(args, 0), of(args, 1)),
  sameText: (args) => iml.sameText(of(args, 0), of(args, 1)),
  notAfter: (args) => iml.notAfter(of(args, 0), of(args, 1)),
  sameTime: (args) => iml.sameTime(of(args, 0), of(args, 1)),
  below: (args) => iml.numbersBelow(of(args, 0), of(args, 1)),
  plus: (args) => iml.plus(of(args, 0), of(args, 1), of(args, 2)),
  clockTime: (args) => iml.clockTime(of(args, 0)),
  agrees: (args) => iml.agrees(of(args, 0), of(args, 1)),
  agreesText: (args) => iml.agreesText(of(args, 0), of(args, 1)),
  within: (args) => iml.within(of(args, 0), of(args, 1), of(args, 2)),
  join: (args) => iml.join(...args),
  words: (args) => iml.words(of(args, 0), of(args, 1)),
  quoted: (args) => iml.quoted(of(args, 0)),
  mergeMaps: (args) => iml.mergeMaps(of(args, 0), of(args, 1)),
  blanksOf: (args) => iml.blanksOf(of(args, 0)),
  toPassKitDate: () => {
    throw new CannotCompile('IML has no objects: toPassKitDate can only be a value of its own');
  },
  fromPassKitDate: (args) => iml.fromPassKitDate(of(args, 0)),
  readableTime: (args) => iml.readableTime(of(args, 0)),
  translate: ([value = iml.missing, otherwise = iml.missing, ...pairs]) =>
    iml.translate(value, otherwise, pairs),
  includes: (args) => iml.includes(of(args, 0), of(args, 1)),
  each: (args) => iml.each(of(args, 0), of(args, 1)),
  first: (args) => iml.first(of(args, 0)),
  count: (args) => iml.count(of(args, 0)),
  listed: (args) => iml.listed(of(args, 0)),
  startingWith: (args) => iml.startingWith(of(args, 0), of(args, 1)),
  toNumber: (args) => iml.toNumber(of(args, 0)),
  toTime: (args) => iml.toTime(of(args, 0)),
  stamp: (args) => iml.stamp(of(args, 0)),
  customFieldsIn: (args) => iml.customFieldsIn(of(args, 0)),
  toJson: (args) => iml.toJson(of(args, 0)),
};

/** The IML of an expression or a plain value. Throws CannotCompile where there is none. */
export function imlOf(template: Template, resolve: Resolver): Iml {
  if (typeof template !== 'object') return iml.constant(template);
  if (!isExpr(template))
    throw new CannotCompile('IML has no objects: this one can only be a value of its own');
  const node = nodeOf(template);
  if ('ref' in node) return resolve(node.ref);
  return functions[node.fn](node.args.map((arg) => imlOf(arg, resolve)));
}

/** One template for each of some pass types, with how its references read. */
export interface ForType {
  passType: string;
  template: Template;
  resolve: Resolver;
}

/**
 * The IML of what differs by pass type. Where the expressions differ in a part only, only that part asks for the
 * type: `by` is what names it.
 */
export function imlByType(variants: readonly ForType[], by: 'temp' | 'parameters'): Iml {
  const whole = byType(
    variants.map(({ passType, template, resolve }) => [passType, imlOf(template, resolve)]),
    by,
  );
  const nodes = variants.map(({ template }) => (isExpr(template) ? nodeOf(template) : undefined));
  const [first] = nodes;
  if (!first || !('fn' in first)) return whole;
  const alike = nodes.every(
    (node) => node && 'fn' in node && node.fn === first.fn && node.args.length === first.args.length,
  );
  if (!alike) return whole;
  const parts = first.args.map((_arg, index) =>
    imlByType(
      variants.map((variant, at) => {
        const node = nodes[at];
        return { ...variant, template: node && 'fn' in node ? node.args[index] : undefined };
      }),
      by,
    ),
  );
  const merged = functions[first.fn](parts);
  return merged.text.length < whole.text.length ? merged : whole;
}

/** One value for each pass type, as an expression; a single one where they are all the same. */
export function byType(values: readonly (readonly [string, Iml])[], by: 'temp' | 'parameters'): Iml {
  const texts = values.map(([, { text }]) => text);
  const often = (text: string) => texts.filter((other) => other === text).length;
  // What most types have, or else the last, needs no case: there is no other type.
  const usual = texts.reduce((best, text) => (often(text) >= often(best) ? text : best), texts[0] ?? '');
  const cases = values
    .filter(([, { text }]) => text !== usual)
    .map(([type, { text }]) => `"${type}", ${text}`);
  if (cases.length === 0) return values[0]?.[1] ?? iml.missing;
  const boolean = values.every(([, value]) => value.boolean);
  return { text: `switch(${by}.passType, ${cases.join(', ')}, ${usual})`, binding: 20, boolean };
}

/** Data that differs by pass type in Make's JSON, member by member; undefined where there is none for any type. */
export function jsonByType(variants: readonly ForType[], by: 'temp' | 'parameters'): Json | undefined {
  const given = variants.map(({ template }) => template).filter((template) => template !== undefined);
  const within = (key: string | number) =>
    variants.map((variant) => ({ ...variant, template: memberOf(variant.template, key) }));
  if (given.length > 0 && given.every(isObject)) {
    const keys = [...new Set(given.flatMap((template) => Object.keys(template)))];
    const entries = keys.flatMap((key) => {
      const json = jsonByType(within(key), by);
      return json === undefined ? [] : [[key, json] as const];
    });
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  }
  if (given.length > 0 && given.every((template) => Array.isArray(template))) {
    const most = Math.max(...given.map((list) => (Array.isArray(list) ? list.length : 0)));
    return Array.from({ length: most }, (_, index) => jsonByType(within(index), by) ?? null);
  }
  return asJson(imlByType(variants, by));
}

const memberOf = (template: Template, key: string | number): Template =>
  isObject(template) || Array.isArray(template) ? Reflect.get(template, key) : undefined;

/** Reads references like another, and those to `made` from values that a compiler has put together. */
export const withMade =
  (made: Readonly<Record<string, Iml>>, resolve: Resolver): Resolver =>
  (path) => {
    const [root, name = ''] = path;
    return root === 'made' ? (made[name] ?? iml.missing) : resolve(path);
  };

/** An IML expression as a value in Make's JSON; undefined when it is known to be missing. */
export const asJson = ({ text, known }: Iml): Json | undefined => (known ? known.value : `{{${text}}}`);

/** Whether a template is data with members, and no expression. */
export const isObject = (value: Template): value is { readonly [key: string]: Template } =>
  typeof value === 'object' && !isExpr(value) && !Array.isArray(value);
