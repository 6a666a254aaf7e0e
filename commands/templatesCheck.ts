// `npm run templates:check`: fails when the blueprints, recipes or diagrams are not what templates:build writes, when a
// blueprint breaks a rule of Make or of our app, or when a picture is missing.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeApp } from '../standIns/make/engine/index.ts';
import { makeScenario } from '../standIns/make/scenario/index.ts';
import { checkBlueprint } from '../templates/check.ts';
import { packFiles } from '../templates/pack.ts';
import { filesIn, staleFiles } from './generated.ts';
import { readOptions, usage } from './templatesOptions.ts';

function problemsOf(args: string[]): string[] {
  const { settings, layout } = readOptions(args);
  const generated = packFiles(settings, layout);
  const onDisk = [layout.make, layout.recipes].flatMap(filesIn).filter((path) => !path.endsWith('.png'));
  const app = makeApp({ dir: 'make/app', connection: {}, hosts: {} });
  const importInto = (blueprint: unknown) =>
    void makeScenario(blueprint, { app, appId: settings.app, hosts: {} });
  return [
    ...staleFiles(generated, onDisk).map(
      (path) => `${path} is not what templates:build writes. Run it again, and commit.`,
    ),
    ...Object.entries(generated)
      .filter(([path]) => path.startsWith(`${layout.make}/`))
      .flatMap(([path, text]) =>
        checkBlueprint(JSON.parse(text), importInto).map((problem) => `${path}: ${problem}`),
      ),
    ...Object.entries(generated)
      .filter(([path]) => path.endsWith('.md'))
      .flatMap(([path, text]) =>
        [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)]
          .map(([, picture = '']) => join(dirname(path), picture))
          .filter((picture) => !existsSync(picture))
          .map(
            (picture) => `${path} shows ${picture}, which is not there. Run templates:build -- --pictures.`,
          ),
      ),
  ];
}

try {
  const problems = problemsOf(process.argv.slice(2));
  for (const problem of problems) console.error(problem);
  if (problems.length === 0) console.log('The templates and recipes are current and keep the rules.');
  process.exitCode = problems.length === 0 ? 0 : 1;
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  process.exitCode = 2;
}
