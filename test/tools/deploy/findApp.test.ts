// Which app of the account a deployment takes, and what it remembers of it.
import { readFileSync, writeFileSync } from 'node:fs';
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

test('without the file the app is found by its label', async () => {
  await workshop.deploy();
  workshop.writes();
  writeFileSync(workshop.stateFile, '{}');
  await workshop.deploy();
  expect(workshop.writes()).toEqual([]);
  expect(state()).toEqual({ eu1: { app, version: 1 } });
});

test('two apps that could be the one, or a recorded app that is gone, stop the run', async () => {
  const { apps } = workshop.make.account;
  await workshop.deploy();
  const [made] = apps;
  if (!made) throw new Error('no app');
  apps.push({ ...made, name: 'passkit-other' });
  expect((await workshop.deploy()).code).toBe(0);
  writeFileSync(workshop.stateFile, '{}');
  expect((await workshop.deploy()).errors).toContain(
    'several apps that could be this one: passkit-ab1cd, passkit-other',
  );
  writeFileSync(workshop.stateFile, '{"eu1": {"app": "passkit-gone", "version": 1}}');
  expect((await workshop.deploy()).errors).toContain('passkit-gone is the app in this zone');
});
