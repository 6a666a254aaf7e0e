// Find Boarding Pass: by its PassKit ID, by the passenger's ticket number, or by flight and sequence number.
import { operation, type Plan } from '../operation/operation.ts';
import { values } from '../operation/step.ts';
import {
  boardingPassBundle,
  boardingPassOutput,
  boardingPassSample,
  boardingPassSearchFields,
  boardingPassView,
  readBoardingPass,
} from '../passes/boardingPass.ts';

function plan(): Plan {
  const { steps, record } = readBoardingPass({ byTicket: true });
  const pass = values('pass', boardingPassView(record));

  return { steps: [...steps, pass], result: boardingPassBundle(pass) };
}

export default operation({
  kind: 'search',
  key: 'find_boarding_pass',
  noun: 'Boarding Pass',
  label: 'Find Boarding Pass',
  labels: { make: 'Get a boarding pass' },
  description: 'Finds a boarding pass by its PassKit ID, ticket number, or flight and sequence number.',
  group: 'Flights',
  fields: boardingPassSearchFields,
  plans: {
    get boardingPass() {
      return plan();
    },
  },
  output: boardingPassOutput,
  sample: boardingPassSample,
});
