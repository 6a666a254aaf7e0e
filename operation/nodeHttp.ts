// PassKit over connections that are kept alive, for what runs on Node: a fourth of what the global fetch costs there.
import { type Dispatcher, Pool } from 'undici';
import type { Hosts } from '../passkit/regions.ts';
import type { Send } from './fetchHttp.ts';

/** Says who asks, as fetch does; and takes nothing that is packed, since nothing here unpacks. */
const ownHeaders = { 'user-agent': 'node', 'accept-encoding': 'identity' };

/**
 * Sends requests over one pool of at most so many connections to PassKit; any number when not given. What it answers with
 * is asked for how many milliseconds a request may take, whole.
 */
export function nodeSend({ api }: Hosts, connections?: number): (within: () => number) => Send {
  const { origin, pathname } = new URL(api);
  const base = pathname.replace(/\/$/, '');
  // How long a request may take is said for each; undici's own limits would only be there a second time.
  const pool = new Pool(origin, { headersTimeout: 0, bodyTimeout: 0, connections: connections ?? null });
  return (within) =>
    ({ path, method, headers, body }) =>
      exchange(pool, within(), {
        method,
        path: `${base}${path}`,
        headers: { ...headers, ...ownHeaders },
        body: body ?? null,
      });
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
