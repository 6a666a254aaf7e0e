// Which input of an operation PassKit refused, as far as its reason tells: it names its own fields, in several spellings.
import { simple } from '../operation/input.ts';
import type { Operation } from '../operation/operation.ts';
import { kindOf, passTypes } from '../passes/kinds.ts';
import type { Row } from './row.ts';

/** The key of the input that a reason of PassKit's is about. */
export function fieldIn(reason: string, { fields }: Operation, input: Row): string | undefined {
  const words = reason.split(/[^\p{L}\p{N}]+/u).map(simple);
  // "Email Address is missing": two words that are one field.
  const said = new Set([...words, ...words.map((word, at) => `${word}${words[at + 1] ?? ''}`)]);
  const called = namesOf(input.passType);
  return Object.keys(fields).find(
    (key) => said.has(simple(called[key] ?? key)) && (key !== 'id' || input.id),
  );
}

/** What PassKit calls an input, where it is another word: the external ID of a ticket is its number. */
function namesOf(passType: unknown): Record<string, string> {
  const known = passTypes.find((name) => typeof passType === 'string' && simple(name) === simple(passType));
  return known ? { externalId: kindOf(known).lookup.filterField.externalId } : {};
}
