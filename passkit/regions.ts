// PassKit's two regions, their hosts, and the one way to point the product at a local PassKit.

export const regions = {
  pub1: { name: 'Europe', api: 'https://api.pub1.passkit.io', pages: 'https://pub1.pskt.io' },
  pub2: { name: 'United States', api: 'https://api.pub2.passkit.io', pages: 'https://pub2.pskt.io' },
} as const;

export type Region = keyof typeof regions;

export const regionNames = ['pub1', 'pub2'] as const satisfies Region[];

/** Where requests go (`api`) and where pass pages live (`pages`), without a trailing slash. */
export interface Hosts {
  api: string;
  pages: string;
}

const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The hosts of a region, or of the local PassKit that `override` (PASSKIT_API_URL) names.
 * Throws when the override is neither https nor loopback, so that credentials never travel in clear text.
 */
export function hostsOf(region: Region, override?: string): Hosts {
  if (!override) return regions[region];
  const url = URL.canParse(override) ? new URL(override) : undefined;
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.includes(url.hostname));
  if (!url || !safe) {
    throw new Error(
      'PASSKIT_API_URL must be an https address, or an http address of this machine such as http://127.0.0.1:8765.',
    );
  }
  if (url.username || url.password) {
    throw new Error(
      'PASSKIT_API_URL holds a user name or a password. Leave them out: PASSKIT_API_KEY and PASSKIT_API_SECRET are for that.',
    );
  }
  const base = url.href.replace(/\/+$/, '');
  return { api: base, pages: base };
}
