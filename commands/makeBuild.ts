// `npm run make:build`: writes make/app/ from the declarations.
import { rmSync } from 'node:fs';
import { appFiles } from '../make/app.ts';
import { inFolder, writeGenerated } from './generated.ts';

rmSync('make/app', { recursive: true, force: true });
const files = appFiles();
writeGenerated(inFolder('make/app', files));
console.log(`Wrote ${Object.keys(files).length} files to make/app.`);
