// Protects the check of the environment: everything that is wrong, at once, each with the name of its variable.
import { ConfigError, readConfig } from '../../redeem/config.ts';

const good = {
  PASSKIT_REGION: 'pub1',
  PASSKIT_API_KEY: 'key',
  PASSKIT_API_SECRET: 'secret',
  REDEEM_CAMPAIGNS: 'CampaignA, CampaignB',
};

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

test('needs little, and has a default for the rest', () => {
  expect(readConfig(good)).toEqual({
    connection: { region: 'pub1', apiKey: 'key', apiSecret: 'secret' },
    hosts: expect.objectContaining({ api: 'https://api.pub1.passkit.io' }),
    port: 8080,
    campaigns: ['CampaignA', 'CampaignB'],
    secret: 'secret',
    linkSecret: undefined,
    hookSecret: undefined,
    cashierCode: undefined,
    instant: false,
    proxies: 0,
    timeZone: 'UTC',
    limits: { address: 120, pass: 60 },
  });
});

test.each<[string, Record<string, string | undefined>]>([
  ['PASSKIT_REGION must be pub1', { PASSKIT_REGION: undefined }],
  ['PASSKIT_REGION must be pub1', { PASSKIT_REGION: 'eu' }],
  ['PASSKIT_API_SECRET is missing', { PASSKIT_API_SECRET: ' ' }],
  ['PASSKIT_API_KEY is missing', { PASSKIT_API_KEY: '' }],
  [
    'Fill in PASSKIT_API_KEY and PASSKIT_API_SECRET, or a PASSKIT_API_TOKEN',
    { PASSKIT_API_KEY: '', PASSKIT_API_SECRET: '' },
  ],
  [
    'Fill in either PASSKIT_API_KEY and PASSKIT_API_SECRET, or the PASSKIT_API_TOKEN',
    { PASSKIT_API_TOKEN: 't' },
  ],
  ['PASSKIT_API_KEY holds a web address', { PASSKIT_API_KEY: 'api.pub1.passkit.io' }],
  ['PASSKIT_API_URL must be an https address', { PASSKIT_API_URL: 'http://example.com' }],
  ['REDEEM_CAMPAIGNS is missing', { REDEEM_CAMPAIGNS: undefined }],
  ['REDEEM_CAMPAIGNS is missing', { REDEEM_CAMPAIGNS: ' , ' }],
  ['REDEEM_CAMPAIGNS is missing', { REDEEM_CAMPAIGNS: ',', REDEEM_HOOK_SECRET: 'sixteen characters' }],
  ['REDEEM_CAMPAIGNS is one of the credentials', { REDEEM_CAMPAIGNS: 'secret' }],
  [
    'REDEEM_HOOK_SECRET is one of the credentials',
    { PASSKIT_API_SECRET: 'a-secret-of-PassKit', REDEEM_HOOK_SECRET: 'a-secret-of-PassKit' },
  ],
  ['REDEEM_CASHIER_CODE is one of the credentials', { REDEEM_CASHIER_CODE: 'secret' }],
  ['PASSKIT_API_URL holds a user name or a password', { PASSKIT_API_URL: 'https://me:word@example.com' }],
  ['REDEEM_CAMPAIGNS must be campaign IDs', { REDEEM_CAMPAIGNS: 'a/b' }],
  ['PORT must be a whole number', { PORT: 'eighty' }],
  ['PORT must be a whole number', { PORT: '80a' }],
  ['PORT must be a whole number', { PORT: '8.5' }],
  ['PORT must be a whole number from 0 to 65535', { PORT: '65536' }],
  ['PORT must be a whole number from 0 to 65535', { PORT: '70000' }],
  ['REDEEM_SECRET is too short', { REDEEM_SECRET: 'short' }],
  ['REDEEM_LINK_SECRET is too short', { REDEEM_LINK_SECRET: 'short' }],
  ['REDEEM_HOOK_SECRET is too short', { REDEEM_HOOK_SECRET: 'short' }],
  ['REDEEM_CASHIER_CODE needs at least 4', { REDEEM_CASHIER_CODE: '12' }],
  ['REDEEM_INSTANT must be true or false', { REDEEM_INSTANT: 'yes' }],
  ['REDEEM_INSTANT and REDEEM_CASHIER_CODE exclude', { REDEEM_INSTANT: 'true', REDEEM_CASHIER_CODE: '4711' }],
  ['REDEEM_TRUST_PROXY must be true, false', { REDEEM_TRUST_PROXY: 'on' }],
  ['REDEEM_TRUST_PROXY must be true, false', { REDEEM_TRUST_PROXY: 'untrue' }],
  ['REDEEM_TRUST_PROXY must be true, false', { REDEEM_TRUST_PROXY: '10' }],
  ['REDEEM_TIME_ZONE must be the name', { REDEEM_TIME_ZONE: 'Mars/Base' }],
  ['REDEEM_BRAND_COLOR must be a colour', { REDEEM_BRAND_COLOR: 'green' }],
  ['REDEEM_BRAND_LOGO must be the link of a picture', { REDEEM_BRAND_LOGO: 'http://cafe.example/logo.png' }],
  ['REDEEM_OFFER_IMAGE must be the link of a picture', { REDEEM_OFFER_IMAGE: 'coffee.png' }],
  ['REDEEM_BRAND_NAME has at most 60', { REDEEM_BRAND_NAME: 'x'.repeat(61) }],
  ['REDEEM_OFFER_TERMS has at most 5000', { REDEEM_OFFER_TERMS: 'x'.repeat(5_001) }],
  ['REDEEM_LIMIT_ADDRESS must be a whole number', { REDEEM_LIMIT_ADDRESS: '-1' }],
  ['REDEEM_LIMIT_PASS must be a whole number', { REDEEM_LIMIT_PASS: 'many' }],
])('says: %s', (problem, env) => {
  const problems = problemsOf({ ...good, ...env });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(problem);
});

test('says everything at once, and no secret', () => {
  const problems = problemsOf({
    PORT: 'x',
    REDEEM_SECRET: 'tooshort',
    PASSKIT_API_KEY: 'key with space',
    REDEEM_INSTANT: '1',
  });
  expect(problems.map((problem) => /[A-Z]+_?[A-Z_]+/.exec(problem)?.[0])).toEqual([
    'PASSKIT_REGION',
    'PASSKIT_API_KEY',
    'PORT',
    'REDEEM_SECRET',
    'REDEEM_INSTANT',
    'REDEEM_CAMPAIGNS',
  ]);
  expect(problems.join()).not.toMatch(/tooshort|key with space/);
});

test.each<[string, Record<string, string>]>([
  ['a webhook needs no campaigns', { REDEEM_CAMPAIGNS: '', REDEEM_HOOK_SECRET: 'sixteen characters' }],
  [
    'a token instead of key and secret',
    { PASSKIT_API_KEY: '', PASSKIT_API_SECRET: '', PASSKIT_API_TOKEN: 't' },
  ],
  ['a secret for forms that is the one of PassKit, as without it', { REDEEM_SECRET: 'a-secret-of-PassKit' }],
])('takes %s', (_name, env) => {
  expect(problemsOf({ ...good, PASSKIT_API_SECRET: 'a-secret-of-PassKit', ...env })).toEqual([]);
});

test.each<[Record<string, string>, object]>([
  [{ PORT: '65535' }, { port: 65_535 }],
  [{ PORT: '0' }, { port: 0 }],
  [{ PORT: ' 80\n' }, { port: 80 }],
  [
    { REDEEM_BRAND_NAME: ' Café ', REDEEM_CASHIER_CODE: ' 4711 ' },
    { brand: { name: 'Café' }, cashierCode: '4711' },
  ],
  [
    { REDEEM_BRAND_NAME: ' ', REDEEM_CASHIER_CODE: ' \t' },
    { brand: undefined, cashierCode: undefined },
  ],
  [{ REDEEM_CAMPAIGNS: 'A,  B\nC,' }, { campaigns: ['A', 'B', 'C'] }],
  [{ REDEEM_INSTANT: 'true' }, { instant: true }],
  [{ REDEEM_INSTANT: 'false' }, { instant: false }],
  [{ REDEEM_TRUST_PROXY: 'true' }, { proxies: 1 }],
  [{ REDEEM_TRUST_PROXY: 'false' }, { proxies: 0 }],
  [{ REDEEM_TRUST_PROXY: '2' }, { proxies: 2 }],
  [{ REDEEM_LIMIT_PASS: '0', REDEEM_LIMIT_ADDRESS: '1000000' }, { limits: { address: 1_000_000, pass: 0 } }],
  [{ PASSKIT_API_KEY: '', PASSKIT_API_SECRET: '', PASSKIT_API_TOKEN: 'aToken' }, { secret: 'aToken' }],
  [{ REDEEM_SECRET: 'a secret for the forms' }, { secret: 'a secret for the forms' }],
  [{ REDEEM_OFFER_TERMS: 'x'.repeat(5_000) }, { offer: { terms: 'x'.repeat(5_000) } }],
])('%j is %j', (env, config) => {
  expect(readConfig({ ...good, ...env })).toMatchObject(config);
});

test('its error says it all, a problem a line', () => {
  const problems = problemsOf({});
  expect(problems.length).toBeGreaterThan(2);
  expect(() => readConfig({})).toThrow(
    expect.objectContaining({ name: 'ConfigError', message: problems.join('\n') }),
  );
});
