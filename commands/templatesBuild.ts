// `npm run templates:build`: writes the blueprints for Make, the recipes and their diagrams. `--pictures` also draws the
// pictures of pages and tables, which needs Chromium; a client's pack always gets pictures.
import { cpSync } from 'node:fs';
import { packFiles, repositoryLayout } from '../templates/pack.ts';
import { writeGenerated } from './generated.ts';
import { type Options, readOptions, usage } from './templatesOptions.ts';

function writeFiles({ settings, layout }: Options): void {
  const files = packFiles(settings, layout);
  writeGenerated(files);
  console.log(
    `Wrote ${Object.keys(files).length} files for the app ${settings.app}: ${layout.make}, ${layout.recipes}.`,
  );
}

async function addPictures({ settings, layout }: Options): Promise<void> {
  // Chromium's driver and the sandbox are loaded only to draw.
  const { canDraw, drawPictures } = await import('./recipePictures.ts');
  const folder = `${layout.recipes}/pictures`;
  const committed = `${repositoryLayout.recipes}/pictures`;
  if (canDraw) {
    console.log(`Drew ${(await drawPictures(settings, folder)).join(', ')}.`);
  } else if (folder === committed) {
    throw new Error('Chromium is not installed, so no pictures can be drawn.');
  } else {
    const isPicture = (file: string) => file === committed || file.endsWith('.png');
    cpSync(committed, folder, { recursive: true, filter: isPicture });
    console.log('Chromium is not installed: the pictures of pages do not have the client’s name and colour.');
  }
}

try {
  const options = readOptions(process.argv.slice(2));
  writeFiles(options);
  if (options.pictures || options.layout !== repositoryLayout) await addPictures(options);
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  process.exitCode = 2;
}
