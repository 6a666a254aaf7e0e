// Protects what is seen of a long run: a bar on a terminal, plain lines in a log, both with rate and time left.
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { showProgress } from '../../coupons/progress.ts';

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

test('before the first row nothing is said of the time left', () => {
  const { progress, said } = start(false);
  progress.start(1000, 500, 7);
  jest.advanceTimersByTime(10_000);
  expect(said()).toBe('50 %, 7 rows, 0.0 rows/s\n');
  progress.stop();
});

test('one row is one row', () => {
  const { progress, said } = start(false);
  progress.start(1000, 0, 0);
  progress.row(10);
  jest.advanceTimersByTime(10_000);
  expect(said()).toContain(', 1 row, ');
  progress.stop();
});

test.each([
  [2, '10 s left'],
  [6.9, '59 s left'],
  [7, '1 min left'],
  [10, '2 min left'],
  [358, '1 h 0 min left'],
  [541, '1 h 30 min left'],
  [1081, '3 h 0 min left'],
])('when a part of %d took ten seconds, the others take %s', (parts, left) => {
  const { progress, said } = start(false);
  progress.start(parts, 0, 0);
  progress.row(1);
  jest.advanceTimersByTime(10_000);
  expect(said()).toContain(left);
  progress.stop();
});

test('on a terminal a note is a line before the bar, beside it until the next row, and gone at the end', () => {
  const { progress, said } = start(true);
  // What the clock says when it begins is of no account.
  jest.advanceTimersByTime(50_000);
  progress.note('Going on.');
  expect(said()).toBe('Going on.\n');
  progress.start(1000, 0, 0);
  jest.advanceTimersByTime(10_000);
  expect(stripVTControlCharacters(said())).toMatch(/ 0 % \| 0 rows, 0\.0 rows\/s$/);
  progress.note('Slower.');
  jest.advanceTimersByTime(1_000);
  expect(said()).toContain('rows/s | Slower.');
  progress.row(500);
  jest.advanceTimersByTime(9_000);
  expect(stripVTControlCharacters(said())).toMatch(/ 50 % \| 1 row, 0\.1 rows\/s, 20 s left$/);
  progress.stop();
  said();
  jest.advanceTimersByTime(60_000);
  expect(said()).toBe('');
});
