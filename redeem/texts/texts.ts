// The texts of the page: one table a language, chosen by Accept-Language. A new one is a file beside these and its code
// in `languageCodes` and `textsIn`.
import { parseAccept } from 'hono/utils/accept';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import type { Texts } from './types.ts';

export const languageCodes = ['en', 'de', 'es'] as const;

/** The texts of a language. */
export const textsIn: Record<(typeof languageCodes)[number], Texts> = { en, de, es };

const languages = new Map(Object.entries(textsIn));

/** The texts in the language the browser likes best; English when it likes none of ours. */
export function textsFor(acceptLanguage: string | undefined): Texts {
  const liked = parseAccept(acceptLanguage ?? '')
    // hono takes a q it cannot read for 1; here it is no wish at all.
    .filter(({ q, params }) => q > 0 && !Number.isNaN(Number(params.q ?? 1)))
    .map(({ type }) => languages.get(type.toLowerCase().split('-')[0] ?? ''));
  return liked.find((texts) => texts) ?? en;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A time in the language's format, with the zone named: 31 December 2026 at 23:59:00 UTC. */
export function timeText(time: Date, { locale }: Texts, timeZone: string): string {
  const key = `${locale} ${timeZone}`;
  const format =
    formats.get(key) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'long', timeZone });
  formats.set(key, format);
  return format.format(time);
}
