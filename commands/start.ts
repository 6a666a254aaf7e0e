// `npm start`: the studio, a local page on which to play with the integration, on an embedded PassKit. `PORT` chooses the
// port, and `BROWSER=none` opens no browser. The same story runs in a terminal with `npm run story`.
import { createRequire } from 'node:module';
import open from 'open';
import pc from 'picocolors';
import { startStudio } from '../studio/server.ts';
import { clientPack } from './clientPack.ts';
import { serveRedeemPage } from './redeemVisit.ts';
import { handlerOf, importApp } from './zapierApp.ts';

const usual = 4747;
const port = Number(process.env.PORT || usual);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`PORT is “${process.env.PORT}”. Use a number such as ${usual}, or 0 for any that is free.`);
  process.exit(1);
}

// zapier-platform-core ends a process that has run often and grown large, as Zapier's servers want it. This one is used by hand.
const constants: { KILL_MAX_LIMIT: number } = createRequire(import.meta.url)(
  'zapier-platform-core/src/constants',
);
constants.KILL_MAX_LIMIT = Number.POSITIVE_INFINITY;

const zapier = await handlerOf(await importApp('dist/index.js'));
try {
  const studio = await startStudio({ zapier, redeemPage: serveRedeemPage, pack: clientPack }, port);
  console.log(`The studio is at ${pc.bold(studio.url)}
It runs on an embedded PassKit: no account is needed. Only the pack builder asks another one, when it is told to. Press Ctrl+C to end it.`);
  // A machine without a browser has the address.
  if (process.env.BROWSER !== 'none') await open(studio.url).catch(() => undefined);
} catch (error) {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
  console.error(`Port ${port} is taken. Start it on another one: PORT=${port + 1} npm start`);
  // The embedded PassKit is up already.
  process.exit(1);
}
