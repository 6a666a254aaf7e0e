// What templates:build and templates:check are told: the settings, the app's id on Make, and where the files go.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Layout, packLayout, repositoryLayout } from '../templates/pack.ts';
import { parseSettings, readSettings, type Settings } from '../templates/settings.ts';
import { recordedApps } from '../tools/deploy/state.ts';
import { filesIn } from './generated.ts';

export const usage = `Usage:
  npm run templates:build                                     with placeholders, or the app of make/.deploy.json
  npm run templates:build -- --app passkit-ab12cd             for this app on Make
  npm run templates:build -- --settings client.json --out client-pack     a pack for a client
  npm run templates:build -- --pictures                       draws the pictures of the recipes as well
templates:check takes the same options. docs/recipes/README.md has the settings.`;

export interface Options {
  settings: Settings;
  layout: Layout;
  /** Whether pictures were asked for. */
  pictures: boolean;
}

/** `stateFile` is where make:deploy keeps the id of the app. Throws an Error in plain English. */
export function readOptions(args: string[], stateFile = 'make/.deploy.json'): Options {
  const options = {
    app: { type: 'string' },
    settings: { type: 'string' },
    out: { type: 'string' },
    pictures: { type: 'boolean', default: false },
  } as const;
  const { app, settings: file, out, pictures } = parseArgs({ args, options }).values;
  if (file !== undefined && out === undefined)
    throw new Error(
      'The pack of a client belongs in a folder of its own, never in this repository’s files. Add --out, such as --out client-pack.',
    );
  if (out !== undefined) mustBeFree(packLayout(out), out);
  const settings = file === undefined ? parseSettings({}) : readSettings(file);
  const unnamed = settings.app === parseSettings({}).app;
  const chosen = app ?? (unnamed ? deployedApp(stateFile) : undefined);
  return {
    settings: chosen === undefined ? settings : parseSettings({ ...settings, app: chosen }),
    layout: out === undefined ? repositoryLayout : packLayout(out),
    pictures,
  };
}

/** Throws when a pack would be written among files that are none of a pack's, such as those of this repository. */
function mustBeFree({ make, recipes }: Layout, out: string): void {
  const own = [repositoryLayout.make, repositoryLayout.recipes].map((folder) => resolve(folder));
  for (const folder of [make, recipes]) {
    const foreign = filesIn(folder).some((file) => !/\.(json|md|html|svg|png)$/.test(file));
    if (foreign || own.includes(resolve(folder)))
      throw new Error(
        `${folder} holds other files than those of a pack. Give --out another folder than ${out}.`,
      );
  }
}

/** The app that make:deploy deployed, when there is one. */
function deployedApp(stateFile: string): string | undefined {
  const ids = [...new Set(Object.values(recordedApps(stateFile)).map(({ app }) => app))];
  if (ids.length > 1)
    throw new Error(`${stateFile} knows several apps. Add --app with one of: ${ids.join(', ')}.`);
  return ids[0];
}
