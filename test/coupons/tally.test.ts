// Protects the sum of a run: every row is counted, and the first ten that failed, or may have, are named.
import { Tally } from '../../coupons/tally.ts';

test('nothing, one and many are counted in words', () => {
  const tally = new Tally();
  expect(tally.lines()).toEqual(['0 rows.']);
  tally.add('created', 2, '');
  expect(tally.lines()).toEqual(['1 row: 1 created.']);
  for (let line = 3; line < 2_003; line++) tally.add('existing', line, '');
  expect(tally.lines()).toEqual(['2,001 rows: 1 created, 2,000 existing.']);
  expect(tally.failed).toBe(0);
});

test.each(['failed', 'unknown'] as const)(
  'of rows that are %s ten are named, and the others counted',
  (what) => {
    const tally = new Tally();
    for (let line = 2; line < 12; line++) tally.add(what, line, 'why');
    const ten = Array.from({ length: 10 }, (_, n) => `  line ${n + 2}: why`);
    expect(tally.lines()).toEqual([`10 rows: 10 ${what}.`, ...ten]);
    for (let line = 12; line < 1_013; line++) tally.add(what, line, 'why');
    expect(tally.failed).toBe(1_011);
    expect(tally.lines()).toEqual([`1,011 rows: 1,011 ${what}.`, ...ten, '  and 1,001 more like these']);
  },
);
