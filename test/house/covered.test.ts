// Every operation has the tests that CONTRIBUTING wants. That each one runs in test/make/equal.test.ts is asked there.
import { creates } from '../../creates/index.ts';
import { searches } from '../../searches/index.ts';
import { withoutEndToEndTest, withoutGoldenCase } from './covered.ts';

const all = [...creates, ...searches];

test('golden exchanges say what each operation gives, for each pass type', () => {
  expect(withoutGoldenCase(all)).toEqual([]);
});

test('each operation is run from end to end', () => {
  expect(withoutEndToEndTest(all)).toEqual([]);
});
