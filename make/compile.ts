// From the expressions and templates of the declarations to Make. Each function of the language has its IML in
// iml.ts; a property test holds the two equal.
import { type FunctionName, isExpr, nodeOf, type Template } from '../operation/expression.ts';
import type { Iml, Json } from './iml.ts';
import * as iml from './iml.ts';

/** How a reference reads in the request that is being written. */
export type Resolver = (path: readonly string[]) => Iml;

const of = (args: Iml[], index: number): Iml => args[index] ?? iml.missing;

const functions: Record<FunctionName, (args: Iml[]) => Iml> = {
  orElse: (args) => iml.orElse(args),
  choose: (args) => iml.choose(of(args, 0), of(args, 1), of(args, 2)),
  filled: (args) => iml.filled(of(args, 0)),
  not: (args) => iml.not(of(args, 0)),
  all: (args) => iml.all(...args),
  any: (args) => iml.any(...args),
  equal: (args) => iml.equal(of(args, 0), of(args, 1)),
  sameText: (args) => iml.sameText(of(args, 0), of(args, 1)),
  notAfter: (args) => iml.notAfter(of(args, 0), of(args, 1)),
  join: (args) => iml.join(...args),
  words: (args) => iml.words(of(args, 0), of(args, 1)),
  mergeMaps: (args) => iml.mergeMaps(of(args, 0), of(args, 1)),
  toPassKitDate: () => {
    throw new Error('IML has no objects: toPassKitDate can only be a value of its own');
  },
  fromPassKitDate: (args) => iml.fromPassKitDate(of(args, 0)),
  readableTime: (args) => iml.readableTime(of(args, 0)),
  translate: ([value = iml.missing, ...pairs]) => iml.translate(value, pairs),
  includes: (args) => iml.includes(of(args, 0), of(args, 1)),
  toNumber: (args) => iml.toNumber(of(args, 0)),
  toTime: (args) => iml.toTime(of(args, 0)),
  stamp: (args) => iml.stamp(of(args, 0)),
  customFieldsIn: (args) => iml.customFieldsIn(of(args, 0)),
};

/** The IML of an expression or a plain value. */
export function imlOf(template: Template, place: Resolver): Iml {
  if (typeof template !== 'object') return iml.constant(template);
  if (!isExpr(template)) throw new Error('IML has no objects: this one can only be a value of its own');
  const node = nodeOf(template);
  if ('ref' in node) return place(node.ref);
  return functions[node.fn](node.args.map((arg) => imlOf(arg, place)));
}

/** Values that a request has to compute before it is sent, by the name they get in `temp`. */
export type Hoisted = Record<string, Json>;

/** An IML expression as a value in Make's JSON; undefined when it is known to be missing. */
export const asJson = ({ text, known }: Iml): Json | undefined => (known ? known.value : `{{${text}}}`);

/**
 * The value of a template in Make's JSON; undefined when there is none. Make leaves out what turns out to be
 * undefined, but keeps empty objects. Objects that an expression cannot hold are put into `hoisted`.
 */
export function jsonOf(template: Template, place: Resolver, hoisted: Hoisted): Json | undefined {
  if (typeof template !== 'object') return template;
  if (Array.isArray(template)) {
    return template.map((item) => jsonOf(item, place, hoisted)).filter((item) => item !== undefined);
  }
  if (!isExpr(template)) return members(template, place, hoisted);
  const node = nodeOf(template);
  if ('fn' in node && node.fn === 'toPassKitDate') return hoistedDate(imlOf(node.args[0], place), hoisted);
  if ('fn' in node && node.fn === 'mergeMaps') {
    const [under, over] = node.args;
    if (isObject(over)) return spread(imlOf(under, place), over, place, hoisted);
  }
  return asJson(imlOf(template, place));
}

const isObject = (value: Template): value is { readonly [key: string]: Template } =>
  typeof value === 'object' && !isExpr(value) && !Array.isArray(value);

function members(template: object, place: Resolver, hoisted: Hoisted): Record<string, Json> | undefined {
  const entries = Object.entries(template).flatMap(([key, value]) => {
    const json = jsonOf(value, place, hoisted);
    return json === undefined ? [] : [[key, json] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** An object with the members of another on top of it, where those are filled. */
function spread(
  under: Iml,
  over: { readonly [key: string]: Template },
  place: Resolver,
  hoisted: Hoisted,
): Json {
  const entries = Object.entries(over).map(([key, template]) => {
    const json = jsonOf(template, place, hoisted);
    const top = typeof json === 'string' ? [iml.iml(json.slice(2, -2))] : [];
    return [key, `{{${iml.orElse([...top, iml.iml(`get(${under.text}, "${key}")`)]).text}}}`];
  });
  return { '{{...}}': `{{${under.text}}}`, ...Object.fromEntries(entries) };
}

/** {year, month, day} of a date such as 1990-05-17; undefined, not an empty object, when there is none. */
function hoistedDate(date: Iml, hoisted: Hoisted): Json | undefined {
  if (date.known) return undefined;
  const given = iml.filled(date);
  const part = (from: number, to: number) =>
    `{{${iml.choose(given, iml.iml(`parseNumber(substring(${date.text}, ${from}, ${to}))`)).text}}}`;
  const name = `date${Object.keys(hoisted).length}`;
  hoisted[name] = { year: part(0, 4), month: part(5, 7), day: part(8, 10) };
  return asJson(iml.choose(given, iml.iml(`temp.${name}`)));
}
