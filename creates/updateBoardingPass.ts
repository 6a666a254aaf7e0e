// Update Boarding Pass: seat, group and what else is printed for one passenger. Gate and times belong to the flight.
import { orElse } from '../operation/expression.ts';
import { type Fields, inputsOf } from '../operation/field.ts';
import { operation, type Plan } from '../operation/operation.ts';
import { call, values } from '../operation/step.ts';
import {
  boardingPassBundle,
  boardingPassNameFields,
  boardingPassOutput,
  boardingPassSample,
  boardingPassView,
  readBoardingPass,
  seatFields,
  wholeBoardingPass,
} from '../passes/boardingPass.ts';
import { boardingPass } from '../passkit/flights.ts';

const fields: Fields = { ...boardingPassNameFields, ...seatFields };
const input = inputsOf(seatFields);

function plan(): Plan {
  const { steps, record: was } = readBoardingPass({ byTicket: false });
  const updated = call('updated', {
    effect: 'sets',
    method: 'PUT',
    path: '/flights/boardingRecord',
    body: {
      ...wholeBoardingPass(was),
      seatNumber: orElse(input.seatNumber, was.seatNumber),
      boardingGroup: orElse(input.boardingGroup, was.boardingGroup),
      boardingPosition: orElse(input.boardingPosition, was.boardingPosition),
      class: orElse(input.class, was.class),
      freeBaggageAllowance: orElse(input.freeBaggageAllowance, was.freeBaggageAllowance),
      carryOnAllowance: orElse(input.carryOnAllowance, was.carryOnAllowance),
    },
    answer: boardingPass,
  });
  const pass = values('pass', boardingPassView(updated.result));

  return {
    steps: [...steps, updated, pass],
    result: { ...boardingPassBundle(pass), outcome: 'updated' },
  };
}

export default operation({
  kind: 'create',
  key: 'update_boarding_pass',
  noun: 'Boarding Pass',
  label: 'Update Boarding Pass',
  description: 'Updates the seat and other details of one boarding pass. What is blank stays as it is.',
  group: 'Flights',
  fields,
  plans: {
    get boardingPass() {
      return plan();
    },
  },
  output: { ...boardingPassOutput, outcome: { label: 'Outcome', type: 'text' } },
  sample: { ...boardingPassSample, outcome: 'updated' },
});
