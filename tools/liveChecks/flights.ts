// What is taken for granted about flights and boarding passes. A try of it would need a carrier, airports and a flight, which
// cannot be set up without side effects.
import type { Checks } from './check.ts';

export const flights: Checks = {
  'boarding-pass-twice': {
    assumption:
      'PassKit refuses a second boarding pass with the sequence number of another on the same flight, with 409.',
    where: ['creates/issueBoardingPass.ts', 'sandbox/flights.ts'],
    settles: 'POST /flights/boardingPass twice with the same body',
  },
  'boarding-pass-update': {
    assumption:
      'A boarding pass and a flight may be sent back whole, as they were read but for `metadata`, `metrics`, `createMethod` and `designatorId`.',
    where: ['passes/boardingPass.ts', 'passes/flight.ts'],
    settles: 'PUT /flights/boardingRecord and PUT /flights/flight by Update Boarding Pass and Update Flight',
  },
  'flight-passes': {
    assumption:
      '`metrics.created` of a flight is how many boarding passes it has; a change of it reaches all of them.',
    where: ['creates/updateFlight.ts'],
    settles: 'PUT /flights/flight with another gate, then look at a pass of that flight on a phone',
  },
  'flight-times': {
    assumption: 'PassKit takes the times of a flight as 2030-01-15T11:00:00, without an offset.',
    where: ['operation/functions.ts', 'passes/flight.ts'],
    settles: 'PUT /flights/flight with a boarding time',
  },
  'boarding-pass-gender': {
    assumption: 'PassKit takes no boarding pass whose passenger has the gender NOT_KNOWN.',
    where: ['creates/issueBoardingPass.ts'],
    settles: 'POST /flights/boardingPass with that gender; if it is taken, it becomes a choice',
  },
};
