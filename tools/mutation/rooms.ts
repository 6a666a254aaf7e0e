// What mutation testing covers: each room's files and the tests asked about them, and what is left out, with the reason.
// Paths are globs from the root of the project.

import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';

interface Room {
  readonly files: string;
  /** What other tests would notice counts as survived: each mutant is shown to the tests near it, or it takes hours. */
  readonly tests: readonly string[];
}

const onZapier = ['test/zapier/**', 'test/e2e/**'];
const onMake = ['test/make/**'];
const exchanges = ['test/golden/**'];
const declared = [
  ...exchanges,
  'test/redeem/hook*.test.ts',
  'test/declarations.test.ts',
  'test/passes/**',
  ...onZapier,
  ...onMake,
];

export const rooms: Readonly<Record<string, Room>> = {
  operation: {
    files: 'operation/**/*.ts',
    tests: ['test/operation/**', ...exchanges, ...onZapier, ...onMake],
  },
  passes: { files: 'passes/**/*.ts', tests: declared },
  creates: { files: 'creates/**/*.ts', tests: declared },
  searches: { files: 'searches/**/*.ts', tests: declared },
  triggers: {
    files: 'triggers/**/*.ts',
    tests: [
      ...exchanges,
      'test/declarations.test.ts',
      'test/{e2e,make}/{triggers,memberEvents,watchMemberEvents,form,requests}.test.ts',
      'test/triggers/**',
      'test/zapier/{keys,publishing,requests}.test.ts',
    ],
  },
  zapier: { files: 'zapier/**/*.ts', tests: [...exchanges, ...onZapier] },
  make: { files: 'make/**/*.ts', tests: [...exchanges, ...onMake] },
  redeem: { files: 'redeem/**/*.ts', tests: ['test/redeem/**', ...exchanges] },
  coupons: { files: 'coupons/**/*.ts', tests: ['test/coupons/**'] },
};

/** Files of the rooms that are not mutated. */
export const notMutated: Readonly<Record<string, string>> = {
  'make/differences.ts': 'a table of prose for the field reference',
  'make/readme.ts': 'prose',
  'operation/nodeHttp.ts': 'its tests are those of the page and of the CSV',
  'redeem/texts/??.ts': 'the texts of the pages, in three languages',
  'redeem/worker.ts': 'its test runs a bundle in a world of its own, where no mutant can be switched on',
};

/** Test files of the rooms, and single tests, that are not asked. */
export const notAsked: Readonly<Record<string, string>> = {
  'test/redeem/browser.test.ts': 'needs Chromium',
  'test/redeem/worker.test.ts': 'see `redeem/worker.ts`',
  'test/{redeem/command,coupons/process}.test.ts': 'start processes, which do not know the mutant',
  'test/redeem/hosting.test.ts': 'reads the source as text',
  'test/coupons/docs.test.ts': 'reads the source as text',
  'test/redeem/thousand.test.ts': 'too slow',
  'test/zapier/handler.test.ts': 'builds the app',
  'test/zapier/load.test.ts': 'puts another zod in its place, and here all test files share the packages',
  'test/zapier/triggersSigned.test.ts': 'puts a module of the project in the place of another',
  'test/make/app.test.ts › the committed app is what the declarations say, byte for byte':
    'compares with a generated file, which says nothing about right or wrong',
  'test/e2e/triggers.test.ts › a burst of 1,000 events arrives whole: none lost, none doubled': 'too slow',
};

/**
 * Milliseconds of processor time that a mutant is shown to tests, the most promising first. What is not noticed by then
 * has survived, whatever a later test would say.
 */
export const mostTime = 1000 * Number(process.env.MUTATION_SECONDS ?? 4);

/** The golden exchanges: the file of an operation is shown those of its own pages alone, and first. */
export const golden = 'test/golden/golden.test.ts';

/** Whether a test may say something about a source file; undefined when each may. */
export function nearTo(source: string): ((testId: string) => boolean) | undefined {
  const key = basename(source, '.ts').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const isTrigger = basename(dirname(source)) === 'triggers';
  const pages = isTrigger ? ['triggers', 'new_member_event'] : [key];
  if (!existsSync(`test/golden/${pages[0]}.yaml`)) return undefined;
  return (id) => !id.startsWith(golden) || pages.some((page) => id.startsWith(`${golden} › ${page}.yaml › `));
}

/** The name of the room that a file belongs to. */
export const roomOf = (file: string): string | undefined =>
  Object.keys(rooms).find((name) => file.startsWith(`${name}/`));
