// The one file of settings behind a pack of templates and recipes. What is left out is left to whoever imports them.
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { regionNames, regions } from '../passkit/regions.ts';
import { languageCodes } from '../redeem/texts/texts.ts';
import { recipeNames } from './recipeNames.ts';
import { rowTypes } from './rowMapping.ts';
import { columnNames, statusNames } from './words/types.ts';

const id = z.string().regex(/^[\w-]{1,64}$/, 'must be an ID as PassKit shows it');

/** A name, not an offset: that of summer is not that of winter. */
function isZone(name: string): boolean {
  try {
    return /^[a-z_]+(\/[\w+-]+)*$/i.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** Stands for the id of the app on Make where nobody has said it. */
export const placeholderApp = 'passkit-xxxxxx';

const picture = z.url({
  protocol: /^https$/,
  hostname: z.regexes.domain,
  error: 'must be an https link of a picture',
});

/** A word of their table: as it stands in IML, in JSON and in a formula of Coda. */
const word = z
  .string()
  .trim()
  .regex(
    /^[^"`{}[\]\\;|]{1,60}$/,
    'must be a word of at most 60 characters, without quotes, brackets and semicolons',
  );

/** A word of their own for some of these names. */
const named = <const T extends readonly string[]>(names: T) => z.partialRecord(z.enum(names), word);

const schema = z.strictObject({
  client: z
    .string()
    .regex(/^[^"{}\\]{1,60}$/, 'must be a name of at most 60 characters, without quotes and braces')
    .default('PassKit')
    .describe(
      'whose pack it is: shown on the pages customers see, in the names of the scenarios, in the recipes',
    ),
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour such as #0b5323')
    .default('#0b5323')
    .describe('behind the name at the head of pages, and of buttons'),
  logo: picture.optional().describe('the https link of the logo beside the name on those pages'),
  offerImage: picture.optional().describe('the https link of a picture of what is offered'),
  terms: z
    .string()
    .regex(/^[^"{}\\]{1,2000}$/, 'must be a text of at most 2000 characters, without quotes and braces')
    .optional()
    .describe('the terms of the coupon, as text'),
  language: z
    .enum(languageCodes)
    .default('en')
    .describe(`of the pack, and of the pages customers see: ${languageCodes.join(', ')}`),
  timeZone: z
    .string()
    .refine(isZone, 'must be the name of a time zone, such as Europe/Berlin')
    .optional()
    .describe('of the times on those pages, such as Europe/Berlin; without it, that of the scenario'),
  app: z
    .string()
    .regex(/^[a-z][0-9a-z-]+[0-9a-z]$/, 'must be the id of the app on Make, such as passkit-ab12cd')
    .default(placeholderApp)
    .describe('the id Make gave the app when it was deployed; `make:deploy` prints it'),
  domain: z
    .string()
    .regex(/^[a-z0-9.-]+\.[a-z]{2,}$/i, 'must be a domain such as coupons.example.com')
    .default('your.domain')
    .describe('where the redemption page is served'),
  region: z
    .enum(regionNames)
    .default('pub1')
    .describe(
      `of the PassKit account: ${regionNames.map((name) => `${name} (${regions[name].name})`).join(', ')}`,
    ),
  programId: id.optional().describe('the program of memberships'),
  campaignId: id.optional().describe('the campaign of coupons'),
  offerId: id.optional().describe('its offer'),
  productionId: id.optional().describe('the production of event tickets'),
  eventId: id.optional().describe('its event'),
  ticketTypeId: id.optional().describe('its ticket type'),
  coda: z
    .strictObject({
      docId: z.string().regex(/^[\w-]+$/, 'must be the ID of a Coda doc'),
      tableId: z.string().regex(/^[\w-]+$/, 'must be the ID of a table, such as grid-…'),
    })
    .optional()
    .describe('`docId` and `tableId` of the table'),
  columns: named(columnNames)
    .optional()
    .describe('the names of the columns of their table, by those in English'),
  types: named(rowTypes).optional().describe('what the column of the type says for each pass type'),
  statuses: named(statusNames)
    .optional()
    .describe('what the column of the status says, by the words in English'),
  recipes: z
    .array(z.enum(recipeNames))
    .min(1, 'must name one at least')
    .optional()
    .describe(`which recipes the pack has: ${recipeNames.join(', ')}; all without it`),
  zapier: z
    .strictObject({
      slug: z.string().regex(/^[a-z0-9-]+$/, 'must be the slug of the integration'),
      app: z
        .string()
        .regex(/^[A-Za-z0-9]+CLIAPI$/, 'must be the key of the integration, such as App12345CLIAPI'),
    })
    .optional()
    .describe(
      '`slug` and `app` (its key) of your integration, once it is in Zapier’s directory: the recipes then have prefilled links',
    ),
});

const partsOf = (whole: unknown): string[] => {
  if (whole instanceof z.ZodObject) return Object.keys(whole.shape);
  return whole instanceof z.ZodRecord && whole.keyType instanceof z.ZodEnum
    ? whole.keyType.options.map(String)
    : [];
};

interface SettingRow {
  name: string;
  what: string;
  fallback: string;
  /** The names of its parts, where it is several in one. */
  parts: string[];
}

/** Every setting with what it is, and what holds without it. */
export const settingsTable = (): SettingRow[] =>
  Object.entries(schema.shape).map(([name, field]) => {
    const whole = field instanceof z.ZodOptional ? field.unwrap() : field;
    return {
      name,
      what: field.description ?? '',
      fallback: String(field.safeParse(undefined).data ?? ''),
      parts: partsOf(whole),
    };
  });

export type Settings = z.infer<typeof schema>;

/** The settings in data of a user, or what is wrong with each, by its name. */
export function checkSettings(data: unknown): { settings: Settings } | { problems: Record<string, string> } {
  const parsed = schema.safeParse(data);
  if (parsed.success) return { settings: parsed.data };
  return {
    problems: Object.fromEntries(
      parsed.error.issues.map(({ path, message }) => [path.join('.') || 'settings', message]),
    ),
  };
}

/** The settings in data of a user. Throws an Error that names each setting that is wrong. */
export function parseSettings(data: unknown): Settings {
  const checked = checkSettings(data);
  if ('settings' in checked) return checked.settings;
  const problems = Object.entries(checked.problems).map(([name, message]) => `${name}: ${message}`);
  throw new Error(problems.join('\n'));
}

/** The settings in a JSON file. Throws an Error in plain English. */
export function readSettings(file: string): Settings {
  let text: string;
  let data: unknown;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Error(`The settings ${file} cannot be read. Check the name of the file.`);
  }
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  return parseSettings(data);
}
