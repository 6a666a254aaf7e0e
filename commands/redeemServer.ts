// The redemption page as a server of Node.
import { once } from 'node:events';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import type { createRedeemApp } from '../redeem/app.ts';

/** A server for the page, not yet listening. */
export const redeemServer = (app: ReturnType<typeof createRedeemApp>): ServerType =>
  createAdaptorServer({
    fetch: (request, env) => app.fetch(request, { incoming: env.incoming }),
    // Health checks by HTTP/1.0 name no host.
    hostname: 'localhost',
    serverOptions: {
      // A visitor who sends slowly must not hold a connection either.
      requestTimeout: 10_000,
      headersTimeout: 10_000,
      connectionsCheckingInterval: 2_000,
      // Longer than any load balancer keeps an idle connection: one closed here just as it sends would be a 502 there.
      keepAliveTimeout: 620_000,
    },
  });

/** Listens on a port, 0 for any that is free, and answers with the address for this machine. */
export async function listening(server: ServerType, port: number, host?: string): Promise<string> {
  server.listen(port, host);
  await once(server, 'listening');
  const bound = server.address();
  return `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : port}`;
}
