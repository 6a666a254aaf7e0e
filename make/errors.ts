// What Make says when PassKit refuses or its answer is lost, by the codes of passkit/problems.ts: an error for each status, and
// for an answer 200 that holds an error.
import { connectionFields } from '../passkit/connectionFields.ts';
import { grpcCodes, httpStatusOf } from '../passkit/errors.ts';
import {
  codeOfStatus,
  isProblemCode,
  leavesOpen,
  type ProblemCode,
  problemOf,
  withCode,
} from '../passkit/problems.ts';
import type { Iml } from './iml.ts';
import * as iml from './iml.ts';
import { inMakesWords } from './wording.ts';

/** What is said, and the type of error that Make takes it for: each part may depend on the answer. */
export interface Said {
  before: Iml;
  reason: Iml;
  after: Iml;
  type: Iml;
}

export type MakeError = { message: string; type: string };
type MakeErrors = MakeError & { [status: `${number}`]: MakeError };

/** What stands where PassKit gives no reason. */
export const noReason = 'no reason was given';
export const reason = `ifempty(body.message, ifempty(body.error.message, ifempty(body.error, "${noReason}")))`;

/** PassKit's reason; what its validator says, as a person would: as passkit/errors.ts has it. */
const readable = [
  [
    `"/^.*Field validation for '(\\w+)' failed on the '(\\w+).*$/"`,
    '"$1 is not what PassKit accepts there (rule $2)"',
  ],
  [`"/^.*value for u?int.* field (\\w+): (.*)$/"`, '"$1 is no whole number PassKit takes: $2"'],
  ['"/is not.*rule required.*/"', '"is missing"'],
  ['"/is not.*rule email[)]/"', '"is not an e-mail address"'],
  ['"/([a-z])([A-Z])(?=\\w* is )/g"', '"$1 $2"'],
].reduce((before, [search, wording]) => `replace(${before}, ${search}, ${wording})`, reason);

const makeType: Record<ProblemCode, string> = {
  rejected: 'DataError',
  not_found: 'DataError',
  exists: 'DuplicateDataError',
  credentials: 'InvalidAccessTokenError',
  forbidden: 'RuntimeError',
  clock: 'ConnectionError',
  slow_down: 'RateLimitError',
  busy: 'ConnectionError',
  no_answer: 'ConnectionError',
  problem: 'ConnectionError',
  unsure: 'DataError',
};
const codes = Object.keys(makeType).filter(isProblemCode);

const labels = Object.values(connectionFields).map(({ label }) => label);

/** The words of a problem, before and after PassKit's reason; all of them before, where that says nothing to a user. */
function wordsOf(code: ProblemCode): { before: string; after?: string } {
  const { says, next } = problemOf(code);
  const [before, after] = says;
  const rest = (sentence: string) => withCode(`${sentence} ${inMakesWords(next, labels)}`, code);
  return after === undefined ? { before: rest(before) } : { before, after: rest(after) };
}

/** A message that is known, as it is. */
export const plainly = (message: string, type: string): Said => ({
  before: iml.constant(message),
  reason: iml.missing,
  after: iml.missing,
  type: iml.constant(type),
});

export function saidOf(code: ProblemCode, why = reason): Said {
  const { before, after } = wordsOf(code);
  if (after === undefined) return plainly(before, makeType[code]);
  return { ...plainly(before, makeType[code]), reason: iml.iml(why), after: iml.constant(after) };
}

/** One of two things that may be said. */
export const either = (when: Iml, then: Said, otherwise: Said): Said => ({
  before: iml.choose(when, then.before, otherwise.before),
  reason: iml.choose(when, then.reason, otherwise.reason),
  after: iml.choose(when, then.after, otherwise.after),
  type: iml.choose(when, then.type, otherwise.type),
});

const shown = ({ known, text }: Iml) => (known ? String(known.value ?? '') : `{{${text}}}`);

/** As Make's files have it. */
export const printed = ({ before, reason: why, after, type }: Said): MakeError => ({
  message: [before, why, after].map(shown).join(''),
  type: shown(type),
});

export const errorFor = (code: ProblemCode): MakeError =>
  printed(saidOf(code, code === 'rejected' ? readable : reason));

/** Whether a 401 is a matter of clocks: of the signature, which there is only where the connection has no token. */
export const isOfClocks = (token: string) =>
  iml.choose(iml.iml(token), iml.constant(false), {
    text: `replace(createJSON(ifempty(body, 0)), "/[^]*(issued|expired)[^]*/i", emptystring) = emptystring`,
    binding: 10,
    boolean: true,
  });

const below500: Iml = { text: 'statusCode < 500', binding: 11, boolean: true };

/** PassKit's refusals as the errors Make knows, by their status; for those without a word of their own as codeOfStatus has it. */
export const errors: MakeErrors = {
  ...printed(either(below500, saidOf('rejected'), saidOf('problem'))),
  ...Object.fromEntries(
    codes.flatMap((code) =>
      problemOf(code).statuses.map((status) => [String(status), errorFor(code)] as const),
    ),
  ),
  401: printed(either(isOfClocks('connection.apiToken'), saidOf('clock'), saidOf('credentials'))),
};

const lost = (code: ProblemCode, repeatable: Iml): Said => either(repeatable, saidOf(code), saidOf('unsure'));

/**
 * The errors of a call that must not always be sent again, and what it says of a record that is not there. Nothing where it
 * always may be sent, and says nothing of its own.
 */
export function errorsUnlessRepeatable(repeatable: Iml, missing?: string): { error?: MakeErrors } {
  const told = missing === undefined ? {} : { 404: { message: missing, type: makeType.not_found } };
  if (repeatable.known?.value) return missing === undefined ? {} : { error: { ...errors, ...told } };
  const own = codes.flatMap((code) =>
    problemOf(code)
      .statuses.filter(leavesOpen)
      .map((status) => [String(status), printed(lost(code, repeatable))] as const),
  );
  const other = printed(either(below500, saidOf('rejected'), lost('problem', repeatable)));
  return { error: { ...errors, ...other, ...Object.fromEntries(own), ...told } };
}

/** What an error in an answer 200 means, by its number; `again` where the call may be sent again, and `once` where not. */
function meanings(repeatable: boolean): Record<string, ProblemCode> {
  const meaning = (status: number | undefined): ProblemCode =>
    leavesOpen(status) && !repeatable ? 'unsure' : (codeOfStatus(status) ?? 'problem');
  return {
    none: meaning(undefined),
    e: meaning(500),
    ...Object.fromEntries([
      ...grpcCodes.map((code) => [`e${code}`, meaning(httpStatusOf(code))] as const),
      ...codes.flatMap((code) =>
        problemOf(code).statuses.map((status) => [`e${status}`, meaning(status)] as const),
      ),
    ]),
  };
}

function messageOf(code: ProblemCode): string {
  const { before, after } = wordsOf(code);
  return after === undefined ? before : `${before}$1${after}`;
}

/** What reads the error in lines of JSON: an e and its number, and PassKit's reason; nothing where no line holds one. */
const inLines = (part: string) => `/[^]*?^[{]"(e)rror":(?:.*?${part})?[^]*|[^]+/m`;

/** What stands in `temp` from the beginning, for every answer that holds an error: $1 is PassKit's reason. */
export const problemsInTemp = {
  codes: { again: meanings(true), once: meanings(false) },
  problems: Object.fromEntries(
    codes.map((code) => [code, { message: messageOf(code), type: makeType[code] }]),
  ),
  patterns: {
    number: inLines('[cC]ode":([0-9]+)'),
    reason: inLines('"message":"((?:[^"\\x5c]|\\x5c.)*)"'),
  },
};

function saidIn(number: string, reasonIn: string, repeatable: Iml): Said {
  const table = iml.choose(repeatable, iml.iml('temp.codes.again'), iml.iml('temp.codes.once'));
  // A number that is no code of PassKit's tells nothing of what was done.
  const otherwise: ProblemCode = repeatable.known?.value ? 'problem' : 'unsure';
  const part = (name: string) =>
    `get(temp.problems, ifempty(get(${table.text}, ${number}), "${otherwise}") + ".${name}")`;
  return {
    before: iml.iml(`replace(${reasonIn}, "/^([^]*)$/", ${part('message')})`),
    reason: iml.missing,
    after: iml.missing,
    type: iml.iml(part('type')),
  };
}

/** What is said of an answer 200 that is not what PassKit's API promises: the error in it, or that it got lost. */
export const saidInJson = (repeatable: Iml): Said =>
  saidIn(
    'if(body.error, "e" + ifempty(body.error.httpCode, ifempty(body.error.grpcCode, ifempty(body.error.code, body.code))), "none")',
    // An error that is a number alone is no text.
    `ifempty(body.message, ifempty(body.error.message, if(body.error.code, "${noReason}", body.error)))`,
    repeatable,
  );

/** The same of a list, and of an answer that is read as text. */
export const saidInLines = (repeatable: Iml = iml.constant(true)): Said =>
  saidIn(
    'ifempty(replace(body, temp.patterns.number, "$1$2"), "none")',
    'ifempty(replace(body, temp.patterns.reason, "$2"), "PassKit stopped in the middle of a list")',
    repeatable,
  );
