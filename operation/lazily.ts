// What is declared and not needed yet. A platform loads every operation and runs one: what only a run needs is made in that run.

/** A record that makes what stands under a key when it is first asked for, and keeps it. */
export function lazily<K extends string, T>(keys: readonly K[], make: (key: K) => T): Record<string, T> {
  const record: Record<string, T> = {};
  for (const key of keys) {
    const keep = (value: T) => Object.defineProperty(record, key, { value, enumerable: true });
    const get = () => {
      const value = make(key);
      keep(value);
      return value;
    };
    Object.defineProperty(record, key, { get, enumerable: true, configurable: true });
  }
  return record;
}
