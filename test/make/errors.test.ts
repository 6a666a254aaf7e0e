// PassKit's refusals on Make, in the words that users of Zapier read too.
import { errors } from '../../make/connection.ts';
import { reasonIn } from '../../passkit/errors.ts';
import { evaluate } from '../../standIns/make/engine/iml.ts';

const rule = (field: string, tag: string) =>
  `validation err: Key: 'Member.${field}' Error:Field validation for '${field}' failed on the '${tag}' tag`;

test.each([
  [rule('EmailAddress', 'email'), 'Email Address is not an e-mail address'],
  [rule('TierId', 'required'), 'Tier Id is missing'],
  [rule('ProgramId', 'required_without'), 'Program Id is missing'],
  [rule('Points', 'gte'), 'Points is not what PassKit accepts there'],
  ['PassKit says no', 'PassKit says no'],
])('%s', (message, plain) => {
  const shown = String(evaluate(errors['400']?.message, { body: { message } }));
  expect(shown).toMatch(`PassKit did not accept the data: ${plain}`);
  expect(reasonIn({ message })).toMatch(plain);
});

test.each([500, 501, 502, 503, 504, 520, 521, 522, 523, 524] as const)(
  'a %i is a matter of the connection',
  (status) => {
    expect(errors[`${status}`]?.type).toBe('ConnectionError');
  },
);

test('a token that expired asks to reconnect', () => {
  expect(errors['401']).toMatchObject({
    type: 'InvalidAccessTokenError',
    message: expect.stringMatching(/Reconnect PassKit/),
  });
});
