// PassKit's objects as they come back over REST: only what we use, read leniently.
// PassKit sends unset fields as "" or null, and spells metaData both ways; here all of that becomes undefined.
import * as z from 'zod';
import { once } from './once.ts';
import { filledParts, list, number, part, personShape, stringMap, text } from './values.ts';

/** What a pass has of its own in place of what its template says: kept whole, because an update may replace all of it. */
const overrides = once(() =>
  z.preprocess((value) => filledParts().parse(value), z.looseObject({ imageIds: filledParts() }).optional()),
);

const common = once(() => ({
  id: z.string().min(1),
  person: part(personShape()),
  metaData: stringMap(),
  expiryDate: text(),
  passMetaData: part({ status: text() }),
  passOverrides: overrides(),
  created: text(),
  updated: text(),
}));

const otherSpelling = once(() => z.looseObject({ metadata: z.unknown().optional() }));

/** Moves a `metadata` key to `metaData`, the spelling used here. */
const record = <T extends z.ZodRawShape>(shape: T) =>
  z.preprocess((raw) => {
    const loose = otherSpelling().safeParse(raw);
    if (!loose.success || loose.data.metadata === undefined) return raw;
    return { metaData: loose.data.metadata, ...loose.data };
  }, z.object(shape));

export const member = z.lazy(() =>
  record({
    ...common(),
    externalId: text(),
    programId: text(),
    tierId: text(),
    points: number(),
    secondaryPoints: number(),
    tierPoints: number(),
    status: text(),
  }),
);

export const coupon = z.lazy(() =>
  record({
    ...common(),
    externalId: text(),
    campaignId: text(),
    offerId: text(),
    sku: text(),
    status: text(),
    redemptionDetails: part({
      redemptionDate: text(),
      redemptionReference: text(),
      transactionReference: text(),
    }),
  }),
);

const wholePerson = once(() =>
  z.preprocess(
    (value) => ({ ...filledParts().parse(value), externalIds: undefined }),
    z.looseObject(personShape()),
  ),
);

/** Both Ticket and the TicketLimitedFields of lists, which name the production in different places. */
export const ticket = z.lazy(() =>
  record({
    ...common(),
    // Kept whole: an update sends it back, because PassKit may replace what a ticket update leaves out.
    person: wholePerson(),
    ticketNumber: text(),
    production: part({ id: text() }),
    event: part({ id: text(), production: part({ id: text() }) }),
    ticketType: part({ id: text(), productionId: text() }),
    orderNumber: text(),
    groupingId: text(),
    barcodeContents: text(),
    seatInfo: filledParts(),
    faceValue: filledParts(),
    optOut: z
      .union([z.boolean(), z.string()])
      .nullish()
      .transform((value) => value === true || value === 'ON'),
    status: text(),
    redemptionDetails: part({ redemptionDate: text(), redemptionReference: text() }),
    validateDetails: list(z.object({ validateReference: text() })),
  }),
);

/** The answer to a validation; PassKit may leave out a false. */
export const validation = z.lazy(() =>
  z.object({
    valid: z
      .boolean()
      .nullish()
      .transform((valid) => valid === true),
    ticket,
  }),
);

/** All tickets of an order, in one object. */
export const order = z.lazy(() => z.object({ tickets: list(ticket) }));

/** The links of the passes of an order. */
export const orderLinks = z.lazy(() => z.object({ passes: list(z.object({ multiplePassesURL: text() })) }));

/** The answer to most writes. A write whose answer has no id did not arrive whole. */
export const idAnswer = z.lazy(() => z.object({ id: z.string().min(1) }));

/** How many records there are; Proto3 may leave a zero out. */
export const count = z.lazy(() => z.object({ total: number() }));

/** The answer to new pictures: an ID for each slot. */
export const imageIds = z.lazy(() => z.record(z.string(), z.unknown()));

/** The answer to a message that was sent: to how many passes. Proto3 may leave a zero out. */
export const sentAnswer = z.lazy(() => z.object({ count: number() }));

/** The answer to a write on several; the list may be empty. */
export const idsAnswer = z.lazy(() => z.object({ id: list(z.string().min(1)) }));

/** The answer to a delete: nothing worth reading. */
export const emptyAnswer = z.lazy(() => z.unknown().transform(() => ({ done: true })));

/** What happened to a member: the answer to a tier change. It holds no amount. */
export const memberEvent = z.lazy(() =>
  z.object({
    id: text(),
    member: part({
      id: text(),
      externalId: text(),
      tierId: text(),
      programId: text(),
      person: part(personShape()),
    }),
    eventType: text(),
    externalId: text(),
    notes: text(),
    metaData: stringMap(),
    date: text(),
    created: text(),
  }),
);

/** The answer to a check-in or check-out, and a line of the list of events. One without an ID did not arrive whole. */
export const keptEvent = z.lazy(() => memberEvent.unwrap().extend({ id: z.string().min(1) }));

/** The balances of a member after a change. */
export const memberPoints = z.lazy(() =>
  z.object({
    id: z.string().min(1),
    externalId: text(),
    programId: text(),
    points: number(),
    secondaryPoints: number(),
    tierPoints: number(),
  }),
);

export const project = z.lazy(() => z.object({ id: z.string().min(1), name: text() }));
export const offer = z.lazy(() =>
  z.object({
    id: z.string().min(1),
    offerTitle: text(),
    beforeRedeemPassTemplateId: text(),
  }),
);
export const tier = z.lazy(() => z.object({ id: z.string().min(1), name: text(), passTemplateId: text() }));
export const ticketType = z.lazy(() =>
  z.object({
    id: z.string().min(1),
    name: text(),
    beforeRedeemPassTemplateId: text(),
  }),
);
export const event = z.lazy(() =>
  z.object({
    id: z.string().min(1),
    scheduledStartDate: text(),
    endDate: text(),
    doorsOpen: text(),
    production: part({ id: text() }),
    venue: part({ id: text(), name: text() }),
  }),
);

/** The names of the custom fields in use in a program or campaign. */
export const metaKeys = z.lazy(() => z.object({ response: list(z.string()) }));

export const template = z.lazy(() =>
  z.object({
    template: part({
      data: part({
        dataFields: list(
          z.object({
            uniqueName: text(),
            fieldType: text(),
            isRequired: z.boolean().nullish(),
            label: text(),
            dataType: text(),
            dataCollectionFieldRenderOptions: part({ helpText: text() }),
          }),
        ),
      }),
    }),
  }),
);

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

export const profile = z.lazy(() =>
  z.object({ email: text(), username: text(), companyName: text(), regionId: text() }),
);
