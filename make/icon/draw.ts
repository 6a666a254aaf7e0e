// Draws icon.png, the icon of the Make app: node make/icon/draw.ts
import { writeFile } from 'node:fs/promises';
import { drawGlyph, ICON_SIZE } from './glyph.ts';
import { whitePng } from './png.ts';

await writeFile(new URL('icon.png', import.meta.url), whitePng(drawGlyph(), ICON_SIZE));
