// The documentation of the redemption page names every setting there is, and no other.
import { readFileSync } from 'node:fs';

const named = (path: string) =>
  new Set(readFileSync(path, 'utf8').match(/\b(PASSKIT|REDEEM)(_[A-Z]+)+\b|\bPORT\b/g));

test('every setting of the server is in docs/redeem.md', () => {
  const settings = new Set([...named('redeem/config.ts'), ...named('passkit/environment.ts')]);
  expect([...named('docs/redeem.md')].sort()).toEqual([...settings].sort());
});
