// `npm run make:deploy -- --zone eu1`: deploys the generated Make app to an account.
import { fileURLToPath } from 'node:url';
import { lock } from '../coupons/lock.ts';
import { askToken } from '../tools/deploy/askToken.ts';
import { makeDeploy } from '../tools/deploy/command.ts';

const path = (relative: string): string => fileURLToPath(new URL(`../make/${relative}`, import.meta.url));

const stateFile = path('.deploy.json');

process.exitCode = await makeDeploy({
  args: process.argv.slice(2),
  env: process.env,
  askToken: process.stdin.isTTY ? askToken : undefined,
  print: console.log,
  printError: console.error,
  folder: path('app'),
  iconFile: path('icon/icon.png'),
  stateFile,
  lock: () => lock(stateFile, ''),
});
