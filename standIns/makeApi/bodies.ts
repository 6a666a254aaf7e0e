// The bodies that Make takes, and the checks they have to pass.
import * as z from 'zod';
import { Refusal } from './account.ts';
import type { Received } from './received.ts';

const label = z.string().min(1);
const reference = z.string().nullable().optional();
const references = { connection: reference, altConnection: reference };
const componentName = z.string().regex(/^[a-zA-Z][0-9a-zA-Z]{2,47}$/);
const colour = z.string().regex(/^#[0-9A-Fa-f]{6}$/);
export const appUpdate = z.strictObject({
  label,
  description: label,
  theme: colour,
  language: z.string().length(2),
});
const moduleFields = {
  ...references,
  label,
  description: z.string(),
  typeId: z.literal([1, 4, 9, 10, 11, 12]),
  crud: z.enum(['create', 'read', 'update', 'delete']).nullable().optional(),
  webhook: reference,
};

export const appCreation = z.strictObject({
  ...appUpdate.shape,
  name: z.string().regex(/^[a-z][0-9a-z-]{1,28}[0-9a-z]$/),
  audience: z.enum(['global', 'countries']),
});
export const creations = {
  connections: z.strictObject({ label, type: z.enum(['basic', 'oauth']) }),
  rpcs: z.strictObject({ ...references, label, name: componentName }),
  webhooks: z.strictObject({ ...references, label, type: z.enum(['web', 'web-shared']) }),
  modules: z.strictObject({
    ...moduleFields,
    name: componentName,
    moduleInitMode: z.enum(['blank', 'example']),
    subtype: z.enum(['Universal', 'UniversalGraphQL']).optional(),
  }),
};
export const updates = {
  connections: z.strictObject({ label }),
  rpcs: z.strictObject({ ...references, label }),
  webhooks: z.strictObject({ ...references, label }),
  modules: z.strictObject(moduleFields),
};

/** The JSON body of a request. */
export function bodyOf<T>({ contentType, body }: Received, shape: z.ZodType<T>): T {
  if (!contentType.startsWith('application/json')) throw new Refusal(415, `Content type ${contentType}.`);
  const parsed = shape.safeParse(JSON.parse(body.toString()));
  if (!parsed.success) throw new Refusal(400, z.prettifyError(parsed.error));
  return parsed.data;
}

/** The text of a request with this content type. */
export function textOf({ contentType, body }: Received, wanted: string): string {
  if (contentType !== wanted) throw new Refusal(415, `Content type ${contentType}, not ${wanted}.`);
  return body.toString();
}

/** The section that a request brings. */
export function sectionText(request: Received): string {
  const text = textOf(request, 'application/jsonc');
  try {
    JSON.parse(text);
  } catch {
    throw new Refusal(400, 'The section is not JSON.');
  }
  return text;
}
