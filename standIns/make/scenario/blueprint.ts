// The shape of an importable blueprint, as far as Make's own public collection shows it. Part of a MODEL of Make's
// scenario engine: a key it does not know is an error, so that no test passes on a guess.
import * as z from 'zod';
import { ModelError } from '../engine/errors.ts';

const condition = z.strictObject({ a: z.string(), o: z.string(), b: z.string().optional() });
const filter = z.strictObject({
  name: z.string().min(1),
  conditions: z.array(z.array(condition).min(1)).min(1),
});
const place = z.strictObject({
  designer: z.strictObject({ x: z.number(), y: z.number(), name: z.string().optional() }),
});

/** Outer array: one of them holds; inner array: all of them hold. */
export type Filter = z.infer<typeof filter>;
export type Condition = z.infer<typeof condition>;

/** A module as a blueprint writes it; what its kind requires of `parameters` and `mapper` is checked elsewhere. */
export interface Module {
  id: number;
  module: string;
  version: number;
  parameters?: unknown;
  mapper?: unknown;
  filter?: Filter | undefined;
  /** What runs when the module fails. */
  onerror?: Module[] | undefined;
  /** Of a router. */
  routes?: { flow: Module[] }[] | undefined;
  metadata: z.infer<typeof place>;
}

const modules: z.ZodType<Module[]> = z.lazy(() => z.array(moduleShape).min(1));
const moduleShape: z.ZodType<Module> = z.strictObject({
  id: z.int().min(1),
  module: z.string(),
  version: z.int().min(1),
  parameters: z.unknown().optional(),
  mapper: z.unknown().optional(),
  filter: filter.optional(),
  onerror: modules.optional(),
  routes: z
    .array(z.strictObject({ flow: modules }))
    .min(1)
    .optional(),
  metadata: place,
});
const blueprint = z.strictObject({
  name: z.string().min(1).max(120),
  description: z.string().optional(),
  flow: modules,
  metadata: z.strictObject({
    version: z.literal(1),
    instant: z.boolean().optional(),
    scenario: z.strictObject({
      roundtrips: z.int(),
      maxErrors: z.int(),
      autoCommit: z.boolean(),
      autoCommitTriggerLast: z.boolean(),
      freshVariables: z.boolean(),
      sequential: z.boolean().optional(),
      confidential: z.boolean().optional(),
      dataloss: z.boolean().optional(),
      dlq: z.boolean().optional(),
    }),
    designer: z.strictObject({ orphans: z.tuple([]) }),
  }),
});

/** The flow of a blueprint, and whether its runs come one after the other. Throws a ModelError when this model does not know it. */
export function scenarioOf(given: unknown): { flow: Module[]; sequential: boolean } {
  const { flow, metadata } = readAs(blueprint, given, 'The blueprint');
  return { flow, sequential: metadata.scenario.sequential ?? false };
}

/** A value read with a schema. Throws a ModelError that begins with `what` and says where the value differs. */
export function readAs<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ModelError(`${what} is not what this model knows: ${z.prettifyError(parsed.error)}`);
}
