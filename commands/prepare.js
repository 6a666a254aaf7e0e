// Runs after `npm ci`: builds the app, so that `npx zapier-platform invoke` works at once. Zapier's own build
// installs without the tools in a copy that is built already; there this does nothing.
import { execSync } from 'node:child_process';

const tools = await import('esbuild').catch(() => undefined);
if (tools) execSync('npm run --silent build', { stdio: 'inherit' });
