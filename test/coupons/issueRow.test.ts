// Protects what a user reads of a row that failed, and that what is not about the row is not taken for its fault.
import { rowProblem } from '../../coupons/issueRow.ts';
import { UserMistake } from '../../operation/input.ts';
import { Halt } from '../../operation/run.ts';
import { PassKitError } from '../../passkit/errors.ts';

test.each([
  ['a run that ends by its own rules', new Halt('used', 'It is used. [used]'), 'It is used. [used]'],
  ['an input that cannot be used', new UserMistake('The ID is blank.'), 'The ID is blank.'],
  [
    'a refusal',
    new PassKitError('the offer is over', 422),
    'PassKit did not accept the data: the offer is over. Correct that field and run it again.',
  ],
  [
    'a problem of PassKit’s own',
    new PassKitError('HTTP status 500', 500),
    'PassKit reported a problem of its own: HTTP status 500. Run the command again later.',
  ],
])('%s is said in plain words, with what to do', (_what, error, message) => {
  expect(rowProblem(error)).toBe(message);
});

test('what nobody has foreseen is no fault of a row', () => {
  const error = new Error('odd');
  expect(() => rowProblem(error)).toThrow(error);
});
