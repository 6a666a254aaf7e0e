// The sandbox's own calls under /sandbox, without PassKit's authentication: look around, set faults and
// move the clock and passes while it runs.
import { z } from 'zod';
import { ApiError } from './errors.ts';
import { type Faults, parseFault } from './faults.ts';
import { account, credentials, demo } from './ids.ts';
import type { Store } from './store.ts';
import { expire, install, uninstall } from './wallet.ts';

const clockRequest = z.union([
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({ advanceMs: z.number() }),
]);

const installRequest = z.strictObject({ wallet: z.enum(['apple', 'google']) });

/** Answers a control request. */
export function control(
  store: Store,
  faults: Faults,
  method: string,
  path: string,
  body: string,
): { status: number; body: unknown } {
  const id = /^\/sandbox\/passes\/([^/]+)\//.exec(path)?.[1] ?? '';
  const pattern = id ? path.replace(`/${id}/`, '/{id}/') : path;
  const actions: Record<string, (() => unknown) | undefined> = {
    'GET /sandbox': () => state(store),
    'POST /sandbox/faults': () => {
      faults.add(parseFault(JSON.parse(body)));
      return {};
    },
    'DELETE /sandbox/faults': () => {
      faults.clear();
      return {};
    },
    'POST /sandbox/clock': () => moveClock(store, body),
    'POST /sandbox/passes/{id}/install': () =>
      install(store, id, installRequest.parse(JSON.parse(body)).wallet),
    'POST /sandbox/passes/{id}/uninstall': () => uninstall(store, id),
    'POST /sandbox/passes/{id}/expire': () => expire(store, id),
  };
  const action = actions[`${method} ${pattern}`];
  if (!action) return { status: 404, body: { error: `the sandbox has no ${method} ${path}` } };
  try {
    return { status: 200, body: action() ?? {} };
  } catch (error) {
    const status = error instanceof ApiError ? error.status : 400;
    return { status, body: { error: error instanceof Error ? error.message : String(error) } };
  }
}

function state(store: Store) {
  const { username, password } = account;
  return {
    credentials: { ...credentials, username, password },
    region: store.region,
    demo,
    clock: store.stamp(),
    outbox: store.outbox,
    passes: { members: store.members.size, coupons: store.coupons.size, tickets: store.tickets.size },
  };
}

function moveClock(store: Store, body: string) {
  const wanted = clockRequest.parse(JSON.parse(body));
  if ('now' in wanted) store.clock.set(new Date(wanted.now));
  else store.clock.advance(wanted.advanceMs);
  return { clock: store.stamp() };
}
