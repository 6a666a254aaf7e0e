// Limits: how often one address or one pass may ask. Kept in the memory of this copy of the server only, so with
// several copies each has its own count; that is enough to slow down a guesser, and needs no store.

/** The most keys that are remembered; the oldest are forgotten first. */
const mostKeys = 20_000;

export interface Limiter {
  /** Counts a try: 0, or after how many seconds the next one is welcome. */
  take(key: string, now: number): number;
  /** Takes back a try that does not count. */
  giveBack(key: string): void;
}

/** Allows `most` tries of a key in each stretch of `seconds`; 0 allows any number. */
export function createLimiter(most: number, seconds: number): Limiter {
  const counts = new Map<string, { tries: number; until: number }>();
  return {
    take(key, now) {
      if (most === 0) return 0;
      let count = counts.get(key);
      if (!count || count.until <= now) {
        counts.delete(key);
        const oldest = counts.size >= mostKeys ? counts.keys().next().value : undefined;
        if (oldest !== undefined) counts.delete(oldest);
        count = { tries: 0, until: now + seconds * 1000 };
        counts.set(key, count);
      }
      count.tries += 1;
      return count.tries <= most ? 0 : Math.max(1, Math.ceil((count.until - now) / 1000));
    },
    giveBack(key) {
      const count = counts.get(key);
      if (count) count.tries -= 1;
    },
  };
}
