// What CONTRIBUTING wants of the tests of an operation, as far as it can be looked up: which ones have none.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operation } from '../../operation/operation.ts';
import { files } from '../golden/cases.ts';

/** The operations, each with a pass type for which no golden case says what the user gets. */
export const withoutGoldenCase = (operations: readonly Operation[]): string[] =>
  operations.flatMap(({ key, plans }) => {
    const types = Object.keys(plans);
    const cases = files.filter(({ operation }) => operation === key).flatMap((file) => file.cases);
    const told = cases
      .filter(({ bundle, bundles, first, either }) => bundle ?? bundles ?? first ?? either)
      .map(({ input }) => input.passType ?? types[0]);
    return types.filter((type) => !told.includes(type)).map((type) => `${key}, ${type}`);
  });

const folder = 'test/e2e';

/** The keys that no test in test/e2e names. */
export function withoutEndToEndTest(operations: readonly Operation[]): string[] {
  const tests = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  return operations.map(({ key }) => key).filter((key) => !tests.some((text) => text.includes(`'${key}'`)));
}
