// The time zone that dates without one are read in: that of the Zap, and a known one where Zapier tells none.
import type { Bundle } from 'zapier-platform-core';
import { runtimeOf } from '../../zapier/runtime.ts';
import { tester } from '../support/tester.ts';
import { makeBundle } from '../support/zapier.ts';

test.each([
  ['America/New_York', 'America/New_York'],
  ['', 'UTC'],
  [null, 'UTC'],
  [undefined, 'UTC'],
])('where Zapier says %j it is %s', async (timezone, wanted) => {
  const bundle = makeBundle({ region: 'pub1', apiToken: 'token' }, {}, { timezone });
  expect(await tester<string, Bundle>((z, it) => Promise.resolve(runtimeOf(z, it).timezone), bundle)).toBe(
    wanted,
  );
});
