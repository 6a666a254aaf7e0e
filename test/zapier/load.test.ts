// Protects the time the Zapier app takes to load: it makes no plan, as only a run needs one.
import { creates } from '../../creates/index.ts';
import app from '../../index.ts';
import { searches } from '../../searches/index.ts';

test('loading the app makes no plan of any operation', () => {
  expect(Object.keys(app)).toContain('creates');
  const made = [...creates, ...searches].flatMap(({ key, plans }) =>
    Object.entries(Object.getOwnPropertyDescriptors(plans))
      .filter(([, { get }]) => !get)
      .map(([passType]) => `${key} ${passType}`),
  );
  expect(made).toEqual([]);
});
