// PassKit over HTTP, for whatever runs outside of Zapier and Make: over the global fetch, or whatever else can send.
import { type Connection, isSigned, requestHeaders } from '../passkit/connection.ts';
import { PassKitError, retryAfterIn } from '../passkit/errors.ts';
import type { Hosts } from '../passkit/regions.ts';
import type { Http, HttpRequest } from './ask.ts';

interface Asked {
  connection: Connection;
  hosts: Hosts;
}

/** Sends a request with the headers given, follows no redirect, and throws when no whole answer comes. */
export type Send = (
  request: HttpRequest & { headers: Record<string, string> },
) => Promise<{ status: number; body: string; retryAfter?: string | string[] | null | undefined }>;

/**
 * An Http that signs requests and has them sent; `clock` is what they are signed with.
 * What it sends rejects with a PassKitError without a status when no whole answer comes.
 */
export const signedHttp =
  (connection: Connection, send: Send, clock = () => new Date()): Http =>
  async (request) => {
    const headers = await requestHeaders(connection, clock(), request.body);
    try {
      const { status, body, retryAfter } = await send({ ...request, headers });
      // A redirect is not followed: credentials go to PassKit and nowhere else.
      if (status >= 300 && status < 400) throw new Error('redirected');
      return { status, body, retryAfter: retryAfterIn(retryAfter), signed: isSigned(connection) };
    } catch (error) {
      // What knows that it has sent nothing says so itself.
      if (error instanceof PassKitError) throw error;
      throw new PassKitError('PassKit did not answer, or the connection broke');
    }
  };

/** An Http over fetch. `signal` is asked for each request and bounds it; `clock` is what requests are signed with. */
export const fetchHttp = (
  { connection, hosts }: Asked,
  signal: () => AbortSignal,
  clock?: () => Date,
): Http =>
  signedHttp(
    connection,
    async ({ path, method, headers, body }) => {
      const response = await fetch(`${hosts.api}${path}`, {
        method,
        headers,
        ...(body !== undefined && { body }),
        signal: signal(),
        redirect: 'manual',
      });
      const retryAfter = response.headers.get('retry-after');
      return { status: response.status, body: await response.text(), retryAfter };
    },
    clock,
  );
