// The entry for Deno Deploy, and for Deno anywhere. Tries are counted in Deno KV, where the app has one.
import { edge } from '../edge.ts';
import { type Kv, kvCounts } from './kvCounts.ts';

/** What is used of Deno's own API. */
declare const Deno: {
  env: { toObject(): Record<string, string> };
  openKv?: () => Promise<Kv>;
  serve(
    options: { port?: number },
    handler: (request: Request, info: { remoteAddr: { hostname?: string } }) => Response | Promise<Response>,
  ): unknown;
};

const environment = Deno.env.toObject();
const page = edge(() => Deno.openKv && kvCounts(Deno.openKv));
// Deno Deploy gives the port itself.
const port = environment.PORT ? { port: Number(environment.PORT) } : {};

Deno.serve(port, (request, { remoteAddr }) => page.fetch(request, environment, remoteAddr.hostname));
