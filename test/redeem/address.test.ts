// Protects whom a limit counts: one visitor, one network, and never all visitors behind a proxy as one.
import { addressOf } from '../../redeem/address.ts';

const direct = (connected: string | undefined) => addressOf(connected, undefined, 0);
const forwarded = (header: string | undefined, proxies = 1) => addressOf('9.9.9.9', header, proxies);

test.each<[string, string]>([
  ['203.0.113.7', '203.0.113.7'],
  ['203.0.113.7:1234', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['[2001:db8:1:2:3:4:5:6]', '2001:db8:1:2'],
  ['[2001:db8:1:2:3:4:5:6]:443', '2001:db8:1:2'],
  ['2001:DB8::1', '2001:db8:0:0'],
  ['2001:db8:0:0:0:0:0:1', '2001:db8:0:0'],
  ['2001:db8:1:2::', '2001:db8:1:2'],
  ['2001::5:6:7', '2001:0:0:0'],
  ['2600::1%eth0', '2600:0:0:0'],
  ['2600::1%25', '2600:0:0:0'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::ffff:cb00:7107', '203.0.113.7'],
  ['::ffff:1.2.3.4', '1.2.3.4'],
  ['64:ff9b::203.0.113.7', '64:ff9b:0:0'],
  [' 203.0.113.7 ', '203.0.113.7'],
])('%s counts as %s', (address, counted) => {
  expect(direct(address)).toBe(counted);
  expect(forwarded(address)).toBe(counted);
});

test.each([
  'x[2600::1]',
  '2[600::1]',
  '[2600::1]x',
  '[2600::1]:123456',
  '[2600::1]:',
  '[203.0.113.7',
  '203.0.113.7:',
  '203.0.113.7:1:2',
  'x203.0.113.7:1',
  '2600::1::2',
  '%eth0',
  '256.0.0.1',
  'localhost',
  '',
])('“%s” is no address', (text) => {
  expect(direct(text)).toBeUndefined();
  expect(forwarded(text)).toBe('9.9.9.9');
});

test.each([
  '127.0.0.1',
  '127.255.1.2',
  '10.1.2.3',
  '192.168.0.1',
  '172.16.0.1',
  '172.19.0.1',
  '172.20.0.1',
  '172.29.0.1',
  '172.30.0.1',
  '172.31.0.1',
  '169.254.1.1',
  '::1',
  '::2',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe90::1',
  'fea0::1',
  'febf::1',
  '::ffff:10.0.0.1',
])('without a trusted proxy %s may be one that all share', (address) => {
  expect(direct(address)).toBeUndefined();
  // Behind a trusted one it is a visitor, such as a till in the shop.
  expect(forwarded(address)).toBeDefined();
});

test.each([
  '128.0.0.1',
  '11.0.0.1',
  '110.0.0.1',
  '1.10.0.1',
  '8.127.0.1',
  '192.169.0.1',
  '172.15.0.1',
  '172.32.0.1',
  '172.3.0.1',
  '172.100.0.1',
  '169.253.0.1',
  '100.64.0.1',
  'fe00::1',
  'fec0::1',
  'ff02::1',
  '2001:fc00::1',
  '2001:db8:fe80::1',
  '0:0:0:1::1',
  '0:0:0:f::1',
])('%s is a visitor', (address) => {
  expect(direct(address)).toBeDefined();
});

test('each trusted proxy adds what it saw, and only what they added counts', () => {
  const header = '6.6.6.6, 1.1.1.1,2.2.2.2';
  expect([1, 2, 3].map((proxies) => forwarded(header, proxies))).toEqual(['2.2.2.2', '1.1.1.1', '6.6.6.6']);
  // Of fewer entries than proxies none can be trusted.
  expect(forwarded(header, 4)).toBe('9.9.9.9');
  expect(forwarded(undefined)).toBe('9.9.9.9');
  expect(addressOf('9.9.9.9', header, 0)).toBe('9.9.9.9');
});

test('nobody is told apart where nobody tells', () => {
  expect(direct(undefined)).toBeUndefined();
  expect(addressOf(undefined, undefined, 1)).toBeUndefined();
  expect(addressOf(undefined, '1.1.1.1', 1)).toBe('1.1.1.1');
});
