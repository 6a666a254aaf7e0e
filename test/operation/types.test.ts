// The language refuses at compile time: tsc fails when a line below that says it is an error is none.
import * as z from 'zod';
import {
  all,
  choose,
  type Expr,
  equal,
  evaluate,
  filled,
  fromPassKitDate,
  includes,
  notAfter,
  orElse,
  plus,
  text,
  toNumber,
  when,
} from '../../operation/expression.ts';
import { type Fields, inputsOf } from '../../operation/field.ts';
import { call, find, halt, type Lookup, values } from '../../operation/step.ts';

const fields = {
  name: { type: 'text', label: 'Name' },
  points: { type: 'number', label: 'Points' },
  optOut: { type: 'boolean', label: 'Opt Out' },
  metaData: { type: 'keyValues', label: 'Custom Fields' },
  events: { type: 'choices', label: 'Events' },
} satisfies Fields;
const input = inputsOf(fields);

/** Never called: what does not compile need not run. */
function refused(lookup: Lookup<{ id: string }>): void {
  // @ts-expect-error a key that is no field
  input.nmae;
  // @ts-expect-error a branch is missing
  choose(filled(input.name), 'x');
  // @ts-expect-error a text is no condition
  choose(input.name, 'x', 'y');
  // @ts-expect-error an object is no branch
  choose<object>(true, { a: input.name }, undefined);
  // @ts-expect-error a number is compared with a text
  equal(input.points, '0');
  // @ts-expect-error a number is no time
  notAfter(input.points, input.name);
  // @ts-expect-error a text is no date of PassKit's
  fromPassKitDate(input.name);
  // @ts-expect-error a map is no text
  text`${input.metaData}`;
  // @ts-expect-error a number is not read as one
  toNumber(input.points);
  // @ts-expect-error a text is no list
  includes(input.name, 'x');
  // @ts-expect-error a list of texts holds no number
  includes(input.events, 1);
  // @ts-expect-error a number is none of several conditions
  all(input.optOut, input.points);
  // @ts-expect-error no unit of time
  plus(input.name, 1, 'fortnights');
  // @ts-expect-error text or number
  const name: Expr<string> = orElse<string | number>(input.name, input.points);
  // @ts-expect-error a call says what it does to PassKit
  call('x', { method: 'POST', path: '/x', answer: z.unknown() });
  // @ts-expect-error a halt has a code
  halt(filled(input.name), 'No.');
  // @ts-expect-error a find asks by a text
  find('x', lookup, { by: { id: input.points }, project: input.name });
  // @ts-expect-error a part that was not named
  values('pass', { id: input.name }).result.externalId;
  void name;
}

test('what compiles, and what it comes to', () => {
  expect(refused).toBeInstanceOf(Function);
  const pass = values('pass', { id: input.name, points: input.points });
  const points: Expr<number> = pass.result.points;
  const scope = {
    input: { name: 'Jane', points: 5, optOut: true },
    result: { pass: { points: 5 } },
    setting: { now: '', pages: '', zone: 'UTC' },
  };
  expect(evaluate(when(all(input.optOut, equal(points, 5)), text`${input.name} has ${points}`), scope)).toBe(
    'Jane has 5',
  );
});
