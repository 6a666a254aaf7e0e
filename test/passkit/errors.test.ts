// Protects the reading of PassKit's refusals: which kind it is, and PassKit's own words for people.
import { errorInLine, PassKitError, reasonIn } from '../../passkit/errors.ts';
import { problems } from '../../passkit/problems.ts';

test.each<[string, unknown, string | undefined]>([
  ['a text alone', { error: 'jwt was issued too long ago' }, 'jwt was issued too long ago'],
  [
    'text, code and message',
    { error: 'short', code: 5, message: 'ticket with id[x] does not exist', details: [] },
    'ticket with id[x] does not exist',
  ],
  ['an object', { error: { code: 6, message: 'externalId already used' } }, 'externalId already used'],
  ['code and message', { code: 3, message: 'validation err: x', details: [] }, 'validation err: x'],
  ['an empty message beside a text', { error: 'text', message: '' }, 'text'],
  ['a message that is no text', { error: 'text', message: 7 }, 'text'],
  ['codes that are texts', { code: '5', message: 'gone' }, 'gone'],
  ['an empty text', { error: '' }, undefined],
  ['an empty object', {}, undefined],
  ['an error of another shape', { error: [1] }, undefined],
  ['an object without words', { error: { code: 5 } }, undefined],
  ['no object', 'nope', undefined],
  ['null', null, undefined],
])('the reason in a body with %s', (_name, body, reason) => {
  expect(reasonIn(body)).toBe(reason);
});

test.each([
  [
    "Key: 'Member.Person.EmailAddress' Error:Field validation for 'EmailAddress' failed on the 'email' tag",
    'Email Address is not an e-mail address',
  ],
  [
    "validation err: Key: 'Coupon.OfferId' Error:Field validation for 'OfferId' failed on the 'required' tag",
    'Offer Id is missing',
  ],
  ["Field validation for 'CampaignId' failed on the 'required_without' tag", 'Campaign Id is missing'],
  [
    "Field validation for 'Points' failed on the 'gte' tag",
    'Points is not what PassKit accepts there (rule "gte")',
  ],
  [
    'proto: (line 1:57): invalid value for uint32 field tierPoints: 1.234',
    'Tier Points is no whole number PassKit takes: 1.234',
  ],
  [
    'proto: syntax error (line 1:2): unexpected token x',
    'proto: syntax error (line 1:2): unexpected token x',
  ],
])('validator message %s reads %s', (message, readable) => {
  expect(reasonIn({ message })).toBe(readable);
  expect(reasonIn({ error: message })).toBe(readable);
  expect(reasonIn({ error: { message } })).toBe(readable);
  expect(errorInLine({ error: { code: 3, message } })?.message).toBe(readable);
});

test('words say what holds for every step', () => {
  // A step such as Send Pass takes an external ID, and is not safe to repeat with it.
  expect(problems.unsure.next).toMatch(/A step that has a reference, or issues a pass under an external ID,/);
  // A boarding pass has no external ID.
  expect(problems.exists.next).toMatch(/^Use the one that exists, or another ID or number\./);
});

test.each([
  [{ result: {} }],
  [{ result: { error: 'its own' } }],
  [null],
  ['error'],
  [7],
  [{}],
  [['error']],
  [{ error: null }],
])('%j is no error line', (line) => {
  expect(errorInLine(line)).toBeUndefined();
});

test.each([
  [400, true, false],
  [401, false, false],
  [403, false, false],
  [404, true, false],
  [409, true, false],
  [412, true, false],
  [422, true, false],
  // Those that have no word of their own.
  [405, true, false],
  [451, true, false],
  [505, false, true],
  [429, false, false],
  [500, false, true],
  [501, false, false],
  [502, false, true],
  [408, false, true],
  [499, false, true],
  [503, false, true],
  [504, false, true],
  [520, false, true],
  [524, false, true],
  [undefined, false, true],
])('status %s: refused %s, lost %s', (status, refused, lost) => {
  expect(new PassKitError('x', status)).toMatchObject({ status, refused, lost, safeToRepeat: true });
});

test('an error keeps its message, name and the wait PassKit asks for', () => {
  const error = new PassKitError('slow down', 429, 12);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: 'PassKitError', message: 'slow down', retryAfter: 12 });
});
