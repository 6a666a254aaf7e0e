// nock for the test files that import it: what it is told to expect must happen. It stands in the way of every request,
// also to the sandbox, so the other files run without it.
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

// The worker's other test files run without it.
afterAll(() => nock.restore());

export default nock;
