// What went wrong, as Coda shows it: only the text of its own kind of error reaches the user.
import * as coda from '@codahq/packs-sdk';
import { UserMistake } from '../operation/input.ts';
import { Halt } from '../operation/run.ts';
import { PassKitError } from '../passkit/errors.ts';
import { nextFor, problemCode, sentenceOf, withCode } from '../passkit/problems.ts';

/** The error of Coda for anything an operation throws; what is none of ours is passed on as it is. */
export function codaError(error: unknown): unknown {
  if (error instanceof Halt || error instanceof UserMistake)
    return new coda.UserVisibleError(withCode(error.message, error.code));
  if (!(error instanceof PassKitError)) return error;
  const code = problemCode(error);
  return new coda.UserVisibleError(
    withCode(`${sentenceOf(code, error.message)} ${nextFor(code, error)}`, code),
  );
}

/** What `act` comes to, with its errors as Coda shows them. */
export const shown = async <T>(act: () => Promise<T>): Promise<T> => {
  try {
    return await act();
  } catch (error) {
    throw codaError(error);
  }
};
