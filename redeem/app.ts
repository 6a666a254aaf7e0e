// The redemption page and the webhook as one web-standard request handler: Node, containers and edge runtimes.
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { PassKitError } from '../passkit/errors.ts';
import type { RedeemConfig } from './config.ts';
import { couponRoutes } from './couponRoutes.ts';
import { hookRoute } from './hook.ts';
import { type Counts, limitersIn, sharedCounts } from './limits.ts';
import { noticePage } from './pages.ts';
import { createReadiness } from './readiness.ts';
import { Refusal, refusalFor } from './refusal.ts';
import type { VisitRuntime } from './runtime.ts';
import { textsFor } from './texts/texts.ts';
import { answerWith, type Log, logged, secured, type Visit, type VisitEnv } from './visit.ts';

export interface RedeemOptions {
  /** Takes a line a request; JSON on standard output when not given. */
  log?: Log;
  /** The time in milliseconds, for forms, receipts and limits. */
  clock?: () => number;
  /** Where all copies of the server count tries together; each in its own memory when not given. */
  counts?: Counts | undefined;
}

/** The app; `runtime` is asked for one VisitRuntime a visit. */
export function createRedeemApp(
  config: RedeemConfig,
  runtime: () => VisitRuntime,
  options: RedeemOptions = {},
) {
  const { log = (line) => console.log(JSON.stringify(line)), clock = Date.now } = options;
  const tooLarge = () => {
    throw new Refusal('incomplete', undefined, 413);
  };
  const limiter = limitersIn(options.counts && sharedCounts(options.counts, config.secret));
  const coupon = couponRoutes(config, runtime, clock, limiter);
  const ready = createReadiness(config, runtime, clock);

  const app = new Hono<VisitEnv>();
  app.use(logged(config.secret, log));
  app.use(secured(config.proxies));
  // That the server lives, and that it can do its work: a server that waits for PassKit must not be started anew.
  app.get('/health', (c) => c.json({ status: 'ok' }));
  app.get('/health/ready', async (c) =>
    (await ready()) ? c.json({ status: 'ready' }) : c.json({ status: 'not ready' }, 503),
  );
  app.get('/redeem', coupon.get);
  app.post('/redeem', bodyLimit({ maxSize: 8_192, onError: tooLarge }), coupon.post);
  app.post(
    '/hooks/pass',
    bodyLimit({ maxSize: 262_144, onError: tooLarge }),
    hookRoute(config, runtime, clock, limiter),
  );
  app.notFound((c) => refuse(c, new Refusal('unknown')));
  app.onError((error, c) => {
    // Whoever goes away while they are sending wants no answer, and nothing is wrong here.
    if (c.req.raw.signal.aborted && !(error instanceof PassKitError)) {
      c.set('outcome', 'gone');
      return new Response(null, { status: 499 });
    }
    if (error instanceof PassKitError) c.set('passkit', error.status ?? 'no answer');
    // A coupon that is still active right after a lost answer may be redeemed by it a moment later.
    const lost = c.var.unsure !== undefined && error instanceof PassKitError && error.lost;
    const refusal = refusalFor(error, lost || c.var.unsure?.() === true);
    // The message may hold what a visitor sent; where it happened does not.
    if (refusal.notice === 'setup' && !c.var.passkit) c.set('failure', failureOf(error));
    if (c.req.path === '/hooks/pass' && refusal.notice !== 'unknown') {
      const reason =
        refusal.status === 413 ? 'The body is too large.' : 'The server has a problem of its own.';
      return c.json({ error: reason }, refusal.status as ContentfulStatusCode);
    }
    return refuse(c, refusal);
  });
  return app;

  function refuse(c: Visit, { notice, status, retryAfter }: Refusal) {
    c.set('outcome', notice);
    if (retryAfter) c.header('retry-after', String(retryAfter));
    const { timeZone, brand = {} } = config;
    const setting = { texts: textsFor(c.req.header('accept-language')), timeZone, brand };
    const again = status === 500 ? undefined : c.var.again;
    return answerWith(c, noticePage(setting, notice, { again }), status as ContentfulStatusCode, [
      brand.logo,
    ]);
  }
}

/** The message is taken out first: a line of it may look like a place. */
const failureOf = ({ name, message, stack = '' }: Error) =>
  `${name} ${/\bat .*/.exec(stack.replace(message, '')) ?? ''}`;
