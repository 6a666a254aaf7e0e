// Which test file to ask first: the one that has the best chance for its time to notice a mutant, as seen so far.

const killers = new Map<string, { asked: number; noticed: number }>();
const milliseconds = new Map<string, number>();

const pair = (source: string, testFile: string) => `${source} ${testFile}`;

function worth(source: string, testFile: string): number {
  const { asked, noticed } = killers.get(pair(source, testFile)) ?? { asked: 0, noticed: 0 };
  return (noticed + 1) / (asked + 2) / ((milliseconds.get(pair(source, testFile)) ?? 100) + 20);
}

/** The test files, the most promising for mutants of a source file first. */
export const inOrder = (source: string, testFiles: Iterable<string>): string[] =>
  [...testFiles].sort((a, b) => worth(source, b) - worth(source, a));

/** Remembers how a test file did. */
export function learn(source: string, testFile: string, noticed: boolean, ms: number): void {
  const before = killers.get(pair(source, testFile)) ?? { asked: 0, noticed: 0 };
  killers.set(pair(source, testFile), { asked: before.asked + 1, noticed: before.noticed + Number(noticed) });
  // A failing file stops early, so its time says nothing about the whole.
  if (!noticed) milliseconds.set(pair(source, testFile), ms);
}
