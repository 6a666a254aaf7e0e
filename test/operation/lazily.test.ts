// Protects what is made when it is needed: nothing before, once, and a record like any other.
import { lazily } from '../../operation/lazily.ts';

test('what stands under a key is made when it is asked for, once', () => {
  const made: string[] = [];
  const record = lazily(['a', 'b'], (key) => {
    made.push(key);
    return { of: key };
  });
  expect(Object.keys(record)).toEqual(['a', 'b']);
  expect('a' in record && Object.hasOwn(record, 'b')).toBe(true);
  expect(made).toEqual([]);
  expect(record.b).toBe(record.b);
  expect(made).toEqual(['b']);
  expect(Object.values(record)).toEqual([{ of: 'a' }, { of: 'b' }]);
  expect(made).toEqual(['b', 'a']);
});

test('what cannot be made says so each time', () => {
  const record = lazily(['a'], () => {
    throw new Error('no plan');
  });
  for (const _ of [1, 2]) expect(() => record.a).toThrow('no plan');
});
