// PassKit over undici's own interface. A run sends up to a million requests, and fetch, which is built on it, takes three
// times as much work for each, and twice as many connections as there are requests at a time.
import { Agent, request } from 'undici';
import type { Http } from '../operation/ask.ts';
import { type Connection, requestHeaders } from '../passkit/connection.ts';
import { PassKitError } from '../passkit/errors.ts';
import type { Hosts } from '../passkit/regions.ts';

/** How long a whole answer may take, in milliseconds. */
const longestAnswer = 30_000;

/**
 * An Http for many requests, over at most `connections` at a time, which are kept.
 * What it sends rejects with a PassKitError without a status when no whole answer comes.
 */
export function manyHttp(
  { connection, hosts }: { connection: Connection; hosts: Hosts },
  connections: number,
): Http {
  const dispatcher = new Agent({ connections });
  return async ({ method, path, body }) => {
    const headers = await requestHeaders(connection, new Date(), body);
    const signal = AbortSignal.timeout(longestAnswer);
    try {
      // A redirect is not followed: credentials go to PassKit and nowhere else.
      const options = { dispatcher, method, headers, body: body ?? null, signal };
      const answer = await request(`${hosts.api}${path}`, options);
      const text = await answer.body.text();
      if (answer.statusCode >= 300 && answer.statusCode < 400) throw new Error('redirected');
      const retryAfter = Number(answer.headers['retry-after']) || undefined;
      return { status: answer.statusCode, body: text, retryAfter };
    } catch {
      throw new PassKitError('PassKit did not answer, or the connection broke');
    }
  };
}
