// What came of a run, held against what a case says must come of it.
import { type Data, type Ending, keys, recordOf } from './cases.ts';
import { differences, maybe } from './compare.ts';

export type Outcome = { bundles: Data[] } | { error: Error };

/** Of the Zapier errors, by the words of the cases. */
const classes: Record<string, string> = {
  HaltedError: 'halted',
  AppError: 'error',
  ThrottledError: 'throttled',
  ExpiredAuthError: 'auth',
};

/** The differences between what was said and what came. `classed`: errors have Zapier's classes. */
export function endingProblems(
  ending: Ending,
  outcome: Outcome,
  keysOf: string[],
  classed: boolean,
): string[] {
  if (ending.message !== undefined) {
    if ('bundles' in outcome) return [`it should have stopped, and gave ${JSON.stringify(outcome.bundles)}`];
    const { name } = outcome.error;
    // What follows the first line is Zapier's report of the run, with all inputs in it.
    const [message = ''] = outcome.error.message.split('\n');
    const wrongClass = classed && ending.class !== undefined && classes[name] !== ending.class;
    return [
      ...differences(ending.message, message, 'the message'),
      ...(wrongClass ? [`it is ${classes[name] ?? name}, not ${ending.class}: ${message}`] : []),
    ];
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
