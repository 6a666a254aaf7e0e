// Each row of the table of differences in the field reference, pinned: where Zapier and Make do not do the same, on purpose.
import { creates } from '../../creates/index.ts';
import app from '../../index.ts';
import { modules } from '../../make/app.ts';
import { differences } from '../../make/differences.ts';
import { triggers } from '../../make/triggers.ts';
import { searches } from '../../searches/index.ts';
import { connectionTo } from '../../standIns/demoAccount.ts';
import { makeApp } from '../../standIns/make/engine/index.ts';
import { passEvents } from '../../triggers/passEvents.ts';
import { zapWith } from '../support/hooks.ts';
import { zapierApp } from '../support/zapier.ts';
import { ourApp } from './ourApp.ts';
import { type Input, makePlatform, type Platform, zapierPlatform } from './platforms.ts';

const operations = new Map([...creates, ...searches].map((operation) => [operation.key, operation]));
let zapier: Platform;
let make: Platform;
beforeEach(async () => {
  zapier = await zapierPlatform();
  make = await makePlatform();
});
afterEach(async () => {
  delete process.env.PASSKIT_API_URL;
  await zapier.sandbox.close();
  await make.sandbox.close();
});

const run = (platform: Platform, key: string, input: Input) => {
  const operation = operations.get(key);
  if (!operation) throw new Error(`no operation ${key}`);
  return platform.run(operation, input);
};
const member = { passType: 'membership', programId: 'CoffeeClubProgram00001' };
const issue = (platform: Platform, more: Input) =>
  run(platform, 'issue_pass', { ...member, tierId: 'bronze', ...more });
const stored = async (platform: Platform) => {
  const passes = await platform.state();
  return Array.isArray(passes) ? passes[0] : undefined;
};
const methods = ({ sandbox }: Platform) => sandbox.requests.map(({ method, path }) => `${method} ${path}`);

const pinned: Record<keyof typeof differences, () => Promise<void>> = {
  order: async () => {
    for (const platform of [zapier, make]) await issue(platform, { externalId: 'x' });
    expect(methods(zapier)).toEqual(['POST /members/member']);
    expect(methods(make)).toEqual([
      'POST /members/member/list/CoffeeClubProgram00001',
      'POST /members/member',
    ]);
  },
  events: async () => {
    const asked = async (platform: Platform) => {
      await issue(platform, { externalId: 'x' });
      const { programId } = member;
      await run(platform, 'earn_points', { programId, externalId: 'x', points: 1, reference: 'r' });
      return platform.sandbox.requests.find(({ path }) => path.includes('/list/events/'))?.body;
    };
    // Zapier goes on where a page is full.
    expect(await asked(zapier)).toMatchObject({ filters: { limit: 100, offset: 0 } });
    expect(await asked(make)).toMatchObject({ filters: { limit: 1000, offset: 0 } });
  },
  lostAnswer: async () => {
    const losing = { method: 'POST', path: '/members/member', reset: 'after' as const };
    zapier.sandbox.fault(losing);
    // On Make the first request looks; the one after it is lost.
    const stop = make.sandbox.onRequest(() => {
      stop();
      make.sandbox.fault(losing);
    });
    expect(await issue(zapier, { externalId: 'x' })).toMatchObject({ bundles: [{ outcome: 'existing' }] });
    expect(await issue(make, { externalId: 'x' })).toHaveProperty('error');
    expect(await issue(make, { externalId: 'x' })).toMatchObject({ bundles: [{ outcome: 'existing' }] });
    expect(await make.state()).toHaveLength(1);
  },
  names: async () => {
    for (const platform of [zapier, make]) await issue(platform, { externalId: 'x', tierId: 'Gold' });
    const lists = (platform: Platform) =>
      methods(platform).filter((path) => path === 'POST /members/tiers/list');
    expect([lists(zapier), lists(make)]).toEqual([
      ['POST /members/tiers/list'],
      ['POST /members/tiers/list'],
    ]);
    expect(methods(zapier)[0]).toBe('POST /members/member');
    expect(methods(make)[0]).toBe('POST /members/tiers/list');
    for (const { sandbox } of [zapier, make])
      sandbox.add.tier({
        id: 'a,b',
        name: 'A, B',
        programId: 'CoffeeClubProgram00001',
        passTemplateId: 'BronzeTierTemplate0001',
      });
    expect(await issue(zapier, { externalId: 'y', tierId: 'A, B' })).toMatchObject({
      bundles: [{ tierId: 'a,b' }],
    });
    expect(await issue(make, { externalId: 'y', tierId: 'A, B' })).toHaveProperty('error');
  },
  period: async () => {
    expect(await issue(zapier, { externalId: 'x', expiryDate: '+1 year' })).toMatchObject({
      bundles: [{ expiryDate: expect.stringMatching(new RegExp(`^${new Date().getUTCFullYear() + 1}-`)) }],
    });
    expect(await issue(make, { externalId: 'x', expiryDate: '+1 year' })).toHaveProperty('error');
  },
  partly: async () => {
    for (const platform of [zapier, make]) {
      await issue(platform, { externalId: 'x' });
      platform.sandbox.fault({ path: '/points/set', status: 404, body: { message: 'no such member' } });
    }
    const change = { ...member, externalId: 'x', displayName: 'Jane', points: 5 };
    expect(await run(zapier, 'update_pass', change)).toEqual({
      error: expect.stringMatching(/A part of this step/),
    });
    expect(await run(make, 'update_pass', change)).toEqual({
      error: expect.stringMatching(/^PassKit could not find what this step refers to: no such member/),
    });
  },
  boardingPasses: async () => {
    const pass = {
      carrierCode: 'CC',
      flightNumber: '101',
      departureDate: '2030-01-15',
      boardingPoint: 'LHR',
      deplaningPoint: 'JFK',
      sequenceNumber: 1,
      operatingCarrierPNR: 'ABC123',
      forename: 'Jane',
      surname: 'Doe',
      gender: 'FEMALE',
    };
    for (const platform of [zapier, make]) await run(platform, 'issue_boarding_pass', pass);
    expect(await run(zapier, 'issue_boarding_pass', pass)).toMatchObject({
      bundles: [{ outcome: 'existing' }],
    });
    expect(await run(make, 'issue_boarding_pass', pass)).toEqual({
      error: expect.stringMatching(/\[exists\]$/),
    });
  },
  unknownId: async () => {
    expect(await run(zapier, 'find_pass', { ...member, id: 'nobody' })).toEqual({ bundles: [] });
    expect(await run(make, 'find_pass', { ...member, id: 'nobody' })).toEqual({
      error: expect.stringMatching(/\[not_found\]$/),
    });
  },
  project: async () => {
    for (const platform of [zapier, make]) await issue(platform, { externalId: 'x' });
    const byId = { passType: 'membership', id: 'pass 1' };
    expect(await run(zapier, 'find_pass', byId)).toMatchObject({ bundles: [{ externalId: 'x' }] });
    expect(await run(make, 'find_pass', byId)).toEqual({ error: expect.stringMatching(/Program/) });
  },
  findOrIssue: async () => {
    expect(Object.keys(app.searchOrCreates ?? {})).toEqual(['find_or_issue_pass']);
    expect(modules.map(({ name }) => name)).not.toContain('findOrIssuePass');
    await issue(make, { externalId: 'x' });
    expect(await issue(make, { externalId: 'x' })).toMatchObject({ bundles: [{ outcome: 'existing' }] });
  },
  apiCall: async () => {
    process.env.PASSKIT_API_URL = zapier.sandbox.url;
    const names = modules.filter(({ moduleType }) => moduleType === 'universal').map(({ name }) => name);
    expect(names).toEqual(['makeApiCall']);
    const answer = await zapierApp(connectionTo(zapier.sandbox)).create('api_request', {
      method: 'GET',
      path: '/user/profile',
    });
    expect(answer).toMatchObject({ status: 200 });
  },
  manyPasses: async () => {
    process.env.PASSKIT_API_URL = zapier.sandbox.url;
    expect(modules.map(({ name }) => name)).not.toContain('issuePasses');
    const rows = [{ row_externalId: 'a' }, { row_externalId: 'b' }];
    const many = { ...member, tierId: 'bronze', rows };
    expect(await zapierApp(connectionTo(zapier.sandbox)).create('issue_passes', many)).toMatchObject({
      issued: 2,
    });
    for (const externalId of ['a', 'b']) await issue(make, { externalId });
    expect(methods(make).filter((asked) => asked === 'POST /members/member')).toHaveLength(2);
  },
  spaces: async () => {
    for (const platform of [zapier, make]) await issue(platform, { displayName: ' Jane ' });
    expect(await stored(zapier)).toMatchObject({ person: { displayName: 'Jane' } });
    expect(await stored(make)).toMatchObject({ person: { displayName: ' Jane ' } });
  },
  dateAlone: async () => {
    const midnight = { expiryDate: '2030-12-31T00:00:00-08:00' };
    for (const platform of [zapier, make]) await issue(platform, midnight);
    expect(await stored(zapier)).toMatchObject({ expiryDate: '2031-01-01T07:59:59.000Z' });
    expect(await stored(make)).toMatchObject({ expiryDate: '2030-12-31T08:00:00.000Z' });
  },
  words: async () => {
    const row = { ...member, tierId: 'bronze', passType: 'Membership' };
    expect(await run(zapier, 'issue_pass', row)).toHaveProperty('bundles');
    expect(await run(make, 'issue_pass', row)).toHaveProperty('error');
    expect(await make.state()).toEqual([]);
  },
  triggers: async () => {
    const hooks = Object.values(app.triggers ?? {}).filter(
      ({ operation }) => 'performSubscribe' in operation,
    );
    expect(hooks).toHaveLength(passEvents.length + 1);
    expect(triggers.filter(({ moduleType }) => moduleType === 'instant_trigger')).toHaveLength(1);
  },
  newEvents: async () => {
    const input = { programId: member.programId, events: ['EVENT_MEMBER_CHECKED_IN'] };
    const told = async (ago: number) => {
      for (const platform of [zapier, make]) {
        platform.sandbox.clock.set(new Date(Date.now() - ago));
        await issue(platform, { externalId: `x${ago}` });
        await run(platform, 'check_in_member', { programId: member.programId, externalId: `x${ago}` });
      }
      process.env.PASSKIT_API_URL = zapier.sandbox.url;
      const onZapier = await zapierApp(connectionTo(zapier.sandbox)).dropdown('new_member_event', input);
      const hosts = { 'https://api.pub1.passkit.io': make.sandbox.url };
      const connection = connectionTo(make.sandbox);
      const watch = makeApp({ dir: ourApp, connection, hosts }).watch('watchMemberEvents', {
        ...input,
        limit: 9,
      });
      await watch.start('all');
      return [onZapier.length, (await watch.poll()).length];
    };
    expect(await told(60_000)).toEqual([1, 1]);
    expect(await told(0)).toEqual([2, 1]);
  },
  eventFields: async () => {
    const input = { ...member, events: ['PASS_EVENT_RECORD_UPDATED'] };
    const recordData = { 'members.member.points': '1.0', 'meta.plan': 'A' };
    const pass = { id: 'P1', protocol: 100, classId: member.programId, recordData };
    const body = JSON.stringify({ event: 'PASS_EVENT_RECORD_UPDATED', pass });
    const delivery = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const zap = zapWith('pass_event', connectionTo(zapier.sandbox), input);
    expect((await zap.receive({ ...delivery, content: body }))[0]?.metaData).toEqual({ plan: 'A' });
    const hosts = { 'https://api.pub1.passkit.io': make.sandbox.url };
    const scenario = await makeApp({ dir: ourApp, connection: connectionTo(make.sandbox), hosts }).attach(
      'watchPassEvents',
      input,
      'https://hook.example.com',
    );
    const [bundle] = (await scenario.receive({ ...delivery, body })).bundles;
    expect(bundle?.metaData).toEqual({ plan: 'A', 'members.member.points': '1.0' });
  },
  dropdowns: async () => {
    for (const { sandbox } of [zapier, make])
      for (let n = 0; n < 310; n++) sandbox.add.program({ name: `P${n}` });
    process.env.PASSKIT_API_URL = zapier.sandbox.url;
    const pages = await Promise.all(
      [0, 1, 2, 3].map((page) => zapierApp(connectionTo(zapier.sandbox)).dropdown('program_list', {}, page)),
    );
    expect(pages.flat()).toHaveLength(311);
    const hosts = { 'https://api.pub1.passkit.io': make.sandbox.url };
    const choices = await makeApp({ dir: ourApp, connection: connectionTo(make.sandbox), hosts }).rpc(
      'programList',
    );
    expect(choices).toHaveLength(300);
  },
};

const keys = Object.keys(differences).filter((key): key is keyof typeof differences => key in pinned);
test.each(keys.map((key) => [differences[key].what, pinned[key]] as const))('%s', async (_what, check) => {
  await check();
});
