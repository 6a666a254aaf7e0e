// Protects what is said of a file that cannot be used, whether the run can be gone on with, and the words of the result.
import {
  codeOf,
  fileReason,
  Interrupted,
  isOutcome,
  leftFinished,
  outcomes,
  Stopped,
  Unusable,
  unwritable,
} from '../../coupons/outcomes.ts';

const failure = (code: string) => Object.assign(new Error(`${code}: open`), { code });

test.each([
  ['ENOENT', 'there is no such file or folder', Unusable],
  ['EACCES', 'you have no permission for it', Unusable],
  ['EPERM', 'you have no permission for it', Unusable],
  ['EROFS', 'its disk can only be read', Unusable],
  ['EISDIR', 'it is a folder', Unusable],
  ['ENOTDIR', 'a part of its path is not a folder', Unusable],
  ['ENOSPC', 'the disk is full', Stopped],
  ['EDQUOT', 'your share of the disk is full', Stopped],
  ['EMFILE', 'too many files are open', Stopped],
  ['EIO', 'the disk reports an error', Stopped],
  ['EBUSY', 'EBUSY: open', Stopped],
])('%s is “%s”, and ends the run as what could never be written or could until now', (code, words, kind) => {
  const error = unwritable('a.csv', failure(code));
  expect(error).toBeInstanceOf(kind);
  expect(error.message).toBe(`a.csv cannot be written: ${words}.`);
});

test.each([
  [new Error('odd'), 'odd'],
  ['a text', 'a text'],
  [undefined, 'undefined'],
  [null, 'null'],
  [{}, '[object Object]'],
])('what was thrown without a code, such as %p, is said in its own words', (thrown, words) => {
  expect([codeOf(thrown), fileReason(thrown)]).toEqual(['', words]);
});

test('the words of the column are outcomes, and nothing else is', () => {
  expect(Object.keys(outcomes).filter(isOutcome)).toEqual(Object.keys(outcomes));
  expect(['', 'done', 'toString'].filter(isOutcome)).toEqual([]);
});

test('a coupon was left finished where the outcome says that --reissue issues the next one', () => {
  const offered = Object.entries(outcomes).filter(([, says]) =>
    says.includes('`--reissue` issues the next one'),
  );
  expect(leftFinished).toEqual(offered.map(([outcome]) => outcome));
});

test('an interruption has the exit code of its signal', () => {
  const ended = (['SIGINT', 'SIGTERM'] as const).map((name) => new Interrupted(name));
  expect(ended.map(({ exitCode, message }) => [exitCode, message])).toEqual([
    [130, 'Interrupted.'],
    [143, 'Interrupted.'],
  ]);
});
