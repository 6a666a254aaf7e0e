// What stands in for the places where platforms count for all copies of the page.
import { countsOf, RedeemCount } from '../../redeem/hosts/cloudflare.ts';
import { type Kv, kvCounts } from '../../redeem/hosts/kvCounts.ts';

/** Cloudflare's Durable Objects: one an ID, each with a storage and an alarm. */
export function cloudflare() {
  const storages = new Map<string, Map<string, unknown>>();
  const alarms: [string, number][] = [];
  const objects = new Map<string, RedeemCount>();
  const object = (name: string) => {
    const kept = storages.get(name) ?? new Map<string, unknown>();
    storages.set(name, kept);
    const storage = {
      get: async (key: string) => structuredClone(kept.get(key)),
      put: async (key: string, value: unknown) => void kept.set(key, structuredClone(value)),
      setAlarm: async (time: number) => void alarms.push([name, time]),
      deleteAll: async () => kept.clear(),
    };
    const made = objects.get(name) ?? new RedeemCount({ storage });
    objects.set(name, made);
    return made;
  };
  const namespace = {
    idFromName: (name: string) => name,
    get: (id: unknown) => ({
      fetch: (address: string, request: RequestInit) =>
        object(String(id)).fetch(new Request(address, request)),
    }),
  };
  return {
    namespace,
    counts: countsOf(namespace),
    names: () => [...storages.keys()],
    storages,
    alarms,
    objects,
  };
}

/** Deno KV: entries with versions; `meddle` runs before each commit. */
export function deno(meddle = () => {}) {
  const entries = new Map<string, { value: unknown; version: number }>();
  const kept: unknown[] = [];
  const kv: Kv = {
    async get(key) {
      const entry = entries.get(key.join());
      return { key, value: entry?.value ?? null, versionstamp: entry ? String(entry.version) : null };
    },
    atomic() {
      let checked: string | null = null;
      let write = () => {};
      let name = '';
      const operation: ReturnType<Kv['atomic']> = {
        check(entry) {
          checked = entry.versionstamp;
          name = entry.key.join();
          return operation;
        },
        set(key, value, options) {
          kept.push(options);
          const version = (entries.get(key.join())?.version ?? 0) + 1;
          write = () => void entries.set(key.join(), { value, version });
          return operation;
        },
        async commit() {
          meddle();
          const now = entries.get(name);
          const ok = (now ? String(now.version) : null) === checked;
          if (ok) write();
          return { ok };
        },
      };
      return operation;
    },
  };
  return { kv, counts: kvCounts(async () => kv), names: () => [...entries.keys()], entries, kept };
}
