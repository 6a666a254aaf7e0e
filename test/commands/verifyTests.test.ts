// Protects the verdict of `npm run verify`: no failed, skipped or missing test goes by.
import { judgeTests } from '../../commands/verifyTests.ts';

const fine = {
  success: true,
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numFailedTestSuites: 0,
};
const judge = (result: object) => judgeTests(JSON.stringify({ ...fine, ...result }));

test('all passed', () => {
  expect(judge({})).toEqual({ passed: true, lines: ['Tests: 7 passed, 0 failed'] });
});

test.each([
  [
    'a failed test',
    { success: false, numPassedTests: 6, numFailedTests: 1, numFailedTestSuites: 1 },
    'Tests: 6 passed, 1 failed',
  ],
  ['a test file that did not start', { success: false, numFailedTestSuites: 1 }, 'Tests: 7 passed, 0 failed'],
  ['a skipped test', { numPendingTests: 1 }, 'Tests: 7 passed, 0 failed'],
  ['a test still to be written', { numTodoTests: 1 }, 'Tests: 7 passed, 0 failed'],
  ['no test at all', { numPassedTests: 0 }, 'Tests: 0 passed, 0 failed'],
])('%s is no pass, and the count comes last', (_what, result, last) => {
  const { passed, lines } = judge(result);
  expect(passed).toBe(false);
  expect(lines.at(-1)).toBe(last);
});

test('says why, when the count does not', () => {
  expect(judge({ numPendingTests: 2 }).lines[0]).toContain('Skipped tests: 2.');
  expect(judge({ success: false, numFailedTestSuites: 1 }).lines[0]).toContain('Test files that failed: 1.');
});
