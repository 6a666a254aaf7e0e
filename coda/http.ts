// PassKit over Coda's fetcher, which puts the token into each request: the pack never sees it. What an operation runs in.
import type * as coda from '@codahq/packs-sdk';
import type { Answer, Http, HttpRequest } from '../operation/ask.ts';
import { UserMistake } from '../operation/input.ts';
import type { Runtime } from '../operation/run.ts';
import { PassKitError } from '../passkit/errors.ts';
import { type Region, regionNames, regions } from '../passkit/regions.ts';

/** The part of Coda's context that a request needs. */
export type Context = Pick<coda.ExecutionContext, 'fetcher' | 'endpoint' | 'timezone'>;

/** The runtime of one run; times are those of the doc. */
export function runtimeOf(context: Context): Runtime {
  const region = regionOf(context);
  return {
    http: httpOf(context, region),
    pages: regions[region].pages,
    timezone: context.timezone,
    now: new Date(),
  };
}

/** The region that was chosen when the account was added. */
export function regionOf({ endpoint }: Pick<Context, 'endpoint'>): Region {
  const region = regionNames.find((name) => endpoint?.replace(/\/$/, '') === regions[name].api);
  if (!region) throw new UserMistake('The region of this account is missing. Add the account once more.');
  return region;
}

/** An Http to the API of a region. */
export const httpOf =
  (context: Pick<Context, 'fetcher'>, region: Region): Http =>
  async ({ effect: _, path, ...request }) => ({
    ...(await exchange(context, { ...request, url: `${regions[region].api}${path}` })),
    signed: false,
  });

interface Asked {
  method: HttpRequest['method'];
  url: string;
  /** JSON text. */
  body?: string;
}

/**
 * Sends one request with the account's credentials. What comes back is never from Coda's cache, as it may have changed
 * since; a redirect is not followed. Throws a PassKitError where no answer came.
 */
export async function exchange(
  { fetcher }: Pick<Context, 'fetcher'>,
  { method, url, body }: Asked,
): Promise<Pick<Answer, 'status' | 'body'>> {
  const request: coda.FetchRequest = {
    method,
    url,
    headers: {
      Accept: 'application/json',
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    cacheTtlSecs: 0,
    ignoreRedirects: true,
    ...(body !== undefined && { body }),
  };
  const { status, body: answer } = await fetcher.fetch<unknown>(request).catch(refusalIn);
  return { status, body: textOf(answer) };
}

/** Coda parses what it can: a list of one line comes as an object, a longer one as text. */
const textOf = (body: unknown): string =>
  typeof body === 'string' ? body : body === undefined || body === null ? '' : JSON.stringify(body);

/** A refusal is thrown by Coda. Throws a PassKitError where no answer came. */
function refusalIn(error: unknown): Pick<Answer, 'status'> & { body: unknown } {
  const { name, statusCode, body, response, message } = recordIn(error);
  if (name === 'StatusCodeError' && typeof statusCode === 'number')
    return { status: statusCode, body: body ?? recordIn(response).body };
  // Across the border of the machine that packs run in, only the text may be left: “404 - {…}”.
  const [, status, rest] = /^(\d{3}) - (.*)$/s.exec(String(message)) ?? [];
  if (name === 'StatusCodeError' && status) return { status: Number(status), body: rest };
  throw new PassKitError('PassKit did not answer, or the connection broke');
}

interface Thrown {
  name?: unknown;
  message?: unknown;
  statusCode?: unknown;
  body?: unknown;
  response?: unknown;
}

const recordIn = (value: unknown): Thrown => (typeof value === 'object' && value !== null ? value : {});
