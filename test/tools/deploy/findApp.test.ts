// Which app of the account a deployment takes, and what it remembers of it.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connectToMake } from '../../../tools/deploy/client.ts';
import { openWorkshop, type Workshop } from './run.ts';

let workshop: Workshop;

beforeEach(async () => {
  workshop = await openWorkshop();
});

afterEach(() => workshop.close());

const app = 'passkit-ab1cd';
const state = (): unknown => JSON.parse(readFileSync(workshop.stateFile, 'utf8'));

test('the id of the app is written down for its zone, beside those of other zones', async () => {
  writeFileSync(workshop.stateFile, JSON.stringify({ us1: { app: 'passkit-zz', version: 2 } }));
  await workshop.deploy();
  expect(state()).toEqual({ us1: { app: 'passkit-zz', version: 2 }, eu1: { app, version: 1 } });
});

/** An app of the account that this project has not created. */
async function strange(name: string, metadata: Record<string, unknown> = {}): Promise<void> {
  const { account } = workshop.make;
  await workshop.deploy();
  const [made] = account.apps;
  if (!made) throw new Error('no app');
  account.apps = [{ ...made, name, metadata: { ...made.metadata, theme: '#ffffff', ...metadata } }];
  rmSync(workshop.stateFile);
  workshop.writes();
}

const adopt = (id: string) => workshop.deploy({ args: ['--zone', 'eu1', '--adopt', id] });

test('an app that this command has no record of is not touched, until it is named', async () => {
  await strange('passkit-zz9');
  const refused = await workshop.deploy();
  expect(refused.code).toBe(1);
  expect(refused.errors).toContain(
    'The account has an app named PassKit that this command has no record of creating: passkit-zz9. To overwrite it with this project, add --adopt passkit-zz9.',
  );
  expect(workshop.writes()).toEqual([]);
  expect(existsSync(workshop.stateFile)).toBe(false);
  expect((await adopt('passkit-zz9')).code).toBe(0);
  expect(workshop.writes()).toEqual(['PATCH /passkit-zz9/1']);
  expect(state()).toEqual({ eu1: { app: 'passkit-zz9', version: 1 } });
});

test('an app of any name can be adopted, one that is not there cannot', async () => {
  await strange('tickets-zz9', { label: 'Tickets' });
  expect((await adopt('passkit-zz9')).errors).toBe(
    'The account has no app with the id passkit-zz9. It has tickets-zz9.',
  );
  expect(workshop.writes()).toEqual([]);
  expect((await adopt('tickets-zz9')).code).toBe(0);
  expect(workshop.make.account.apps[0]?.metadata.label).toBe('PassKit');
});

test('in the place of a recorded app no other is adopted by accident', async () => {
  await workshop.deploy();
  workshop.writes();
  expect((await adopt('passkit-zz9')).errors).toContain(
    'passkit-ab1cd is the app in this zone. To take over passkit-zz9 in its place, delete that entry first.',
  );
  expect(workshop.writes()).toEqual([]);
});

test.each(['public', 'approved'])('an app that is %s is never changed', async (flag) => {
  await workshop.deploy();
  workshop.writes();
  Object.assign(workshop.make.account.apps[0]?.metadata ?? {}, { [flag]: true, theme: '#ffffff' });
  const message = `passkit-ab1cd is ${flag} on Make, so others may be using it: this command does not change it.`;
  expect((await workshop.deploy()).errors).toContain(message);
  rmSync(workshop.stateFile);
  expect((await adopt(app)).errors).toContain(message);
  expect(workshop.writes()).toEqual([]);
  // PassKit's own may have the same name: it is left alone, and is no reason not to have one of one's own.
  expect((await workshop.deploy()).code).toBe(0);
  expect(workshop.writes()[0]).toBe('POST ');
  expect(workshop.make.account.apps.map(({ name }) => name)).toEqual([app, 'passkit-ab2cd']);
});

test('a recorded app that is gone stops the run', async () => {
  writeFileSync(workshop.stateFile, '{"eu1": {"app": "passkit-gone", "version": 1}}');
  expect((await workshop.deploy()).errors).toContain('passkit-gone is the app in this zone');
});

test('an app whose creation was never answered is known again, beside others that look like it', async () => {
  await strange('passkit-zz9', { label: 'Other' });
  workshop.make.fault = ({ method, path }) => (method === 'POST' && path === '' ? { done: true } : undefined);
  expect((await workshop.deploy()).code).toBe(1);
  const other = workshop.make.account.apps[0];
  Object.assign(other?.metadata ?? {}, { label: 'PassKit' });
  workshop.make.fault = () => undefined;
  workshop.writes();
  expect((await workshop.deploy()).code).toBe(0);
  expect(workshop.writes()[0]).toMatch(/^PATCH \/passkit-ab2cd/);
  expect(state()).toEqual({ eu1: { app: 'passkit-ab2cd', version: 1 } });
  expect(workshop.make.account.apps.map(({ metadata }) => metadata.description)).toEqual(
    Array(2).fill('Issue, update, redeem and revoke wallet passes.'),
  );
});

test('two runs at once on one computer create one app', async () => {
  const runs = await Promise.all([workshop.deploy(), workshop.deploy()]);
  expect(runs.map(({ code }) => code).sort()).toEqual([0, 1]);
  expect(runs.map(({ errors }) => errors).join('')).toMatch(
    /^Another run \(process \d+\) is writing .*\.deploy\.json\. Wait for it\. If there is no such run, delete /,
  );
  expect(workshop.make.account.apps).toHaveLength(1);
});

test('two runs at once on two computers leave one app', async () => {
  const elsewhere = `${workshop.stateFile}.elsewhere`;
  // Neither sees the app of the other before it creates its own.
  const both = Promise.withResolvers<void>();
  let lists = 0;
  const late: typeof connectToMake = (token, _host, options) => {
    const client = connectToMake(token, workshop.make.host, { ...options, protocol: 'http', baseDelay: 1 });
    return {
      ...client,
      async createOnce(create, find) {
        if (++lists === 2) both.resolve();
        await both.promise;
        return client.createOnce(create, find);
      },
    };
  };
  const runs = await Promise.all([
    workshop.deploy({ connect: late }),
    workshop.deploy({
      connect: late,
      stateFile: elsewhere,
      lock: async () => async () => {},
    }),
  ]);
  expect(runs.map(({ code }) => code).sort()).toEqual([0, 1]);
  expect(runs.map(({ errors }) => errors).join('')).toContain(
    'Another run has created passkit-ab1cd in this account at the same time, so the app of this run was deleted again.',
  );
  expect(workshop.make.account.apps.map(({ name }) => name)).toEqual([app]);
});
