// The columns of a table that are custom fields of the pass template: those in use in the project, where PassKit tells;
// otherwise those of the templates behind its variants, such as ticket types.
import { type CustomField, fieldsInUse, templateFields } from '../passes/customFields.ts';
import { dropdownOf } from '../passes/dropdowns.ts';
import type { PassKind } from '../passes/passKind.ts';
import { type Context, runtimeOf } from './http.ts';
import { choicesOf } from './parameters.ts';

/** Each takes two requests. */
const mostVariants = 5;

/** The custom fields of the project that is chosen for a table; none before that. */
export async function customColumns(
  { passType, project, metaKeys, issueFields, template }: PassKind,
  given: Readonly<Record<string, unknown>>,
  context: Context,
): Promise<CustomField[]> {
  if (!given[project.key]) return [];
  const runtime = runtimeOf(context);
  // What fails now would look as if there were no columns, and Coda would take them away: so it throws.
  if (metaKeys) return fieldsInUse(passType, { ...given }, runtime);
  const list = dropdownOf(issueFields[template.variantKey]?.dropdown);
  const variants = list ? await choicesOf(list, given, context) : [];
  const fields = await Promise.all(
    variants
      .slice(0, mostVariants)
      .map(({ id }) => templateFields(passType, { ...given, [template.variantKey]: id }, runtime)),
  );
  return [...new Map(fields.flat().map((field) => [field.key, field])).values()];
}
