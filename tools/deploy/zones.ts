// The zones of Make. An account lives in one of them, and so do its tokens.
import { Stop } from './errors.ts';

const hosts: Record<string, string> = {
  eu1: 'eu1.make.com',
  eu2: 'eu2.make.com',
  us1: 'us1.make.com',
  us2: 'us2.make.com',
  'eu1.make.celonis.com': 'eu1.make.celonis.com',
  'us1.make.celonis.com': 'us1.make.celonis.com',
};

/** The names that `--zone` takes. */
export const zoneNames = Object.keys(hosts);

/** The zone by its name (`eu1`) or host (`eu1.make.com`), with the host of its API. */
export function zoneOf(text: string): { zone: string; host: string } {
  const found = Object.entries(hosts).find(([zone, host]) => text === zone || text === host);
  if (!found) {
    throw new Stop(
      `Make has no such zone. --zone takes one of ${zoneNames.join(', ')}: the beginning of the address you see in the browser when you use Make.`,
      2,
    );
  }
  return { zone: found[0], host: found[1] };
}
