// Reads a row of the webhook exactly, or not at all: an ID that was read a little differently is that of another person.
import * as z from 'zod';
import type { Fields } from '../operation/field.ts';

/** Why a row cannot be read; the message is for whoever sends it. */
export class UnreadableRow extends Error {
  readonly status: 400 | 422;
  readonly code: string;
  readonly field: string | undefined;

  constructor(status: 400 | 422, code: string, message: string, field?: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.field = field;
  }
}

export type Row = Record<string, unknown>;
const row = z.record(z.string(), z.unknown());

/** A number of JSON that JavaScript writes otherwise than it was sent. */
class Inexact {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** The sign that stands where a character was lost. */
const lostCharacter = '\u{FFFD}';
const namesSomething = /^id$|(Id|Reference)$/;

/** The row in a body. Throws UnreadableRow; numbers are still to be taken by `exactRow`. */
export function parseRow(body: ArrayBuffer): Row {
  const [text, whole] = decode(body);
  const parsed = row.safeParse(parse(text));
  if (!whole) {
    const field = Object.entries(parsed.data ?? {}).find((entry) => holds(entry, isDamaged))?.[0];
    const where = field === undefined ? 'The body' : `The value of ${field}`;
    throw new UnreadableRow(400, 'not_utf8', `${where} is not UTF-8. Send the body as UTF-8.`, field);
  }
  if (parsed.success) return parsed.data;
  throw new UnreadableRow(400, 'no_json', 'The body must be a JSON object, such as {"action":"issue", …}.');
}

/** The inputs of an operation in a row, once all of them are what was sent. Throws UnreadableRow. */
export function exactRow(sent: Row, fields: Fields): Row {
  const inputs = Object.entries(sent).map(([key, value]): [string, unknown] => {
    if (value instanceof Inexact && fields[key]?.type === 'number' && isCounted(value.value))
      return [key, value.value];
    if (holds([key, value], (part) => part instanceof Inexact))
      throw new UnreadableRow(
        422,
        'invalid_input',
        `${labelOf(key, fields)} is a number that cannot be read exactly. Send it as text, in quotes.`,
        key,
      );
    const halves = holds([key, value], (part) => typeof part === 'string' && !part.isWellFormed());
    if (halves || (namesSomething.test(key) && holds([key, value], isDamaged)))
      throw new UnreadableRow(
        422,
        'invalid_input',
        `${labelOf(key, fields)} holds half a character, or one that was lost on the way. Send the whole text.`,
        key,
      );
    return [key, value];
  });
  return Object.fromEntries(inputs);
}

const labelOf = (key: string, fields: Fields) => (Object.hasOwn(fields, key) ? fields[key]?.label : key);

/** An amount may be rounded in its last decimals, but not in its whole digits. */
const isCounted = (value: number) => Math.abs(value) <= Number.MAX_SAFE_INTEGER;

const isDamaged = (part: unknown) => typeof part === 'string' && part.includes(lostCharacter);

/** Whether a value, or anything in it, is so. */
function holds(value: unknown, is: (part: unknown) => boolean): boolean {
  if (is(value)) return true;
  if (typeof value !== 'object' || value === null || value instanceof Inexact) return false;
  return Object.entries(value).some(([key, part]) => is(key) || holds(part, is));
}

/** The text of a body, and whether all of it is UTF-8. */
function decode(body: ArrayBuffer): [string, boolean] {
  try {
    return [new TextDecoder('utf-8', { fatal: true }).decode(body), true];
  } catch {
    return [new TextDecoder().decode(body), false];
  }
}

function parse(text: string): unknown {
  try {
    // The source of a number is newer than the types: without it, only numbers that are too large can be told.
    return JSON.parse(text, (_key, value, context?: { source?: string }) =>
      typeof value !== 'number' || isExact(value, context?.source) ? value : new Inexact(value),
    );
  } catch {
    return undefined;
  }
}

const isExact = (value: number, source: string | undefined) =>
  source === undefined ? isCounted(value) : String(value) === source;
