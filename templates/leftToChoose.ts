// What whoever imports a blueprint still has to choose in its modules: required fields that hold nothing yet.
import * as z from 'zod';
import { modules } from '../make/app.ts';
import { blueprintShape } from './check.ts';

const option = z.object({
  value: z.string(),
  get nested() {
    return z.array(parameter).optional();
  },
});
const parameter = z.object({
  name: z.string(),
  label: z.string(),
  required: z.boolean().optional(),
  get options(): z.ZodOptional<z.ZodType<unknown>> {
    return z.unknown().optional();
  },
});
const listed = z.array(option);
const stored = z.object({
  get nested() {
    return z.array(parameter).optional();
  },
});

type Module = z.infer<typeof blueprintShape>['flow'][number];
type Parameter = z.infer<typeof parameter>;

export interface LeftToChoose {
  id: number;
  /** What stands under the module. */
  name: string;
  /** The labels of its fields. */
  fields: string[];
}

/** The modules of our app in a blueprint, in order, each with the required fields that are still blank. */
export function leftToChoose(blueprint: unknown): LeftToChoose[] {
  const found: LeftToChoose[] = [];
  const visit = (steps: readonly Module[]): void => {
    for (const { id, module, mapper, metadata, onerror, routes } of steps) {
      const own = modules.find(({ name }) => module.startsWith('app#') && module.endsWith(`:${name}`));
      if (own) {
        const fields = blank(z.array(parameter).parse(own.parameters), mapper ?? {});
        found.push({ id, name: metadata.designer.name, fields });
      }
      visit(onerror ?? []);
      for (const { flow } of routes ?? []) visit(flow);
    }
  };
  visit(blueprintShape.parse(blueprint).flow);
  return found;
}

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
