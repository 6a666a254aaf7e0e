// PassKit over undici's own interface. A run sends up to a million requests, and fetch, which is built on it, takes four
// times as long for each.
import { request } from 'undici';
import type { Http } from '../operation/ask.ts';
import { type Connection, requestHeaders } from '../passkit/connection.ts';
import { PassKitError } from '../passkit/errors.ts';
import type { Hosts } from '../passkit/regions.ts';

/** How long a whole answer may take, in milliseconds. */
const longestAnswer = 30_000;

/** An Http for many requests. What it sends rejects with a PassKitError without a status when no whole answer comes. */
export const manyHttp =
  ({ connection, hosts }: { connection: Connection; hosts: Hosts }): Http =>
  async ({ method, path, body }) => {
    const headers = await requestHeaders(connection, new Date(), body);
    const signal = AbortSignal.timeout(longestAnswer);
    try {
      // A redirect is not followed: credentials go to PassKit and nowhere else.
      const answer = await request(`${hosts.api}${path}`, { method, headers, body: body ?? null, signal });
      const text = await answer.body.text();
      if (answer.statusCode >= 300 && answer.statusCode < 400) throw new Error('redirected');
      const retryAfter = Number(answer.headers['retry-after']) || undefined;
      return { status: answer.statusCode, body: text, retryAfter };
    } catch {
      throw new PassKitError('PassKit did not answer, or the connection broke');
    }
  };
