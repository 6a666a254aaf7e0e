// Protects what a visitor is told when something goes wrong: never that nothing was done where that is not known.
import { UserMistake } from '../../operation/input.ts';
import { notSent, PassKitError } from '../../passkit/errors.ts';
import { Refusal, refusalFor } from '../../redeem/refusal.ts';

const expired = new PassKitError('token expired', 401);
const token = new PassKitError('token expired', 401);
token.signed = false;
const slow = new Refusal('slow', 7);

test.each<[string, Error, string, number, number | undefined]>([
  ['a refusal of ours', slow, 'slow', 429, 7],
  ['an ID that would lead elsewhere', new UserMistake('no ID', 'externalId'), 'incomplete', 400, undefined],
  ['a fault of our own', new TypeError('a bug'), 'setup', 500, undefined],
  ['no answer', new PassKitError('none'), 'down', 503, 10],
  ['a visit that takes too long', notSent(), 'down', 503, 10],
  ['a PassKit that is busy', new PassKitError('busy', 503, 30), 'down', 503, 30],
  ['a PassKit that asks to wait', new PassKitError('slow', 429, 7), 'down', 503, 7],
  ['a problem of PassKit’s own', new PassKitError('bug', 500), 'down', 502, 10],
  ['data that PassKit refuses', new PassKitError('no', 400), 'refused', 409, undefined],
  ['what PassKit does not have', new PassKitError('no', 404), 'refused', 409, undefined],
  ['wrong credentials', new PassKitError('no', 401), 'setup', 500, undefined],
  ['credentials that may not', new PassKitError('no', 403), 'setup', 500, undefined],
  ['a clock that is wrong', expired, 'setup', 500, undefined],
  ['a token that ended', token, 'setup', 500, undefined],
])('%s', (_what, error, notice, status, retryAfter) => {
  const refusal = refusalFor(error, false);
  expect([refusal.notice, refusal.status, refusal.retryAfter]).toEqual([notice, status, retryAfter]);
});

test.each<[string, Error, number, number | undefined]>([
  ['a fault of our own', new TypeError('a bug'), 503, undefined],
  ['no answer', new PassKitError('none'), 503, 10],
  ['a problem of PassKit’s own', new PassKitError('bug', 500, 20), 502, 20],
  ['wrong credentials', new PassKitError('no', 401), 503, 10],
  ['data that PassKit refuses', new PassKitError('no', 400), 503, 10],
])('where something may have been done, %s says that it is not known', (_what, error, status, retryAfter) => {
  const refusal = refusalFor(error, true);
  expect([refusal.notice, refusal.status, refusal.retryAfter]).toEqual(['unsure', status, retryAfter]);
});
