// `npm run make:check`: fails when make/app/ is not what the declarations say, or breaks a rule of Make.
// `--schemas <folder>` also checks it against Make's own JSON schemas.
import { parseArgs } from 'node:util';
import { appFiles } from '../make/app.ts';
import { checkApp } from '../make/check.ts';
import { checkSchemas } from '../make/schemas.ts';
import { checkTemplate } from '../standIns/make/engine/iml.ts';
import { filesIn, inFolder, staleFiles } from './generated.ts';

const { values: flags } = parseArgs({ options: { schemas: { type: 'string' } } });

const generated = appFiles();
const stale = staleFiles(inFolder('make/app', generated), filesIn('make/app')).map(
  (path) => `${path} is not what the declarations say. Run npm run make:build and commit it.`,
);

const problems = [
  ...stale,
  ...checkApp(generated, checkTemplate),
  ...(flags.schemas ? checkSchemas(generated, flags.schemas) : []),
];
for (const problem of problems) console.error(problem);
const checked = `${Object.keys(generated).length} files${flags.schemas ? ', with Make’s schemas' : ''}`;
console.log(
  problems.length === 0
    ? `The Make app is current and keeps the rules (${checked}).`
    : `Problems: ${problems.length}.`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
