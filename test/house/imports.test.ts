// Who may import what: the table of CONTRIBUTING, held against the code; and no circle anywhere.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** Every file below a folder, but not what is built, installed, hidden or a test. */
const below = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile()) return [path];
    return /^\.|^(dist|build|test)$|(^|\/)node_modules$/.test(path) ? [] : below(path);
  });
const sources = below('.').filter((path) => /\.tsx?$/.test(path));

/** The files and packages that a file imports, types included. */
const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:\bfrom |\bimport\(|^import )'([^']+)'/gm)].map(
    ([, name = '']) =>
      name.startsWith('.')
        ? relative('.', join(dirname(file), name))
            .split(sep)
            .join('/')
        : name,
  );

const imports = new Map(sources.map((file) => [file, importsOf(file)]));

/** The rooms of the table, the most special first, with what each may import. */
const [, table = ''] = readFileSync('CONTRIBUTING.md', 'utf8').split(/^## /m);
const rooms = [...table.matchAll(/^\| (`.+?) \| .+? \| (.+?) \|$/gm)]
  .flatMap(([, names = '', allowed = '']) =>
    [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => ({ name, allowed })),
  )
  .sort((a, b) => b.name.length - a.name.length);

const roomOf = (file: string) => rooms.find(({ name }) => file === name || file.startsWith(name));

test('every file belongs to a room of the table, and every room is there', () => {
  expect(sources.filter((file) => !roomOf(file))).toEqual([]);
  expect(rooms.filter(({ name }) => !existsSync(name))).toEqual([]);
  expect(rooms.length).toBeGreaterThan(15);
});

test('no room imports what the table does not allow it', () => {
  const wrong = [...imports].flatMap(([file, names]) => {
    const room = roomOf(file);
    if (!room || room.allowed.startsWith('everything')) return [];
    return names
      .filter((name) => {
        const other = name.includes('.') ? (roomOf(name)?.name ?? name) : name;
        return other !== room.name && !allows(room.allowed, other ?? name);
      })
      .map((name) => `${file} imports ${name}`);
  });
  expect(wrong).toEqual([]);
});

/** Whether a cell such as "`operation`, `passkit`, zod" names a room or package; Node's own modules always may be. */
function allows(cell: string, other: string): boolean {
  if (other.startsWith('node:') || other === 'package.json') return true;
  const names = cell.replaceAll('`', '').split(/,\s*/);
  return names.some((name) => other === name || other === `${name}/` || other.startsWith(`${name}/`));
}

test('no file imports itself by way of others', () => {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]) => {
    if (path.includes(file)) {
      circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const other of imports.get(file) ?? []) if (imports.has(other)) visit(other, [...path, file]);
    done.add(file);
  };
  for (const file of sources) visit(file, []);
  expect(circles).toEqual([]);
});
