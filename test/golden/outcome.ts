// What came of a run, held against what a case says must come of it.
import { type Data, type Ending, keys, recordOf } from './cases.ts';
import { differences, maybe } from './compare.ts';

export type Outcome = { bundles: Data[] } | { error: Error };

/** Zapier's errors, by the words of the cases. */
const classes: Record<string, string> = {
  HaltedError: 'halted',
  AppError: 'error',
  ThrottledError: 'throttled',
  ExpiredAuthError: 'auth',
};

/**
 * Make's types of error for the same, by what Make does with each: DataError is about the data of one run, ConnectionError and
 * RateLimitError delay the next, InvalidAccessTokenError has the connection mended. ValidationError is a form that is not
 * filled in. What is of another type says so in its case.
 */
const makeTypes: Record<NonNullable<Ending['class']>, readonly string[]> = {
  halted: ['DataError'],
  error: ['DataError', 'ValidationError'],
  throttled: ['ConnectionError', 'RateLimitError'],
  auth: ['InvalidAccessTokenError'],
};

/** What is wrong with the kind of an error; a case that says nothing of it is wrong itself. */
function kindProblems({ class: wanted, type }: Ending, error: Error, platform: 'zapier' | 'make'): string[] {
  if (platform === 'zapier') {
    const kind = classes[error.name] ?? error.name;
    return kind === wanted ? [] : [`it is ${kind}, not ${wanted ?? 'said by the case'}`];
  }
  const kind = 'type' in error ? String(error.type) : error.name;
  const possible = type ? [type] : wanted ? makeTypes[wanted] : [];
  return possible.includes(kind)
    ? []
    : [`it is a ${kind}, not ${possible.join(' or ') || 'said by the case'}`];
}

/** The differences between what was said and what came. */
export function endingProblems(
  ending: Ending,
  outcome: Outcome,
  keysOf: string[],
  platform: 'zapier' | 'make',
): string[] {
  if (ending.message !== undefined) {
    if ('bundles' in outcome) return [`it should have stopped, and gave ${JSON.stringify(outcome.bundles)}`];
    const { error } = outcome;
    // What follows the first line is Zapier's report of the run, with all inputs in it.
    const [message = ''] = error.message.split('\n');
    const wrong = kindProblems(ending, error, platform).map((problem) => `${problem}: ${message}`);
    return [...differences(ending.message, message, 'the message'), ...wrong];
  }
  const { bundle, bundles, first } = ending;
  if (!bundle && !bundles && !first)
    return 'error' in outcome ? [`it stopped: ${outcome.error.message.split('\n')[0]}`] : [];
  if ('error' in outcome) return [`it stopped: ${outcome.error.message.split('\n')[0]}`];
  const expected = bundle ? [bundle] : (bundles ?? [first ?? {}]);
  const got = first ? outcome.bundles.slice(0, 1) : outcome.bundles;
  if (expected.length !== got.length)
    return [`expected ${expected.length} bundles, got ${got.length}: ${JSON.stringify(got)}`];
  return expected.flatMap((one, at) => {
    const path = expected.length > 1 ? `bundle ${at + 1}` : 'bundle';
    // As it travels: a key without a value is none.
    const seen: Data = JSON.parse(JSON.stringify(got[at] ?? {}));
    const missing = keysOf.filter((key) => !(key in seen)).map((key) => `${path} has no ${key}`);
    return [...missing, ...differences(wholeBundle(one, keysOf), seen, path)];
  });
}

/** All keys of a bundle: those of the pass it is like, those listed, the links, and blank for the rest. */
function wholeBundle(given: Data, keysOf: string[]): Data {
  const { '<as>': as, '<maybe as>': like, ...listed } = given;
  const known = as ? recordOf(String(as)).bundle : {};
  const possible = like ? Object.entries(recordOf(String(like)).bundle) : [];
  const id = listed.passId ?? listed.id ?? known.id;
  const links = Object.entries(keys.links).map(([key, link]) => [
    key,
    id ? String(link).replace('{id}', String(id)) : '<blank>',
  ]);
  const all: Data = {
    ...Object.fromEntries(keysOf.map((key) => [key, '<blank>'])),
    ...Object.fromEntries(links),
    ...known,
    ...Object.fromEntries(possible.map(([key, value]) => [key, maybe(value)])),
    ...listed,
  };
  return Object.fromEntries(Object.entries(all).filter(([key]) => keysOf.includes(key)));
}
