// Runs after `npm ci`: builds the app, so that `npx zapier-platform invoke` works at once, and takes out what Node's
// package leaves behind. Where only the dependencies of production are installed this does nothing.
import { execSync } from 'node:child_process';
import { rmSync } from 'node:fs';

const tools = await import('esbuild').catch(() => undefined);
if (tools) {
  execSync('npm run --silent build', { stdio: 'inherit' });
  // The package `node` links its binary out of a package it unpacks here with 60 MB of C headers. The link stays;
  // the next `npm install` would take the rest away, too.
  rmSync('node_modules/node/node_modules', { recursive: true, force: true });
}
