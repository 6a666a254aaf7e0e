// What whoever imports a blueprint still has to choose in its modules: required fields that hold nothing yet.
import * as z from 'zod';
import { creates } from '../creates/index.ts';
import { camelCase } from '../make/wording.ts';
import type { Operation } from '../operation/operation.ts';
import { searches } from '../searches/index.ts';
import { blueprintShape, everyModule, ownModule } from './check.ts';

const parameter = z.object({
  name: z.string(),
  label: z.string(),
  required: z.boolean().optional(),
  options: z.unknown().optional(),
});
const parameters = z.array(parameter).optional();
const listed = z.array(z.object({ value: z.string(), nested: parameters }));
const stored = z.object({ nested: parameters });

type Parameter = z.infer<typeof parameter>;

export interface LeftToChoose {
  id: number;
  /** What stands under the module. */
  name: string;
  /** The action or search that the module is. */
  operation: Operation | undefined;
  /** The labels of its fields. */
  fields: string[];
}

/** The action or search that a module is; undefined for the one that takes any request. */
export const operationOf = ({ name }: { name: string }): Operation | undefined =>
  [...creates, ...searches].find(({ key }) => camelCase(key) === name);

/** The modules of our app in a blueprint, in order, each with the required fields that are still blank. */
export const leftToChoose = (blueprint: unknown): LeftToChoose[] =>
  everyModule(blueprintShape.parse(blueprint).flow).flatMap((module) => {
    const own = ownModule(module);
    if (!own) return [];
    const fields = blank(z.array(parameter).parse(own.parameters), module.mapper ?? {});
    return [{ id: module.id, name: module.metadata.designer.name, operation: operationOf(own), fields }];
  });

const blank = (parameters: readonly Parameter[], given: Readonly<Record<string, unknown>>): string[] =>
  parameters.flatMap((one) => [
    ...(one.required && given[one.name] === undefined ? [one.label] : []),
    ...blank(nestedIn(one, given[one.name]), given),
  ]);

/** The fields that stand below a field: those of the chosen option, or of whatever is chosen. */
function nestedIn({ options }: Parameter, chosen: unknown): readonly Parameter[] {
  const list = listed.safeParse(options);
  if (list.success) return list.data.find(({ value }) => value === chosen)?.nested ?? [];
  const store = stored.safeParse(options);
  return store.success ? (store.data.nested ?? []) : [];
}
