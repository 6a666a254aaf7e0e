// What CONTRIBUTING promises of a new action and a new pass type: a file each and a line in an index, and both platforms
// have it. The throw-away action and pass type here exist in memory only.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import { checkTemplate } from '../../standIns/make/engine/iml.ts';
import { makeApp } from '../../standIns/make/engine/index.ts';

const credentials = { region: 'pub1', apiKey: 'key', apiSecret: 'secret' };

describe('an action that is added to the index', () => {
  const load = () => {
    jest.resetModules();
    jest.doMock('../../creates/index.ts', () => {
      const { creates } =
        jest.requireActual<typeof import('../../creates/index.ts')>('../../creates/index.ts');
      const { throwAwayAction } =
        jest.requireActual<typeof import('./throwAwayAction.ts')>('./throwAwayAction.ts');
      return { creates: [...creates, throwAwayAction] };
    });
  };
  afterEach(() => jest.dontMock('../../creates/index.ts'));

  test('is an action of the Zapier app, with its fields', async () => {
    load();
    const { default: app } = await import('../../index.ts');
    const added = app.creates?.throw_away;
    expect(added?.display).toMatchObject({ label: 'Throw Away' });
    expect(added?.operation.inputFields).toMatchObject([{ key: 'programId' }, { key: 'externalId' }]);
  });

  test('is a module of the Make app, in its group, that the checks find nothing wrong with', async () => {
    load();
    const { appFiles } = await import('../../make/app.ts');
    const { checkApp } = await import('../../make/check.ts');
    const files = appFiles();
    expect(checkApp(files, checkTemplate)).toEqual([]);
    const groups = z.array(z.object({ label: z.string(), modules: z.array(z.string()) }));
    const passes = groups
      .parse(JSON.parse(files['modules/groups.json'] ?? ''))
      .find(({ label }) => label === 'Passes');
    expect(passes?.modules).toContain('throwAway');
    expect(JSON.parse(files['makecomapp.json'] ?? '').components.module.throwAway).toMatchObject({
      label: 'Throw a thing away',
      actionCrud: 'delete',
    });
  });

  test('is missed in the golden exchanges and from end to end', async () => {
    load();
    const { creates } = await import('../../creates/index.ts');
    const { withoutEndToEndTest, withoutGoldenCase } = await import('./covered.ts');
    expect(withoutGoldenCase(creates)).toEqual(['throw_away, membership']);
    expect(withoutEndToEndTest(creates)).toEqual(['throw_away']);
  });

  test('stays off the webhook, as it does not declare a word there', async () => {
    load();
    const { createRedeemApp } = await import('../../redeem/app.ts');
    const { readConfig } = await import('../../redeem/config.ts');
    const hookSecret = 'a secret of the webhook';
    const config = readConfig({
      PASSKIT_REGION: 'pub1',
      PASSKIT_API_KEY: 'key',
      PASSKIT_API_SECRET: 'secret',
      REDEEM_HOOK_SECRET: hookSecret,
    });
    const never = () => {
      throw new Error('PassKit was asked');
    };
    const app = createRedeemApp(config, never, { log: () => undefined });
    for (const action of ['throw', 'throw_away', 'throwAway']) {
      const answer = await app.request('/hooks/pass', {
        method: 'POST',
        headers: { authorization: `Bearer ${hookSecret}` },
        body: JSON.stringify({ action, externalId: 'x' }),
      });
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({ code: 'unknown_action' });
    }
  });
});

describe('a pass type that is added to the index', () => {
  const load = () => {
    jest.resetModules();
    jest.doMock('../../passes/index.ts', () => {
      const { kinds } = jest.requireActual<typeof import('../../passes/index.ts')>('../../passes/index.ts');
      const { throwAwayKind } = jest.requireActual<typeof import('./throwAwayKind.ts')>('./throwAwayKind.ts');
      return { kinds: { ...kinds, voucher: throwAwayKind } };
    });
  };
  afterEach(() => jest.dontMock('../../passes/index.ts'));

  test('can be issued on Zapier, with its own fields only, and is asked about in PassKit’s words', async () => {
    load();
    const { creates } = await import('../../creates/index.ts');
    const { run } = await import('../../operation/run.ts');
    const issue = creates.find(({ key }) => key === 'issue_pass');
    const sent: unknown[] = [];
    const runtime = {
      http: async ({ body = '', path }: { body?: string; path: string }) => {
        sent.push([path, JSON.parse(body)]);
        return { status: 200, body: '{"id":"v1"}' };
      },
      pages: 'https://pages',
      timezone: 'UTC',
      now: new Date('2026-11-20T09:30:00Z'),
    };
    if (!issue) throw new Error('no issue_pass');
    const row = {
      passType: 'voucher',
      purseId: 'PurseOfTheHouse0000001',
      tierId: 'of another type',
      externalId: 'x',
      worth: '5',
    };
    expect(await run(issue, row, runtime)).toMatchObject([
      { id: 'v1', passType: 'voucher', status: 'FRESH', passUrl: 'https://pages/v1', outcome: 'created' },
    ]);
    expect(sent).toEqual([['/vouchers', { purseId: 'PurseOfTheHouse0000001', externalId: 'x', worth: 5 }]]);
  });

  test('is a choice of every form, with its project, lists, statuses and events, on both platforms', async () => {
    load();
    const { default: zapier } = await import('../../index.ts');
    const { appFiles } = await import('../../make/app.ts');
    const { checkApp } = await import('../../make/check.ts');
    expect(zapier.triggers?.purse_list?.display).toMatchObject({ hidden: true });
    const files = appFiles();
    expect(checkApp(files, checkTemplate)).toEqual([]);
    expect(files['rpcs/purse-list/purse-list.communication.iml.json']).toContain('/purses/list');
    for (const module of ['issue-pass', 'update-pass', 'revoke-pass', 'find-pass', 'search-passes']) {
      const form = files[`modules/${module}/${module}.mappable-params.iml.json`] ?? '';
      expect({ module, offered: form.includes('"value": "voucher"') && form.includes('"purseId"') }).toEqual({
        module,
        offered: true,
      });
    }
    expect(files['webhooks/pass-events/pass-events.attach.iml.json']).toMatch(/VOUCHERS.*"voucherEvents"/s);
    expect(files['webhooks/pass-events/pass-events.params.iml.json']).toContain('VOUCHER_EVENT_SPENT');
    expect(zapier.triggers?.voucher_spent).toMatchObject({
      display: { label: 'Voucher Spent' },
      operation: {
        inputFields: [{ key: 'purseId' }],
        sample: { passType: 'voucher', event: 'VOUCHER_EVENT_SPENT', status: 'STALE', worth: 5 },
      },
    });
    expect(files['modules/search-passes/search-passes.mappable-params.iml.json']).toContain('FRESH');
  });

  test('is issued by the Make app, which asks PassKit the same', async () => {
    load();
    const { appFiles } = await import('../../make/app.ts');
    const server = createServer((request, response) => {
      request.resume();
      response.setHeader('content-type', 'application/json');
      response.end(request.url?.startsWith('/vouchers/list/') ? '' : '{"id":"v1"}');
    });
    const { port } = await new Promise<AddressInfo>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve(z.custom<AddressInfo>().parse(server.address())));
    });
    const hosts = { 'https://api.pub1.passkit.io': `http://127.0.0.1:${port}` };
    const app = makeApp({ dir: appFiles(), connection: credentials, hosts });
    const row = { passType: 'voucher', purseId: 'PurseOfTheHouse0000001', externalId: 'x', worth: 5 };
    const bundles = await app.run('issuePass', row);
    server.close();
    expect(bundles).toMatchObject([
      { id: 'v1', status: 'FRESH', purseId: 'PurseOfTheHouse0000001', outcome: 'created' },
    ]);
    expect(app.requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
      'POST /vouchers/list/PurseOfTheHouse0000001',
      'POST /vouchers',
    ]);
    expect(app.requests.at(-1)?.body).toEqual({
      purseId: 'PurseOfTheHouse0000001',
      externalId: 'x',
      worth: 5,
    });
  });

  test('is missed in the golden exchanges of each operation that is for it', async () => {
    load();
    const { creates } = await import('../../creates/index.ts');
    const { withoutGoldenCase } = await import('./covered.ts');
    const forIt = creates.filter(({ plans }) => 'voucher' in plans);
    expect(forIt.length).toBeGreaterThan(4);
    expect(withoutGoldenCase(creates)).toEqual(forIt.map(({ key }) => `${key}, voucher`));
  });

  test('has samples of its own, in its actions and in its triggers', async () => {
    load();
    const { creates } = await import('../../creates/index.ts');
    const { searches } = await import('../../searches/index.ts');
    const { byPassType } = await import('../../passes/byPassType.ts');
    const { triggerSample } = await import('../../triggers/delivery.ts');
    const cuts = [...creates, ...searches].filter(({ plans }) => 'voucher' in plans).flatMap(byPassType);
    const samples = cuts
      .filter(({ plans }) => 'voucher' in plans)
      .map(({ key, sample }) => ({ key, ...sample }));
    expect(samples.length).toBeGreaterThan(6);
    for (const sample of samples) expect(sample).toMatchObject({ key: sample.key, passType: 'voucher' });
    expect(samples.find(({ key }) => key === 'issue_voucher')).toMatchObject({
      status: 'FRESH',
      purseId: '8aBcDeFgHiJkLmNoPqRsTu',
      worth: 5,
    });
    expect(triggerSample('PASS_EVENT_RECORD_CREATED', 'voucher')).toMatchObject({
      id: expect.stringMatching(/^1aBc.*-PASS_EVENT_RECORD_CREATED-/),
      passType: 'voucher',
      status: 'FRESH',
    });
  });

  test('is named wherever all are, and nowhere in an operation that is cut for another type', async () => {
    load();
    const { creates } = await import('../../creates/index.ts');
    const { searches } = await import('../../searches/index.ts');
    const { cutsOf } = await import('../../coda/cuts.ts');
    const { appFiles } = await import('../../make/app.ts');
    const all = [...creates, ...searches];
    const descriptionOf = (key: string) => all.find((one) => one.key === key)?.description;
    expect(descriptionOf('issue_pass')).toContain('coupon, event ticket or voucher,');
    for (const key of ['search_passes', 'count_passes', 'send_message'])
      expect(descriptionOf(key)).toContain('campaign, production or purse');
    expect(appFiles()['README.md']).toMatch(/vouchers.*`voucher`/s);
    const strange = all.flatMap(cutsOf).flatMap(({ key, passType, label, description, notice, fields }) => {
      const text = JSON.stringify([label, description, notice, fields]);
      return passType === 'voucher' || !/voucher|purse/i.test(text) ? [] : [key];
    });
    expect(strange).toEqual([]);
    const ofOthers = all.flatMap(cutsOf).filter(({ passType }) => passType === 'voucher');
    expect(
      JSON.stringify(ofOthers.map(({ label, description, fields }) => [label, description, fields])),
    ).not.toMatch(/membership, coupon|program, campaign/i);
  });
});
