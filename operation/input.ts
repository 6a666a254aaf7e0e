// From what a platform hands over (text where a number is meant, '' where nothing is) to the clean values that
// expressions see. Mistakes become plain English that names the field and the next step.
import * as z from 'zod';
import { readDate, readDateTime } from './dates.ts';
import { appliesTo, type Field, type Fields } from './field.ts';

/** Something the user has to put right; the message is for the user, `field` is the key of the input it is about. */
export class UserMistake extends Error {
  override name = 'UserMistake';
  readonly field: string | undefined;

  constructor(message: string, field?: string) {
    super(message);
    this.field = field;
  }
}

export interface CleanInput extends Record<string, unknown> {
  passType?: string;
}

/** Inputs made from a template's custom fields have this before the field's own name. */
export const customFieldPrefix = 'meta_';

// Made once: building a schema costs more than reading a value with it.
const scalar = z.union([z.string(), z.number(), z.boolean()]).nullish();
const keyValues = z.record(z.string(), scalar).nullish();
const pairsOrNone = z.record(z.string(), scalar).catch({});

/**
 * The clean values of `raw`: blank ones are left out, texts are trimmed, numbers and booleans that came as
 * text are read, dates become ISO 8601, and the inputs of custom fields are gathered in `metaData`.
 * Throws UserMistake. `timezone` is an IANA name and applies to dates without an offset.
 */
export function cleanInput(fields: Fields, raw: Record<string, unknown>, timezone: string): CleanInput {
  const read = (key: string, field: Field) => cleanValue(key, field, raw[key], timezone);
  const chosen = fields.passType && read('passType', fields.passType);
  const passType = typeof chosen === 'string' ? chosen : undefined;
  // One step may serve rows of every type: what belongs to another type is not even looked at.
  const used = Object.entries(fields).filter(([, field]) => appliesTo(field, passType));

  const clean: CleanInput = {};
  for (const [key, field] of used) {
    const value = read(key, field);
    if (value !== undefined) clean[key] = value;
  }
  for (const [key, field] of used) {
    if (clean[key] === undefined && isRequired(field, clean))
      throw new UserMistake(missing(field, fields), key);
  }
  if (fields.metaData) {
    const metaData = { ...pairsOrNone.parse(clean.metaData ?? {}), ...customFields(raw) };
    if (Object.keys(metaData).length > 0) clean.metaData = metaData;
  }
  return clean;
}

const isRequired = ({ required }: Field, clean: CleanInput) =>
  typeof required === 'object' ? required.unless.every((key) => clean[key] === undefined) : required === true;

/** What the user is told when a required field is blank. */
export function missing({ label, required }: Field, fields: Fields): string {
  const others = typeof required === 'object' ? required.unless.map((key) => fields[key]?.label ?? key) : [];
  return `${label} is missing. Fill it in${others.length > 0 ? `, or fill in ${others.join(' or ')} instead` : ''}.`;
}

function cleanValue(key: string, field: Field, raw: unknown, timezone: string): unknown {
  const { type } = field;
  if (type === 'keyValues') return cleanKeyValues(key, field, raw);
  if (type === 'choices') return cleanChoices(key, field, raw, timezone);
  const parsed = scalar.safeParse(raw);
  if (!parsed.success) throw new UserMistake(`${field.label} holds a list. Map a single value instead.`, key);
  if (parsed.data === undefined || parsed.data === null) return undefined;
  const text = String(parsed.data).toWellFormed().trim();
  if (text === '') return undefined;
  const value = readers[type](text, field, timezone);
  if (value === undefined)
    throw new UserMistake(`${field.label} is “${shorten(text)}”. ${advice(key, field)}`, key);
  return value;
}

const readers: Record<
  Exclude<Field['type'], 'keyValues' | 'choices'>,
  (text: string, field: Field, zone: string) => unknown
> = {
  text: (text) => text,
  email: (text) => (isEmail(text) ? text : undefined),
  number: (text) => (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : undefined),
  boolean: (text) => booleans.get(text.toLowerCase()),
  choice: (text, field) =>
    field.choices?.find(({ value, label }) => [value, label].some((name) => simple(name) === simple(text)))
      ?.value,
  dateTime: (text, { dateAlone }, zone) => readDateTime(text, zone, dateAlone),
  date: (text, _field, zone) => readDate(text, zone),
};

/** One name, one @, and a host with a dot inside. Without a pattern: those for this take ages over some long texts. */
function isEmail(text: string): boolean {
  const [name, host = '', ...more] = text.split('@');
  return Boolean(name) && more.length === 0 && host.slice(1, -1).includes('.') && !/\s/.test(text);
}

const booleans = new Map([
  ...['true', 'yes', 'y', 'on', '1', 'checked'].map((word) => [word, true] as const),
  ...['false', 'no', 'n', 'off', '0', 'unchecked'].map((word) => [word, false] as const),
]);

/** "Event Ticket", "event-ticket" and "eventTicket" are the same choice. */
export const simple = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');

function advice(key: string, field: Field): string {
  switch (field.type) {
    case 'email':
      return 'Map an e-mail address such as jane@example.com, or leave it blank.';
    case 'number':
      return 'Write a plain number such as 1250 or 12.50, without currency or thousands separators.';
    case 'boolean':
      return 'Use yes or no.';
    case 'choice':
      return `Use one of: ${field.choices?.map(({ value }) => value).join(', ')}.`;
    default:
      return `Write the date as ${key === 'dateOfBirth' ? '1990-05-17' : '2026-12-31 or 2026-12-31T18:00:00+01:00'} (dates with slashes are read month first: 12/31/2026).`;
  }
}

/** Several choices, as a list or as text with commas. */
function cleanChoices(key: string, field: Field, raw: unknown, timezone: string): unknown[] | undefined {
  const items = Array.isArray(raw) ? raw : String(raw ?? '').split(',');
  const one: Field = { ...field, type: 'choice' };
  const chosen = items
    .map((item) => cleanValue(key, one, item, timezone))
    .filter((item) => item !== undefined);
  return chosen.length > 0 ? [...new Set(chosen)] : undefined;
}

function cleanKeyValues(key: string, field: Field, raw: unknown): Record<string, string> | undefined {
  const parsed = keyValues.safeParse(raw === '' ? undefined : raw);
  if (!parsed.success) throw new UserMistake(`${field.label} must be pairs of a field name and a text.`, key);
  return filledPairs(Object.entries(parsed.data ?? {}));
}

const customFields = (raw: Record<string, unknown>) =>
  filledPairs(
    Object.entries(raw)
      .filter(([key]) => key.startsWith(customFieldPrefix))
      .map(([key, value]) => {
        const name = key.slice(customFieldPrefix.length);
        if (scalar.safeParse(value).success) return [name, value];
        throw new UserMistake(`The custom field ${name} holds a list. Map a single value instead.`, key);
      }),
  );

/** PassKit's custom fields are texts; a blank one keeps what PassKit has. */
function filledPairs(pairs: [string, unknown][]): Record<string, string> | undefined {
  const filled = pairs
    .map(([key, value]) => [key.trim(), value === null || value === undefined ? '' : String(value)] as const)
    .filter(([key, value]) => key !== '' && value !== '');
  return filled.length > 0 ? Object.fromEntries(filled) : undefined;
}

const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text);
