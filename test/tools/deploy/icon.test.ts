// The icon that is uploaded: what Make asks for, and what draw.ts draws.
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { drawGlyph, ICON_SIZE } from '../../../make/icon/glyph.ts';
import { whitePng, whiteRows } from '../../../make/icon/png.ts';
import { iconFile } from './run.ts';

/** The pixels of a PNG with one data chunk behind the header. */
const pixels = (png: Buffer): Buffer => inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)));

const icon = readFileSync(iconFile);
const alpha = drawGlyph();

test('the icon is a PNG of 512 by 512 pixels and at most 100 kB', () => {
  expect(icon.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([512, 512]);
  expect(icon.length).toBeLessThan(100_000);
});

test('icon.png is what the code draws', () => {
  expect(pixels(icon).equals(whiteRows(alpha, ICON_SIZE))).toBe(true);
  expect(pixels(whitePng(alpha, ICON_SIZE)).equals(pixels(icon))).toBe(true);
});

test('the icon has transparent corners and soft edges', () => {
  expect([alpha[0], alpha.at(-1)]).toEqual([0, 0]);
  expect(new Set(alpha).size).toBeGreaterThan(10);
});
