// Protects what is seen of a long run: a bar on a terminal, plain lines in a log, both with rate and time left.
import { PassThrough } from 'node:stream';
import { showProgress } from '../../coupons/progress.ts';
import { Tally } from '../../coupons/tally.ts';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function start(isTTY: boolean) {
  const stream = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY, columns: 120 });
  return { progress: showProgress(stream), said: () => String(stream.read() ?? '') };
}

test('without a terminal there is a plain line every ten seconds, and none after the end', () => {
  const { progress, said } = start(false);
  progress.start(1000, 0, 0);
  for (let n = 1; n <= 100; n++) progress.row(n * 2.5);
  jest.advanceTimersByTime(10_000);
  expect(said()).toBe('25 %, 100 rows, 10 rows/s, 30 s left\n');
  progress.note('PassKit asks to slow down.');
  expect(said()).toBe('PassKit asks to slow down.\n');
  progress.stop();
  jest.advanceTimersByTime(60_000);
  expect(said()).toBe('');
});

test('rows of an earlier run count as done, but not for the rate', () => {
  const { progress, said } = start(false);
  progress.start(1_000_000, 500_000, 5_000);
  for (let n = 1; n <= 50; n++) progress.row(500_000 + n * 100);
  jest.advanceTimersByTime(10_000);
  expect(said()).toBe('50 %, 5,050 rows, 5.0 rows/s, 17 min left\n');
  progress.stop();
});

test('on a terminal there is one bar with the same figures, and what the user may want to know', () => {
  const { progress, said } = start(true);
  progress.start(1000, 0, 0);
  for (let n = 1; n <= 100; n++) progress.row(n * 5);
  jest.advanceTimersByTime(10_000);
  expect(said()).toContain('============------------ 50 % | 100 rows, 10 rows/s, 10 s left');
  progress.note('PassKit asks to slow down.');
  jest.advanceTimersByTime(1_000);
  expect(said()).toContain('left | PassKit asks to slow down.');
  progress.stop();
  expect(said()).not.toContain('\n');
});

test('one row is one row, in the progress and in the sum', () => {
  const { progress, said } = start(false);
  progress.start(1000, 0, 0);
  progress.row(10);
  jest.advanceTimersByTime(10_000);
  expect(said()).toContain(', 1 row, ');
  progress.stop();
  const tally = new Tally();
  tally.add('created', 2, '');
  expect(tally.lines()).toEqual(['1 row: 1 created.']);
});
