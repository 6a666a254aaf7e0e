// What makecomapp.json says of each component: the part of an app that Make's import and the deployment read first.
import * as z from 'zod';
import redeemCoupon from '../../creates/redeemCoupon.ts';
import { appFiles } from '../../make/app.ts';
import findPass from '../../searches/findPass.ts';

const files = appFiles({ creates: [redeemCoupon], searches: [findPass] });
const component = z.object({
  connectionType: z.string().optional(),
  webhookType: z.string().optional(),
  moduleType: z.string().optional(),
  connection: z.string().nullable().optional(),
  webhook: z.string().optional(),
  codeFiles: z.record(z.string(), z.string().nullable()),
});
const manifest = z
  .object({
    generalCodeFiles: z.record(z.string(), z.string().nullable()),
    components: z.record(z.string(), z.record(z.string(), component)),
    origins: z.array(z.unknown()),
  })
  .parse(JSON.parse(files['makecomapp.json'] ?? ''));
const { connection, module: modules, rpc, webhook } = manifest.components;
const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

test('an action and a search use the connection, and have every file that Make asks of a module', () => {
  for (const [name, moduleType] of [
    ['redeemCoupon', 'action'],
    ['findPass', 'search'],
    ['makeApiCall', 'universal'],
  ] as const) {
    const path = `modules/${kebab(name)}/${kebab(name)}`;
    expect(modules?.[name]).toEqual({
      moduleType,
      connection: 'passkit',
      codeFiles: {
        communication: `${path}.communication.iml.json`,
        staticParams: `${path}.static-params.iml.json`,
        mappableParams: `${path}.mappable-params.iml.json`,
        interface: `${path}.interface.iml.json`,
        samples: `${path}.samples.iml.json`,
        scope: `${path}.scope.iml.json`,
      },
    });
    expect(JSON.parse(files[`${path}.scope.iml.json`] ?? '')).toEqual([]);
  }
});

test('a polling trigger uses the connection; an instant one its webhook, which has the connection', () => {
  const triggers = Object.values(modules ?? {}).filter(({ moduleType }) => moduleType?.endsWith('trigger'));
  expect(triggers.map(({ moduleType }) => moduleType)).toEqual(
    expect.arrayContaining(['trigger', 'instant_trigger']),
  );
  for (const { moduleType, ...trigger } of triggers)
    if (moduleType === 'trigger')
      expect([trigger.connection, 'webhook' in trigger]).toEqual(['passkit', false]);
    else expect([trigger.connection, Object.keys(webhook ?? {})]).toEqual([null, [trigger.webhook]]);
  for (const [name, hook] of Object.entries(webhook ?? {})) {
    expect([hook.webhookType, hook.connection]).toEqual(['web', 'passkit']);
    expect(hook.codeFiles.attach).toBe(`webhooks/${kebab(name)}/${kebab(name)}.attach.iml.json`);
  }
});

test('there is one connection, of the type for keys, and every RPC uses it', () => {
  expect(connection?.passkit).toMatchObject({
    connectionType: 'basic',
    codeFiles: { communication: 'connections/passkit/passkit.communication.iml.json', common: null },
  });
  expect(Object.keys(rpc ?? {}).length).toBeGreaterThan(0);
  for (const [name, { connection: used, codeFiles }] of Object.entries(rpc ?? {}))
    expect([used, codeFiles]).toEqual([
      'passkit',
      {
        communication: `rpcs/${kebab(name)}/${kebab(name)}.communication.iml.json`,
        params: `rpcs/${kebab(name)}/${kebab(name)}.params.iml.json`,
      },
    ]);
});

test('triggers come first, then each group with its modules; each module stands once', () => {
  const groups = z
    .array(z.object({ label: z.string(), modules: z.array(z.string()) }))
    .parse(JSON.parse(files['modules/groups.json'] ?? ''));
  const types = (names: string[]) => names.map((name) => modules?.[name]?.moduleType?.endsWith('trigger'));
  expect(groups[0]?.label).toBe('Triggers');
  expect(new Set(types(groups[0]?.modules ?? []))).toEqual(new Set([true]));
  const others = groups.slice(1);
  expect(others.map(({ modules }) => modules)).toEqual(
    expect.arrayContaining([expect.arrayContaining(['redeemCoupon']), ['makeApiCall']]),
  );
  expect(new Set(types(others.flatMap(({ modules }) => modules)))).toEqual(new Set([false]));
  expect(groups.flatMap(({ modules }) => modules).toSorted()).toEqual(Object.keys(modules ?? {}).toSorted());
});

test('the app has a base and a README that names its modules, and belongs to no account yet', () => {
  expect(manifest.generalCodeFiles).toEqual({
    base: 'general/base.iml.json',
    common: null,
    groups: 'modules/groups.json',
    readme: 'README.md',
  });
  expect(manifest.origins).toEqual([]);
  for (const label of ['Redeem a coupon', 'Search passes', 'Make an API call', 'Watch'])
    expect(files['README.md']).toContain(label);
});
