// The one place where what went wrong becomes the error Zapier knows: halted, throttled, expired or failed.
// The rules are Zapier's: a run that cannot go on for a reason outside of Zapier is halted and not counted
// against the Zap; what only needs time is throttled and tried again; what the user must mend is an error.
import { errors } from 'zapier-platform-core';
import { UserMistake } from '../operation/input.ts';
import { Halt } from '../operation/run.ts';
import { PassKitError } from '../passkit/errors.ts';

const { ExpiredAuthError, HaltedError, ThrottledError } = errors;

/** The Zapier error for anything an operation throws; what is none of ours is passed on as it is. */
export function zapierError(error: unknown): unknown {
  if (error instanceof Halt) return new HaltedError(error.message);
  if (error instanceof UserMistake) return new errors.Error(error.message, 'InvalidInput', 400);
  if (!(error instanceof PassKitError)) return error;
  const { status, message: reason } = error;
  switch (status) {
    case 400:
    case 412:
    case 422:
      return new errors.Error(
        `PassKit did not accept the data: ${reason}. Correct that field in this step or in its source, then run it again.`,
        'InvalidInput',
        status,
      );
    case 401:
      // A signature that is too old or too new is a matter of clocks, not of wrong credentials.
      return /issued|expired/i.test(reason)
        ? throttled('PassKit and Zapier disagree about the time', 60)
        : new ExpiredAuthError(
            'PassKit did not accept the credentials. Reconnect PassKit with the API Key and API Secret, or the Long-Lived Token, from Settings > Developer Tools.',
          );
    case 403:
      return new errors.Error(
        `PassKit does not allow this account to do that: ${reason}. Ask an administrator of the PassKit account for the permission.`,
        'Forbidden',
        status,
      );
    case 404:
      return new HaltedError(
        `PassKit could not find what this step refers to: ${reason}. Check the IDs and the project. Nothing was changed.`,
      );
    case 409:
      return new HaltedError(
        `PassKit already has a record like this: ${reason}. Nothing was changed. If the program takes its external ID from another field, map that field to External ID.`,
      );
    case 429:
      return throttled('PassKit asks to slow down', error.retryAfter ?? 60);
    case 503:
      return throttled('PassKit is busy', error.retryAfter ?? 60);
  }
  if (!error.safeToRepeat && error.lost) {
    return new HaltedError(
      'PassKit’s answer was lost, so the pass may or may not have been issued. Look in PassKit before you run this step again. With an External ID, this step can be repeated safely.',
    );
  }
  if (error.lost && status !== 500) return throttled(`${reason}. Nothing is lost`, 60);
  return new errors.Error(
    `PassKit reported a problem of its own: ${reason}. Try again later.`,
    'PassKitError',
    status,
  );
}

/** Zapier runs the step again after the delay; the jitter keeps many Zaps from coming back at once. */
const throttled = (message: string, seconds: number) =>
  new ThrottledError(
    `${message}. Zapier tries again by itself.`,
    Math.ceil(seconds * (1 + Math.random() / 2)),
  );
