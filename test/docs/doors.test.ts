// The README by reader: what it does in one picture, the commands, and a door for each reader; developers last.
import { readFileSync } from 'node:fs';

const readme = readFileSync('README.md', 'utf8');
const [head = '', ...parts] = readme.split(/^## /m);
const headings = parts.map((part) => part.split('\n')[0]);

/** What a door has: the text below its heading. */
const door = (name: string) => parts.find((part) => part.startsWith(`${name}\n`)) ?? '';

test('a picture and the command come first, then the doors, and developers last', () => {
  expect(head).toMatch(/!\[[^\]]+\]\(docs\/pictures\/[\w-]+\.png\)/);
  expect(headings.slice(0, 5)).toEqual([
    'Try it',
    'I use Zapier',
    'I use Make',
    'I am an agency',
    'I run a shop',
  ]);
  expect(door('Try it')).toContain('npm ci && npm start');
  expect(headings.slice(-2)).toEqual(['For developers', 'Licence']);
});

test.each([
  ['I use Zapier', ['#put-it-on-zapier', '#share-it', 'docs/recipes/README.md', 'docs/troubleshooting.md']],
  ['I use Make', ['#put-it-on-make', '#share-it', 'docs/recipes/README.md', 'docs/coda.md']],
  ['I am an agency', ['docs/comparison.md', 'docs/costs.md', 'docs/live-checks.md']],
  ['I run a shop', ['docs/recipes/redemption-link.md', 'docs/redeem.md', 'docs/coupons-csv.md']],
])('the door “%s” leads on in at most three steps', (name, links) => {
  const text = door(name);
  for (const link of links) expect(text).toContain(`](${link}`);
  expect(text.match(/^\d\. /gm)).toHaveLength(3);
});

test('tables of keys stand in the field reference, not here', () => {
  expect(readme).not.toMatch(/`programId`/);
});
