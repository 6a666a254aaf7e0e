// Texts of any characters for property tests.
import fc from 'fast-check';

const character = fc
  .integer({ min: 0, max: 0x10ffff })
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));

/**
 * Half of them from all of Unicode, half as fast-check makes them by itself: ASCII, and names of JavaScript's own such
 * as `__proto__`. The units `binary` and `grapheme` of fast-check list all of Unicode before they make the first text.
 */
export const anyString = (length: { minLength?: number } = {}) =>
  fc.oneof(fc.string({ ...length, unit: character }), fc.string(length));
