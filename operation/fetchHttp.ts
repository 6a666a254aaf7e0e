// PassKit over the global fetch, for whatever runs outside of Zapier and Make.
import { type Connection, requestHeaders } from '../passkit/connection.ts';
import { PassKitError } from '../passkit/errors.ts';
import type { Hosts } from '../passkit/regions.ts';
import type { Http } from './ask.ts';

/**
 * An Http over fetch. `signal` is asked for each request and bounds it; `clock` is what requests are signed with.
 * What it sends rejects with a PassKitError without a status when no whole answer comes.
 */
export const fetchHttp =
  (
    { connection, hosts }: { connection: Connection; hosts: Hosts },
    signal: () => AbortSignal,
    clock = () => new Date(),
  ): Http =>
  async ({ method, path, body }) => {
    const headers = await requestHeaders(connection, clock(), body);
    // A redirect is not followed: credentials go to PassKit and nowhere else.
    const options = {
      method,
      headers,
      signal: signal(),
      redirect: 'manual',
      ...(body !== undefined && { body }),
    } as const;
    try {
      const response = await fetch(`${hosts.api}${path}`, options);
      if (response.status >= 300 && response.status < 400) throw new Error('redirected');
      const retryAfter = Number(response.headers.get('retry-after')) || undefined;
      return { status: response.status, body: await response.text(), retryAfter };
    } catch {
      throw new PassKitError('PassKit did not answer, or the connection broke');
    }
  };
