// Makes build/build.zip, which runs on Zapier, and build/source.zip, which Zapier keeps beside it. By itself Zapier's
// CLI first copies the whole of node_modules, and runs out of open files. Here it is given a folder of its own with the
// sources, the bundle, and the dependencies of production alone.
import { execFile } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { bundleApp } from './bundle.ts';

const run = promisify(execFile);

/** The bytes that build.zip may have: 0.75 MB. */
export const zipAim = 766_000;

/** Where the archive is written; `zapier-platform upload` takes it from there. */
export const zipPath = 'build/build.zip';

/**
 * Makes both archives anew and answers with the size of build.zip in bytes. With `checks`, Zapier looks at the
 * definition first, as for `zapier-platform push`: an error stops it, a warning is printed. That needs the network.
 */
export async function makeZapierZip(checks = false): Promise<number> {
  // Outside the project: within it, the CLI would find the node_modules of development, and pack what it sees there.
  const stage = mkdtempSync(join(tmpdir(), 'passkit-zapier-'));
  try {
    copySources(stage);
    await bundleApp({ entryPoints: ['index.ts'], outfile: join(stage, 'dist/index.js') });
    await installForProduction(stage);
    const cli = resolve('node_modules/zapier-platform-cli/src/bin/run');
    const args = [cli, 'build', '--skip-dep-install', ...(checks ? [] : ['--skip-validation'])];
    // The CLI leaves out the script `_zapier-build` when it was started by it: the bundle is there already.
    const env = { ...process.env, npm_lifecycle_event: '_zapier-build' };
    const { stdout } = await run(process.execPath, args, { cwd: stage, env }).catch(explain);
    if (checks) console.log(stdout);
    mkdirSync('build', { recursive: true });
    for (const name of ['build.zip', 'source.zip']) copyFileSync(join(stage, 'build', name), `build/${name}`);
    return statSync(zipPath).size;
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** The CLI ends its own test of the zip after five seconds, and then names no reason. */
function explain(error: unknown): never {
  const { message } = error instanceof Error ? error : new Error(String(error));
  const busy = 'Without a reason after “Testing build”, the machine was too busy: try again.';
  throw new Error(`Zapier’s CLI made no zip. ${busy}\n${message}`);
}

/** Copies all but what .gitignore names; the CLI holds source.zip to that file once more. */
function copySources(stage: string): void {
  const lines = readFileSync('.gitignore', 'utf8').split('\n');
  const ignored = new Set(['.git', ...lines.map((line) => line.replace(/\/$/, '')).filter(Boolean)]);
  cpSync('.', stage, {
    recursive: true,
    filter: (path) => !ignored.has(relative('.', path)) && basename(path) !== 'node_modules',
  });
}

/**
 * Installs what the bundle needs beside it, from the lock file. Without the optional dependencies: through them comes
 * iconv-lite, a fifth of the zip, for a function of node-fetch that zapier-platform-core never calls.
 */
async function installForProduction(folder: string): Promise<void> {
  const omit = ['--omit=dev', '--omit=optional', '--ignore-scripts'];
  const args = ['ci', ...omit, '--prefer-offline', '--no-audit', '--no-fund'];
  await run('npm', args, { cwd: folder, shell: process.platform === 'win32' });
}
