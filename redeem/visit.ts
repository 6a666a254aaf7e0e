// What every request goes through: headers on the way out, a line in the log, and facts about who asks.
import type { Context, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { secureHeaders } from 'hono/secure-headers';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { addressOf } from './address.ts';
import type { RedeemConfig } from './config.ts';
import { contentSecurityPolicy, type Html, withImages } from './layout.ts';
import { hmac } from './tokens.ts';

/** What a request leaves for the log and for the page that says what went wrong. */
interface Facts {
  /** The external ID it is about; the log gets a hash of it. */
  externalId: string;
  /** The path and query of the coupon's own page. */
  again: string;
  /** What became of it, in one word. */
  outcome: string;
  /** What PassKit said: its status, or that there was no answer. */
  passkit: number | 'no answer';
  /** Where a failure of our own happened. */
  failure: string;
  /** Whether a redemption was asked for, and nobody knows what became of it. */
  unsure: () => boolean;
  /** The pictures on the page. */
  images: string[];
}

/** `incoming` is there on Node, other bindings elsewhere. */
export interface VisitEnv {
  Bindings: { incoming?: { socket: { remoteAddress?: string | undefined } } } | undefined;
  Variables: Partial<Facts>;
}

export type Visit = Context<VisitEnv>;

/** A line of the log, without personal data. */
export interface LogLine {
  time: string;
  method: string;
  route: string;
  status: number;
  ms: number;
  /** A short keyed hash of the external ID: the same for the same coupon, and no way back to it. */
  pass?: string | undefined;
  outcome?: string | undefined;
  passkit?: number | string | undefined;
  failure?: string | undefined;
}

export type Log = (line: LogLine) => void;

export const logged =
  (secret: string, log: Log): MiddlewareHandler<VisitEnv> =>
  async (c, next) => {
    const started = performance.now();
    await next();
    const externalId = c.get('externalId');
    const route = routePath(c, -1);
    log({
      time: new Date().toISOString(),
      method: c.req.raw.method,
      route: route.includes('*') ? 'other' : route,
      status: c.res.status,
      ms: Math.round((performance.now() - started) * 10) / 10,
      pass: externalId && hmac(secret, JSON.stringify(['log', externalId])).slice(0, 8),
      outcome: c.get('outcome'),
      passkit: c.get('passkit'),
      failure: c.get('failure'),
    });
  };

/** What hono would add to this is for browsers that are gone, or for pages that others embed. */
const headers = (strictTransportSecurity: string | false) =>
  secureHeaders({
    contentSecurityPolicy,
    permissionsPolicy: {
      camera: [],
      geolocation: [],
      microphone: [],
      payment: [],
      usb: [],
      browsingTopics: [],
      displayCapture: [],
    },
    strictTransportSecurity,
    xFrameOptions: 'DENY',
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
const overHttp = headers(false);
const overHttps = headers('max-age=31536000');

export const secured =
  (proxies: number): MiddlewareHandler<VisitEnv> =>
  async (c, next) => {
    const forwarded = proxies > 0 ? c.req.header('x-forwarded-proto') : undefined;
    const protocol = forwarded ?? new URL(c.req.url).protocol.replace(':', '');
    await (protocol === 'https' ? overHttps : overHttp)(c, next);
    const policy = c.res.headers.get('content-security-policy');
    const images = c.get('images');
    if (policy && images) c.res.headers.set('content-security-policy', withImages(policy, images));
    c.res.headers.set('cache-control', 'no-store');
    c.res.headers.set('x-robots-tag', 'noindex, nofollow');
  };

/** Answers with a page: as plain text, since hono's own kind of string would be sent as a stream. */
export async function answerWith(
  c: Visit,
  page: Html,
  status: ContentfulStatusCode,
  images: readonly (string | undefined)[] = [],
): Promise<Response> {
  c.set(
    'images',
    images.filter((image) => image !== undefined),
  );
  return c.html(String(await page), status);
}

/** Who asks, as far as limits care. */
export const visitorOf = (c: Visit, { proxies }: RedeemConfig) =>
  addressOf(c.env?.incoming?.socket.remoteAddress, c.req.header('x-forwarded-for'), proxies);

/**
 * Whether a submit comes from our own page, as far as the browser tells. Our pages send no referrer, so browsers
 * say `Origin: null` of their forms: then, and where nothing is said, the form's token has to do.
 */
export function isOwnSubmit(c: Visit, { proxies }: RedeemConfig): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site) return site === 'same-origin' || site === 'none';
  const origin = c.req.header('origin');
  if (!origin || origin === 'null') return true;
  const host =
    (proxies > 0 && c.req.header('x-forwarded-host')) || c.req.header('host') || new URL(c.req.url).host;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** Whether a person opened the page: no prefetch, no preview, no image or frame. */
export function isOpening(c: Visit): boolean {
  const purpose = ['sec-purpose', 'purpose', 'x-moz'].map((name) => c.req.header(name)).join();
  const destination = c.req.header('sec-fetch-dest') ?? 'document';
  return c.req.raw.method === 'GET' && !/prefetch|preview/i.test(purpose) && destination === 'document';
}
