// Protects how single values are told from anything else: what is let through is sent to PassKit as it is.
import { booleanIn, canBeId, countIn, isEmail, isUrl, numberIn } from '../../operation/scalars.ts';

test.each([
  ['jane@example.com', true],
  ['jane.doe+x@mail.example.co', true],
  ['jane', false],
  ['@example.com', false],
  ['jane@', false],
  ['jane@example', false],
  ['jane@example..com', false],
  ['jane@.com', false],
  ['jane@example.', false],
  ['jane@example.com@x.com', false],
  ['jane@example.com@x', false],
  ['jane doe@example.com', false],
])('%j is an e-mail address: %p', (text, is) => {
  expect(isEmail(text)).toBe(is);
});

test.each([
  ['https://example.com/jane.png', true],
  ['http://example.com', true],
  ['HTTPS://EXAMPLE.COM', true],
  ['https://e', true],
  ['https:///jane.png', false],
  ['https://', false],
  ['https://example.com/a b', false],
  ['see https://example.com', false],
  ['ftp://example.com', false],
  ['example.com', false],
])('%j is a public link: %p', (text, is) => {
  expect(isUrl(text)).toBe(is);
});

test.each([
  ['1250', 1250],
  ['+12.50', 12.5],
  ['-3.', -3],
  ['.55', 0.55],
  ['999999999999999', 999_999_999_999_999],
  ['1000000000000000', undefined],
  ['-1000000000000000', undefined],
  ['.', undefined],
  ['', undefined],
  ['1,250', undefined],
  ['x1', undefined],
  ['1x', undefined],
])('%j is the number %p', (text, number) => {
  expect(numberIn(text)).toBe(number);
});

test.each([
  ['1', 1],
  ['10.0', 10],
  ['0', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['many', undefined],
])('%j is the count %p', (text, count) => {
  expect(countIn(text)).toBe(count);
});

test.each([
  ...['true', 'yes', 'y', 'on', '1', 'checked', 'TRUE', 'Yes'].map((word) => [word, true] as const),
  ...['false', 'no', 'n', 'off', '0', 'unchecked', 'FALSE', 'No'].map((word) => [word, false] as const),
  ...['', 'maybe', 'constructor'].map((word) => [word, undefined] as const),
])('%j means %p', (word, meaning) => {
  expect(booleanIn(word)).toBe(meaning);
});

test.each([
  ['x'.repeat(500), true],
  ['x'.repeat(501), false],
  ['.', false],
  ['..', false],
  ['...', true],
])('%j can be an ID: %p', (text, can) => {
  expect(canBeId(text)).toBe(can);
});
