// Troubleshooting: each code that a user can read has its place, what it means, and a next step.
import { allCodes, meaningOf, nextFor, troubleshooting } from '../../manual/troubleshooting.ts';

test.each(allCodes)('%s is explained', (code) => {
  expect(meaningOf(code)).toMatch(/[.?]$/);
  expect(nextFor(code)).toMatch(/\.$/);
  expect(troubleshooting).toContain(`\n### ${code}\n`);
  expect(troubleshooting).toContain(`](#${code})`);
});

test('no message shows what only the code knows', () => {
  expect(troubleshooting).not.toMatch(/undefined|\[object|NaN|\{\{/);
});
