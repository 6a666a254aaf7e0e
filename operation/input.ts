// From what a platform hands over (text where a number is meant, '' where nothing is) to the clean values that
// expressions see. Mistakes become plain English that names the field and the next step.
import * as z from 'zod';
import { once } from '../passkit/once.ts';
import { isMonthFirst, readDate, readDateTime, twoReadings } from './dates.ts';
import { appliesTo, type Field, type Fields, ids, isId } from './field.ts';
import { shorten } from './functions.ts';
import { booleanIn, canBeId, countIn, isEmail, isUrl, numberIn } from './scalars.ts';

/** What is wrong with an input, for machines; for ever, and the same on every platform. */
export type MistakeCode =
  | 'missing_input'
  | 'invalid_input'
  | 'invalid_email'
  | 'invalid_id'
  | 'no_such_name'
  | 'too_many';

/** Something the user has to put right; the message is for the user, `field` is the key of the input it is about. */
export class UserMistake extends Error {
  override name = 'UserMistake';
  readonly field: string | undefined;
  readonly code: MistakeCode;

  constructor(message: string, field?: string, code: MistakeCode = 'invalid_input') {
    super(message);
    this.field = field;
    this.code = code;
  }
}

export interface CleanInput extends Record<string, unknown> {
  passType?: string;
}

/** Inputs made from a template's custom fields have this before the field's own name. */
export const customFieldPrefix = 'meta_';

// Made once: building a schema costs more than reading a value with it.
const scalar = once(() => z.union([z.string(), z.number(), z.boolean()]).nullish());
const keyValues = once(() => z.record(z.string(), scalar()).nullish());
const pairsOrNone = once(() => z.record(z.string(), scalar()).catch({}));

type ScalarOrNone = z.output<ReturnType<typeof scalar>>;

/**
 * The clean values of `raw`: blank ones are left out, texts are trimmed, numbers and booleans that came as
 * text are read, dates become ISO 8601, and the inputs of custom fields are gathered in `metaData`.
 * Throws UserMistake. `timezone` is an IANA name and applies to dates without an offset; “+1 year” counts from `now`.
 */
export function cleanInput(
  fields: Fields,
  raw: Record<string, unknown>,
  timezone: string,
  now?: Date,
): CleanInput {
  // No platform tells how its user writes dates, but one that is clear settles the others of the same run.
  const monthFirst = Object.entries(fields).some(
    ([key, { type }]) => (type === 'dateTime' || type === 'date') && isMonthFirst(String(raw[key] ?? '')),
  );
  const how: How = { timezone, monthFirst, now };
  const read = (key: string, field: Field) => cleanValue(key, field, raw[key], how);
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
      throw new UserMistake(missing(field, fields), key, 'missing_input');
  }
  if (fields.metaData) {
    const metaData = { ...pairsOrNone().parse(clean.metaData ?? {}), ...customFields(raw) };
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

/** What settles how values of a run are read. */
interface How {
  timezone: string;
  monthFirst: boolean;
  now: Date | undefined;
}

function cleanValue(key: string, field: Field, raw: unknown, how: How): unknown {
  const { type } = field;
  if (type === 'keyValues') return cleanKeyValues(key, field, raw);
  if (type === 'choices') return cleanChoices(key, field, raw, how);
  const parsed = scalar().safeParse(raw);
  if (!parsed.success) throw new UserMistake(`${field.label} holds a list. Map a single value instead.`, key);
  const text = cleanText(parsed.data);
  if (text === '') return undefined;
  const value = readers[type](text, field, how);
  if (value === undefined && isId(field))
    throw new UserMistake(
      `${field.label}: “${shorten(text)}” cannot be an ID. ${idAdvice(text)}`,
      key,
      'invalid_id',
    );
  if (value === undefined)
    throw new UserMistake(
      `${field.label} is “${shorten(text)}”. ${advice(key, field, text, how)}`,
      key,
      field.type === 'email' ? 'invalid_email' : 'invalid_input',
    );
  return value;
}

const cleanText = (value: ScalarOrNone) =>
  String(value ?? '')
    .toWellFormed()
    .trim();

const readers: Record<
  Exclude<Field['type'], 'keyValues' | 'choices'>,
  (text: string, field: Field, how: How) => unknown
> = {
  text: (text, field) => (isId(field) && !canBeId(text) ? undefined : text),
  email: (text) => (isEmail(text) ? text : undefined),
  url: (text) => (isUrl(text) ? text : undefined),
  number: numberIn,
  count: countIn,
  boolean: booleanIn,
  choice: (text, field) =>
    field.choices?.find(({ value, label }) => [value, label].some((name) => simple(name) === simple(text)))
      ?.value,
  dateTime: (text, { dateAlone }, { timezone, monthFirst, now }) =>
    readDateTime(text, timezone, { dateAlone, monthFirst, now }),
  date: (text, _field, { timezone, monthFirst }) => readDate(text, timezone, { monthFirst }),
};

/** "Event Ticket", "event-ticket" and "eventTicket" are the same choice. */
export const simple = (name: string) => name.toLowerCase().replace(/[\s_-]/g, '');

const idAdvice = (text: string) =>
  text.length > ids.longest ? `Use one of at most ${ids.longest} characters.` : 'Use another one.';

/** What stands before all that is possible. */
export const oneOf = 'Use one of: ';

/** What an e-mail address must be. */
export const emailAdvice = 'Map an e-mail address such as jane@example.com, or leave it blank.';

/** What a link must be. */
export const urlAdvice = 'Map a public link that begins with https://, such as https://example.com/jane.png.';

function advice(key: string, field: Field, text: string, { timezone }: How): string {
  switch (field.type) {
    case 'email':
      return emailAdvice;
    case 'url':
      return urlAdvice;
    case 'number':
      return 'Write a plain number such as 1250 or 12.50, of at most 15 digits, without currency or thousands separators.';
    case 'count':
      return 'Use a whole number from 1 up.';
    case 'boolean':
      return 'Use yes or no.';
    case 'choice':
      return `${oneOf}${field.choices?.map(({ value }) => value).join(', ')}.`;
    default: {
      const readings = twoReadings(text);
      const monthFirst = readDate(text, timezone, { monthFirst: true });
      if (readings && monthFirst) {
        const [year, month, day] = monthFirst.split('-');
        return `That may be ${readings.join(' or ')}. Write it as ${monthFirst} or ${year}-${day}-${month}.`;
      }
      return `Write the date as ${key === 'dateOfBirth' ? '1990-05-17' : '2026-12-31 or 2026-12-31T18:00:00+01:00'} (dates with slashes are read month first: 12/31/2026).`;
    }
  }
}

/** Several choices, as a list or as text with commas. */
function cleanChoices(key: string, field: Field, raw: unknown, how: How): unknown[] | undefined {
  const text = scalar().safeParse(raw);
  if (!Array.isArray(raw) && !text.success)
    throw new UserMistake(`${field.label} must be a list of choices, or text with commas between them.`, key);
  const items = Array.isArray(raw) ? raw : String(text.data ?? '').split(',');
  const one: Field = { ...field, type: 'choice' };
  const chosen = items.map((item) => cleanValue(key, one, item, how)).filter((item) => item !== undefined);
  return chosen.length > 0 ? [...new Set(chosen)] : undefined;
}

function cleanKeyValues(key: string, field: Field, raw: unknown): Record<string, string> | undefined {
  const blank = typeof raw === 'string' && raw.trim() === '';
  const parsed = keyValues().safeParse(blank ? undefined : raw);
  if (!parsed.success) throw new UserMistake(`${field.label} must be pairs of a field name and a text.`, key);
  return filledPairs(Object.entries(parsed.data ?? {}));
}

const customFields = (raw: Record<string, unknown>) =>
  filledPairs(
    Object.entries(raw)
      .filter(([key]) => key.startsWith(customFieldPrefix))
      .map(([key, value]) => {
        const name = key.slice(customFieldPrefix.length);
        const parsed = scalar().safeParse(value);
        if (parsed.success) return [name, parsed.data];
        throw new UserMistake(
          `The custom field ${shorten(name)} holds a list. Map a single value instead.`,
          key,
        );
      }),
  );

/** PassKit's custom fields are texts, and cleaned like others; a blank one keeps what PassKit has. */
function filledPairs(pairs: [string, ScalarOrNone][]): Record<string, string> | undefined {
  const filled = pairs
    .map(([key, value]) => [cleanText(key), cleanText(value)] as const)
    .filter(([key, value]) => key !== '' && value !== '');
  return filled.length > 0 ? Object.fromEntries(filled) : undefined;
}
