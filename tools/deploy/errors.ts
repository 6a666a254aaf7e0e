// What a person reads when a deployment cannot go on.
import { types } from 'node:util';
import { MakeError } from '@makehq/sdk';
import { ZodError } from 'zod';

/** An error whose message is for the user as it is. Exit code 2 is for a command that was not usable at all. */
export class Stop extends Error {
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

const again = 'Run the same command again: it goes on where it stopped.';

function explainStatus({ statusCode = 0, message: said }: MakeError, host: string): string {
  // On one line, so that it cannot pass for lines of this command.
  const message = said.replace(/\s+/g, ' ').trim();
  if (statusCode === 401) {
    return `${host} does not accept the token. Check that it is complete, was not deleted, and comes from this zone: in Make, Profile > API access.`;
  }
  if (statusCode === 403) {
    return `The token may not do this. It needs the scopes sdk-apps:read and sdk-apps:write: add such a token in Make, Profile > API access. Make says: ${message}`;
  }
  if (statusCode === 429) return `Make still takes no more requests. Wait a minute. ${again}`;
  if (statusCode >= 500) return `Make has a problem of its own (${statusCode}: ${message}). ${again}`;
  return `Make refused this (${statusCode}): ${message}`;
}

/** The code of a failed connection, such as ENOTFOUND. */
function networkCode(cause: unknown): string | undefined {
  return types.isNativeError(cause) && 'code' in cause ? String(cause.code) : undefined;
}

/** The error in plain English, with what to do next. */
export function explain(error: unknown, host: string): string {
  if (error instanceof MakeError) return explainStatus(error, host);
  if (error instanceof ZodError)
    return `${host} answered something that this command does not know: ${error.message}`;
  if (!types.isNativeError(error)) return String(error);
  // What fetch says when no answer came, or only a part of one.
  if (error.message !== 'fetch failed' && error.message !== 'terminated') return error.message;
  const code = networkCode(error.cause);
  return `${host} cannot be reached${code ? ` (${code})` : ''}. Check the network connection. ${again}`;
}
