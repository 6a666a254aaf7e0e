// Whose page it is and what it offers: what PassKit tells of an offer and its design, and what the settings say.
import * as z from 'zod';

export interface Brand {
  name?: string | undefined;
  logo?: string | undefined;
  /** Such as #0b5323. */
  color?: string | undefined;
}

/** Of an offer. */
export interface Offer {
  title?: string | undefined;
  details?: string | undefined;
  terms?: string | undefined;
  image?: string | undefined;
}

/** Only a picture that everybody may load over https is shown. */
export const imageLink = z.url({ protocol: /^https$/, hostname: z.regexes.domain }).max(2_000);

export const brandColor = z.string().regex(/^#[0-9a-fA-F]{6}$/);

/** The name of a time zone that times can be shown in. */
export const timeZone = z
  .string()
  .min(1)
  .refine((name) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
    } catch {
      return false;
    }
  });

/** Both, of each part the first that there is. */
export const brandOf = (first: Brand = {}, second: Brand = {}): Brand => ({
  name: first.name ?? second.name,
  logo: first.logo ?? second.logo,
  color: first.color ?? second.color,
});

export const offerOf = (first: Offer = {}, second: Offer = {}): Offer => ({
  title: first.title ?? second.title,
  details: first.details ?? second.details,
  terms: first.terms ?? second.terms,
  image: first.image ?? second.image,
});
