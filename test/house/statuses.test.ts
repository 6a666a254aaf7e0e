// What a status of HTTP means is known in passkit/ alone: two lists of the same drift apart.
import { globSync, readFileSync } from 'node:fs';

/** What speaks HTTP itself, what stands for PassKit, and what reports its statuses as they are. */
const mayRead = /^(passkit|sandbox|standIns|studio|tools|commands)\/|^operation\/(ask|fetchHttp)\.ts$/;

test('no surface reads a status by itself', () => {
  const sources = globSync('*/**/*.ts', {
    exclude: ['**/node_modules/**', 'test/**', 'dist/**', 'build/**'],
  });
  const files = sources.map((path) => path.replaceAll('\\', '/')).filter((path) => !mayRead.test(path));
  expect(files).toContain('redeem/refusal.ts');
  const reads = /\b(error|answer|failure)\??\.status (===|!==|<|>)=? ?\d/;
  const wrong = files.flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => reads.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );
  expect(wrong).toEqual([]);
});
