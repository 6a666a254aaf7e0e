// `npm run verify`: all that CI checks, one after the other; stops at the first that fails. Its last line counts the
// tests. `-- --schemas FOLDER` holds the Make app to the JSON schemas of that folder, too.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { judgeTests } from './verifyTests.ts';

const { values: flags } = parseArgs({ options: { schemas: { type: 'string' } } });

/** Runs a command of package.json, or one of node_modules/.bin, and tells whether it went well. */
function run(command: string): boolean {
  console.log(`\n> ${command}`);
  const env = { ...process.env, DISABLE_ZAPIER_ANALYTICS: '1' };
  const good = spawnSync(command, { shell: true, stdio: 'inherit', env }).status === 0;
  if (!good) console.error(`Failed: ${command}`);
  return good;
}

const steps = [
  'npm run --silent docs -- --check',
  `npm run --silent make:check${flags.schemas ? ` -- --schemas "${flags.schemas}"` : ''}`,
  'npm run --silent templates:check',
  'npm run --silent story',
  'npm run --silent studio:visit',
  'zapier-platform validate --without-style',
  'npm run --silent zapier:rehearse',
  'npm run --silent redeem:build',
  // Says what to install when its packages are missing, so that its tests cannot be left out unseen.
  'npm run --silent coda:check',
];

const folder = mkdtempSync(join(tmpdir(), 'passkit-verify-'));
const file = join(folder, 'tests.json');
let good = steps.every(run);
if (good) {
  good = run(`npm test --silent -- --json --outputFile="${file}"`);
  // Missing when the types or the lint failed, which come first.
  if (existsSync(file)) {
    const { passed, lines } = judgeTests(readFileSync(file, 'utf8'));
    for (const line of lines) console.log(line);
    good &&= passed;
  }
}
rmSync(folder, { recursive: true });
process.exitCode = good ? 0 : 1;
