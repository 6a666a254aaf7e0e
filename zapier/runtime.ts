// What an operation runs in on Zapier: the connection of the bundle, z.request, the Zap's time zone.
import {
  type BeforeRequestMiddleware,
  type Bundle,
  errors,
  type HttpResponse,
  type ZObject,
} from 'zapier-platform-core';
import * as z from 'zod';
import type { Http } from '../operation/ask.ts';
import type { Runtime } from '../operation/run.ts';
import { type Connection, isSigned, parseConnection, requestHeaders } from '../passkit/connection.ts';
import { notSent, PassKitError, retryAfterIn } from '../passkit/errors.ts';
import { once } from '../passkit/once.ts';
import { type Hosts, hostsOf } from '../passkit/regions.ts';

/** A Zap step has 30 seconds in all. A request gets this long, and all requests of a run together no longer than a step. */
const limits = { request: 12_000, step: 24_000, /** What is left must be worth a request. */ least: 500 };

/** The runtime of one run. Throws a Zapier error in plain English when the connection is not usable. */
export function runtimeOf(z: ZObject, bundle: Bundle): Runtime {
  const { connection, hosts } = connectionOf(bundle);
  return {
    http: httpOf(z, connection, hosts),
    pages: hosts.pages,
    timezone: bundle.meta?.timezone || 'UTC',
    now: new Date(),
  };
}

export function connectionOf(bundle: Bundle): { connection: Connection; hosts: Hosts } {
  try {
    const connection = parseConnection(bundle.authData);
    return { connection, hosts: hostsOf(connection.region, process.env.PASSKIT_API_URL) };
  } catch (error) {
    throw new errors.Error(error instanceof Error ? error.message : String(error), 'InvalidConnection', 400);
  }
}

/** Sends requests to PassKit, and only there, signed one by one; the time of a step begins here. */
export function httpOf(z: ZObject, connection: Connection, hosts: Hosts): Http {
  const end = Date.now() + limits.step;
  return async ({ method, path, body }) => {
    const left = Math.min(limits.request, end - Date.now());
    if (left < limits.least) throw notSent();
    const late = new AbortController();
    // Core's own timeout counts once for the headers and once more for the body.
    const timer = setTimeout(() => late.abort(), left);
    const options = {
      url: hosts.api,
      method,
      // By this name core knows that a request is in its log already.
      headers: { ...(await requestHeaders(connection, new Date(), body)), 'user-agent': 'Zapier' },
      middlewareData: { path, body },
      signal: late.signal,
      redirect: 'manual' as const,
      skipThrowForStatus: true,
      // Otherwise core merges the request with defaults it does not need, and copies the whole app as it does so.
      merge: false,
    };
    const response: HttpResponse = await z
      .request(options)
      .catch(() => {
        throw new PassKitError('PassKit did not answer, or the connection broke');
      })
      .finally(() => clearTimeout(timer));
    const retryAfter = retryAfterIn(response.getHeader('retry-after'));
    return { status: response.status, body: response.content, retryAfter, signed: isSigned(connection) };
  };
}

const wire = once(() => z.object({ path: z.string(), body: z.string().optional() }));

/**
 * Puts path and body into the request only after Zapier has looked for its {{placeholders}} in it: what users
 * write may contain braces, and Zapier would delete those or refuse the request.
 */
export const completeRequest: BeforeRequestMiddleware = (request) => {
  const { path, body } = wire().parse(request.middlewareData);
  return { ...request, url: `${request.url}${path}`, ...(body !== undefined && { body }) };
};
