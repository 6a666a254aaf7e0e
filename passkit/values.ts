// The values in PassKit's objects, read leniently: PassKit sends what is unset as "" or null, and all of that becomes undefined.
import * as z from 'zod';
import { once } from './once.ts';

export const text = once(() =>
  z
    .string()
    .nullish()
    .transform((value) => value || undefined),
);
export const number = once(() =>
  z
    .number()
    .nullish()
    .transform((value) => value ?? undefined),
);
export const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);

/** An object that may be absent: read as one whose fields are all undefined, so that paths into it are safe. */
export const part = <T extends z.ZodRawShape>(shape: T) =>
  z.preprocess((value) => value ?? {}, z.object(shape));

export const stringMap = once(() =>
  z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((map) =>
      Object.fromEntries(Object.entries(map ?? {}).map(([key, value]) => [key, String(value ?? '')])),
    ),
);

/** An object kept as it is but for what is unset, so that it can be sent back whole. */
export const filledParts = once(() =>
  z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((value) => {
      const filled = Object.entries(value ?? {}).filter(([, entry]) => isSet(entry));
      return filled.length > 0 ? Object.fromEntries(filled) : undefined;
    }),
);

const isSet = (value: unknown): boolean =>
  value !== null &&
  value !== '' &&
  !(typeof value === 'object' && Object.values(value).every((entry) => !isSet(entry)));

/** PassKit's {year, month, day}, of which an unset one has no year. */
export const date = once(() =>
  z
    .object({ year: z.number(), month: z.number(), day: z.number() })
    .nullish()
    .catch(undefined)
    .transform((value) => (value?.year ? value : undefined)),
);

export const personShape = once(() => ({
  displayName: text(),
  forename: text(),
  surname: text(),
  emailAddress: text(),
  mobileNumber: text(),
  dateOfBirth: date(),
}));
