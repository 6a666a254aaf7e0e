// `npm run build`: writes dist/index.js, the one file Zapier loads.
import { rmSync } from 'node:fs';
import { bundle } from './bundle.ts';

rmSync('dist', { recursive: true, force: true });
await bundle('dist/index.js');
