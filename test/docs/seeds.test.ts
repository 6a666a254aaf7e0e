// docs/seeds.md names the test behind each sentence: those tests must be there, and so must what it links to.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const page = readFileSync('docs/seeds.md', 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---'));
const named = rows.flatMap((row) => {
  let file = '';
  return [...row.matchAll(/`(test\/[\w/.]+)`|“([^”]+)”/g)].flatMap(([, path, title]) => {
    if (path) file = path;
    return title && file ? [{ file, title }] : [];
  });
});

test('the page names tests', () => expect(named.length).toBeGreaterThan(60));

test.each(named)('$file has the test “$title”', ({ file, title }) => {
  expect(readFileSync(file, 'utf8')).toContain(title);
});

test.each([...page.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, target = '']) => target))(
  '%s is there',
  (target) => {
    expect(existsSync(join('docs', target))).toBe(true);
  },
);
