// The two places templates of IML stand in, and where they differ: the code of an app and a module of a scenario.
// Part of a MODEL of Make's engine, written from its documentation, not Make.
import { functions } from './functions/index.ts';
import { ROOTS, SCENARIO_ROOTS } from './vocabulary.ts';

export interface Dialect {
  /** What stands between the arguments of a function. */
  separator: ',' | ';';
  /** The variables a path may start with. */
  roots: ReadonlySet<string>;
  /** Whether a path may start with the id of a module: `1.email`. */
  moduleIds: boolean;
  functions: typeof functions;
}

export const APP_CODE: Dialect = { separator: ',', roots: ROOTS, moduleIds: false, functions };

// Sources name these for the code of apps; that the templates of a scenario know them is said nowhere.
const APP_ONLY = new Set(['parseJSON', 'createJSON', 'jwt', 'isArray']);

export const SCENARIO: Dialect = {
  separator: ';',
  roots: SCENARIO_ROOTS,
  moduleIds: true,
  functions: Object.fromEntries(Object.entries(functions).filter(([name]) => !APP_ONLY.has(name))),
};
