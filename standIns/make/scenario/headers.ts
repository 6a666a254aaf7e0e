// The headers a module of a scenario sends, from the list in its mapper. Part of a MODEL of Make's scenario engine.
import { ModelError } from '../engine/errors.ts';
import { toText } from '../engine/values.ts';
import type { Evaluate } from './template.ts';

/** Headers by their lower-case names. Throws a ModelError for one without a value, or set twice. */
export function headersOf(
  list: readonly (readonly [name: string, value: string])[],
  evaluate: Evaluate,
): Record<string, string> {
  const headers = new Map<string, string>();
  for (const [name, template] of list) {
    const key = name.toLowerCase();
    if (headers.has(key)) throw new ModelError(`The header ${name} is set twice`);
    headers.set(key, filledText(name, template, evaluate));
  }
  return Object.fromEntries(headers);
}

/** The text of a header or query parameter; sources do not say whether Make sends one that is blank. */
export function filledText(name: string, template: string, evaluate: Evaluate): string {
  const value = toText(evaluate(template));
  if (value === '') throw new ModelError(`${name} has no value`);
  return value;
}
