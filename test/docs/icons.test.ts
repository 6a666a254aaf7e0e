// The icon for Make and the logo for Zapier: in the sizes that the platforms want, and nobody else's.
import { readFileSync } from 'node:fs';

/** Width, height and kind of colour of a PNG; 6 is RGBA. */
function shapeOf(file: string) {
  const bytes = readFileSync(file);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes.readUInt8(25)];
}

test.each([
  ['make/icon/icon', 512],
  ['zapier/icon/logo', 256],
])('%s is square, with transparency, and drawn here', (name, size) => {
  expect(shapeOf(`${name}.png`)).toEqual([size, size, 6]);
  const drawing = readFileSync(`${name}.svg`, 'utf8');
  // What a screen reader says of it.
  expect(drawing).toMatch(/<title>\S.*<\/title>/);
  // Nothing of somebody else's: no picture from elsewhere, no lettering.
  expect(drawing).not.toMatch(/<image|<text|href=/);
});
