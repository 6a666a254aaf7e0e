// The shape of parameters (sections `parameters` and `expect`), as far as this MODEL of Make's engine reads it.
import * as z from 'zod';

/** One parameter; what only the editor needs is left out. */
export interface Parameter {
  type: string;
  name?: string | undefined;
  label?: string | undefined;
  required?: boolean | undefined;
  multiple?: boolean | undefined;
  options?: string | Choice[] | { store: string | Choice[]; nested?: Items | undefined } | undefined;
  nested?: Items | undefined;
  spec?: Items | undefined;
}

/** An option of a select, or a group of options. */
export interface Choice {
  value?: unknown;
  nested?: Items | undefined;
  options?: Choice[] | undefined;
}

/** A parameter, or the address of the RPC that gives the parameters in its place. */
export type Item = Parameter | string;
export type Items = Item | Item[];

const choice: z.ZodType<Choice> = z.lazy(() =>
  z.object({ value: z.unknown().optional(), nested: items.optional(), options: z.array(choice).optional() }),
);
const options = z.union([
  z.string(),
  z.array(choice),
  z.object({
    store: z.union([z.string(), z.array(choice)]),
    nested: z.lazy(() => items.optional()),
  }),
]);
const parameter: z.ZodType<Parameter> = z.lazy(() =>
  z.object({
    type: z.string(),
    name: z.string().optional(),
    label: z.string().optional(),
    required: z.boolean().optional(),
    multiple: z.boolean().optional(),
    options: options.optional(),
    nested: items.optional(),
    spec: items.optional(),
  }),
);
const item = z.union([z.string().startsWith('rpc://'), parameter]);
const items: z.ZodType<Items> = z.union([item, z.array(item)]);

/** A file of parameters: a list, or one address of an RPC. */
export const itemsSchema = items.transform((value) => listOf(value));

/** The items of a place that may hold one or several. */
export const listOf = (value: Items | undefined): Item[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
};

/** The options of a select that are written out; none when an RPC gives them. */
export function choicesOf({ options: given }: Parameter): Choice[] {
  const store = typeof given === 'object' && !Array.isArray(given) ? given.store : given;
  return Array.isArray(store) ? store.flatMap((found) => found.options ?? [found]) : [];
}
