// Test files of a worker share its globals and what is in node_modules: what one of them leaves behind is put back.
import Environment from './support/worker/environment.ts';

const endedEnvironment = async (act: (environment: Environment) => void): Promise<void> => {
  const environment: Environment = Reflect.construct(Environment, [{ projectConfig: {} }]);
  act(environment);
  await environment.teardown();
};

test('globals and variables are as before, but for those of packages', async () => {
  const globals = () => Object.getOwnPropertyNames(globalThis);
  const before = globals();
  const { fetch, setTimeout } = globalThis;
  const variables = { ...process.env };
  const { exit } = process;
  await endedEnvironment((environment) => {
    Reflect.set(globalThis, 'fetch', () => undefined);
    Reflect.set(globalThis, 'ofAFile', 1);
    Reflect.set(globalThis, 'ofAPackage', 1);
    environment.keepGlobal('ofAPackage');
    environment.fakeTimersModern?.useFakeTimers();
    process.env.OF_A_FILE = '1';
    process.env.PATH = '';
    process.exit = () => exit();
  });
  expect(Reflect.get(globalThis, 'ofAPackage')).toBe(1);
  Reflect.deleteProperty(globalThis, 'ofAPackage');
  expect(globals()).toEqual(before);
  expect(globalThis.fetch === fetch && globalThis.setTimeout === setTimeout).toBe(true);
  expect(process.env).toEqual(variables);
  expect(process.exit).toBe(exit);
});

test('a package is loaded once, the project for each file', () => {
  const load = () => {
    jest.resetModules();
    return ['zod', 'zapier-platform-core', '../passes/index.ts'].map((name) => jest.requireActual(name));
  };
  const [zod, core, passes] = load();
  const [zodAgain, coreAgain, passesAgain] = load();
  expect(zodAgain).toBe(zod);
  expect(coreAgain).toBe(core);
  expect(passesAgain).not.toBe(passes);
});
