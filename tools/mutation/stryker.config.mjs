// Stryker's settings; the paths are those of the project. See rooms.ts for what is mutated.
import { notMutated, rooms } from './rooms.ts';
import { oneIn } from './sample.ts';

export default {
  mutate: [
    ...Object.values(rooms).map(({ files }) => files),
    ...Object.keys(notMutated).map((glob) => `!${glob}`),
  ],
  plugins: ['./tools/mutation/plugin/index.ts'],
  testRunner: 'inProcess',
  testRunnerNodeArgs: ['--experimental-async-context-frame'],
  coverageAnalysis: 'perTest',
  ignorers: ['texts'],
  ignorePatterns: ['/build', '/dist', '/tsconfig.json'],
  disableTypeChecks: false,
  tempDirName: 'build/mutation/copy',
  // What a sample leaves out must not be taken for tried the next time.
  incremental: oneIn === 1,
  incrementalFile: 'build/mutation/incremental.json',
  reporters: ['progress-append-only', 'json'],
  jsonReporter: { fileName: 'build/mutation/report.json' },
  concurrency: 2,
  timeoutFactor: 4,
  timeoutMS: 60_000,
  // On a busy machine the first run of all tests takes longer than the five minutes of Stryker.
  dryRunTimeoutMinutes: 60,
};
