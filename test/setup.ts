// Runs around every test file: no request leaves the machine, and no nock expectation is left unmet.
import nock from 'nock';

beforeAll(() => {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  nock.enableNetConnect('127.0.0.1');
});

afterEach(() => {
  const unmet = nock.pendingMocks();
  nock.cleanAll();
  expect(unmet).toEqual([]);
});

// Jest gives each file its own nock while Node's http module is shared: without this the second file fails.
afterAll(() => nock.restore());

// zapier-platform-core ends a process that has run often and grown large, as Zapier's servers want it. A test
// worker holds much more than the app.
const constants = jest.requireActual<{ KILL_MAX_LIMIT: number }>('zapier-platform-core/src/constants');
constants.KILL_MAX_LIMIT = Number.POSITIVE_INFINITY;

// A domain lets core turn an error in a forgotten callback into a rejection. With one in a process Node follows every
// promise from then on, which took a fifth of the suite's time. Here such an error fails the test by itself.
jest.mock('domain', () => ({ create: () => ({ on: () => undefined, run: (act: () => unknown) => act() }) }));

// Zapier's schemas take long to load, and only the check of the whole definition needs them.
jest.mock('zapier-platform-schema', () => ({
  validateAppDefinition: (definition: object) =>
    jest
      .requireActual<{ validateAppDefinition(definition: object): object }>('zapier-platform-schema')
      .validateAppDefinition(definition),
}));
