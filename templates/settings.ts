// The one file of settings behind a pack of templates and recipes. What is left out is left to whoever imports them.
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { languageCodes } from '../redeem/texts/texts.ts';

const id = z.string().regex(/^[\w-]{1,64}$/, 'must be an ID as PassKit shows it');

const schema = z.strictObject({
  /** Whose pack it is: shown on the pages that customers see, and in the recipes. */
  client: z.string().min(1).max(60).default('PassKit'),
  /** Of headings and buttons. */
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour such as #0b5323')
    .default('#0b5323'),
  /** Of the pages that customers see. */
  language: z.enum(languageCodes).default('en'),
  /** The id Make gave the app when it was deployed, with its suffix. */
  app: z
    .string()
    .regex(/^[a-z][0-9a-z-]+[0-9a-z]$/, 'must be the id of the app on Make, such as passkit-ab12cd')
    .default('passkit-xxxxxx'),
  /** Where the redemption page is served. */
  domain: z
    .string()
    .regex(/^[a-z0-9.-]+\.[a-z]{2,}$/i, 'must be a domain such as coupons.example.com')
    .default('your.domain'),
  /** The projects in PassKit. */
  programId: id.optional(),
  tierId: id.optional(),
  campaignId: id.optional(),
  offerId: id.optional(),
  productionId: id.optional(),
  eventId: id.optional(),
  ticketTypeId: id.optional(),
  coda: z
    .strictObject({
      docId: z.string().regex(/^[\w-]+$/, 'must be the ID of a Coda doc'),
      tableId: z.string().regex(/^[\w-]+$/, 'must be the ID of a table, such as grid-…'),
    })
    .optional(),
  /** The published integration on Zapier: its slug in links, and its key in steps. */
  zapier: z
    .strictObject({
      slug: z.string().regex(/^[a-z0-9-]+$/, 'must be the slug of the integration'),
      app: z
        .string()
        .regex(/^[A-Za-z0-9]+CLIAPI$/, 'must be the key of the integration, such as App12345CLIAPI'),
    })
    .optional(),
});

export type Settings = z.infer<typeof schema>;

/** The settings in data of a user. Throws an Error that names each setting that is wrong. */
export function parseSettings(data: unknown): Settings {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'settings'}: ${message}`,
  );
  throw new Error(problems.join('\n'));
}

/** The settings in a JSON file. Throws an Error in plain English. */
export function readSettings(file: string): Settings {
  const text = readFileSync(file, 'utf8');
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  return parseSettings(data);
}
