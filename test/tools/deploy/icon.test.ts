// The icon that is uploaded is what Make asks for.
import { readFileSync } from 'node:fs';
import { iconFile } from './run.ts';

const icon = readFileSync(iconFile);

test('the icon is a PNG of 512 by 512 pixels, with transparency, and at most 100 kB', () => {
  expect(icon.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([512, 512]);
  const truecolorWithAlpha = 6;
  expect(icon[25]).toBe(truecolorWithAlpha);
  expect(icon.length).toBeLessThan(100_000);
});
