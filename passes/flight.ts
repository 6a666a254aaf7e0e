// A flight: what names it, how it is read, and what is changed on it. PassKit has no list of flights, so a flight is always
// named in full.
import {
  agrees,
  agreesText,
  clockTime,
  type Expr,
  filled,
  fromPassKitDate,
  orElse,
  type Ref,
  text,
  toPassKitDate,
  when,
} from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import { call, value } from '../operation/step.ts';
import { type Flight, flight } from '../passkit/flights.ts';

export const flightFields = {
  carrierCode: {
    type: 'text',
    label: 'Carrier Code',
    required: true,
    help: 'The IATA or ICAO code of the airline, such as BA.',
  },
  flightNumber: {
    type: 'text',
    label: 'Flight Number',
    required: true,
    help: 'Without the carrier code, such as 123.',
  },
  departureDate: {
    type: 'date',
    label: 'Departure Date',
    required: true,
    help: 'The scheduled day of departure, as the airport counts days.',
  },
  boardingPoint: {
    type: 'text',
    label: 'Boarding Point',
    required: true,
    help: 'The IATA or ICAO code of the airport of departure, such as LHR.',
  },
  deplaningPoint: {
    type: 'text',
    label: 'Deplaning Point',
    required: true,
    help: 'The IATA or ICAO code of the airport of arrival, such as JFK.',
  },
} satisfies Fields;

const input = inputsOf(flightFields);

/** What a message calls the flight. */
export const flightName = text`flight ${input.carrierCode} ${input.flightNumber} from ${input.boardingPoint} on ${input.departureDate}`;

/** The day of departure, in parts as the address of a flight has them. */
export const departureDay = value('day', toPassKitDate(input.departureDate));

export const readFlight = call(
  'found',
  {
    effect: 'reads',
    method: 'GET',
    path: '/flights/flight/{carrierCode}/{flightNumber}/{year}/{month}/{day}/{boardingPoint}/{deplaningPoint}',
    params: {
      carrierCode: input.carrierCode,
      flightNumber: input.flightNumber,
      year: departureDay.result.year,
      month: departureDay.result.month,
      day: departureDay.result.day,
      boardingPoint: input.boardingPoint,
      deplaningPoint: input.deplaningPoint,
    },
    answer: flight,
  },
  {
    missing: {
      code: 'flight_not_found',
      message: text`PassKit has no ${flightName} to ${input.deplaningPoint}. Check codes and date, or set the flight up in PassKit. Nothing was changed.`,
    },
  },
);

type Named = Pick<Flight, 'carrierCode' | 'flightNumber' | 'departureDate' | 'boardingPoint'>;

/** Whether a record is of the flight that was asked for, part by part; codes are the same in small letters. */
export const ofFlight = (record: Ref<Named>) => ({
  carrier: agreesText(input.carrierCode, record.carrierCode),
  flight: agreesText(input.flightNumber, record.flightNumber),
  date: agrees(input.departureDate, fromPassKitDate(record.departureDate)),
  from: agreesText(input.boardingPoint, record.boardingPoint),
});

const clock =
  'By the clocks of the airport. A time with a time zone is taken as your own clocks show it then.';

/** What can be changed on a flight; times are by the clocks of the airport. */
export const flightChanges = {
  departureGate: { type: 'text', label: 'Departure Gate' },
  departureTerminal: { type: 'text', label: 'Departure Terminal' },
  boardingTime: { type: 'dateTime', dateAlone: 'start', label: 'Boarding Time', help: clock },
  estimatedDepartureTime: {
    type: 'dateTime',
    dateAlone: 'start',
    label: 'Estimated Departure Time',
    help: clock,
  },
  gateClosingTime: { type: 'dateTime', dateAlone: 'start', label: 'Gate Closing Time', help: clock },
  estimatedArrivalTime: {
    type: 'dateTime',
    dateAlone: 'start',
    label: 'Estimated Arrival Time',
    help: clock,
  },
  arrivalTerminal: { type: 'text', label: 'Arrival Terminal' },
  arrivalGate: { type: 'text', label: 'Arrival Gate' },
  baggageBelt: { type: 'text', label: 'Baggage Belt' },
  status: {
    type: 'choice',
    label: 'Status',
    choices: [
      { value: 'SCHEDULED', label: 'Scheduled' },
      { value: 'DELAYED', label: 'Delayed' },
      { value: 'CANCELLED', label: 'Cancelled' },
      { value: 'DEPARTED', label: 'Departed' },
      { value: 'INAIR', label: 'In the air' },
      { value: 'LANDED', label: 'Landed' },
      { value: 'ARRIVED', label: 'Arrived' },
    ],
  },
} satisfies Fields;

const changes = inputsOf(flightChanges);

const changedTime = (given: Expr<string>, was: Ref<{ dateTime: string }>) => ({
  dateTime: orElse(when(filled(given), clockTime(given)), was.dateTime),
});

/** The whole flight as it is, with the changes; what is blank stays. */
export const changedFlight = (was: Ref<Flight>) => ({
  carrierCode: was.carrierCode,
  flightNumber: was.flightNumber,
  boardingPoint: was.boardingPoint,
  deplaningPoint: was.deplaningPoint,
  departureDate: was.departureDate,
  departureTerminal: orElse(changes.departureTerminal, was.departureTerminal),
  arrivalTerminal: orElse(changes.arrivalTerminal, was.arrivalTerminal),
  departureGate: orElse(changes.departureGate, was.departureGate),
  arrivalGate: orElse(changes.arrivalGate, was.arrivalGate),
  scheduledDepartureTime: was.scheduledDepartureTime,
  estimatedDepartureTime: changedTime(changes.estimatedDepartureTime, was.estimatedDepartureTime),
  boardingTime: changedTime(changes.boardingTime, was.boardingTime),
  gateClosingTime: changedTime(changes.gateClosingTime, was.gateClosingTime),
  scheduledArrivalTime: was.scheduledArrivalTime,
  estimatedArrivalTime: changedTime(changes.estimatedArrivalTime, was.estimatedArrivalTime),
  operatingCarrierCode: was.operatingCarrierCode,
  operatingFlightNumber: was.operatingFlightNumber,
  codeShareFlightNumbers: was.codeShareFlightNumbers,
  passTemplateId: was.passTemplateId,
  baggageBelt: orElse(changes.baggageBelt, was.baggageBelt),
  autoInvalidateAfter: was.autoInvalidateAfter,
  locationMessages: was.locationMessages,
  beaconMessages: was.beaconMessages,
  links: was.links,
  suspendAutomaticUpdates: was.suspendAutomaticUpdates,
  boardingPolicy: was.boardingPolicy,
  seatingPolicy: was.seatingPolicy,
  status: orElse(changes.status, was.status),
  ConditionalItems: was.ConditionalItems,
  BarcodeAdditionalData: was.BarcodeAdditionalData,
  invalidateCancelledPasses: was.invalidateCancelledPasses,
  urls: was.urls,
});
