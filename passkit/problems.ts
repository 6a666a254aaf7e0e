// What went wrong when PassKit was asked, in one word and one sentence each. Every platform takes its class of error and
// its words from here: no surface reads an HTTP status by itself.

/** What it means for whoever asked: mend the data or the setting, or try again as it is. */
export type ProblemKind = 'data' | 'setting' | 'passing';

export interface Problem {
  kind: ProblemKind;
  /** The statuses of HTTP that PassKit says it with. */
  statuses: readonly number[];
  /** What happened, before and after PassKit's own reason; one text where that says nothing to a user. */
  says: readonly [string, string] | readonly [string];
  /** What to do next. */
  next: string;
}

/** Every problem, by its code. Codes are for ever: templates and pages tell problems apart by them. */
export const problems = {
  rejected: {
    kind: 'data',
    statuses: [400, 412, 422],
    says: ['PassKit did not accept the data: ', '.'],
    next: 'Correct that field and run it again.',
  },
  not_found: {
    kind: 'data',
    statuses: [404],
    says: ['PassKit could not find what this step refers to: ', '.'],
    next: 'Check the IDs and the project.',
  },
  exists: {
    kind: 'data',
    statuses: [409],
    says: ['PassKit already has a record like this: ', '.'],
    next: 'Use the one that exists, or another ID or number. If the program takes its external ID from another field, map that field to External ID.',
  },
  credentials: {
    kind: 'setting',
    statuses: [401],
    says: ['PassKit did not accept the credentials: ', '.'],
    next: 'Reconnect PassKit with the API Key and API Secret, or the Long-Lived Token, from Settings > Developer Tools.',
  },
  forbidden: {
    kind: 'setting',
    statuses: [403],
    says: ['PassKit does not allow this account to do that: ', '.'],
    next: 'Ask an administrator of the PassKit account for the permission.',
  },
  clock: {
    kind: 'passing',
    statuses: [],
    says: ['PassKit and this side disagree about the time: ', '.'],
    next: 'Try again later.',
  },
  slow_down: {
    kind: 'passing',
    statuses: [429],
    says: ['PassKit asks to slow down: ', '.'],
    next: 'Try again later.',
  },
  busy: { kind: 'passing', statuses: [503], says: ['PassKit is busy now.'], next: 'Try again later.' },
  no_answer: {
    kind: 'passing',
    statuses: [408, 499, 502, 504, 520, 521, 522, 523, 524],
    says: ['PassKit did not answer, or the connection broke.'],
    next: 'Try again later.',
  },
  problem: {
    kind: 'passing',
    statuses: [500, 501],
    says: ['PassKit reported a problem of its own: ', '.'],
    next: 'Try again later.',
  },
  unsure: {
    kind: 'setting',
    statuses: [],
    says: ['PassKit’s answer was lost, so this may or may not have been done.'],
    next: 'Look in PassKit before you run it again. A step that has a reference, or issues a pass under an external ID, is safe to repeat.',
  },
} as const satisfies Record<string, Problem>;

export type ProblemCode = keyof typeof problems;

export const isProblemCode = (name: string): name is ProblemCode => Object.hasOwn(problems, name);
const codes = Object.keys(problems).filter(isProblemCode);

/** What an answer says by its status alone, where it is no yes; no status is no whole answer. */
export function codeOfStatus(status: number | undefined): ProblemCode | undefined {
  // A redirect leads away from PassKit.
  if (status === undefined || (status >= 300 && status < 400)) return 'no_answer';
  if (status < 300) return undefined;
  // Of those that have no word of their own, such as 405, a 4xx is for whoever asked to mend.
  const other = status < 500 ? 'rejected' : 'problem';
  return codes.find((code) => problemOf(code).statuses.includes(status)) ?? other;
}

/** How PassKit answers a call that it does not have. */
const noSuchCall = 501;

/** Whether an answer of this status leaves open what became of the request. */
export const leavesOpen = (status: number | undefined): boolean =>
  status !== noSuchCall && ['busy', 'no_answer', 'problem'].includes(codeOfStatus(status) ?? '');

/** Whether PassKit has understood and said no: asking again the same way is pointless. */
export const isRefusal = (status: number | undefined): boolean => {
  const code = codeOfStatus(status);
  return code !== undefined && problemOf(code).kind === 'data';
};

/** A refusal, or an answer that never came whole. */
interface Failure {
  status: number | undefined;
  message: string;
  lost: boolean;
  safeToRepeat: boolean;
  signed: boolean;
}

/** What PassKit says of a signature that is too old or too new. */
export const clockWords = /issued|expired/i;

/** The code of what went wrong. */
export function problemCode({ status, message, lost, safeToRepeat, signed }: Failure): ProblemCode {
  if (lost && !safeToRepeat) return 'unsure';
  const code = codeOfStatus(status) ?? 'problem';
  // Such a signature is a matter of clocks, not of wrong credentials; a token that ended is not.
  return code === 'credentials' && signed && clockWords.test(message) ? 'clock' : code;
}

/** The facts of a problem. */
export const problemOf = (code: ProblemCode): Problem => problems[code];

/** What to do next; and what is true of the run, where a part of it was done. */
export const nextFor = (code: ProblemCode, { partly }: { partly: boolean }): string =>
  partly && code !== 'unsure'
    ? `A part of this step was done before that and stays done; running it again is safe. ${problems[code].next}`
    : problems[code].next;

/** What happened, as a sentence with PassKit's own reason in it. */
export function sentenceOf(code: ProblemCode, reason: string): string {
  const [before, after] = problemOf(code).says;
  return after === undefined ? before : `${before}${reason}${after}`;
}

/** A message with the code that machines tell it apart by. */
export const withCode = (message: string, code: string) => `${message} [${code}]`;
