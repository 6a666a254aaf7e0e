// Whether what Make holds is what the project says. Text of the same meaning counts as the same.
import { isDeepStrictEqual } from 'node:util';
import { MakeError } from '@makehq/sdk';
import type { Metadata } from './kinds.ts';

/** What a request finds; undefined when Make says there is nothing. */
export const ifThere = <T>(found: Promise<T>): Promise<T | undefined> =>
  found.catch((error: unknown) => {
    if (error instanceof MakeError && error.statusCode === 404) return undefined;
    throw error;
  });

/** Make sends a section as its text or as JSON, by the content type. Text with comments stays text, and differs. */
function parseSection(content: unknown): unknown {
  const text = typeof content === 'string' ? content : JSON.stringify(content ?? null);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Compares a JSON section by its meaning. */
export const sameSection = (remote: unknown, text: string): boolean =>
  isDeepStrictEqual(parseSection(remote), parseSection(text));

/** Compares the readme: line ends and the last one do not count. */
export function sameText(remote: unknown, text: string): boolean {
  const plain = (value: string): string => value.replaceAll('\r\n', '\n').trimEnd();
  return typeof remote === 'string' && plain(remote) === plain(text);
}

/** Compares labels, descriptions and references by the keys that the project sets. */
export const sameMetadata = (remote: Record<string, unknown>, wanted: Metadata): boolean =>
  Object.entries(wanted).every(([key, value]) => (remote[key] ?? null) === value);
