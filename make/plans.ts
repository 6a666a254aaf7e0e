// What the modules of actions and searches share: the plans of an operation by pass type, and its output.
import { type Bundle, type Operation, type OutputField, type Plan, planFor } from '../operation/operation.ts';
import { type PassType, passTypes } from '../operation/passType.ts';
import { asJson, imlOf, type Resolver } from './compile.ts';
import type { Iml, Json } from './iml.ts';
import * as iml from './iml.ts';
import type { Module } from './resolve.ts';

/** The plans of an operation, each with the pass type it is for. */
export function plansOf({ plan, fields }: Operation): { plan: Plan; module: Module }[] {
  const types: (PassType | undefined)[] = fields.passType ? [...passTypes] : [undefined];
  return types.flatMap((passType) => {
    const one = planFor(plan, passType);
    return one ? [{ plan: one, module: { fields, passType } }] : [];
  });
}

/** One value for each pass type, as an expression; a single one where they are all the same. */
export function byPassType(values: readonly Iml[], by: 'temp' | 'parameters' = 'temp'): Iml {
  const [first = iml.missing] = values;
  if (values.every(({ text }) => text === first.text)) return first;
  const cases = passTypes.flatMap((type, index) => {
    const value = values[index];
    return value && value.text !== iml.missing.text ? [`"${type}", ${value.text}`] : [];
  });
  const boolean = values.every((value) => value.boolean);
  return { text: `switch(${by}.passType, ${cases.join(', ')}, undefined)`, binding: 20, boolean };
}

/** Every output key with its value; what is not known is null, as on Zapier. */
export const outputOf = (output: Record<string, OutputField>, valueFor: (key: string) => Iml): Json =>
  Object.fromEntries(
    Object.entries(output).map(([key, { type }]) => {
      const value = valueFor(key);
      const blank = type === 'keyValues' ? 'parseJSON("{}")' : 'null';
      return [key, value.known ? (asJson(value) ?? null) : `{{${iml.orElse([value], blank).text}}}`];
    }),
  );

/** The output of an operation, each key from the plan of the pass type. */
export const resultOf = (operation: Operation, results: { result: Bundle; place: Resolver }[]): Json =>
  outputOf(operation.output, (key) =>
    byPassType(results.map(({ result, place }) => imlOf(result[key], place))),
  );
