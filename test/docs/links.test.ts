// Every page of the documentation: its links lead somewhere, its pictures are there, its commands exist.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { anchorOf } from '../../manual/markdown.ts';

const pages = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md')];
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

const prose = (page: string) => readFileSync(page, 'utf8').replace(/^ *```[\s\S]*?^ *```/gm, '');
const anchors = (page: string) =>
  [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading.replaceAll('`', '')));

/** What is wrong with the target of a link; nothing for an address on the web. */
function wrongWith(page: string, target: string): string[] {
  if (/^(https?|mailto):/.test(target)) return [];
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? page : join(dirname(page), file);
  if (!existsSync(path)) return [`${page}: there is no ${target}`];
  if (anchor === undefined || !path.endsWith('.md') || anchors(path).includes(anchor)) return [];
  return [`${page}: ${path} has no heading #${anchor}`];
}

test('every link and every picture is there', () => {
  // What stands in code is no link; the code of a link's own text goes too, and leaves its target.
  const linked = (page: string) => prose(page).replace(/(`+)[^\n]*?\1/g, '');
  const targets = pages.flatMap((page) =>
    [...linked(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => [page, target] as const),
  );
  expect(targets.length).toBeGreaterThan(300);
  expect(targets.flatMap(([page, target]) => wrongWith(page, target))).toEqual([]);
});

test('every command that a page names is a script', () => {
  const named = pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/\bnpm (?:run ([a-z][\w:-]*)|(start|test)\b)/g)].map(
      ([, run, own]) => [page, run ?? own ?? ''] as const,
    ),
  );
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter(([, script]) => !(script in scripts))).toEqual([]);
  // What a script starts is there, too.
  const files = Object.values(scripts).flatMap((line) => line.match(/\bcommands\/\w+\.[jt]s/g) ?? []);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});
