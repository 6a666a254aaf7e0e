// `npm run build`: bundles the Zapier app into dist/index.js, the one file Zapier loads.
import { rmSync } from 'node:fs';
import { bundleApp } from './bundle.ts';

rmSync('dist', { recursive: true, force: true });
await bundleApp({ entryPoints: ['index.ts'], outfile: 'dist/index.js' });
