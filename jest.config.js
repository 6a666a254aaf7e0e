// Jest runs TypeScript through swc as CommonJS: nock's interception needs it (types are checked by tsc). npm test gives
// Node a flag under which it keeps the context of async calls more cheaply: a tenth of the time. npx jest works as well.
import { existsSync } from 'node:fs';

export default {
  // Packages are loaded once in a worker.
  testEnvironment: '<rootDir>/test/support/worker/environment.ts',
  runtime: '<rootDir>/test/support/worker/runtime.ts',
  roots: ['<rootDir>/test'],
  // Those of the Coda Pack need its packages: `npm run coda:install`. CI has them.
  testPathIgnorePatterns: [
    '/node_modules/',
    ...(existsSync('coda/node_modules') ? [] : ['<rootDir>/test/coda/']),
  ],
  maxWorkers: '100%',
  // A busy machine is slow; no test is about time.
  testTimeout: 180_000,
  setupFilesAfterEnv: ['<rootDir>/test/setup.ts'],
  transform: {
    '\\.[jt]s$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  // Packages that are no CommonJS.
  transformIgnorePatterns: ['/node_modules/(?!@noble/|p-map/)'],
};
