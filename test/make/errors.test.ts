// PassKit's refusals on Make, in the words that users of Zapier read too.
import {
  errorFor,
  errors,
  errorsUnlessRepeatable,
  type MakeError,
  printed,
  problemsInTemp,
  saidInJson,
  saidInLines,
} from '../../make/errors.ts';
import { constant, type Iml, iml } from '../../make/iml.ts';
import { errorInLine, PassKitError, reasonIn } from '../../passkit/errors.ts';
import { codeOfStatus, problemCode, problems } from '../../passkit/problems.ts';
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

const temp = problemsInTemp;
/** What Make shows of an answer. */
const shown = ({ message, type }: MakeError, context: object) => ({
  code: /\[(\w+)\]$/.exec(String(evaluate(message, { temp, ...context })))?.[1],
  message: String(evaluate(message, { temp, ...context })),
  type: String(evaluate(type, { temp, ...context })),
});
/** Both of what may be sent again and of what may not, also where only the run tells. */
const sending: [string, Iml, boolean, object][] = [
  ['may be sent again', constant(true), true, {}],
  ['must not be sent again', constant(false), false, {}],
  ['may be sent again this time', iml('temp.safe'), true, { safe: true }],
  ['must not be sent again this time', iml('temp.safe'), false, { safe: false }],
];
const statuses = Array.from({ length: 200 }, (_, index) => 400 + index);

describe.each(sending)('a call that %s', (_what, repeatable, safeToRepeat, more) => {
  const { error: table = errors } = errorsUnlessRepeatable(repeatable);
  const codeOf = (error: PassKitError) => problemCode(Object.assign(error, { safeToRepeat }));

  test('says of each status what Zapier says', () => {
    for (const statusCode of statuses) {
      const context = { temp: { ...temp, ...more }, statusCode, body: { error: 'no' }, connection: {} };
      const told = shown(table[`${statusCode}`] ?? table, context);
      const code = codeOf(new PassKitError('no', statusCode));
      expect([statusCode, told.code, told.type]).toEqual([statusCode, code, errorFor(code).type]);
    }
  });

  const lines = (text: string) => `{"result":{"id":"1"}}\n${text}\n`;
  const numbers = [...Array.from({ length: 16 }, (_, code) => code + 1), ...statuses];
  test.each([
    ['code', (code: number) => ({ error: { code, message: 'a “reason”' } })],
    ['grpcCode', (grpcCode: number) => ({ error: { grpcCode, message: 'no {{"', details: [{ code: 3 }] } })],
    ['httpCode', (httpCode: number) => ({ error: { message: 'no', httpCode, httpStatus: 'x' } })],
    ['a text', (code: number) => ({ error: 'in a text', code })],
    ['nothing more', (code: number) => ({ error: { code } })],
    ['no number', () => ({ error: { message: 'no' } })],
  ])('says of an error in an answer 200 what Zapier says: %s', (_shape, answer) => {
    for (const number of numbers) {
      const body = answer(number);
      const error = errorInLine(body);
      if (!error) throw new Error('no error');
      // No status of HTTP is told that PassKit has no code for.
      if (codeOfStatus(error.status) === undefined || (number >= 400 && !isNamed(error.status))) continue;
      const code = codeOf(error);
      const context = { temp: { ...temp, ...more }, body };
      const told = shown(printed(saidInJson(repeatable)), context);
      expect([body, told.code, told.type]).toEqual([body, code, errorFor(code).type]);
      const text = lines(JSON.stringify(body));
      const listed = shown(printed(saidInLines(repeatable)), { ...context, body: text });
      expect([body, listed.code, listed.type]).toEqual([body, code, errorFor(code).type]);
    }
  });

  test.each(['', '<html>', '{"result":{"id":"1"}}\n{"error":'])(
    'takes %j for an answer that is lost',
    (body) => {
      const context = { temp: { ...temp, ...more }, body };
      const code = safeToRepeat ? 'no_answer' : 'unsure';
      expect(shown(printed(saidInJson(repeatable)), { ...context, body: undefined }).code).toBe(code);
      if (!body.includes('error')) expect(shown(printed(saidInLines(repeatable)), context).code).toBe(code);
    },
  );
});

const isNamed = (status = 0) =>
  Object.values(problems).some((one) => [...one.statuses].some((s) => s === status));

test('an error in a list is told in PassKit’s own words', () => {
  const body = '{"result":{"error":"mine","code":5}}\n{"error":{"code":7,"message":"no \\"access\\""}}';
  const { message, type } = shown(printed(saidInLines()), { body });
  expect(message).toMatch(/^PassKit does not allow this account to do that: no .*access.*\. Ask an admin/);
  expect(type).toBe('RuntimeError');
});

test.each([
  ['signature is invalid', {}, 'credentials'],
  ['Token used before issued', {}, 'clock'],
  ['token is expired', {}, 'clock'],
  ['token is expired', { apiToken: 'long-lived' }, 'credentials'],
])('a 401 “%s” with %j is a matter of %s', (error, connection, code) => {
  const told = shown(errors['401'] ?? errors, { statusCode: 401, body: { error }, connection });
  expect(told).toMatchObject({ code, type: errorFor(code === 'clock' ? 'clock' : 'credentials').type });
});

test('a number that PassKit cannot read is told by the name it has for it', () => {
  const message = 'proto: (line 1:9): invalid value for uint32 field points: -5';
  const told = String(evaluate(errors['400']?.message, { body: { message } }));
  expect(told).toMatch('PassKit did not accept the data: points is no whole number PassKit takes: -5');
  expect(reasonIn({ message })).toBe('Points is no whole number PassKit takes: -5');
});

// As docs/troubleshooting.md has them.
test.each([
  [
    404,
    { error: 'gone' },
    'PassKit could not find what this step refers to: gone. Check the IDs and the project. [not_found]',
  ],
  [
    404,
    {},
    'PassKit could not find what this step refers to: no reason was given. Check the IDs and the project. [not_found]',
  ],
  [503, { error: 'x' }, 'PassKit is busy now. Try again later. [busy]'],
  [502, { error: 'x' }, 'PassKit did not answer, or the connection broke. Try again later. [no_answer]'],
])('a %i with %j reads as a person would say it', (statusCode, body, message) => {
  expect(shown(errors[`${statusCode}`] ?? errors, { statusCode, body }).message).toBe(message);
});

test('an error in an answer 200 with a number that nobody knows is no yes', () => {
  const context = { body: { error: { code: 77, message: 'no' } } };
  expect(shown(printed(saidInJson(constant(false))), context).code).toBe('unsure');
  expect(shown(printed(saidInJson(constant(true))), context).code).toBe('problem');
  expect(shown(printed(saidInLines()), { body: '{"error":{"code":77,"message":"no"}}' }).code).toBe(
    'problem',
  );
});

test('a call that may be sent again has the errors of all, and says of what is missing what it says itself', () => {
  expect(errorsUnlessRepeatable(constant(true))).toEqual({});
  const { error } = errorsUnlessRepeatable(constant(true), 'No such pass. [no_such_pass]');
  expect(error?.['404']).toEqual({ message: 'No such pass. [no_such_pass]', type: 'DataError' });
  expect(error?.['503']).toEqual(errors['503']);
});
