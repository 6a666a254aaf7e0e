// From the data of the declarations to Make's JSON. Make leaves out what turns out to be undefined, but keeps empty
// objects, and IML has no literal for an object: such are put down in `temp` before.
import { isExpr, nodeOf, type Template } from '../operation/expression.ts';
import { asJson, imlOf, isObject, type Resolver } from './compile.ts';
import type { Iml, Json } from './iml.ts';
import * as iml from './iml.ts';

/** What a request has to put down in `temp` before it is sent: values first, then objects that may hold some of them. */
export interface Hoisted {
  values: Record<string, Json>;
  objects: Record<string, Json>;
}

export const nothingHoisted = (): Hoisted => ({ values: {}, objects: {} });

/** The blocks of `temp` that have something in them, one after the other. */
export const blocksOf = ({ values, objects }: Hoisted): Record<string, Json>[] =>
  [values, objects].filter((block) => Object.keys(block).length > 0);

/** The value of a template in Make's JSON; undefined when there is none. */
export function jsonOf(template: Template, resolve: Resolver, hoisted: Hoisted): Json | undefined {
  if (typeof template !== 'object') return template;
  if (Array.isArray(template)) {
    return template.map((item) => jsonOf(item, resolve, hoisted)).filter((item) => item !== undefined);
  }
  if (!isExpr(template)) return members(template, resolve, hoisted);
  const node = nodeOf(template);
  if ('fn' in node) {
    const [first, second] = node.args;
    if (node.fn === 'toPassKitDate') return hoistedDate(imlOf(first, resolve), hoisted);
    if (node.fn === 'mergeMaps' && isObject(second))
      return spread(imlOf(first, resolve), second, resolve, hoisted);
    if (node.fn === 'toJson' && isObject(first)) {
      hoisted.values.json = jsonOf(first, resolve, hoisted) ?? {};
      return asJson(iml.toJson(iml.iml('temp.json')));
    }
  }
  return asJson(imlOf(template, resolve));
}

function members(template: object, resolve: Resolver, hoisted: Hoisted): Record<string, Json> | undefined {
  const entries = Object.entries(template).flatMap(([key, value]) => {
    const json = jsonOf(value, resolve, hoisted);
    if (json === undefined) return [];
    const there = isObject(value) ? thereIn(value, resolve) : undefined;
    if (!there) return [[key, json] as const];
    hoisted.objects[key] = json;
    return [[key, `{{${iml.choose(there, iml.iml(`temp.${key}`)).text}}}`] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** The condition under which an object has something in it; undefined when it always has. */
function thereIn(value: { readonly [key: string]: Template }, resolve: Resolver): Iml | undefined {
  const parts = Object.values(value).map((template) => {
    if (!isExpr(template)) return template === undefined ? iml.missing : undefined;
    const node = nodeOf(template);
    // A date is there when the text is that it is made of.
    const made = 'fn' in node && node.fn === 'toPassKitDate' ? node.args[0] : template;
    return imlOf(made, resolve);
  });
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  const there = iml.filled(iml.orElse(known));
  return there.known ? undefined : there;
}

/** An object with the members of another on top of it, where those are filled. */
function spread(
  under: Iml,
  over: { readonly [key: string]: Template },
  resolve: Resolver,
  hoisted: Hoisted,
): Json {
  const entries = Object.entries(over).map(([key, template]) => {
    const json = jsonOf(template, resolve, hoisted);
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
  hoisted.values.passKitDate = { year: part(0, 4), month: part(5, 7), day: part(8, 10) };
  return asJson(iml.choose(given, iml.iml('temp.passKitDate')));
}
