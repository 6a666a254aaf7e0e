// `npm run templates:build`: writes the blueprints for Make, the recipes and their diagrams. `--pictures` also draws the
// pictures of pages and tables, which needs Chromium.
import { packFiles } from '../templates/pack.ts';
import { clientPack } from './clientPack.ts';
import { writeGenerated } from './generated.ts';
import { type Options, readOptions, usage } from './templatesOptions.ts';

async function writeFiles({ settings, layout }: Options): Promise<void> {
  const files =
    layout.own === undefined ? packFiles(settings, layout) : await clientPack(settings, layout.own);
  writeGenerated(files);
  console.log(
    `Wrote ${Object.keys(files).length} files for the app ${settings.app}: ${layout.make}, ${layout.recipes}.`,
  );
}

async function addPictures({ settings, layout }: Options): Promise<void> {
  // Chromium's driver and the sandbox are loaded only to draw.
  const { canDraw, drawPictures } = await import('./recipePictures.ts');
  if (!canDraw) throw new Error('Chromium is not installed, so no pictures can be drawn.');
  const drawn = await drawPictures(settings, `${layout.recipes}/pictures`);
  console.log(`Drew ${drawn.join(', ')}.`);
}

try {
  const options = readOptions(process.argv.slice(2));
  await writeFiles(options);
  if (options.pictures) await addPictures(options);
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  process.exitCode = 2;
}
