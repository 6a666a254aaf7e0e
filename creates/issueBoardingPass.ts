// Issue Boarding Pass: one for each sequence number of a flight. PassKit names the answer for a duplicate, but not whether it gives
// it, so Zapier looks first; Make cannot, because PassKit has no list of boarding passes.
import {
  all,
  choose,
  each,
  filled,
  first,
  not,
  orElse,
  type Ref,
  ref,
  sameText,
  text,
  toPassKitDate,
} from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import { operation, type Plan } from '../operation/operation.ts';
import { call, findAgain, halt, value, values } from '../operation/step.ts';
import {
  boardingPassBundle,
  boardingPassOutput,
  boardingPassSample,
  boardingPassView,
  seatFields,
  sequenceField,
  takenBoardingPass,
} from '../passes/boardingPass.ts';
import { flightFields, flightName } from '../passes/flight.ts';
import { personFields } from '../passes/person.ts';
import type { Values } from '../passes/values.ts';
import { type BoardingPass, newBoardingPass } from '../passkit/flights.ts';

const letters = 'Letters A to Z only, without spaces and accents, as on a ticket.';
const fields = {
  ...flightFields,
  ...sequenceField,
  operatingCarrierPNR: {
    type: 'text',
    label: 'Booking Reference',
    required: true,
    help: 'The booking reference (PNR) of the airline, of 5 to 7 letters and digits.',
  },
  forename: { ...personFields.forename, required: true, help: letters },
  surname: { ...personFields.surname, required: true, help: letters },
  gender: {
    type: 'choice',
    label: 'Gender',
    required: true,
    help: 'PassKit asks for it on every boarding pass.',
    choices: [
      { value: 'FEMALE', label: 'Female' },
      { value: 'MALE', label: 'Male' },
    ],
  },
  ...seatFields,
  emailAddress: personFields.emailAddress,
  dateOfBirth: personFields.dateOfBirth,
  ticketNumber: {
    type: 'text',
    label: 'Ticket Number',
    help: 'The passenger’s ticket number, of 10 or 13 digits. It needs a ticket leg.',
  },
  ticketLeg: {
    type: 'count',
    label: 'Ticket Leg',
    help: 'Which flight of the ticket this is: 1 for the first.',
  },
} satisfies Fields;
const input = inputsOf(fields);

function plan(): Plan {
  const existing = takenBoardingPass;
  const samePassenger = (record: Ref<BoardingPass>) =>
    all(
      sameText(record.passenger.passengerDetails.forename, input.forename),
      sameText(record.passenger.passengerDetails.surname, input.surname),
      sameText(record.operatingCarrierPNR, input.operatingCarrierPNR),
    );
  const again = findAgain('there', existing);
  const is = filled(existing.result.id);

  const issued = call(
    'issued',
    {
      effect: 'adds',
      method: 'POST',
      path: '/flights/boardingPass',
      body: {
        operatingCarrierPNR: input.operatingCarrierPNR,
        ticketNumber: input.ticketNumber,
        ticketLeg: input.ticketLeg,
        boardingPoint: input.boardingPoint,
        deplaningPoint: input.deplaningPoint,
        carrierCode: input.carrierCode,
        flightNumber: input.flightNumber,
        departureDate: toPassKitDate(input.departureDate),
        passenger: {
          passengerDetails: {
            forename: input.forename,
            surname: input.surname,
            gender: input.gender,
            emailAddress: input.emailAddress,
            dateOfBirth: toPassKitDate(input.dateOfBirth),
          },
        },
        class: input.class,
        seatNumber: input.seatNumber,
        sequenceNumber: input.sequenceNumber,
        boardingGroup: input.boardingGroup,
        boardingPosition: input.boardingPosition,
        freeBaggageAllowance: input.freeBaggageAllowance,
        carryOnAllowance: input.carryOnAllowance,
      },
      answer: newBoardingPass,
    },
    { when: not(is), unless: { found: again, is: samePassenger(again.result) } },
  );
  const newId = value('newId', first(each(issued.result.boardingPasses, 'id')));
  const created = filled(newId.result);

  const same = value('same', samePassenger(existing.result));

  const [was, there]: readonly [Values, Values] = [
    boardingPassView(existing.result),
    boardingPassView(again.result),
  ];
  const pass = values('pass', {
    ...Object.fromEntries(
      Object.keys(was).map((key) => [
        key,
        choose(created, key in fields ? ref('input', key) : undefined, orElse(was[key], there[key])),
      ]),
    ),
    id: orElse(newId.result, was.id, there.id),
  });

  return {
    steps: [
      existing,
      same,
      halt(
        'sequence_taken',
        all(is, not(same.result)),
        text`The sequence number ${input.sequenceNumber} on ${flightName} belongs to another passenger or booking. Use the number of this passenger. Nothing was issued.`,
      ),
      issued,
      newId,
      pass,
    ],
    result: {
      ...boardingPassBundle(pass),
      outcome: choose<string>(created, 'created', 'existing'),
    },
  };
}

export default operation({
  kind: 'create',
  key: 'issue_boarding_pass',
  noun: 'Boarding Pass',
  label: 'Issue Boarding Pass',
  description: 'Issues a boarding pass for a passenger of a flight, and returns its link.',
  notice:
    'The flight must be in PassKit: carrier, airports and the flight itself are set up there, with its pass design.',
  group: 'Flights',
  fields,
  plans: {
    get boardingPass() {
      return plan();
    },
  },
  output: { ...boardingPassOutput, outcome: { label: 'Outcome', type: 'text' } },
  sample: { ...boardingPassSample, outcome: 'created' },
});
