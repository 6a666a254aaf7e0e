// Which test file to ask first: the one that has the best chance for its time to notice a mutant, as seen so far with
// mutants of the same source file, and, until there were some, of any; one that is named like the source has a good one.
import { basename } from 'node:path';

interface Seen {
  asked: number;
  noticed: number;
  /** How long it takes, in milliseconds. */
  ms: number;
}

const ofAll = new Map<string, Seen>();
const ofSource = new Map<string, Seen>();

const pair = (source: string, testFile: string) => `${source} ${testFile}`;

const isNamedLike = (source: string, testFile: string) =>
  basename(testFile).startsWith(basename(source, '.ts'));

function worth(source: string, testFile: string): number {
  const all = ofAll.get(testFile) ?? { asked: 0, noticed: 0, ms: 100 };
  const own = ofSource.get(pair(source, testFile)) ?? { asked: 0, noticed: 0, ms: all.ms };
  const usual = isNamedLike(source, testFile) ? 1 : (all.noticed + 1) / (all.asked + 2);
  return (own.noticed + 2 * usual) / (own.asked + 2) / (own.ms + 20);
}

/** The test files, the most promising for mutants of a source file first. */
export const inOrder = (source: string, testFiles: Iterable<string>): string[] =>
  [...testFiles].sort((a, b) => worth(source, b) - worth(source, a));

/** How often each test noticed a mutant, by test file. */
const scouts = new Map<string, Map<string, number>>();
const mostScouts = 4;

/** The tests of a file that noticed the most mutants so far: a few of them say most of what the file can say. */
export function scoutsOf(testFile: string): readonly string[] {
  const best = [...(scouts.get(testFile) ?? [])].sort(([, a], [, b]) => b - a);
  return best.slice(0, mostScouts).map(([id]) => id);
}

/** Remembers how a test file did, and which of its tests noticed the mutant. */
export function learn(source: string, testFile: string, noticedBy: string | undefined, took: number): void {
  const noticed = noticedBy !== undefined;
  if (noticed) {
    const own = scouts.get(testFile) ?? new Map<string, number>();
    scouts.set(testFile, own.set(noticedBy, (own.get(noticedBy) ?? 0) + 1));
  }
  const add = (to: Map<string, Seen>, key: string) => {
    const { asked, noticed: before, ms } = to.get(key) ?? { asked: 0, noticed: 0, ms: took };
    // A failing file stops early, so its time says nothing about the whole.
    to.set(key, { asked: asked + 1, noticed: before + Number(noticed), ms: noticed ? ms : took });
  };
  add(ofAll, testFile);
  add(ofSource, pair(source, testFile));
}
