// Protects the connection: wrong credentials are told apart in plain English, and never quoted; JWTs are right.
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { authorization, parseConnection, regionLabel } from '../../passkit/connection.ts';
import { anyString } from '../support/texts.ts';

const key = 'aBcDeFgHiJkLmNo';
const secret = 'sEcReT/0123+456=';
const token = 'eyJhbGciOi.J9.long_lived';
const pair = { region: 'pub1', apiKey: key, apiSecret: secret };

test.each<[string, unknown, unknown]>([
  ['key and secret', pair, pair],
  ['a token', { region: 'pub2', apiToken: token }, { region: 'pub2', apiToken: token }],
  ['spaces around', { region: 'pub1', apiKey: ` ${key}\n`, apiSecret: `\t${secret} ` }, pair],
  ['blank token', { ...pair, apiToken: '' }, pair],
  [
    'null and spaces for blank',
    { region: 'pub2', apiKey: null, apiSecret: '  ', apiToken: token },
    { region: 'pub2', apiToken: token },
  ],
  ['other values beside', { ...pair, account: 'Acme' }, pair],
])('%s make a connection', (_name, raw, connection) => {
  expect(parseConnection(raw)).toEqual(connection);
});

test.each<[string, unknown, RegExp]>([
  ['nothing at all', undefined, /Region/],
  ['no region', { apiKey: key, apiSecret: secret }, /^Choose the Region/],
  ['an empty region', { ...pair, region: '' }, /^Choose the Region/],
  ['another region', { ...pair, region: 'pub3' }, /^Choose the Region/],
  ['no credentials', { region: 'pub1' }, /API Key and API Secret, or a Long-Lived Token/],
  [
    'only spaces',
    { region: 'pub1', apiKey: ' ', apiSecret: ' ', apiToken: ' ' },
    /API Key and API Secret, or/,
  ],
  ['only the key', { region: 'pub1', apiKey: key }, /^API Secret is missing/],
  ['only the secret', { region: 'pub1', apiSecret: secret }, /^API Key is missing/],
  ['pair and token', { ...pair, apiToken: token }, /not both/],
  ['key and token', { region: 'pub1', apiKey: key, apiToken: token }, /not both/],
  [
    'the API prefix for a key',
    { ...pair, apiKey: 'https://api.pub1.passkit.io' },
    /^API Key holds a web address/,
  ],
  ['a host for a key', { ...pair, apiKey: 'api.pub1.passkit.io' }, /^API Key holds a web address/],
  [
    'the SDK host for a secret',
    { ...pair, apiSecret: 'grpc.pub2.passkit.io' },
    /^API Secret holds a web address/,
  ],
  ['a region for a key', { ...pair, apiKey: 'pub1' }, /^API Key holds a web address/],
  [
    'a host for a token',
    { region: 'pub1', apiToken: 'https://app.passkit.com' },
    /^Long-Lived Token holds a web address/,
  ],
  ['a space inside of the key', { ...pair, apiKey: 'aBcDe FgHiJkLmNo' }, /^API Key contains a space/],
  [
    'a line break inside of the secret',
    { ...pair, apiSecret: 'sEcReT\n0123' },
    /^API Secret contains a space or a line break/,
  ],
  [
    '“Bearer” in front of the token',
    { region: 'pub1', apiToken: `Bearer ${token}` },
    /^Long-Lived Token contains a space/,
  ],
  ['a key that is no text', { ...pair, apiKey: 12345678 }, /API Key/],
  ['a token that is no text', { region: 'pub1', apiToken: { a: token } }, /Long-Lived Token/],
])('%s: the message names the field and quotes no credential', (_name, raw, message) => {
  const refusal = refusalOf(raw);
  expect(refusal).toMatch(message);
  for (const value of [key, secret, token, '12345678', 'aBcDe', 'sEcReT', 'passkit.io'])
    expect(refusal).not.toContain(value);
});

function refusalOf(raw: unknown): string {
  try {
    parseConnection(raw);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('it was accepted');
}

test('a message never contains a credential, whatever it is', () => {
  const credential = anyString({ minLength: 6 }).map((text) => `${text}§`);
  const wrong = fc.record({
    region: fc.constantFrom('pub1', 'pub9'),
    apiKey: credential,
    apiToken: credential,
  });
  fc.assert(
    fc.property(wrong, (raw) => {
      const message = refusalOf(raw);
      expect(message).not.toContain(raw.apiKey);
      expect(message).not.toContain(raw.apiToken);
    }),
  );
});

describe('the Authorization header', () => {
  const at = new Date('2026-11-20T09:30:00.900Z');
  const seconds = Date.parse('2026-11-20T09:30:00Z') / 1000;
  const parts = (header: string) => header.replace(/^Bearer /, '').split('.');
  const read = (part: string | undefined) =>
    JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8'));

  test('of a key pair is a JWT of its own for each moment', async () => {
    const [head, claims] = parts(await authorization({ region: 'pub1', apiKey: key, apiSecret: secret }, at));
    expect(read(head)).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(read(claims)).toEqual({ uid: key, iat: seconds - 10, exp: seconds + 50 });
  });

  test('is signed with the secret as plain text, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(anyString({ minLength: 1 }), anyString(), async (apiSecret, apiKey) => {
        const header = await authorization({ region: 'pub2', apiKey, apiSecret }, at);
        expect(header).toMatch(/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/);
        const [head, claims, signature] = parts(header);
        expect(signature).toBe(
          createHmac('sha256', apiSecret).update(`${head}.${claims}`).digest('base64url'),
        );
        expect(read(claims)).toMatchObject({ uid: apiKey });
      }),
    );
  });

  test('is signed once a second for a connection, and never with what belongs to another', async () => {
    const sign = jest.spyOn(crypto.subtle, 'sign');
    const ours = { region: 'pub1', apiKey: key, apiSecret: secret } as const;
    const same = { ...ours };
    const otherKey = { ...ours, apiKey: `${key}2` };
    const otherSecret = { ...ours, apiSecret: `${secret}2` };
    const at = (ms: number) => new Date(1_800_000_000_000 + ms);
    const first = await authorization(ours, at(0));
    expect(await authorization(ours, at(999))).toBe(first);
    expect(sign).toHaveBeenCalledTimes(1);
    expect(await authorization(ours, at(1_000))).not.toBe(first);
    expect(await authorization(ours, at(0))).toBe(first);
    expect(await authorization(same, at(0))).toBe(first);
    const all = await Promise.all([ours, otherKey, otherSecret].map((it) => authorization(it, at(0))));
    expect(new Set(all).size).toBe(3);
    sign.mockRestore();
  });

  test('of a long-lived token is the token', async () => {
    expect(await authorization({ region: 'pub1', apiToken: token }, at)).toBe(`Bearer ${token}`);
  });
});

test.each([
  ['pub1', 'Europe (pub1)'],
  ['pub2', 'United States (pub2)'],
] as const)('region %s is called %s', (region, label) => {
  expect(regionLabel(region)).toBe(label);
});
