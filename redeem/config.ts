// The configuration of the redemption page: environment variables, read once and checked all at once.
import * as z from 'zod';
import type { Connection } from '../passkit/connection.ts';
import { passKitIn } from '../passkit/environment.ts';
import type { Hosts } from '../passkit/regions.ts';
import { type Brand, brandColor, imageLink, type Offer, timeZone } from './brand.ts';

export interface RedeemConfig {
  connection: Connection;
  hosts: Hosts;
  port: number;
  /** The campaigns whose coupons may be redeemed here. */
  campaigns: readonly string[];
  /** Signs forms and receipts; the same in every copy of the server. */
  secret: string;
  /** When set, links must be signed with it. */
  linkSecret?: string | undefined;
  /** When set, POST /hooks/pass takes rows from whoever knows it. */
  hookSecret?: string | undefined;
  /** When set, the page asks for it before it redeems. */
  cashierCode?: string | undefined;
  /** Redeem on opening, without a tap. */
  instant: boolean;
  /** How many proxies in front of the server add to X-Forwarded-For. */
  proxies: number;
  /** IANA name: the zone of dates without an offset in the webhook. */
  timeZone: string;
  /** The zone that times are shown in; when not set, that of the offer, or else `timeZone`. */
  pageTimeZone?: string | undefined;
  /** Whose page it is, and what is said of every offer of which PassKit does not tell it. */
  brand?: Brand | undefined;
  offer?: Offer | undefined;
  /** Requests a minute; 0 is no limit. */
  limits: { address: number; pass: number };
}

/** What is wrong with the environment; each problem names its variable. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

const secret = (name: string) =>
  z
    .string()
    .min(16, `${name} is too short. Use at least 16 characters, such as the output of: openssl rand -hex 32`)
    .optional();

const number = (name: string, fallback: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,7}$/, `${name} must be a whole number from 0 to ${most}.`)
    .default(String(fallback))
    .transform(Number)
    .refine((value) => value <= most, `${name} must be a whole number from 0 to ${most}.`);

const picture = (name: string) =>
  z
    .string()
    .refine(
      (link) => imageLink.safeParse(link).success,
      `${name} must be the link of a picture that everybody can load, such as https://example.com/logo.png.`,
    )
    .optional();

const environment = z.object({
  PORT: number('PORT', 8080, 65_535),
  REDEEM_CAMPAIGNS: z
    .string()
    .default('')
    .transform((list) => list.split(/[\s,]/).filter((id) => id !== ''))
    .refine((ids) => ids.every((id) => /^[\w-]{1,64}$/.test(id)), {
      error: 'REDEEM_CAMPAIGNS must be campaign IDs of PassKit with commas between them.',
    }),
  REDEEM_SECRET: secret('REDEEM_SECRET'),
  REDEEM_LINK_SECRET: secret('REDEEM_LINK_SECRET'),
  REDEEM_HOOK_SECRET: secret('REDEEM_HOOK_SECRET'),
  REDEEM_CASHIER_CODE: z.string().min(4, 'REDEEM_CASHIER_CODE needs at least 4 characters.').optional(),
  REDEEM_INSTANT: z.enum(['true', 'false'], 'REDEEM_INSTANT must be true or false.').default('false'),
  REDEEM_TRUST_PROXY: z
    .string()
    .regex(
      /^(true|false|\d)$/,
      'REDEEM_TRUST_PROXY must be true, false, or how many proxies there are, such as 2.',
    )
    .default('false')
    .transform((value) => (value === 'true' ? 1 : Number(value) || 0)),
  REDEEM_TIME_ZONE: z
    .string()
    .refine(
      (name) => timeZone.safeParse(name).success,
      'REDEEM_TIME_ZONE must be the name of a time zone, such as Europe/Berlin.',
    )
    .optional(),
  REDEEM_BRAND_NAME: z.string().max(60, 'REDEEM_BRAND_NAME has at most 60 characters.').optional(),
  REDEEM_BRAND_LOGO: picture('REDEEM_BRAND_LOGO'),
  REDEEM_BRAND_COLOR: z
    .string()
    .refine(
      (color) => brandColor.safeParse(color).success,
      'REDEEM_BRAND_COLOR must be a colour such as #0b5323.',
    )
    .optional(),
  REDEEM_OFFER_IMAGE: picture('REDEEM_OFFER_IMAGE'),
  REDEEM_OFFER_TERMS: z.string().max(5_000, 'REDEEM_OFFER_TERMS has at most 5000 characters.').optional(),
  REDEEM_LIMIT_ADDRESS: number('REDEEM_LIMIT_ADDRESS', 120, 1_000_000),
  REDEEM_LIMIT_PASS: number('REDEEM_LIMIT_PASS', 60, 1_000_000),
});

const told = <T extends object>(parts: T): T | undefined =>
  Object.values(parts).some((part) => part !== undefined) ? parts : undefined;

/** What is handed to others or shown must not be what opens the account. */
function credentialsIn(env: Record<string, string>): string[] {
  const credentials = [env.PASSKIT_API_KEY, env.PASSKIT_API_SECRET, env.PASSKIT_API_TOKEN].filter(Boolean);
  const shared = Object.keys(environment.shape).filter((name) => name !== 'REDEEM_SECRET');
  return shared
    .filter((name) => credentials.some((credential) => credential === env[name]))
    .map((name) => `${name} is one of the credentials of PassKit. Use something else there.`);
}

/** The configuration in the texts of the environment. Throws ConfigError with everything that is wrong with it. */
export function readConfig(env: Record<string, unknown>): RedeemConfig {
  const filled = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      typeof value === 'string' && value.trim() ? [[name, value.trim()]] : [],
    ),
  );
  const passkit = passKitIn(filled);
  const problems = [...(passkit.problems ?? [])];
  const parsed = environment.safeParse(filled);
  if (!parsed.success) problems.push(...parsed.error.issues.map(({ message }) => message));
  // Commas alone name no campaign.
  const campaigns = filled.REDEEM_CAMPAIGNS?.replace(/[\s,]/g, '');
  if (!campaigns && (filled.REDEEM_CAMPAIGNS || !filled.REDEEM_HOOK_SECRET)) {
    problems.push('REDEEM_CAMPAIGNS is missing. List the IDs of the campaigns that may be redeemed here.');
  }
  problems.push(...credentialsIn(filled));
  if (filled.REDEEM_INSTANT === 'true' && filled.REDEEM_CASHIER_CODE) {
    problems.push('REDEEM_INSTANT and REDEEM_CASHIER_CODE exclude each other. Leave one of them out.');
  }
  if (problems.length > 0 || !parsed.success || passkit.problems) throw new ConfigError(problems);
  const data = parsed.data;
  const { connection, hosts } = passkit;
  return {
    connection,
    hosts,
    port: data.PORT,
    campaigns: data.REDEEM_CAMPAIGNS,
    secret: data.REDEEM_SECRET ?? ('apiToken' in connection ? connection.apiToken : connection.apiSecret),
    linkSecret: data.REDEEM_LINK_SECRET,
    hookSecret: data.REDEEM_HOOK_SECRET,
    cashierCode: data.REDEEM_CASHIER_CODE,
    instant: data.REDEEM_INSTANT === 'true',
    proxies: data.REDEEM_TRUST_PROXY,
    timeZone: data.REDEEM_TIME_ZONE ?? 'UTC',
    pageTimeZone: data.REDEEM_TIME_ZONE,
    brand: told({
      name: data.REDEEM_BRAND_NAME,
      logo: data.REDEEM_BRAND_LOGO,
      color: data.REDEEM_BRAND_COLOR,
    }),
    offer: told({ image: data.REDEEM_OFFER_IMAGE, terms: data.REDEEM_OFFER_TERMS }),
    limits: { address: data.REDEEM_LIMIT_ADDRESS, pass: data.REDEEM_LIMIT_PASS },
  };
}
