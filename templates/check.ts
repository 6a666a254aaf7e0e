// The rules of a blueprint that anybody may import: nothing in it that does not belong there, no secrets, and modules of
// ours that exist and take what they are given. Whether it runs is for whoever runs it.
import * as z from 'zod';
import { modules } from '../make/app.ts';
import type { Json } from '../make/iml.ts';

const values = z.record(z.string(), z.json());
const condition = z.strictObject({ a: z.string(), o: z.string(), b: z.string().optional() });
const moduleShape = z.strictObject({
  id: z.int().positive(),
  module: z.string(),
  version: z.int().positive(),
  parameters: values.optional(),
  mapper: values.nullish(),
  filter: z.strictObject({ name: z.string().min(1), conditions: z.array(z.array(condition)) }).optional(),
  metadata: z.strictObject({
    designer: z.strictObject({ x: z.number(), y: z.number(), name: z.string().min(1) }),
  }),
  get onerror() {
    return z.array(moduleShape).optional();
  },
  get routes() {
    return z.array(z.strictObject({ flow: z.array(moduleShape) })).optional();
  },
});

export type BlueprintModule = z.infer<typeof moduleShape>;

/** A blueprint with nothing in it but what may be published. */
export const blueprintShape = z.strictObject({
  name: z.string().min(1).max(120),
  description: z.string().min(1),
  flow: z.array(moduleShape).min(1),
  metadata: z.strictObject({
    version: z.literal(1),
    scenario: z.record(z.string(), z.json()),
    designer: z.strictObject({ orphans: z.tuple([]) }),
  }),
});

/** Every module of a flow, those of its routes and error handlers too. */
export const everyModule = (flow: readonly BlueprintModule[]): BlueprintModule[] =>
  flow.flatMap((module) => [
    module,
    ...everyModule(module.onerror ?? []),
    ...everyModule(module.routes?.flatMap((route) => route.flow) ?? []),
  ]);

/** The module of our app that a blueprint names `app#<id>:<name>`; undefined for any other. */
export const ownModule = ({ module }: BlueprintModule) => {
  const name = /^app#[^:]+:(\w+)$/.exec(module)?.[1];
  return modules.find((one) => one.name === name);
};

/**
 * What is wrong with a blueprint, a sentence each; empty when nothing is. `importInto` throws when Make would not
 * take it.
 */
export function checkBlueprint(blueprint: unknown, importInto: (blueprint: unknown) => void): string[] {
  const parsed = blueprintShape.safeParse(blueprint);
  if (!parsed.success) return [z.prettifyError(parsed.error)];
  const problems = everyModule(parsed.data.flow).flatMap((module) => {
    const own = ownModule(module);
    const taken = own && new Set(namesIn(own.parameters));
    return Object.keys(module.mapper ?? {})
      .filter((key) => taken && !taken.has(key))
      .map((key) => `Module ${module.id}: ${own?.name} takes no ${key}.`);
  });
  try {
    importInto(blueprint);
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
  }
  return [...problems, ...secretsIn(JSON.stringify(blueprint))];
}

/** The names of the parameters of a module, of every level of its form. */
function namesIn(parameters: Json): string[] {
  const names: string[] = [];
  JSON.stringify(parameters, (key, value) => {
    if (key === 'name' && typeof value === 'string') names.push(value);
    return value;
  });
  return names;
}

const secrets: [RegExp, string][] = [
  [/eyJ[\w-]{20,}\./, 'a token'],
  [/bearer\s+[\w.-]{20,}/i, 'a token'],
  [/[\w.%+-]+@(?!example\.com)[a-z0-9.-]+\.[a-z]{2,}/i, 'an e-mail address'],
];

const secretsIn = (text: string): string[] =>
  secrets.flatMap(([pattern, what]) => (pattern.test(text) ? [`It holds what looks like ${what}.`] : []));
