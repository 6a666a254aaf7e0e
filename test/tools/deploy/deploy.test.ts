// What a deployment sends: everything the first time, only what differs afterwards, in an order Make can follow.
import { existsSync } from 'node:fs';
import { readProject } from '../../../tools/deploy/project.ts';
import { openWorkshop, type Workshop } from './run.ts';

let workshop: Workshop;

beforeEach(async () => {
  workshop = await openWorkshop();
});

afterEach(() => workshop.close());

const app = 'passkit-ab1cd';
const sections = (path: string, ...names: string[]): string[] => names.map((name) => `PUT ${path}/${name}`);
const moduleWrites = (name: string, ...names: string[]): string[] => [
  `POST /${app}/1/modules`,
  ...sections(`/${app}/1/modules/${name}`, ...names),
  `POST /${app}/1/modules/${name}/public`,
];
const everything = [
  'POST ',
  `PATCH /${app}/1`,
  `PUT /${app}/1/base`,
  `POST /${app}/connections`,
  ...sections(`/connections/${app}`, 'api', 'parameters', 'scopes', 'scope'),
  `POST /${app}/1/rpcs`,
  ...sections(`/${app}/1/rpcs/listPrograms`, 'api', 'parameters'),
  `POST /${app}/1/rpcs`,
  ...sections(`/${app}/1/rpcs/listTiers`, 'api', 'parameters'),
  `POST /${app}/webhooks`,
  ...sections(`/webhooks/${app}`, 'api', 'parameters', 'attach', 'detach', 'update', 'scope'),
  ...moduleWrites('watchMembers', 'api', 'parameters', 'interface', 'samples'),
  ...moduleWrites('getMember', 'api', 'parameters', 'expect', 'interface', 'samples', 'scope'),
  ...moduleWrites('searchMembers', 'api', 'parameters', 'expect', 'interface', 'samples', 'scope'),
  ...moduleWrites('makeApiCall', 'api', 'parameters', 'expect', 'interface', 'samples', 'scope'),
  ...['groups', 'readme', 'icon'].map((part) => `PUT /${app}/1/${part}`),
];

test('the first deployment creates everything, each part after those it refers to', async () => {
  const { code, output } = await workshop.deploy();
  expect(code).toBe(0);
  expect(workshop.writes()).toEqual(everything);
  expect(output).toContain('13 to create, 0 to update, 0 unchanged.');

  const [made] = workshop.make.account.apps;
  const project = readProject(workshop.folder);
  for (const kind of ['connections', 'rpcs', 'webhooks', 'modules'] as const) {
    for (const [index, part] of project[kind].entries()) {
      const there = made?.[kind][index];
      expect(there?.metadata).toMatchObject({ label: part.label });
      for (const { name, text } of part.sections) expect(there?.sections[name]).toBe(text);
    }
  }
  expect(made?.modules.find(({ name }) => name === 'getMember')?.metadata).toEqual({
    label: 'Get a member',
    description: 'Returns a member.',
    typeId: 4,
    crud: 'read',
    connection: app,
    altConnection: null,
    public: true,
  });
  expect(made?.modules.find(({ name }) => name === 'watchMembers')?.metadata.webhook).toBe(app);
});

test('the second deployment changes nothing', async () => {
  await workshop.deploy();
  workshop.writes();
  const { code, output } = await workshop.deploy();
  expect(code).toBe(0);
  expect(output).toContain('0 to create, 0 to update, 13 unchanged.');
  expect(workshop.writes()).toEqual([]);
});

test.each([
  [
    'a section',
    'modules/get-member/get-member.samples.iml.json',
    'm1',
    'm2',
    'PUT /passkit-ab1cd/1/modules/getMember/samples',
  ],
  [
    'a connection',
    'connections/passkit/passkit.params.iml.json',
    'API key',
    'Key',
    'PUT /connections/passkit-ab1cd/parameters',
  ],
  ['the base', 'general/base.iml.json', 'example.com', 'example.org', 'PUT /passkit-ab1cd/1/base'],
  ['the readme', 'README.md', 'small', 'tiny', 'PUT /passkit-ab1cd/1/readme'],
  [
    'a label',
    'makecomapp.json',
    'Get a member',
    'Get one member',
    'PATCH /passkit-ab1cd/1/modules/getMember',
  ],
  [
    'the kind of an action',
    'makecomapp.json',
    '"read"',
    '"update"',
    'PATCH /passkit-ab1cd/1/modules/getMember',
  ],
  ['the label of an RPC', 'makecomapp.json', 'List tiers', 'Tiers', 'PATCH /passkit-ab1cd/1/rpcs/listTiers'],
])('a change of %s is one request', async (_what, file, from, to, request) => {
  await workshop.deploy();
  workshop.writes();
  workshop.edit(file, from, to);
  expect((await workshop.deploy()).output).toContain('0 to create, 1 to update, 12 unchanged.');
  expect(workshop.writes()).toEqual([request]);
});

test('other spaces and another order of keys are no change, a comment on Make is one', async () => {
  await workshop.deploy();
  workshop.writes();
  const [made] = workshop.make.account.apps;
  const part = made?.modules.find(({ name }) => name === 'searchMembers');
  if (!part) throw new Error('no module');
  part.sections.samples = '{"id":"m1"}';
  part.sections.scope = '// by hand\n[]';
  await workshop.deploy();
  expect(workshop.writes()).toEqual(['PUT /passkit-ab1cd/1/modules/searchMembers/scope']);
});

test('a dry run shows the plan and only reads', async () => {
  const { code, output } = await workshop.deploy({ args: ['--zone', 'eu1', '--dry-run'] });
  expect(code).toBe(0);
  expect(output).toContain('create  getMember: create, api');
  expect(workshop.writes()).toEqual([]);
  expect(existsSync(workshop.stateFile)).toBe(false);
});

test('what somebody changed of the app itself is set right', async () => {
  await workshop.deploy();
  workshop.writes();
  const [made] = workshop.make.account.apps;
  Object.assign(made?.metadata ?? {}, { theme: '#ffffff' });
  await workshop.deploy();
  expect(workshop.writes()).toEqual([`PATCH /${app}/1`]);
  expect(made?.metadata).toMatchObject({
    label: 'PassKit',
    theme: '#0f766e',
    language: 'en',
    audience: 'global',
  });
});

test('what the project does not have is named and left alone', async () => {
  await workshop.deploy();
  workshop.writes();
  workshop.make.account.apps[0]?.modules.push({
    name: 'oldModule',
    metadata: { label: 'Old', public: true },
    sections: {},
  });
  expect((await workshop.deploy()).output).toContain('Warning: the account has the module oldModule');
  expect(workshop.writes()).toEqual([]);
});

test('a connection that Make leaves out at creation is set at once', async () => {
  workshop.make.fault = (request) => {
    if (request.path === `/${app}/1/rpcs` && request.method === 'POST') {
      request.body = Buffer.from(
        request.body.toString().replace(`"connection":"${app}"`, '"connection":null'),
      );
    }
    return undefined;
  };
  await workshop.deploy();
  expect(workshop.make.account.apps[0]?.rpcs.map(({ metadata }) => metadata.connection)).toEqual([app, app]);
});
