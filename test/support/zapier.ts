// The real Zapier app in tests: its own definition and perform functions, run by zapier-platform-core.
import type { Bundle } from 'zapier-platform-core';
import app from '../../index.ts';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { connectionTo } from '../../standIns/demoAccount.ts';
import { tester } from './tester.ts';

type Data = Record<string, unknown>;

/** A bundle as Zapier fills it in, with the parts a test cares about. */
export const makeBundle = (
  authData: Record<string, string>,
  inputData: Data,
  meta: Data = {},
): Partial<Bundle> => ({
  authData,
  inputData,
  inputDataRaw: {},
  meta: { ...emptyMeta, ...meta },
});

const emptyMeta = {
  isBulkRead: false,
  isFillingDynamicDropdown: false,
  isLoadingSample: false,
  isPopulatingDedupe: false,
  isTestingAuth: false,
  limit: -1,
  page: 0,
  timezone: 'Europe/London',
  inputFields: {},
};

/** What a user of the app can do, with one connection. */
export function zapierApp(authData: Record<string, string>) {
  const bundle = (input: Data, meta?: Data) => makeBundle(authData, input, meta);
  return {
    create: async (key: string, input: Data, meta?: Data): Promise<Data> => {
      const operation = app.creates?.[key]?.operation;
      if (typeof operation?.perform !== 'function') throw new Error(`no create ${key}`);
      return tester<Data, Bundle>(operation.perform, bundle(input, meta));
    },
    search: async (key: string, input: Data, meta?: Data): Promise<Data[]> => {
      const operation = app.searches?.[key]?.operation;
      if (typeof operation?.perform !== 'function') throw new Error(`no search ${key}`);
      return tester<Data[], Bundle>(operation.perform, bundle(input, meta));
    },
    dropdown: async (key: string, input: Data, page = 0): Promise<Data[]> => {
      const operation = app.triggers?.[key]?.operation;
      if (!operation || !('perform' in operation) || typeof operation.perform !== 'function') {
        throw new Error(`no trigger ${key}`);
      }
      return tester<Data[], Bundle>(operation.perform, bundle(input, { page }));
    },
    test: async (): Promise<Data> => {
      if (typeof app.authentication?.test !== 'function') throw new Error('no authentication test');
      return tester<Data, Bundle>(app.authentication.test, bundle({}));
    },
  };
}

/** A sandbox for one test file, with the app pointed at it. */
export function useSandbox() {
  const box: { sandbox?: Sandbox } = {};
  beforeAll(async () => {
    box.sandbox = await startSandbox();
    process.env.PASSKIT_API_URL = box.sandbox.url;
  });
  afterEach(() => box.sandbox?.clearFaults());
  afterAll(async () => {
    delete process.env.PASSKIT_API_URL;
    await box.sandbox?.close();
  });
  const sandbox = () => {
    if (!box.sandbox) throw new Error('the sandbox is not running');
    return box.sandbox;
  };
  const demo = () => sandbox().demo;
  return {
    sandbox,
    app: () => zapierApp(connectionTo(sandbox())),
    /** The project and variant of each pass type in the demo account. */
    inputs: {
      membership: () => ({
        passType: 'membership',
        programId: demo().programId,
        tierId: demo().tiers.bronze,
      }),
      coupon: () => ({ passType: 'coupon', campaignId: demo().campaignId, offerId: demo().offerId }),
      eventTicket: () => ({
        passType: 'eventTicket',
        productionId: demo().productionId,
        eventId: demo().eventId,
        ticketTypeId: demo().ticketTypeId,
      }),
    },
    /** The requests that `act` caused, as "POST /members/member 200". */
    requestsOf: async (act: () => Promise<unknown>) => {
      const before = sandbox().requests.length;
      await act();
      return sandbox()
        .requests.slice(before)
        .map(({ method, path, status }) => `${method} ${path} ${status}`);
    },
  };
}
