// The documentation of `npm run coupons` names every option that the command takes, and no other.
import { readFileSync } from 'node:fs';

const optionsIn = (text: string) => [...new Set(text.match(/--[a-z][a-z-]+/g))].sort();

test('every option is in docs/coupons-csv.md and in the usage', () => {
  const command = readFileSync('coupons/command.ts', 'utf8');
  const [declared = ''] = /options: \{[^}]*\}/.exec(command) ?? [];
  const options = [...declared.matchAll(/'?([a-z-]+)'?: (?:text|flag)/g)]
    .map(([, name]) => `--${name}`)
    .filter((name) => name !== '--help')
    .sort();
  const [usage = ''] = /const usage = `[^`]*`/.exec(command) ?? [];
  expect(options.length).toBeGreaterThan(5);
  expect(optionsIn(usage)).toEqual(options);
  expect(optionsIn(readFileSync('docs/coupons-csv.md', 'utf8'))).toEqual(options);
});
