// What every request goes through: headers on the way out, a line in the log, and facts about who asks.
import type { Context, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { RedeemConfig } from './config.ts';
import { addressOf } from './limits.ts';
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
  /** Whether PassKit may have been asked to redeem. */
  redeeming: boolean;
}

/** `incoming` is there on Node, other bindings elsewhere. */
export interface VisitEnv {
  Bindings: { incoming?: { socket?: { remoteAddress?: string | undefined } } } | undefined;
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
    const { externalId, outcome, passkit, failure } = c.var;
    const route = routePath(c, -1);
    log({
      time: new Date().toISOString(),
      method: c.req.raw.method,
      route: route.includes('*') ? 'other' : route,
      status: c.res.status,
      ms: Math.round((performance.now() - started) * 10) / 10,
      pass: externalId && hmac(secret, JSON.stringify(['log', externalId])).slice(0, 8),
      outcome,
      passkit,
      failure,
    });
  };

const fixedHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=(), display-capture=()',
};

export const secured =
  (policy: () => Promise<string>, proxies: number): MiddlewareHandler<VisitEnv> =>
  async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(fixedHeaders)) c.res.headers.set(name, value);
    c.res.headers.set('content-security-policy', await policy());
    const forwarded = proxies > 0 ? c.req.header('x-forwarded-proto') : undefined;
    const protocol = forwarded ?? new URL(c.req.url).protocol.replace(':', '');
    if (protocol === 'https') c.res.headers.set('strict-transport-security', 'max-age=31536000');
  };

/** Who asks, as far as limits care. */
export const visitorOf = (c: Visit, { proxies }: RedeemConfig) =>
  addressOf(c.env?.incoming?.socket?.remoteAddress, c.req.header('x-forwarded-for'), proxies);

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
  const purpose = `${c.req.header('sec-purpose') ?? ''} ${c.req.header('purpose') ?? ''} ${c.req.header('x-moz') ?? ''}`;
  const destination = c.req.header('sec-fetch-dest') ?? 'document';
  return c.req.raw.method === 'GET' && !/prefetch|preview/i.test(purpose) && destination === 'document';
}
