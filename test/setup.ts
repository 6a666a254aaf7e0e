// Runs around every test file: no request leaves the machine, and zapier-platform-core is fit for a test worker.
import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';

// Node asks here for the address of every host by name, whichever library makes the request.
const { lookup } = dns;
const lookUpHere = (name: string, options: unknown, callback: unknown): void => {
  if (name === '127.0.0.1') {
    Reflect.apply(lookup, dns, [name, options, callback]);
  } else if (typeof callback === 'function') {
    callback(new Error(`No request may leave the machine in tests: ${name}`));
  }
};
beforeAll(() => void Reflect.set(dns, 'lookup', lookUpHere));

// Node's modules are shared by all test files of a worker: what core puts around `request`, for its log, is taken off again.
const requests = [http, https].map((module) => ({ module, request: module.request }));
afterAll(() => {
  Reflect.set(dns, 'lookup', lookup);
  for (const { module, request } of requests) {
    Reflect.set(module, 'request', request);
    Reflect.deleteProperty(module, 'patchedByZapier');
  }
});

// zapier-platform-core ends a process that has run often and grown large, as Zapier's servers want it. A test
// worker holds much more than the app.
const constants = jest.requireActual<{ KILL_MAX_LIMIT: number }>('zapier-platform-core/src/constants');
constants.KILL_MAX_LIMIT = Number.POSITIVE_INFINITY;

// To know, it measures its memory at every call, which costs more than most calls do. The limit above stays for mutation
// testing, which replaces nothing that a package requires from within itself.
jest.mock('zapier-platform-core/src/tools/memory-checker', () => () => undefined);

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

// Core looks for secrets in all it logs, and then nobody reads it: a tenth of the time of what runs the app. Tests of the
// log give a logger of their own.
interface Logged {
  customLogger?: unknown;
}
jest.mock('zapier-platform-core/src/tools/create-logger', () => {
  const createLogger = jest.requireActual<(event: Logged | undefined, options: object) => unknown>(
    'zapier-platform-core/src/tools/create-logger',
  );
  const silent = () => Object.assign(async () => undefined, { end: async () => undefined });
  return (event: Logged | undefined, options: object) =>
    event?.customLogger ? createLogger(event, options) : silent();
});
