// What can become of a row and of a run: the words of the result file, the exit codes, and the errors that end a run.

/** What became of a row, by the word in the column `outcome`. */
export const outcomes = {
  created: 'A coupon was issued.',
  existing: 'The member already has an active coupon. It was left alone.',
  redeemed: 'The member’s coupon was redeemed. It was left alone; `--reissue` issues the next one.',
  expired: 'The member’s coupon has expired. It was left alone; `--reissue` issues the next one.',
  void: 'The member’s coupon is no longer valid. It was left alone; `--reissue` issues the next one.',
  reissued: 'The member’s coupon was finished, and a new one was issued under the same external ID.',
  failed: 'The row is not usable, or PassKit refused it. The column `message` says why.',
  unknown:
    'PassKit’s answers were lost, so the member may or may not have a coupon. Run the command again: it looks first, and issues nothing twice.',
  would_create: 'Dry run: a coupon would be issued.',
  would_reissue: 'Dry run: the finished coupon would be replaced by a new one.',
} as const;

export type Outcome = keyof typeof outcomes;

export const isOutcome = (word: string): word is Outcome => Object.hasOwn(outcomes, word);

/** The outcomes that say that a finished coupon was left alone. */
export const leftFinished: readonly Outcome[] = ['redeemed', 'expired', 'void'];

export const exitCodes = {
  0: 'Every row is fine.',
  1: 'Finished, but some rows failed, or it is not known what became of them. The result names them.',
  2: 'Not usable as given: an option, the file, its column, the campaign, the offer, or the credentials.',
  3: 'Stopped before the end. Run the same command again: it goes on where it stopped.',
  130: 'Interrupted with Ctrl-C (143: by a signal to end). Run the same command again.',
} as const;

/** The command cannot be run as it was given. The message says what to change. */
export class Unusable extends Error {
  override name = 'Unusable';
}

/** The run cannot go on now, through no fault of a row. The message says what to do first. */
export class Stopped extends Error {
  override name = 'Stopped';
}

/** The user ended the run. */
export class Interrupted extends Error {
  override name = 'Interrupted';
  readonly exitCode: 130 | 143;

  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super('Interrupted.');
    this.exitCode = signal === 'SIGINT' ? 130 : 143;
  }
}

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'you have no permission for it',
  EPERM: 'you have no permission for it',
  EROFS: 'its disk can only be read',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  EMFILE: 'too many files are open',
  EIO: 'the disk reports an error',
};

/** What a thrown object has under a name; undefined when it has none, or is no object. */
const partOf = (error: unknown, name: 'code' | 'message'): string | undefined => {
  const has = typeof error === 'object' && error !== null && name in error;
  return has ? String(Reflect.get(error, name)) : undefined;
};

/** The code of an error of Node's, such as ENOENT; '' when it has none. */
export const codeOf = (error: unknown) => partOf(error, 'code') ?? '';

/** What was thrown, in its own words. */
export const messageOf = (error: unknown) => partOf(error, 'message') ?? String(error);

/** Why a file cannot be used, in plain words. */
export const fileReason = (error: unknown) => reasons[codeOf(error)] ?? messageOf(error);

/** The error of a file that cannot be written: Unusable when it never could, Stopped when only now it cannot. */
export function unwritable(path: string, error: unknown): Unusable | Stopped {
  const message = `${path} cannot be written: ${fileReason(error)}.`;
  const never = ['ENOENT', 'EACCES', 'EPERM', 'EROFS', 'EISDIR', 'ENOTDIR'].includes(codeOf(error));
  return never ? new Unusable(message) : new Stopped(message);
}
