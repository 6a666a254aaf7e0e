// PassKit's objects as they come back over REST: only what we use, read leniently.
// PassKit sends unset fields as "" or null, and spells metaData both ways; here all of that becomes undefined.
import * as z from 'zod';

export const text = z
  .string()
  .nullish()
  .transform((value) => value || undefined);
export const number = z
  .number()
  .nullish()
  .transform((value) => value ?? undefined);
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((value) => value ?? []);

/** An object that may be absent: read as one whose fields are all undefined, so that paths into it are safe. */
export const part = <T extends z.ZodRawShape>(shape: T) =>
  z.preprocess((value) => value ?? {}, z.object(shape));

const stringMap = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((map) =>
    Object.fromEntries(Object.entries(map ?? {}).map(([key, value]) => [key, String(value ?? '')])),
  );

/** An object kept as it is but for what is unset, so that it can be sent back whole. */
export const filledParts = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => {
    const filled = Object.entries(value ?? {}).filter(([, entry]) => isSet(entry));
    return filled.length > 0 ? Object.fromEntries(filled) : undefined;
  });

const isSet = (value: unknown): boolean =>
  value !== null &&
  value !== '' &&
  !(typeof value === 'object' && Object.values(value).every((entry) => !isSet(entry)));

/** PassKit's {year, month, day}, of which an unset one has no year. */
export const date = z
  .object({ year: z.number(), month: z.number(), day: z.number() })
  .nullish()
  .catch(undefined)
  .transform((value) => (value?.year ? value : undefined));

export const personShape = {
  displayName: text,
  forename: text,
  surname: text,
  emailAddress: text,
  mobileNumber: text,
  dateOfBirth: date,
};

/** What a pass has of its own in place of what its template says: kept whole, because an update may replace all of it. */
const overrides = z.preprocess(
  (value) => filledParts.parse(value),
  z.looseObject({ imageIds: filledParts }).optional(),
);

const common = {
  id: z.string().min(1),
  person: part(personShape),
  metaData: stringMap,
  expiryDate: text,
  passMetaData: part({ status: text }),
  passOverrides: overrides,
  created: text,
  updated: text,
};

const otherSpelling = z.looseObject({ metadata: z.unknown().optional() });

/** Moves a `metadata` key to `metaData`, the spelling used here. */
const record = <T extends z.ZodRawShape>(shape: T) =>
  z.preprocess((raw) => {
    const loose = otherSpelling.safeParse(raw);
    if (!loose.success || loose.data.metadata === undefined) return raw;
    return { metaData: loose.data.metadata, ...loose.data };
  }, z.object(shape));

export const member = record({
  ...common,
  externalId: text,
  programId: text,
  tierId: text,
  points: number,
  secondaryPoints: number,
  tierPoints: number,
  status: text,
});

export const coupon = record({
  ...common,
  externalId: text,
  campaignId: text,
  offerId: text,
  sku: text,
  status: text,
  redemptionDetails: part({
    redemptionDate: text,
    redemptionReference: text,
    transactionReference: text,
  }),
});

const wholePerson = z.preprocess(
  (value) => ({ ...filledParts.parse(value), externalIds: undefined }),
  z.looseObject(personShape),
);

/** Both Ticket and the TicketLimitedFields of lists, which name the production in different places. */
export const ticket = record({
  ...common,
  // Kept whole: an update sends it back, because PassKit may replace what a ticket update leaves out.
  person: wholePerson,
  ticketNumber: text,
  production: part({ id: text }),
  event: part({ id: text, production: part({ id: text }) }),
  ticketType: part({ id: text, productionId: text }),
  orderNumber: text,
  groupingId: text,
  barcodeContents: text,
  seatInfo: filledParts,
  faceValue: filledParts,
  optOut: z
    .union([z.boolean(), z.string()])
    .nullish()
    .transform((value) => value === true || value === 'ON'),
  status: text,
  redemptionDetails: part({ redemptionDate: text, redemptionReference: text }),
  validateDetails: list(z.object({ validateReference: text })),
});

/** The answer to a validation; PassKit may leave out a false. */
export const validation = z.object({
  valid: z
    .boolean()
    .nullish()
    .transform((valid) => valid === true),
  ticket,
});

/** All tickets of an order, in one object. */
export const order = z.object({ tickets: list(ticket) });

/** The links of the passes of an order. */
export const orderLinks = z.object({ passes: list(z.object({ multiplePassesURL: text })) });

/** The answer to most writes. A write whose answer has no id did not arrive whole. */
export const idAnswer = z.object({ id: z.string().min(1) });

/** How many records there are; Proto3 may leave a zero out. */
export const count = z.object({ total: number });

/** The answer to new pictures: an ID for each slot. */
export const imageIds = z.record(z.string(), z.unknown());

/** The answer to a message that was sent: to how many passes. Proto3 may leave a zero out. */
export const sentAnswer = z.object({ count: number });

/** The answer to a write on several; the list may be empty. */
export const idsAnswer = z.object({ id: list(z.string().min(1)) });

/** The answer to a delete: nothing worth reading. */
export const emptyAnswer = z.unknown().transform(() => ({ done: true }));

/** What happened to a member: the answer to a tier change. It holds no amount. */
export const memberEvent = z.object({
  id: text,
  member: part({ id: text, externalId: text, tierId: text, programId: text, person: part(personShape) }),
  eventType: text,
  externalId: text,
  notes: text,
  metaData: stringMap,
  date: text,
  created: text,
});

/** The answer to a check-in or check-out, and a line of the list of events. One without an ID did not arrive whole. */
export const keptEvent = memberEvent.extend({ id: z.string().min(1) });

/** The balances of a member after a change. */
export const memberPoints = z.object({
  id: z.string().min(1),
  externalId: text,
  programId: text,
  points: number,
  secondaryPoints: number,
  tierPoints: number,
});

export const project = z.object({ id: z.string().min(1), name: text });
export const offer = z.object({
  id: z.string().min(1),
  offerTitle: text,
  beforeRedeemPassTemplateId: text,
});
export const tier = z.object({ id: z.string().min(1), name: text, passTemplateId: text });
export const ticketType = z.object({
  id: z.string().min(1),
  name: text,
  beforeRedeemPassTemplateId: text,
});
export const event = z.object({
  id: z.string().min(1),
  scheduledStartDate: text,
  endDate: text,
  doorsOpen: text,
  production: part({ id: text }),
  venue: part({ id: text, name: text }),
});

/** The names of the custom fields in use in a program or campaign. */
export const metaKeys = z.object({ response: list(z.string()) });

export const template = z.object({
  template: part({
    data: part({
      dataFields: list(
        z.object({
          uniqueName: text,
          fieldType: text,
          isRequired: z.boolean().nullish(),
          label: text,
          dataType: text,
          dataCollectionFieldRenderOptions: part({ helpText: text }),
        }),
      ),
    }),
  }),
});

export type Member = z.output<typeof member>;
export type Coupon = z.output<typeof coupon>;
export type Ticket = z.output<typeof ticket>;
export type MemberEvent = z.output<typeof keptEvent>;
export type Order = z.output<typeof order>;
export type TicketEvent = z.output<typeof event>;
export type OrderLinks = z.output<typeof orderLinks>;

/** What the records of all pass types have in common. */
export type PassRecord = Pick<
  Member,
  'id' | 'person' | 'metaData' | 'expiryDate' | 'passOverrides' | 'created' | 'updated'
>;

export const profile = z.object({ email: text, username: text, companyName: text, regionId: text });
