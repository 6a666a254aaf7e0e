// The World of one visit: PassKit over the global fetch. A request gets 5 seconds and a visit 9 in all, so that
// every answer is given within 10.
import type { Http } from '../operation/ask.ts';
import type { World } from '../operation/run.ts';
import { requestHeaders } from '../passkit/connection.ts';
import { PassKitError } from '../passkit/errors.ts';
import type { RedeemConfig } from './config.ts';

const bounds = { request: 5_000, visit: 9_000 };

/** Makes a World for each visit; the clock of its bounds starts then. */
export const worldOf =
  ({ connection, hosts, timeZone }: RedeemConfig, { request, visit } = bounds) =>
  (): World => {
    const over = AbortSignal.timeout(visit);
    const http: Http = async ({ method, path, body }) => {
      const headers = await requestHeaders(connection, new Date(), body);
      const signal = AbortSignal.any([over, AbortSignal.timeout(request)]);
      // A redirect is not followed: credentials go to PassKit and nowhere else.
      const options = {
        method,
        headers,
        signal,
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
    return { http, pages: hosts.pages, timezone: timeZone, now: new Date() };
  };
