// Protects the memory of a small server: addresses without end are counted, and the oldest are forgotten first.
import { memoryCounts } from '../../redeem/limits.ts';

test('among more than 20,000 keys the oldest is forgotten, and no other', async () => {
  const { add } = memoryCounts();
  const tries = async (key: string) => (await add(key, 1, 60, 0)).tries;
  for (let n = 0; n < 20_000; n++) await tries(`address ${n}`);
  expect(await tries('one more')).toBe(1);
  expect(await tries('address 1')).toBe(2);
  expect(await tries('address 0')).toBe(1);
});
