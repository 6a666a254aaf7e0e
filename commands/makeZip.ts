// `npm run make:zip -- --out passkit.zip`: writes the archive that the Make Apps Editor imports.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Stop } from '../tools/deploy/errors.ts';
import { readProject } from '../tools/deploy/project.ts';
import { makeZip } from '../tools/deploy/zip.ts';

const path = (relative: string): string => fileURLToPath(new URL(`../make/${relative}`, import.meta.url));

function outFile(): string {
  try {
    return parseArgs({ options: { out: { type: 'string', default: path('passkit.zip') } } }).values.out;
  } catch (error) {
    throw new Stop(
      `${error instanceof Error ? error.message : error}\nUsage: npm run make:zip [-- --out FILE]`,
      2,
    );
  }
}

try {
  const out = outFile();
  writeFileSync(out, makeZip({ ...readProject(path('app')), icon: readFileSync(path('icon/icon.png')) }));
  console.log(`Wrote ${out}. In VS Code with the Make Apps Editor: Import App.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof Stop ? error.exitCode : 1;
}
