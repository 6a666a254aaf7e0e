// The custom fields of a pass template, as inputs: what the designer of the pass called them.
import type { CleanInput } from '../operation/input.ts';
import type { PassType } from '../operation/passType.ts';
import { type Runtime, send } from '../operation/run.ts';
import { PassKitError } from '../passkit/errors.ts';
import { template } from '../passkit/objects.ts';
import { kinds } from './kinds.ts';

export interface CustomField {
  /** The field key without PassKit's `meta.`. */
  key: string;
  label: string;
  help: string | undefined;
  type: 'text' | 'longText' | 'boolean';
}

const prefix = 'meta.';

/**
 * The custom fields of the template behind the chosen tier, offer or ticket type: two requests.
 * Empty while none is chosen, or when PassKit does not know it (it may be mapped from a row).
 */
export async function templateFields(
  passType: PassType,
  input: CleanInput,
  runtime: Runtime,
): Promise<CustomField[]> {
  const { variantKey, call, templateKey } = kinds[passType].template;
  const projectMissing = variantKey === 'tierId' && !input.programId;
  if (!input[variantKey] || projectMissing) return [];
  const variant = await send(call, input, runtime).catch(nothingWhenRefused);
  const templateId = variant?.[templateKey];
  if (!templateId) return [];
  const found = await send(
    { method: 'GET', path: '/template/data/{id}', params: { id: templateId }, answer: template },
    input,
    runtime,
  ).catch(nothingWhenRefused);
  const fields = found?.template.data.dataFields ?? [];
  return fields.flatMap(({ uniqueName, fieldType, label, dataType, dataCollectionFieldRenderOptions }) => {
    if (fieldType !== 'META' || !uniqueName?.startsWith(prefix)) return [];
    const key = uniqueName.slice(prefix.length);
    const type = dataType === 'TEXT_LONG' ? 'longText' : dataType === 'BOOLEAN' ? 'boolean' : 'text';
    return [{ key, label: label ?? key, help: dataCollectionFieldRenderOptions.helpText, type }];
  });
}

/** The custom fields in use in the chosen project: one request. Empty where PassKit cannot tell. */
export async function projectFields(
  passType: PassType,
  input: CleanInput,
  runtime: Runtime,
): Promise<CustomField[]> {
  const { metaKeys, projectKey } = kinds[passType];
  if (!metaKeys || !input[projectKey]) return [];
  const { response } = await send(metaKeys, input, runtime).catch(() => ({ response: [] as string[] }));
  return response.map((name) => {
    const key = name.startsWith(prefix) ? name.slice(prefix.length) : name;
    return { key, label: key, help: undefined, type: 'text' };
  });
}

function nothingWhenRefused(error: unknown): undefined {
  if (error instanceof PassKitError && error.refused) return undefined;
  throw error;
}
