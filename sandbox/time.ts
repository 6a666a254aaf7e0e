// The sandbox clock and PassKit's timestamp text (RFC3339 in UTC).

const DAY = 86_400_000;
const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

export interface Clock {
  now(): Date;
  set(date: Date): void;
  advance(ms: number): void;
}

/** A clock that runs with `source` and can be moved. */
export function createClock(source: () => Date): Clock {
  let offset = 0;
  return {
    now: () => new Date(source().getTime() + offset),
    set: (date) => {
      offset = date.getTime() - source().getTime();
    },
    advance: (ms) => {
      offset += ms;
    },
  };
}

/** Writes a moment as proto3 JSON does: no fraction when it is zero. */
export const timestamp = (moment: Date | number): string =>
  new Date(moment).toISOString().replace('.000Z', 'Z');

/** Reads RFC3339; undefined for anything else, a date such as 30 February included. */
export function parseTimestamp(value: string): number | undefined {
  const parts = RFC3339.exec(value);
  if (!parts) return undefined;
  const day = new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])));
  const moment = Date.parse(value);
  return Number.isNaN(moment) || day.getUTCDate() !== Number(parts[3]) ? undefined : moment;
}

export const addDays = (moment: Date | number, days: number): number =>
  new Date(moment).getTime() + days * DAY;
