// The one place where what went wrong becomes the error Zapier knows: halted, throttled, expired or failed.
// The rules are Zapier's: a run that cannot go on for a reason outside of Zapier is halted and not counted
// against the Zap; what only needs time is throttled and tried again; what the user must mend is an error.
import { errors } from 'zapier-platform-core';
import { UserMistake } from '../operation/input.ts';
import { Halt } from '../operation/run.ts';
import { PassKitError } from '../passkit/errors.ts';
import { nextFor, type ProblemCode, problemCode, sentenceOf, withCode } from '../passkit/problems.ts';

const { ExpiredAuthError, HaltedError, ThrottledError } = errors;

/** The Zapier error for anything an operation throws; what is none of ours is passed on as it is. */
export function zapierError(error: unknown): unknown {
  if (error instanceof Halt) return new HaltedError(withCode(error.message, error.code));
  if (error instanceof UserMistake)
    return new errors.Error(withCode(error.message, error.code), 'InvalidInput', 400);
  if (!(error instanceof PassKitError)) return error;
  const code = problemCode(error);
  const sentence = sentenceOf(code, error.message);
  const again = zapierClass[code] === throttled ? 'Zapier tries again by itself.' : nextFor(code, error);
  return zapierClass[code](withCode(`${sentence} ${again}`, code), error);
}

type ToError = (message: string, error: PassKitError) => Error;

const failed =
  (name: string): ToError =>
  (message, { status }) =>
    new errors.Error(message, name, status);
const halted: ToError = (message) => new HaltedError(message);

/** Zapier runs the step again after the delay; the jitter keeps many Zaps from coming back at once. */
const throttled: ToError = (message, { retryAfter = 60 }) =>
  new ThrottledError(message, Math.ceil(retryAfter * (1 + Math.random() / 2)));

const zapierClass: Record<ProblemCode, ToError> = {
  rejected: failed('InvalidInput'),
  not_found: halted,
  exists: halted,
  credentials: (message) => new ExpiredAuthError(message),
  forbidden: failed('Forbidden'),
  clock: throttled,
  slow_down: throttled,
  busy: throttled,
  no_answer: throttled,
  // PassKit's own failure may be one that no repetition mends.
  problem: failed('PassKitError'),
  unsure: halted,
};
