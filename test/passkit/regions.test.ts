// Protects where credentials travel: to PassKit's hosts, or to a local PassKit, and never in clear text.
import { hostsOf, regions } from '../../passkit/regions.ts';

test.each([
  ['pub1', 'https://api.pub1.passkit.io', 'https://pub1.pskt.io'],
  ['pub2', 'https://api.pub2.passkit.io', 'https://pub2.pskt.io'],
] as const)('%s is at %s, its pass pages at %s', (region, api, pages) => {
  expect(hostsOf(region)).toMatchObject({ api, pages });
  expect(hostsOf(region, '')).toBe(regions[region]);
});

test.each([
  ['http://127.0.0.1:8765', 'http://127.0.0.1:8765'],
  ['http://localhost:8765/', 'http://localhost:8765'],
  ['http://[::1]:8765//', 'http://[::1]:8765'],
  ['https://passkit.test', 'https://passkit.test'],
  ['https://passkit.test/proxy/', 'https://passkit.test/proxy'],
])('the override %s is taken, for the API and for pass pages', (override, base) => {
  expect(hostsOf('pub2', override)).toEqual({ api: base, pages: base });
});

test.each([
  'http://passkit.test',
  'http://localhost.evil.test',
  'http://127.0.0.1.evil.test',
  'http://127.0.0.1@evil.test',
  'http://192.168.0.10:8765',
  'http://0.0.0.0:8765',
  'ftp://127.0.0.1',
  'file:///etc/passwd',
  '127.0.0.1:8765',
  'api.pub1.passkit.io',
  ' ',
])('the override %s is refused: credentials would travel in clear text', (override) => {
  expect(() => hostsOf('pub1', override)).toThrow(/^PASSKIT_API_URL must be an https address/);
});
