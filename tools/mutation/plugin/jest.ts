// What jest gives a test file, from jest's own packages: `test`, `expect` and the others as globals, and the object `jest`.
// Of `jest` it has what the tests use; anything else fails the first run.
import type * as Circus from 'jest-circus';
import { freshRequire, mocks, projectRequire } from './modules.ts';

// The real ones, also while a test uses fake timers.
const { setTimeout, setInterval } = globalThis;
const { eventLoopUtilization } = performance;

/** The time this process has had, so that a test on a busy machine does not look as if it hung. */
export function ownTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + eventLoopUtilization().idle;
}

/** For jest-circus, which sets a timer for each test and hook and clears it at the end. */
function setOwnTimeout(act: () => void, ms: number): NodeJS.Timeout {
  const start = ownTime();
  return setInterval(() => ownTime() - start > ms && act(), ms / 10);
}
Reflect.set(globalThis, 'setTimeout', setOwnTimeout);
export const circus: typeof Circus = projectRequire('jest-circus');
Reflect.set(globalThis, 'setTimeout', setTimeout);

const { describe, test, it, beforeAll, afterAll, beforeEach, afterEach } = circus;
const { jestExpect: expect } = projectRequire('@jest/expect');
Object.assign(globalThis, { describe, test, it, beforeAll, afterAll, beforeEach, afterEach, expect });

const { ModuleMocker } = projectRequire('jest-mock');
const { ModernFakeTimers } = projectRequire('@jest/fake-timers');
const mocker = new ModuleMocker(globalThis);
const timers = new ModernFakeTimers({ global: globalThis, config: { rootDir: process.cwd() } });

/** Test files ask for the actual package in order to change it, which in jest changes it for that file alone. */
const originals = new Map<object, object>();

const jestFor = (require: (id: string) => unknown, reset: () => void) => ({
  resetModules: reset,
  fn: mocker.fn.bind(mocker),
  spyOn: mocker.spyOn.bind(mocker),
  restoreAllMocks: () => mocker.restoreAllMocks(),
  useFakeTimers: (config?: Parameters<typeof timers.useFakeTimers>[0]) => timers.useFakeTimers(config),
  useRealTimers: () => timers.useRealTimers(),
  setSystemTime: (now?: number | Date) => timers.setSystemTime(now),
  advanceTimersByTime: (ms: number) => timers.advanceTimersByTime(ms),
  advanceTimersByTimeAsync: (ms: number) => timers.advanceTimersByTimeAsync(ms),
  // Packages are shared by all test files, so the first file's mock serves all.
  mock: (name: string, make: () => unknown) => {
    let made: unknown;
    const mock = () => {
      made ??= make();
      return made;
    };
    if (!mocks.has(name)) mocks.set(name, mock);
  },
  requireActual: (name: string) => {
    const mock = mocks.get(name);
    mocks.delete(name);
    try {
      const exports = require(name);
      if (exports && typeof exports === 'object')
        originals.set(exports, { ...(originals.get(exports) ?? exports) });
      return exports;
    } finally {
      if (mock) mocks.set(name, mock);
    }
  },
});

/** Evaluates a test file, and before it what jest's configuration runs before each. */
export function loadTestFile(file: string): void {
  const require = freshRequire(jestFor);
  require('test/setup.ts');
  require(file);
}

/** Undoes what a test file may have left behind. In jest its environment ends with it. */
export function cleanUp(environment: NodeJS.ProcessEnv): void {
  mocker.restoreAllMocks();
  timers.useRealTimers();
  for (const [exports, original] of originals) Object.assign(exports, original);
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
}
