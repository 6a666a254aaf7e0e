// `npm run templates:build`: writes the blueprints for Make, the recipes and their diagrams; for a client, as a pack of
// its own with pictures.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { packFiles } from '../templates/pack.ts';
import { readOptions, usage } from './templatesOptions.ts';

try {
  const { settings, layout } = readOptions(process.argv.slice(2));
  const files = Object.entries(packFiles(settings, layout));
  for (const [path, content] of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  console.log(
    `Wrote ${files.length} files to ${layout.make} and ${layout.recipes}, for the app ${settings.app}.`,
  );
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  process.exitCode = 2;
}
