// The custom fields of a pass template, as inputs: what the designer of the pass called them.
import { references } from '../operation/expression.ts';
import type { CleanInput } from '../operation/input.ts';
import { type Runtime, send } from '../operation/run.ts';
import type { Call } from '../operation/step.ts';
import { PassKitError } from '../passkit/errors.ts';
import { template } from '../passkit/objects.ts';
import { kindOf, passTypes } from './kinds.ts';

export interface CustomField {
  /** The field key without PassKit's `meta.`. */
  key: string;
  label: string;
  help: string | undefined;
  type: 'text' | 'longText' | 'boolean';
  /** Whether the designer of the template wants it on every pass. */
  required: boolean;
}

const prefix = 'meta.';

/**
 * The custom fields of the template behind the chosen tier, offer or ticket type: two requests.
 * Empty while none is chosen, or when PassKit does not know it (it may be mapped from a row).
 */
export async function templateFields(
  passType: string,
  input: CleanInput,
  runtime: Runtime,
): Promise<CustomField[]> {
  const { call, templateKey } = kindOf(passType).template;
  if (inputsIn(call).some((key) => !input[key])) return [];
  const variant = await send(call, input, runtime).catch(nothingWhenRefused);
  const templateId = variant?.[templateKey];
  if (!templateId) return [];
  const found = await send(
    {
      effect: 'reads',
      method: 'GET',
      path: '/template/data/{id}',
      params: { id: templateId },
      answer: template,
    },
    input,
    runtime,
  ).catch(nothingWhenRefused);
  const fields = found?.template.data.dataFields ?? [];
  return fields.flatMap(
    ({ uniqueName, fieldType, isRequired, label, dataType, dataCollectionFieldRenderOptions }) => {
      if (fieldType !== 'META' || !uniqueName?.startsWith(prefix)) return [];
      const key = uniqueName.slice(prefix.length);
      const type = dataType === 'TEXT_LONG' ? 'longText' : dataType === 'BOOLEAN' ? 'boolean' : 'text';
      const help = dataCollectionFieldRenderOptions.helpText;
      return [{ key, label: label ?? key, help, type, required: isRequired === true }];
    },
  );
}

/** The custom fields in use in the chosen project: one request. Empty where PassKit cannot tell. */
export const projectFields = (
  passType: string,
  input: CleanInput,
  runtime: Runtime,
): Promise<CustomField[]> => fieldsInUse(passType, input, runtime).catch(() => []);

/** The same for who must not take a failure for a project without custom fields: throws it. */
export async function fieldsInUse(
  passType: string,
  input: CleanInput,
  runtime: Runtime,
): Promise<CustomField[]> {
  const { metaKeys, project } = kindOf(passType);
  if (!metaKeys || !input[project.key]) return [];
  const keys = await send(metaKeys, input, runtime).catch(nothingWhenRefused);
  return (keys?.response ?? []).map((name) => {
    const key = name.startsWith(prefix) ? name.slice(prefix.length) : name;
    return { key, label: key, help: undefined, type: 'text', required: false };
  });
}

/** The inputs a call is made of. */
const inputsIn = ({ params }: Call<unknown>): string[] =>
  references(params).flatMap(([root, key = '']) => (root === 'input' ? [key] : []));

/** The inputs whose choice decides which custom fields there are: the editor asks anew when one changes. */
export const customFieldDrivers: readonly string[] = [
  ...new Set(
    passTypes.flatMap((passType) => {
      const { template, metaKeys } = kindOf(passType);
      return [...inputsIn(template.call), ...(metaKeys ? inputsIn(metaKeys) : [])];
    }),
  ),
];

function nothingWhenRefused(error: unknown): undefined {
  if (error instanceof PassKitError && error.refused) return undefined;
  throw error;
}
