// Flights and boarding passes as they come back over REST. Whether PassKit keeps what an update leaves out is not documented,
// so the records are kept whole, to be sent back whole.
import * as z from 'zod';
import { once } from './once.ts';
import { date, filledParts, number, part, personShape, text } from './values.ts';

/** A list as it is; undefined where it is empty. */
const filledList = once(() =>
  z
    .array(z.unknown())
    .nullish()
    .transform((value) => (value && value.length > 0 ? value : undefined)),
);

/** A time by the clocks of an airport, without an offset. */
const localTime = once(() =>
  z.preprocess((value) => filledParts().parse(value), z.object({ dateTime: z.string() }).optional()),
);

const departure = once(() => ({
  carrierCode: text(),
  flightNumber: text(),
  departureDate: date(),
  boardingPoint: text(),
  deplaningPoint: text(),
}));

/** A flight, without what PassKit alone may set: of that, how many passes it has issued for it. */
export const flight = z.lazy(() =>
  z.object({
    ...departure(),
    departureTerminal: text(),
    arrivalTerminal: text(),
    departureGate: text(),
    arrivalGate: text(),
    scheduledDepartureTime: localTime(),
    estimatedDepartureTime: localTime(),
    boardingTime: localTime(),
    gateClosingTime: localTime(),
    scheduledArrivalTime: localTime(),
    estimatedArrivalTime: localTime(),
    operatingCarrierCode: text(),
    operatingFlightNumber: text(),
    codeShareFlightNumbers: filledList(),
    passTemplateId: z.string().min(1),
    baggageBelt: text(),
    autoInvalidateAfter: number(),
    locationMessages: filledList(),
    beaconMessages: filledList(),
    links: filledList(),
    suspendAutomaticUpdates: z.boolean().nullish(),
    boardingPolicy: text(),
    seatingPolicy: text(),
    status: text(),
    ConditionalItems: z.boolean().nullish(),
    BarcodeAdditionalData: text(),
    invalidateCancelledPasses: text(),
    urls: filledParts(),
    metrics: part({ created: text() }),
  }),
);

/** The record behind a boarding pass, without what PassKit alone may set. */
export const boardingPass = z.lazy(() =>
  z.object({
    ...departure(),
    id: z.string().min(1),
    operatingCarrierPNR: text(),
    relatedPNRs: filledList(),
    ticketNumber: text(),
    ticketLeg: number(),
    passenger: z.looseObject({ passengerDetails: z.looseObject(personShape()) }),
    class: text(),
    compartmentCode: text(),
    seatNumber: text(),
    sequenceNumber: number(),
    boardingGroup: text(),
    boardingPosition: text(),
    freeBaggageAllowance: text(),
    carryOnAllowance: text(),
    ssrCodes: filledList(),
    osi: text(),
    remarks: text(),
    passengerStatus: text(),
    conditionalItems: filledParts(),
    barcodePayload: text(),
    securityImage: text(),
    privilegeImage: text(),
    footerImage: text(),
    locationMessages: filledList(),
    beaconMessages: filledList(),
    links: filledList(),
    barcodeAdditionalData: text(),
    additionalDataItems: filledParts(),
    urls: filledParts(),
    capabilities: filledList(),
    securityPrograms: filledList(),
    PriorityStatus: text(),
    infantPassId: text(),
  }),
);

/** The answer to a new boarding pass: its ID, first of several where an infant travels along. */
export const newBoardingPass = z.lazy(() =>
  z.object({
    boardingPasses: z.array(z.object({ id: z.string().min(1) })).min(1),
  }),
);

export type Flight = z.output<typeof flight>;
export type BoardingPass = z.output<typeof boardingPass>;
