// The page on edge runtimes, whose environment may arrive with the first request.
import { Hono } from 'hono';
import { createRedeemApp } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import type { Counts } from './limits.ts';
import { noticePage } from './pages.ts';
import { fetchVisitHttp, visitRuntime } from './runtime.ts';
import { textsFor } from './texts/texts.ts';
import { answerWith, secured, type VisitEnv } from './visit.ts';

type Environment = Record<string, unknown>;
interface App {
  fetch(request: Request, bindings: VisitEnv['Bindings']): Response | Promise<Response>;
}

export interface Edge {
  /** Who asks, as far as the platform tells. */
  fetch(request: Request, environment?: Environment, remoteAddress?: string): Response | Promise<Response>;
}

/** The page; `counts` is where all copies of it count tries, where the platform offers such a place. */
export function edge(counts?: (environment: Environment) => Counts | undefined): Edge {
  /** Works as long as the isolate lives; one that lacks settings is asked for them again by the next request. */
  let app: App | undefined;
  /** What was wrong when it was last said. */
  let said = '';

  function start(environment: Environment): App {
    if (app) return app;
    try {
      const config = readConfig(environment);
      const runtime = visitRuntime(config, fetchVisitHttp(config));
      app = createRedeemApp(config, runtime, { counts: counts?.(environment) });
      return app;
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      if (error.message !== said) for (const problem of error.problems) console.error(problem);
      said = error.message;
      return setupMissing();
    }
  }

  return {
    fetch: (request, environment = {}, remoteAddress) =>
      start(environment).fetch(request, { incoming: { socket: { remoteAddress } } }),
  };
}

/** Answers everything with the page that says so: an edge runtime cannot refuse to start. */
function setupMissing(): App {
  const broken = new Hono<VisitEnv>();
  broken.use(secured(0));
  broken.all('*', (c) => {
    const texts = textsFor(c.req.header('accept-language'));
    return answerWith(c, noticePage({ texts, timeZone: 'UTC', brand: {} }, 'setup'), 500);
  });
  return broken;
}
