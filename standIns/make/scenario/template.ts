// The templates of a scenario: what they name, for checks before it runs. Part of a MODEL of Make's scenario
// engine, written from its documentation and Make's public blueprints, not Make.
import { SCENARIO } from '../engine/dialect.ts';
import { ModelError } from '../engine/errors.ts';
import { checkTemplate, expressionsIn } from '../engine/iml.ts';
import { isRecord } from '../engine/values.ts';

/** A value that a template reads: the id of the module it is of, and the way to it. */
export interface Reading {
  id: number;
  steps: (string | number)[];
}

/** Evaluates a template, or a value with templates in it, where a module stands. */
export type Evaluate = (template: unknown) => unknown;

/** The functions a template uses and the ids of the modules it reads. Throws when the template is not valid. */
export function checkScenarioTemplate(template: string): { functions: string[]; modules: number[] } {
  const { functions, roots } = checkTemplate(template, SCENARIO);
  return { functions, modules: roots.filter((root) => !SCENARIO.roots.has(root)).map(Number) };
}

/** What the templates in a value read of modules. Throws when one of them is not valid. */
export function readingsIn(value: unknown): Reading[] {
  return textsIn(value).flatMap((template) =>
    expressionsIn(template, SCENARIO).flatMap((part) =>
      part.kind === 'path' && !SCENARIO.roots.has(part.root)
        ? [{ id: Number(part.root), steps: part.steps }]
        : [],
    ),
  );
}

/** Every text in a value. A scenario has no templates in keys, and no `{{...}}` among them. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (!isRecord(value)) return [];
  const key = Object.keys(value).find((name) => name.includes('{{'));
  if (key !== undefined) throw new ModelError(`A key with IML: ${key}`);
  return Object.values(value).flatMap(textsIn);
}
