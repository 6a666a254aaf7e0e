// The generated Make app: current, by the rules, and its connection, dropdowns, errors and universal module at
// work on the sandbox. Make itself is modelled; see standIns/make/engine.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import redeemCoupon from '../../creates/redeemCoupon.ts';
import { appFiles } from '../../make/app.ts';
import { checkApp } from '../../make/check.ts';
import { camelCase } from '../../make/wording.ts';
import { dropdowns } from '../../passes/dropdowns.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import findActiveCoupon from '../../searches/findActiveCoupon.ts';
import findPass from '../../searches/findPass.ts';
import searchPasses from '../../searches/searchPasses.ts';
import { connectionTo } from '../../standIns/demoAccount.ts';
import { checkTemplate } from '../../standIns/make/engine/iml.ts';
import { makeApp } from '../../standIns/make/engine/index.ts';
import { zapierApp } from '../support/zapier.ts';
import { ourApp } from './ourApp.ts';

const files = appFiles();

test('the committed app is what the declarations say, byte for byte', () => {
  expect(appFiles()).toEqual(files);
  for (const [path, content] of Object.entries(files)) {
    expect(readFileSync(join('make/app', path), 'utf8')).toBe(content);
  }
});

describe('the checks', () => {
  test('find nothing wrong with the app', () => expect(checkApp(files, checkTemplate)).toEqual([]));

  // Each fault stands in an app of a few modules: what is found does not depend on the others.
  const few = appFiles({ creates: [redeemCoupon], searches: [findPass, findActiveCoupon, searchPasses] });
  test('find nothing wrong with a part of it', () => expect(checkApp(few, checkTemplate)).toEqual([]));

  const edit = (path: string, from: string | RegExp, to: string) => {
    const text = few[path] ?? '';
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`nothing to change in ${path}`);
    return { ...few, [path]: changed };
  };
  const communication = 'modules/find-pass/find-pass.communication.iml.json';
  const parameters = 'modules/search-passes/search-passes.mappable-params.iml.json';
  const without = (path: string) => Object.fromEntries(Object.entries(few).filter(([name]) => name !== path));

  test.each([
    ['a missing file', without(communication), /find-pass.*is missing/],
    ['a file of no component', { ...few, 'modules/old.json': '{}' }, /belongs to no component/],
    [
      'an unknown RPC',
      edit(parameters, 'rpc://programList', 'rpc://nothing'),
      /rpc:\/\/nothing, which is not there/,
    ],
    [
      'an unknown connection',
      edit('makecomapp.json', /"connection": "passkit"/, '"connection": "other"'),
      /the connection other/,
    ],
    ['a module in no group', edit('modules/groups.json', '"findPass",', ''), /findPass stands in 0 groups/],
    [
      'a group with an unknown module',
      edit('modules/groups.json', '"findPass"', '"findNothing"'),
      /names findNothing/,
    ],
    ['a function that is not built in', edit(communication, 'ifempty(', 'myFunction('), /myFunction/],
    ['an unknown variable', edit(communication, 'parameters.', 'params.'), /params/],
    [
      'a semicolon between arguments',
      edit(communication, /parameters\.id, null/, 'parameters.id; null'),
      /find-pass/,
    ],
    ['braces that do not close', edit(communication, '}}', '}'), /find-pass/],
    [
      'an address that is too long',
      edit(communication, '"url": "', `"url": "${'x'.repeat(600)}`),
      /url is longer than 512/,
    ],
    ['an empty help text', edit(parameters, /"help": "[^"]*"/, '"help": ""'), /a help text is empty/],
    [
      'a secret',
      edit('general/base.iml.json', 'https://api', `https://${'A1b2'.repeat(20)}api`),
      /looks like a secret/,
    ],
    [
      'a label in Title Case',
      edit('makecomapp.json', '"Search active coupons"', '"Search Active Coupons"'),
      /findActiveCoupon: its label is not in sentence case/,
    ],
    [
      'a search that is not called one',
      edit('makecomapp.json', '"Search active coupons"', '"Find an active coupon"'),
      /findActiveCoupon: the label of a search begins with Search or List/,
    ],
    ['a search of one page', edit(communication, '"pagination"', '"paging"'), /must page to the end/],
    [
      'a search without a limit',
      edit('modules/find-pass/find-pass.mappable-params.iml.json', '"name": "limit"', '"name": "most"'),
      /findPass: its limit must be last/,
    ],
    [
      'a parameter that is read and not there',
      edit(communication, 'parameters.emailAddress', 'parameters.mail'),
      /findPass: it reads the parameter parameters.mail, which it does not have/,
    ],
    [
      'a description that is no sentence',
      edit('makecomapp.json', /"Finds a pass by[^"]*"/, '"find a pass"'),
      /findPass: its description/,
    ],
    [
      'a sample with other keys',
      edit('modules/find-pass/find-pass.samples.iml.json', '"surname"', '"lastName"'),
      /other keys than its interface/,
    ],
    ['a search without iterate', edit(communication, '"iterate"', '"iterated"'), /a search must iterate/],
    [
      'an action that iterates',
      edit('modules/redeem-coupon/redeem-coupon.communication.iml.json', '"valid"', '"iterate"'),
      /only a search may iterate/,
    ],
    [
      'a required limit',
      edit(parameters, '"default": 10', '"default": 10, "required": true'),
      /its limit must be last/,
    ],
    [
      'a name that stands twice',
      edit(parameters, '"name": "createdAfter"', '"name": "emailAddress"'),
      /emailAddress stands twice/,
    ],
    [
      'a connection with half an address',
      edit(
        'connections/passkit/passkit.communication.iml.json',
        'https://api.{{parameters.region}}.passkit.io',
        '',
      ),
      /whole address/,
    ],
    [
      'credentials in the log',
      edit('general/base.iml.json', 'request.headers.authorization', 'request.body'),
      /The base must keep the authorization header/,
    ],
    [
      'another universal label',
      edit('makecomapp.json', 'Make an API call', 'Call the API'),
      /universal module/,
    ],
    [
      'a name Make does not take',
      edit('makecomapp.json', '"findPass": {', '"find_pass": {'),
      /find_pass is not a name/,
    ],
  ])('find %s', (_name, broken, problem) => {
    expect(checkApp(broken, checkTemplate).join('\n')).toMatch(problem);
  });
});

describe('on the sandbox', () => {
  let sandbox: Sandbox;
  const app = (connection: Record<string, unknown> = connectionTo(sandbox)) =>
    makeApp({ dir: ourApp, connection, hosts: { 'https://api.pub1.passkit.io': sandbox.url } });
  beforeAll(async () => {
    sandbox = await startSandbox();
    process.env.PASSKIT_API_URL = sandbox.url;
  });
  afterEach(() => sandbox.clearFaults());
  afterAll(async () => {
    delete process.env.PASSKIT_API_URL;
    await sandbox.close();
  });

  test('the connection names account and region, with key and secret or with a token', async () => {
    const { region } = connectionTo(sandbox);
    const metadata = { type: 'text', value: 'Demo Coffee – Europe (pub1)' };
    expect(await app().testConnection(connectionTo(sandbox))).toEqual({ metadata });
    const token = { region, apiToken: sandbox.credentials.apiToken };
    expect(await app().testConnection(token)).toEqual({ metadata });
    expect(
      await app(token).run('findActiveCoupon', { campaignId: sandbox.demo.campaignId, externalId: 'x' }),
    ).toEqual([]);
  });

  test('wrong credentials, none, and those of the other region are refused', async () => {
    const wrong = { ...connectionTo(sandbox), apiSecret: 'wrong' };
    await expect(app().testConnection(wrong)).rejects.toMatchObject({ type: 'InvalidAccessTokenError' });
    await expect(app().testConnection({ region: 'pub1' })).rejects.toMatchObject({
      type: 'InvalidAccessTokenError',
    });
    const other = await startSandbox({ region: 'pub2' });
    const there = makeApp({
      dir: ourApp,
      connection: {},
      hosts: { 'https://api.pub1.passkit.io': other.url },
    });
    await expect(there.testConnection(connectionTo(other))).rejects.toThrow(/belong to the other region/);
    await other.close();
  });

  test.each([
    ['a key and a token', { apiToken: 'token' }, /^Fill in either API key and API secret, or the Long-lived/],
    ['a key without a secret', { apiSecret: undefined }, /^API secret is missing/],
    ['a secret without a key', { apiKey: '' }, /^API key is missing/],
    ['nothing', { apiKey: '', apiSecret: '' }, /^Fill in API key and API secret, or a Long-lived token/],
    [
      'a wrong secret',
      { apiSecret: 'x' },
      /did not accept .*: .*\. They were tried in Europe \(pub1\): if PassKit shows another/,
    ],
  ])('a connection with %s says what is wrong with it', async (_name, changed, message) => {
    // The token is a good one: that there is a key beside it is what is wrong.
    const token = 'apiToken' in changed && { apiToken: sandbox.credentials.apiToken };
    await expect(
      app().testConnection({ ...connectionTo(sandbox), ...changed, ...token }),
    ).rejects.toMatchObject({
      type: 'InvalidAccessTokenError',
      message: expect.stringMatching(message),
    });
  });

  test.each(dropdowns.map(({ key }) => key))('%s offers on Make what it offers on Zapier', async (key) => {
    const { demo } = sandbox;
    const zapier = zapierApp(connectionTo(sandbox));
    for (const passType of ['membership', 'coupon', 'eventTicket']) {
      const input = {
        passType,
        programId: demo.programId,
        campaignId: demo.campaignId,
        productionId: demo.productionId,
      };
      await zapier.create('issue_pass', {
        ...input,
        tierId: 'gold',
        offerId: demo.offerId,
        eventId: demo.eventId,
        ticketTypeId: demo.ticketTypeId,
        displayName: 'Jane',
      });
      const choices = await zapier.dropdown(key, input);
      expect(choices.length).toBeGreaterThan(0);
      expect(await app().rpc(camelCase(key), input)).toEqual(
        choices.map(({ id, name }) => ({ value: id, label: name })),
      );
    }
  });

  test('a dropdown that depends on another field is empty until it is filled', async () => {
    for (const name of ['tierList', 'offerList', 'eventList', 'ticketTypeList', 'couponList']) {
      expect(await app().rpc(name, {})).toEqual([]);
    }
    expect(await app().rpc('passList', { passType: 'membership' })).toEqual([]);
  });

  test.each([
    ['membership', 'templateFields', ['favouriteDrink', 'memberSince', 'newsletter', 'visits']],
    ['coupon', 'templateFields', ['code']],
    ['eventTicket', 'templateFields', ['dietary']],
    ['membership', 'projectFields', ['favouriteDrink', 'memberSince', 'newsletter', 'visits']],
    ['coupon', 'projectFields', ['code']],
    ['eventTicket', 'projectFields', []],
  ])('the custom fields of a %s are inputs: %s', async (passType, rpc, names) => {
    const { demo } = sandbox;
    const chosen = {
      passType,
      programId: demo.programId,
      tierId: 'gold',
      campaignId: demo.campaignId,
      offerId: demo.offerId,
      productionId: demo.productionId,
      ticketTypeId: demo.ticketTypeId,
    };
    const fields = await app().rpc(rpc, chosen);
    expect(fields.map((field) => Object(field).name)).toEqual(names);
    // Nothing is required of an update: what is left blank stays on the pass.
    const required = fields.filter((field) => Object(field).required).map((field) => Object(field).name);
    expect(required).toEqual(rpc === 'templateFields' && passType === 'membership' ? ['favouriteDrink'] : []);
  });

  test.each([
    [400, 'DataError'],
    [401, 'InvalidAccessTokenError'],
    [403, 'RuntimeError'],
    [404, 'DataError'],
    [409, 'DuplicateDataError'],
    [429, 'RateLimitError'],
    [500, 'ConnectionError'],
    [502, 'ConnectionError'],
    [503, 'ConnectionError'],
    [504, 'ConnectionError'],
  ])('%i is a %s with PassKit’s own words', async (status, type) => {
    sandbox.fault({ status, body: { code: 1, message: 'in the words of PassKit' } });
    const error: unknown = await app()
      .run('makeApiCall', { url: '/user/profile', method: 'GET' })
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ type });
    if (status < 501) expect(String(Object(error).message)).toContain('in the words of PassKit');
  });

  test.each([
    ['/members/member/externalId/P/Jürgen Groß', '/members/member/externalId/P/J%C3%BCrgen%20Gro%C3%9F'],
    ['members/member/externalId/P/a%2Fb%20c', '/members/member/externalId/P/a%2Fb%20c'],
    ['/x/100% of?name=a b&at=10:30,1+1;@', '/x/100%25%20of?name=a%20b&at=10:30,1+1;@'],
    ['/x/a#b"<c>', '/x/a%23b%22%3Cc%3E'],
  ])('the universal module takes the path %s', async (url, sent) => {
    const make = app();
    await make.run('makeApiCall', { url, method: 'GET' }).catch(() => undefined);
    expect(make.requests.map((request) => request.url)).toEqual([`https://api.pub1.passkit.io${sent}`]);
  });

  test.each(['membership', 'coupon', 'eventTicket'] as const)(
    'two %ss whose holders have one name are told apart, on both platforms',
    async (passType) => {
      const { demo } = sandbox;
      const zapier = zapierApp(connectionTo(sandbox));
      const project = {
        programId: demo.programId,
        campaignId: demo.campaignId,
        productionId: demo.productionId,
      };
      const variant = {
        tierId: 'gold',
        offerId: demo.offerId,
        eventId: demo.eventId,
        ticketTypeId: demo.ticketTypeId,
      };
      for (const externalId of ['', '', `own-${passType}`])
        await zapier.create('issue_pass', {
          passType,
          ...project,
          ...variant,
          displayName: 'Same Name',
          externalId,
        });
      for (const key of passType === 'coupon' ? ['pass_list', 'coupon_list'] : ['pass_list']) {
        const names = (await zapier.dropdown(key, { passType, ...project })).map(({ name }) => String(name));
        const theirs = names.filter((name) => name.startsWith('Same Name'));
        expect(theirs.length).toBe(3);
        expect(new Set(theirs).size).toBe(3);
        expect(theirs).toContain(`Same Name own-${passType}`);
      }
    },
  );

  test('the universal module calls PassKit and nobody else', async () => {
    const [answer] = await app().run('makeApiCall', { url: '/user/profile', method: 'GET' });
    expect(answer).toMatchObject({ statusCode: 200, body: expect.stringContaining('Demo Coffee') });
    const outside = makeApp({
      dir: ourApp,
      connection: connectionTo(sandbox),
      hosts: { 'https://api.pub1.passkit.io': sandbox.url },
    });
    await outside.run('makeApiCall', { url: 'https://example.com/x', method: 'GET' }).catch(() => undefined);
    expect(outside.requests.map(({ url }) => new URL(url).host)).toEqual(['api.pub1.passkit.io']);
  });
});
