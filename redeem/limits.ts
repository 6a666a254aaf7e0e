// Limits: how often one address or one pass may ask. Counted in the memory of this copy of the server, or, where the
// platform offers storage, in one place for all copies; while that cannot be reached, in memory again.
import { after } from './runtime.ts';
import { hmac } from './tokens.ts';

export interface Count {
  tries: number;
  /** When it is forgotten, in milliseconds. */
  until: number;
}

/** Where tries are counted. */
export interface Counts {
  /** Adds to the count of a key, and answers it; each is forgotten `seconds` after its first try. */
  add(key: string, tries: 1 | -1, seconds: number, now: number): Promise<Count>;
}

/** What becomes of a count. */
export function added(count: Count | undefined, tries: 1 | -1, seconds: number, now: number): Count {
  const kept = count && count.until > now ? count : { tries: 0, until: now + seconds * 1000 };
  return { ...kept, tries: Math.max(0, kept.tries + tries) };
}

/** The most keys that are remembered; the oldest are forgotten first. */
const mostKeys = 20_000;

export function memoryCounts(): Counts {
  const counts = new Map<string, Count>();
  return {
    async add(key, tries, seconds, now) {
      const known = counts.get(key);
      const count = added(known, tries, seconds, now);
      // One that begins anew is the youngest.
      if (known && known.until !== count.until) counts.delete(key);
      const oldest = counts.size >= mostKeys && !counts.has(key) ? counts.keys().next().value : undefined;
      if (oldest !== undefined) counts.delete(oldest);
      counts.set(key, count);
      return count;
    },
  };
}

/** How long a visit waits for what is counted elsewhere, and how long nobody asks there after that, in milliseconds. */
const waits = { answer: 1_000, rest: 10_000 };

/**
 * What all copies count together; the keys tell nothing of whom they are about. While the storage is down each copy counts
 * by itself: that opens no door, and a visit waits for it once.
 */
export function sharedCounts(shared: Counts, secret: string): Counts {
  const own = memoryCounts();
  let downUntil = Number.NEGATIVE_INFINITY;
  return {
    async add(key, tries, seconds, now) {
      const hidden = hmac(secret, JSON.stringify(['limit', key]));
      if (now >= downUntil) {
        const counting = shared.add(hidden, tries, seconds, now).catch(() => undefined);
        const count = await Promise.race([counting, after(waits.answer)]);
        if (count) return count;
        downUntil = now + waits.rest;
      }
      return own.add(hidden, tries, seconds, now);
    },
  };
}

export interface Limiter {
  /** Counts a try: 0, or after how many seconds the next one is welcome. */
  take(key: string, now: number): Promise<number>;
  /** Takes back a try that does not count. */
  giveBack(key: string, now: number): Promise<void>;
}

/** Makes limits that are counted in one place, or each in a memory of its own. */
export const limitersIn =
  (counts?: Counts) =>
  /** Allows `most` tries of a key in each stretch of `seconds`; 0 allows any number. */
  (name: string, most: number, seconds: number, here: Counts = counts ?? memoryCounts()): Limiter => ({
    async take(key, now) {
      if (most === 0) return 0;
      const { tries, until } = await here.add(`${name} ${key}`, 1, seconds, now);
      return tries <= most ? 0 : Math.max(1, Math.ceil((until - now) / 1000));
    },
    async giveBack(key, now) {
      if (most > 0) await here.add(`${name} ${key}`, -1, seconds, now);
    },
  });
