// Who asks, as far as limits care.
import * as z from 'zod';

const ipv4 = z.ipv4();
const ipv6 = z.ipv6();

/**
 * The address the nearest trusted proxy saw, or else that of the connection; an IPv6 network of /64 counts as one, since
 * whoever has one has all of it. Undefined when nobody tells: on platforms without it, and when no proxy is trusted and
 * the connection comes from this machine or a private network, where it is a proxy that all visitors share.
 */
export function addressOf(
  connected: string | undefined,
  forwarded: string | undefined,
  proxies: number,
): string | undefined {
  const direct = networkOf(connected);
  if (proxies === 0) return direct !== undefined && isPrivate(direct) ? undefined : direct;
  return networkOf(forwarded?.split(',').at(-proxies)) ?? direct;
}

/** 203.0.113.7, 203.0.113.7:1234, [2001:db8::1]:1234, 2001:db8::1%eth0 or ::ffff:203.0.113.7; anything else is no address. */
function networkOf(text: string | undefined): string | undefined {
  const bare = text
    ?.trim()
    .replace(/^\[([^\]]*)\](:\d{1,5})?$/, '$1')
    .replace(/^([\d.]+):\d{1,5}$/, '$1')
    .replace(/%.*/, '');
  if (ipv4.safeParse(bare).success) return bare;
  if (!ipv6.safeParse(bare).success) return undefined;
  // As the URL standard writes it: in lower case, without leading zeros, and with groups only.
  const groups = groupsOf(new URL(`http://[${bare}]/`).hostname.slice(1, -1));
  if (groups.slice(0, 6).join() === '0,0,0,0,0,ffff') return ipv4Of(groups.slice(6));
  return groups.slice(0, 4).join(':');
}

/** All eight of them, also those that are zero and left out. */
function groupsOf(address: string): string[] {
  const groups = (text: string) => text.split(':').filter((group) => group !== '');
  const zeros = 8 - groups(address).length;
  return groups(address.replace('::', `:${'0:'.repeat(zeros)}`));
}

const ipv4Of = (groups: string[]) =>
  groups
    .map((group) => Number.parseInt(group, 16))
    .flatMap((group) => [group >> 8, group & 255])
    .join('.');

const isPrivate = (network: string) =>
  /^(127|10|192\.168|172\.(1[6-9]|2\d|3[01])|169\.254)\./.test(network) ||
  /^(0:0:0:0|f[cd]|fe[89ab])/.test(network);
