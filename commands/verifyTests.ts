// What Jest's JSON result means: nothing may fail, and nothing may be skipped.
import { z } from 'zod';

const resultSchema = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  numFailedTestSuites: z.number(),
});

/** Whether the tests passed, and what to say about them; the last line is the count. */
export function judgeTests(json: string): { passed: boolean; lines: string[] } {
  const result = resultSchema.parse(JSON.parse(json));
  const skipped = result.numPendingTests + result.numTodoTests;
  const lines: string[] = [];
  if (skipped > 0) lines.push(`Skipped tests: ${skipped}. None may be. Those of pages need Chromium.`);
  if (result.numFailedTestSuites > 0) lines.push(`Test files that failed: ${result.numFailedTestSuites}.`);
  lines.push(`Tests: ${result.numPassedTests} passed, ${result.numFailedTests} failed`);
  return { passed: result.success && skipped === 0 && result.numPassedTests > 0, lines };
}
