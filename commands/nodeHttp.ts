// PassKit over connections that are kept alive, for what runs on Node: a fourth of what the global fetch costs there.
import { type Dispatcher, Pool } from 'undici';
import { type Send, signedHttp } from '../operation/fetchHttp.ts';
import type { RedeemConfig } from '../redeem/config.ts';
import type { VisitHttp } from '../redeem/runtime.ts';

/** Says who asks, as fetch does; and takes nothing that is packed, since nothing here unpacks. */
const ownHeaders = { 'user-agent': 'node', 'accept-encoding': 'identity' };

/** The Http of visits, over one pool of connections to PassKit. */
export function nodeVisitHttp({ connection, hosts }: RedeemConfig): VisitHttp {
  const { origin, pathname } = new URL(hosts.api);
  const base = pathname.replace(/\/$/, '');
  // How long a request may take is said for each; undici's own limits would only be there a second time.
  const pool = new Pool(origin, { headersTimeout: 0, bodyTimeout: 0 });
  return (left) =>
    signedHttp(connection, ({ path, method, headers, body }) =>
      exchange(pool, left(), {
        method,
        path: `${base}${path}`,
        headers: { ...headers, ...ownHeaders },
        body: body ?? null,
      }),
    );
}

/** Sends a request and reads the answer, whole, within so many milliseconds. */
async function exchange(pool: Pool, within: number, request: Dispatcher.RequestOptions): ReturnType<Send> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  // A request that still waits for a connection does not hear of the abort until it has one: then it is not sent.
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      controller.abort();
      reject(new Error('late'));
    }, within);
  });
  const answer = async () => {
    const { statusCode, headers, body } = await pool.request({ ...request, signal: controller.signal });
    return { status: statusCode, retryAfter: headers['retry-after'], body: await body.text() };
  };
  return Promise.race([answer(), late]).finally(() => clearTimeout(timer));
}
