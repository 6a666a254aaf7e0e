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
