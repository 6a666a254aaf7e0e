// From the data of the declarations to Make's JSON. Make leaves out what turns out to be undefined, but keeps empty
// objects, and IML has no literal for an object: such are put down in `temp` before.
import { type Expr, isExpr, nodeOf, type Template } from '../operation/expression.ts';
import { asJson, CannotCompile, imlOf, isObject, type Resolver } from './compile.ts';
import type { Iml, Json } from './iml.ts';
import * as iml from './iml.ts';
import type { Module } from './resolve.ts';

/** What a request has to put down in `temp` before it is sent: values first, then objects that may hold some of them. */
export interface Hoisted {
  values: Record<string, Json>;
  objects: Record<string, Json>;
  /** What stands in `temp` for longer. */
  taken: ReadonlySet<string>;
  /** What has a name already; see Module. */
  known: ReadonlyMap<string, Iml>;
}

export const nothingHoisted = ({
  taken = new Set(),
  known = new Map(),
}: Pick<Module, 'taken' | 'known'> = {}): Hoisted => ({
  values: {},
  objects: {},
  taken,
  known,
});

/** Puts something down under a name that nothing else has, and says where it stands. */
function put(hoisted: Hoisted, kind: 'values' | 'objects', name: string, json: Json): Iml {
  const { values, objects, taken } = hoisted;
  if (Object.hasOwn(values, name) || Object.hasOwn(objects, name) || taken.has(name))
    throw new CannotCompile(`two things are named ${name} in temp`);
  hoisted[kind][name] = json;
  return iml.iml(`temp.${name}`);
}

/** The blocks of `temp` that have something in them, one after the other. */
export const blocksOf = ({ values, objects }: Hoisted): Record<string, Json>[] =>
  [values, objects].filter((block) => Object.keys(block).length > 0);

/** The value of a template where no request comes before that could put something down. */
export function jsonAlone(template: Template, resolve: Resolver): Json | undefined {
  const hoisted = nothingHoisted();
  const json = jsonOf(template, resolve, hoisted);
  if (blocksOf(hoisted).length > 0)
    throw new CannotCompile('Make has no place here for an object that may be empty');
  return json;
}

/** The value of a template in Make's JSON; undefined when there is none. */
export function jsonOf(template: Template, resolve: Resolver, hoisted: Hoisted): Json | undefined {
  if (typeof template !== 'object') return template;
  if (Array.isArray(template)) return items(template, resolve, hoisted);
  if (!isExpr(template)) return members(template, resolve, hoisted);
  const node = nodeOf(template);
  if ('fn' in node) {
    const [first, second] = node.args;
    if (node.fn === 'toPassKitDate') return hoistedDate(imlOf(first, resolve), hoisted);
    if (node.fn === 'mergeMaps' && isObject(second))
      return spread(imlOf(first, resolve), second, resolve, hoisted);
    if (node.fn === 'toJson' && isObject(first)) {
      const json = jsonOf(first, resolve, hoisted) ?? {};
      return asJson(iml.toJson(put(hoisted, 'values', 'json', json)));
    }
  }
  return asJson(imlOf(template, resolve));
}

function members(template: object, resolve: Resolver, hoisted: Hoisted): Record<string, Json> | undefined {
  const entries = Object.entries(template).flatMap(([key, value]) => {
    const json = jsonOf(value, resolve, hoisted);
    if (json === undefined) return [];
    const there = isObject(value) ? thereIn(value, resolve, hoisted) : undefined;
    if (!there) return [[key, json] as const];
    return [[key, `{{${iml.choose(there, put(hoisted, 'objects', key, json)).text}}}`] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** Objects of a list that may have nothing in them are left out of it. */
function items(template: readonly Template[], resolve: Resolver, hoisted: Hoisted): Json {
  const all = template.flatMap((item) => {
    const json = jsonOf(item, resolve, hoisted);
    return json === undefined
      ? []
      : [{ json, there: isObject(item) ? thereIn(item, resolve, hoisted) : undefined }];
  });
  const sure = all.flatMap(({ json, there }) => (there ? [] : [json]));
  if (sure.length === all.length) return sure;
  const putList = (list: readonly Json[]) =>
    put(hoisted, 'objects', `list${Object.keys(hoisted.objects).length}`, list);
  const first = sure.length > 0 ? putList(sure) : iml.iml('emptyarray');
  const rest = all.flatMap(({ json, there }) =>
    there ? [iml.choose(there, putList([json]), iml.iml('emptyarray'))] : [],
  );
  return `{{merge(${[first, ...rest].map(({ text }) => text).join(', ')})}}`;
}

/** The condition under which an object has something in it, by its name if it has one; undefined when it always has. */
function thereIn(
  value: { readonly [key: string]: Template },
  resolve: Resolver,
  { known }: Hoisted,
): Iml | undefined {
  const parts = Object.values(value).map((template) => {
    if (!isExpr(template)) return template === undefined ? iml.missing : undefined;
    return imlOf(madeOf(template), resolve);
  });
  const given = parts.filter((part) => part !== undefined);
  if (given.length < parts.length) return undefined;
  const there = iml.filled(iml.orElse([...new Map(given.map((part) => [part.text, part])).values()]));
  return there.known ? undefined : (known.get(`{{${there.text}}}`) ?? there);
}

/** What a value is there with: a date with the text it is made of, a text that stands beside a value with that value. */
function madeOf(template: Expr): Template {
  const node = nodeOf(template);
  if (!('fn' in node)) return template;
  const [first, second, third] = node.args;
  if (node.fn === 'toPassKitDate') return first;
  if (node.fn !== 'choose' || typeof second !== 'string' || third !== undefined || !isExpr(first))
    return template;
  const condition = nodeOf(first);
  return 'fn' in condition && condition.fn === 'filled' ? condition.args[0] : template;
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
    const given = () =>
      typeof json === 'string' && json.startsWith('{{')
        ? iml.iml(json.slice(2, -2))
        : imlOf(template, resolve);
    const top = json === undefined ? [] : [given()];
    const before = under.known ? [] : [iml.iml(`get(${under.text}, "${key}")`)];
    return [key, `{{${iml.orElse([...top, ...before]).text}}}`];
  });
  return { ...(!under.known && { '{{...}}': `{{${under.text}}}` }), ...Object.fromEntries(entries) };
}

/** {year, month, day} of a date such as 1990-05-17; undefined, not an empty object, when there is none. */
function hoistedDate(date: Iml, hoisted: Hoisted): Json | undefined {
  if (date.known) return undefined;
  const given = iml.filled(date);
  const part = (from: number, to: number) =>
    `{{${iml.choose(given, iml.iml(`parseNumber(substring(${date.text}, ${from}, ${to}))`)).text}}}`;
  const parts = { year: part(0, 4), month: part(5, 7), day: part(8, 10) };
  const others = Object.keys(hoisted.values).filter((name) => name.startsWith('passKitDate'));
  const name = others.length === 0 ? 'passKitDate' : `passKitDate${others.length + 1}`;
  return asJson(iml.choose(given, put(hoisted, 'values', name, parts)));
}
