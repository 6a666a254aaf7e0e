// A boarding pass: its inputs, how it is named and read, and its bundle. It belongs to a flight, not to a project, and PassKit
// has no list of them.
import {
  agrees,
  all,
  any,
  choose,
  equal,
  filled,
  fromPassKitDate,
  not,
  type Ref,
  ref,
  type Template,
  text,
  toPassKitDate,
  when,
  words,
} from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import type { Bundle, OutputField } from '../operation/operation.ts';
import { type Call, call, find, halt, type Lookup, type ValueStep, values } from '../operation/step.ts';
import { type BoardingPass, boardingPass } from '../passkit/flights.ts';
import { linksOf, partsOf } from './bundle.ts';
import { flightFields, ofFlight } from './flight.ts';
import { firstOutput } from './values.ts';

/** What is printed on the pass and may change. */
export const seatFields = {
  seatNumber: { type: 'text', label: 'Seat Number', help: 'At most five characters, such as 12A.' },
  boardingGroup: { type: 'text', label: 'Boarding Group' },
  boardingPosition: { type: 'text', label: 'Boarding Position' },
  class: { type: 'text', label: 'Class', help: 'As the pass shows it, such as Economy.' },
  freeBaggageAllowance: {
    type: 'text',
    label: 'Free Baggage Allowance',
    help: 'A number and a unit of at most three characters, such as 1PC or 23K.',
  },
  carryOnAllowance: { type: 'text', label: 'Carry-on Allowance', help: 'Such as 1PC or 8K.' },
} satisfies Fields;

export const sequenceField = {
  sequenceNumber: {
    type: 'count',
    label: 'Sequence Number',
    required: true,
    help: 'The check-in number of the passenger on this flight. There is one boarding pass for each.',
  },
} satisfies Fields;

const { deplaningPoint: _arrival, ...departure } = flightFields;
const unless = <F extends Fields>(others: readonly string[], fields: F) =>
  Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key, { ...field, required: { unless: others } }]),
  );

const idField = {
  id: {
    type: 'text',
    label: 'Boarding Pass',
    names: true,
    help: 'The PassKit ID of the boarding pass. Without it, fill in flight and sequence number.',
  },
} satisfies Fields;

/** A boarding pass named by its PassKit ID, or by its flight and sequence number. */
export const boardingPassNameFields: Fields = {
  ...idField,
  ...unless(['id'], { ...departure, ...sequenceField }),
};

/** The same, or by the number of the passenger's ticket and where it is used. */
export const boardingPassSearchFields: Fields = {
  ...idField,
  ticketNumber: {
    type: 'text',
    label: 'Ticket Number',
    help: 'The passenger’s ticket number, of 10 or 13 digits. With it only the boarding point is needed besides.',
  },
  ...unless(['id'], { boardingPoint: departure.boardingPoint }),
  ...unless(['id', 'ticketNumber'], {
    carrierCode: departure.carrierCode,
    flightNumber: departure.flightNumber,
    departureDate: departure.departureDate,
    ...sequenceField,
  }),
};

const input = inputsOf({
  ...flightFields,
  ...sequenceField,
  ...idField,
  ticketNumber: { type: 'text', label: 'Ticket Number' },
} satisfies Fields);

/** What a message calls the boarding pass. */
export const boardingPassName = choose<string>(
  filled(input.id),
  text`boarding pass “${input.id}”`,
  text`boarding pass with the sequence number ${input.sequenceNumber} on flight ${input.carrierCode} ${input.flightNumber} from ${input.boardingPoint} on ${input.departureDate}`,
);

const readRecord = (body: Template): Call<BoardingPass> => ({
  effect: 'reads',
  method: 'POST',
  path: '/flights/boardingRecord',
  body,
  answer: boardingPass,
});

/**
 * Reads the boarding pass that the inputs name, by PassKit ID, ticket number or flight; with several, the first of these
 * decides, and what comes back must fit all of them.
 */
export function readBoardingPass({ byTicket }: { byTicket: boolean }) {
  const { id, ticketNumber } = input;
  const withTicket = byTicket && filled(ticketNumber);
  const ofTicket = all(not(filled(id)), withTicket);
  const ofSeat = not(any(filled(id), withTicket));
  const by = values('by', {
    id,
    ...(byTicket && {
      ticketNumber: when(ofTicket, ticketNumber),
      ticketFrom: when(ofTicket, input.boardingPoint),
    }),
    carrierCode: when(ofSeat, input.carrierCode),
    flightNumber: when(ofSeat, input.flightNumber),
    departureDate: when(ofSeat, input.departureDate),
    boardingPoint: when(ofSeat, input.boardingPoint),
    sequenceNumber: when<number>(ofSeat, input.sequenceNumber),
  });
  const { carrierCode, flightNumber, departureDate, boardingPoint, sequenceNumber } = by.result;
  const found = call(
    'found',
    readRecord({
      passId: { id: by.result.id },
      ...(byTicket && {
        ticketNumber: { ticketNumber: by.result.ticketNumber, boardingPoint: by.result.ticketFrom },
      }),
      index: {
        carrierCode,
        flightNumber,
        departureDate: toPassKitDate(departureDate),
        boardingPoint,
        sequenceNumber,
      },
    }),
    {
      missing: {
        code: 'boarding_pass_not_found',
        message: text`PassKit has no ${boardingPassName}. Check what names it. Nothing was changed.`,
      },
    },
  );
  const parts = {
    ...ofSequence(found.result),
    id: agrees(id, found.result.id),
    ticket: byTicket ? agrees(ticketNumber, found.result.ticketNumber) : true,
  };
  const same = values('same', parts);
  const another = halt(
    'another_record',
    not(all(...Object.keys(parts).map((key) => ref<boolean>('result', same.name, key)))),
    text`PassKit has another boarding pass under that name than the ${boardingPassName}. Check what names it. Nothing was changed.`,
  );
  return { steps: [by, found, same, another], record: found.result };
}

/** Whether a record is of the passenger that was asked for, part by part. */
const ofSequence = (record: Ref<BoardingPass>) => ({
  ...ofFlight(record),
  sequence: any(
    not(filled(input.sequenceNumber)),
    equal<number>(record.sequenceNumber, input.sequenceNumber),
  ),
});

const byFlight: Lookup<BoardingPass> = {
  get: () =>
    readRecord({
      index: {
        carrierCode: input.carrierCode,
        flightNumber: input.flightNumber,
        departureDate: toPassKitDate(input.departureDate),
        boardingPoint: input.boardingPoint,
        sequenceNumber: input.sequenceNumber,
      },
    }),
  list: () => {
    throw new Error('PassKit has no list of boarding passes');
  },
  filterField: { id: '', externalId: '', emailAddress: '' },
  // Codes are the same in small letters, so `keep` compares them.
  valueIn: (record) => ({
    id: record.id,
    externalId: input.flightNumber,
    emailAddress: record.passenger.passengerDetails.emailAddress,
    project: input.carrierCode,
  }),
};

/** Looks whether the sequence number has a boarding pass already. */
export const takenBoardingPass = find('existing', byFlight, {
  by: { externalId: input.flightNumber },
  project: input.carrierCode,
  keep: (record) => all(...Object.values(ofSequence(record))),
  optional: true,
});

/** The whole boarding pass as it is: what an update leaves out might be cleared. */
export const wholeBoardingPass = (was: Ref<BoardingPass>) => ({
  id: was.id,
  operatingCarrierPNR: was.operatingCarrierPNR,
  relatedPNRs: was.relatedPNRs,
  ticketNumber: was.ticketNumber,
  ticketLeg: was.ticketLeg,
  boardingPoint: was.boardingPoint,
  deplaningPoint: was.deplaningPoint,
  carrierCode: was.carrierCode,
  flightNumber: was.flightNumber,
  departureDate: was.departureDate,
  passenger: was.passenger,
  compartmentCode: was.compartmentCode,
  sequenceNumber: was.sequenceNumber,
  ssrCodes: was.ssrCodes,
  osi: was.osi,
  remarks: was.remarks,
  passengerStatus: was.passengerStatus,
  conditionalItems: was.conditionalItems,
  barcodePayload: was.barcodePayload,
  securityImage: was.securityImage,
  privilegeImage: was.privilegeImage,
  footerImage: was.footerImage,
  locationMessages: was.locationMessages,
  beaconMessages: was.beaconMessages,
  links: was.links,
  barcodeAdditionalData: was.barcodeAdditionalData,
  additionalDataItems: was.additionalDataItems,
  urls: was.urls,
  capabilities: was.capabilities,
  securityPrograms: was.securityPrograms,
  PriorityStatus: was.PriorityStatus,
  infantPassId: was.infantPassId,
});

/** The values of a boarding pass, by output key. */
export const boardingPassView = (record: Ref<BoardingPass>) => ({
  id: record.id,
  carrierCode: record.carrierCode,
  flightNumber: record.flightNumber,
  departureDate: fromPassKitDate(record.departureDate),
  boardingPoint: record.boardingPoint,
  deplaningPoint: record.deplaningPoint,
  sequenceNumber: record.sequenceNumber,
  operatingCarrierPNR: record.operatingCarrierPNR,
  ticketNumber: record.ticketNumber,
  forename: record.passenger.passengerDetails.forename,
  surname: record.passenger.passengerDetails.surname,
  emailAddress: record.passenger.passengerDetails.emailAddress,
  seatNumber: record.seatNumber,
  boardingGroup: record.boardingGroup,
  boardingPosition: record.boardingPosition,
  class: record.class,
  freeBaggageAllowance: record.freeBaggageAllowance,
  carryOnAllowance: record.carryOnAllowance,
});

/** The bundle of a boarding pass whose values stand under one name, with its links. */
export function boardingPassBundle(pass: ValueStep): Bundle {
  return {
    ...partsOf(pass),
    passType: 'boardingPass',
    displayName: words(ref('result', pass.name, 'forename'), ref('result', pass.name, 'surname')),
    ...linksOf(ref('result', pass.name, 'id')),
  };
}

export const boardingPassOutput = {
  id: firstOutput.id,
  passType: firstOutput.passType,
  passUrl: firstOutput.passUrl,
  appleUrl: firstOutput.appleUrl,
  googleUrl: firstOutput.googleUrl,
  carrierCode: { label: 'Carrier Code', type: 'text' },
  flightNumber: { label: 'Flight Number', type: 'text' },
  departureDate: { label: 'Departure Date', type: 'text' },
  boardingPoint: { label: 'Boarding Point', type: 'text' },
  deplaningPoint: { label: 'Deplaning Point', type: 'text' },
  sequenceNumber: { label: 'Sequence Number', type: 'number' },
  operatingCarrierPNR: { label: 'Booking Reference', type: 'text' },
  ticketNumber: { label: 'Ticket Number', type: 'text' },
  displayName: firstOutput.displayName,
  forename: firstOutput.forename,
  surname: firstOutput.surname,
  emailAddress: firstOutput.emailAddress,
  seatNumber: { label: 'Seat Number', type: 'text' },
  boardingGroup: { label: 'Boarding Group', type: 'text' },
  boardingPosition: { label: 'Boarding Position', type: 'text' },
  class: { label: 'Class', type: 'text' },
  freeBaggageAllowance: { label: 'Free Baggage Allowance', type: 'text' },
  carryOnAllowance: { label: 'Carry-on Allowance', type: 'text' },
} satisfies Record<string, OutputField>;

export const boardingPassSample = {
  id: '8aBcDeFgHiJkLmNoPqRsTu',
  passType: 'boardingPass',
  passUrl: 'https://pub1.pskt.io/8aBcDeFgHiJkLmNoPqRsTu',
  appleUrl: 'https://pub1.pskt.io/8aBcDeFgHiJkLmNoPqRsTu.pkpass',
  googleUrl: 'https://pub1.pskt.io/8aBcDeFgHiJkLmNoPqRsTu.gpay',
  carrierCode: 'CC',
  flightNumber: '101',
  departureDate: '2027-05-01',
  boardingPoint: 'LHR',
  deplaningPoint: 'JFK',
  sequenceNumber: 42,
  operatingCarrierPNR: 'ABC123',
  ticketNumber: '1234567890123',
  displayName: 'Jane Doe',
  forename: 'Jane',
  surname: 'Doe',
  emailAddress: 'jane@example.com',
  seatNumber: '12A',
  boardingGroup: 'B',
  boardingPosition: null,
  class: 'Economy',
  freeBaggageAllowance: '1PC',
  carryOnAllowance: '8K',
};
