// Tries counted in Deno KV, which all copies of the page share.
import * as z from 'zod';
import { added, type Counts } from '../limits.ts';

interface Entry {
  key: readonly string[];
  value: unknown;
  versionstamp: string | null;
}
/** What is used of Deno's own API. */
export interface Kv {
  get(key: readonly string[]): Promise<Entry>;
  atomic(): Operation;
}
interface Operation {
  check(entry: Entry): Operation;
  set(key: readonly string[], value: unknown, options: { expireIn: number }): Operation;
  commit(): Promise<{ ok: boolean }>;
}

const count = z.object({ tries: z.number(), until: z.number() });
/** How often a count is tried that others changed in between. */
const most = 10;

export const kvCounts = (open: () => Promise<Kv>): Counts => {
  let opened: Promise<Kv> | undefined;
  return {
    async add(key, tries, seconds, now) {
      opened ??= open().catch((error) => {
        opened = undefined;
        throw error;
      });
      const kv = await opened;
      for (let attempt = 0; attempt < most; attempt++) {
        const entry = await kv.get(['redeem', key]);
        const next = added(count.safeParse(entry.value).data, tries, seconds, now);
        const kept = { expireIn: Math.max(1_000, next.until - now) };
        const { ok } = await kv.atomic().check(entry).set(entry.key, next, kept).commit();
        if (ok) return next;
      }
      throw new Error('The count was changed by others each time.');
    },
  };
};
