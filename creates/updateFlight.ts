// Update Flight: gate, times and status of a flight, for all of its passengers at once.
import { all, fromPassKitDate, not, text, toNumber } from '../operation/expression.ts';
import type { Fields } from '../operation/field.ts';
import { operation, type Plan } from '../operation/operation.ts';
import { call, halt, values } from '../operation/step.ts';
import {
  changedFlight,
  departureDay,
  flightChanges,
  flightFields,
  flightName,
  ofFlight,
  readFlight,
} from '../passes/flight.ts';
import { flight } from '../passkit/flights.ts';

const fields = { ...flightFields, ...flightChanges } satisfies Fields;

function plan(): Plan {
  const was = readFlight.result;
  const same = values('same', ofFlight(was));
  const updated = call('updated', {
    effect: 'sets',
    method: 'PUT',
    path: '/flights/flight',
    body: changedFlight(was),
    answer: flight,
  });
  const now = updated.result;

  return {
    steps: [
      departureDay,
      readFlight,
      same,
      halt(
        'another_record',
        not(all(same.result.carrier, same.result.flight, same.result.date, same.result.from)),
        text`PassKit has another flight there than the ${flightName}. Check codes and date. Nothing was changed.`,
      ),
      updated,
    ],
    result: {
      passType: 'boardingPass',
      carrierCode: now.carrierCode,
      flightNumber: now.flightNumber,
      departureDate: fromPassKitDate(now.departureDate),
      boardingPoint: now.boardingPoint,
      deplaningPoint: now.deplaningPoint,
      status: now.status,
      departureTerminal: now.departureTerminal,
      departureGate: now.departureGate,
      scheduledDepartureTime: now.scheduledDepartureTime.dateTime,
      estimatedDepartureTime: now.estimatedDepartureTime.dateTime,
      boardingTime: now.boardingTime.dateTime,
      gateClosingTime: now.gateClosingTime.dateTime,
      estimatedArrivalTime: now.estimatedArrivalTime.dateTime,
      arrivalTerminal: now.arrivalTerminal,
      arrivalGate: now.arrivalGate,
      baggageBelt: now.baggageBelt,
      passes: toNumber(now.metrics.created),
      outcome: 'updated',
    },
  };
}

export default operation({
  kind: 'create',
  key: 'update_flight',
  noun: 'Flight',
  label: 'Update Flight',
  description: 'Updates gate, times and status of a flight. What is blank stays as it is.',
  notice:
    'This concerns every boarding pass of the flight. PassKit may take a moment to bring the change to all phones.',
  group: 'Flights',
  fields,
  plans: {
    get boardingPass() {
      return plan();
    },
  },
  output: {
    passType: { label: 'Pass Type', type: 'text' },
    carrierCode: { label: 'Carrier Code', type: 'text' },
    flightNumber: { label: 'Flight Number', type: 'text' },
    departureDate: { label: 'Departure Date', type: 'text' },
    boardingPoint: { label: 'Boarding Point', type: 'text' },
    deplaningPoint: { label: 'Deplaning Point', type: 'text' },
    status: { label: 'Status', type: 'text' },
    departureTerminal: { label: 'Departure Terminal', type: 'text' },
    departureGate: { label: 'Departure Gate', type: 'text' },
    scheduledDepartureTime: { label: 'Scheduled Departure Time', type: 'text' },
    estimatedDepartureTime: { label: 'Estimated Departure Time', type: 'text' },
    boardingTime: { label: 'Boarding Time', type: 'text' },
    gateClosingTime: { label: 'Gate Closing Time', type: 'text' },
    estimatedArrivalTime: { label: 'Estimated Arrival Time', type: 'text' },
    arrivalTerminal: { label: 'Arrival Terminal', type: 'text' },
    arrivalGate: { label: 'Arrival Gate', type: 'text' },
    baggageBelt: { label: 'Baggage Belt', type: 'text' },
    passes: { label: 'Passes', type: 'number' },
    outcome: { label: 'Outcome', type: 'text' },
  },
  sample: {
    passType: 'boardingPass',
    carrierCode: 'CC',
    flightNumber: '101',
    departureDate: '2027-05-01',
    boardingPoint: 'LHR',
    deplaningPoint: 'JFK',
    status: 'DELAYED',
    departureTerminal: '5',
    departureGate: 'B42',
    scheduledDepartureTime: '2027-05-01T10:30:00',
    estimatedDepartureTime: '2027-05-01T11:15:00',
    boardingTime: '2027-05-01T10:30:00',
    gateClosingTime: null,
    estimatedArrivalTime: null,
    arrivalTerminal: null,
    arrivalGate: null,
    baggageBelt: null,
    passes: 180,
    outcome: 'updated',
  },
});
