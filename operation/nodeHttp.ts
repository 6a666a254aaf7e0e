// PassKit over connections that are kept alive, for what runs on Node: a fourth of what the global fetch costs there.
import { type Dispatcher, Pool } from 'undici';
import { notSent } from '../passkit/errors.ts';
import type { Hosts } from '../passkit/regions.ts';
import type { Send } from './fetchHttp.ts';

const unreached = () => notSent('PassKit could not be reached');

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

/**
 * Sends a request and reads the answer, whole, within so many milliseconds. By `dispatch`, what the friendlier
 * functions of undici are made of: they take twice the time, for a stream that nobody needs here.
 */
const exchange = (pool: Pool, within: number, request: Dispatcher.DispatchOptions): ReturnType<Send> =>
  new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let late: Error | undefined;
    const timer = setTimeout(() => {
      late = new Error('late');
      controller?.abort(late);
      reject(controller ? late : unreached());
    }, within);
    let status = 0;
    let retryAfter: string | string[] | undefined;
    const parts: Buffer[] = [];
    pool.dispatch(request, {
      onRequestStart(started) {
        controller = started;
        // It has waited for a connection until it was too late: it is not sent any more.
        if (late) started.abort(late);
      },
      onResponseStart(_controller, statusCode, headers) {
        status = statusCode;
        retryAfter = headers['retry-after'];
      },
      onResponseData(_controller, part) {
        parts.push(part);
      },
      onResponseEnd() {
        clearTimeout(timer);
        resolve({ status, retryAfter, body: Buffer.concat(parts).toString() });
      },
      onResponseError(_controller, error) {
        clearTimeout(timer);
        // Without a connection nothing has left.
        reject(controller ? error : unreached());
      },
    });
  });
