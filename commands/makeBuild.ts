// `npm run make:build`: writes make/app/ from the declarations.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { appFiles } from '../make/app.ts';

rmSync('make/app', { recursive: true, force: true });
const files = Object.entries(appFiles());
for (const [path, content] of files) {
  const target = join('make/app', path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
}
console.log(`Wrote ${files.length} files to make/app.`);
