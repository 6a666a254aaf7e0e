// What mutation testing covers: each room's files and the tests asked about them, and what is left out, with the reason.
// Paths are globs from the root of the project.

interface Room {
  readonly files: string;
  /** What other tests would notice counts as survived: each mutant is shown to the tests near it, or it takes hours. */
  readonly tests: readonly string[];
}

const onZapier = ['test/zapier/**', 'test/e2e/**'];
const onMake = ['test/make/**'];
const golden = ['test/golden/**'];
const declared = [...golden, 'test/declarations.test.ts', 'test/passes/**', ...onZapier, ...onMake];

export const rooms: Readonly<Record<string, Room>> = {
  operation: { files: 'operation/**/*.ts', tests: ['test/operation/**', ...golden, ...onZapier, ...onMake] },
  passes: { files: 'passes/**/*.ts', tests: declared },
  creates: { files: 'creates/**/*.ts', tests: declared },
  searches: { files: 'searches/**/*.ts', tests: declared },
  triggers: { files: 'triggers/**/*.ts', tests: declared },
  zapier: { files: 'zapier/**/*.ts', tests: [...golden, ...onZapier] },
  make: { files: 'make/**/*.ts', tests: [...golden, ...onMake] },
  redeem: { files: 'redeem/**/*.ts', tests: ['test/redeem/**', ...golden] },
  coupons: { files: 'coupons/**/*.ts', tests: ['test/coupons/**'] },
};

/** Files of the rooms that are not mutated. */
export const notMutated: Readonly<Record<string, string>> = {
  'make/differences.ts': 'a table of prose for the field reference',
  'make/readme.ts': 'prose',
  'operation/nodeHttp.ts': 'its tests are those of the page and of the CSV',
  'redeem/texts/{de,en,es}.ts': 'the texts of the pages, in three languages',
  'redeem/worker.ts': 'its test runs a bundle in a world of its own, where no mutant can be switched on',
};

/** Test files of the rooms, and single tests, that are not asked. */
export const notAsked: Readonly<Record<string, string>> = {
  'test/redeem/browser.test.ts': 'needs Chromium',
  'test/redeem/worker.test.ts': 'see `redeem/worker.ts`',
  'test/{redeem,coupons}/command.test.ts': 'start processes, which do not know the mutant',
  'test/redeem/hosting.test.ts': 'reads the source as text',
  'test/coupons/docs.test.ts': 'reads the source as text',
  'test/redeem/thousand.test.ts': 'too slow',
  'test/zapier/handler.test.ts': 'builds the app',
  'test/e2e/triggers.test.ts › a burst of 1,000 events arrives whole: none lost, none doubled': 'too slow',
};

/**
 * Tests that compare with generated files. They notice any change, right or wrong: what only they notice is counted
 * apart.
 */
export const comparisons: Readonly<Record<string, string>> = {
  'test/make/app.test.ts › the committed app is what the declarations say, byte for byte': '`make/app/`',
};

/** The name of the room that a file belongs to. */
export const roomOf = (file: string): string | undefined =>
  Object.keys(rooms).find((name) => file.startsWith(`${name}/`));
