// The entry for Cloudflare Workers. Tries are counted in Durable Objects, one for each count, which live in one place of
// the world however many copies of the page there are.
import * as z from 'zod';
import { edge } from '../edge.ts';
import { added, type Count, type Counts } from '../limits.ts';

/** What is used of Cloudflare's own API. */
interface Storage {
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<void>;
  setAlarm(time: number): Promise<void>;
  deleteAll(): Promise<void>;
}
interface Namespace {
  idFromName(name: string): unknown;
  get(id: unknown): { fetch(address: string, request: RequestInit): Promise<Response> };
}

const count = z.object({ tries: z.number(), until: z.number() });
const aTry = z.object({ tries: z.literal([1, -1]), seconds: z.number(), now: z.number() });

/** One count. Requests take turns: each sees what the one before has written. */
export class RedeemCount {
  readonly #storage: Storage;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(state: { storage: Storage }) {
    this.#storage = state.storage;
  }

  async fetch(request: Request): Promise<Response> {
    const { tries, seconds, now } = aTry.parse(await request.json());
    const counted = this.#turn.then(async () => {
      const known = count.safeParse(await this.#storage.get('count')).data;
      const next = added(known, tries, seconds, now);
      await this.#storage.put('count', next);
      if (next.until !== known?.until) await this.#storage.setAlarm(next.until + 1_000);
      return next;
    });
    this.#turn = counted.catch(() => undefined);
    return Response.json(await counted);
  }

  /** Nothing is kept of what counts no more. */
  alarm(): Promise<void> {
    return this.#storage.deleteAll();
  }
}

export const countsOf = (namespace: Namespace): Counts => ({
  async add(key, tries, seconds, now): Promise<Count> {
    const one = namespace.get(namespace.idFromName(key));
    const answer = await one.fetch('https://count', {
      method: 'POST',
      body: JSON.stringify({ tries, seconds, now }),
    });
    return count.parse(await answer.json());
  },
});

const isNamespace = (binding: unknown): binding is Namespace =>
  typeof binding === 'object' && binding !== null && 'idFromName' in binding && 'get' in binding;

const page = edge(({ REDEEM_COUNTS: binding }) => (isNamespace(binding) ? countsOf(binding) : undefined));

export default {
  fetch: (request: Request, environment: Record<string, unknown>) =>
    // Cloudflare writes this header itself, whatever the visitor sends.
    page.fetch(request, environment, request.headers.get('cf-connecting-ip') ?? undefined),
};
