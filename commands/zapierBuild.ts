// `npm run zapier:build`: writes build/build.zip, runs it once by itself, and holds its size to the aim.
// `-- --checks` lets Zapier check the app first.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { definitionOfSources, tryZapierZip } from './zapierTry.ts';
import { makeZapierZip, zipAim, zipPath } from './zapierZip.ts';

const { values: flags } = parseArgs({ options: { checks: { type: 'boolean', default: false } } });

try {
  const bytes = await makeZapierZip(flags.checks);
  await tryZapierZip(readFileSync(zipPath), await definitionOfSources());
  console.log(`${zipPath} gives the app’s definition and issues a pass, by itself in an empty folder.`);
  console.log(`It has ${Math.round(bytes / 1000)} KB; the aim is ${zipAim / 1000} KB.`);
  if (bytes > zipAim) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
