// The request objects of a communication, and what they inherit from the base. The MODEL of Make's engine reads
// the directives below; a directive it does not know is an error, so that no test passes on a guess.
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { ModelError } from './errors.ts';
import { isRecord } from './values.ts';

const record = z.record(z.string(), z.unknown());
const flat = z.union([z.string(), record]);
/** Whether something is done: a boolean, or IML. */
export const condition = z.union([z.boolean(), z.string()]);
/** What is iterated, and which items count. */
export const iterate = z.union([
  z.string().transform((container) => ({ container })),
  z.strictObject({ container: z.string(), condition: condition.optional() }),
]);
const valid = z.strictObject({
  condition: z.string(),
  message: z.string().optional(),
  type: z.string().optional(),
});
const trigger = z.strictObject({
  type: z.enum(['date', 'id']),
  order: z.enum(['asc', 'desc', 'unordered']),
  id: z.string(),
  date: z.string().optional(),
});
const response = z.strictObject({
  type: z.union([z.string(), z.record(z.string(), z.string())]).default('automatic'),
  temp: record.optional(),
  error: z.union([z.string(), record]).optional(),
  valid: z.union([condition.transform((value) => ({ condition: value })), valid]).optional(),
  iterate: iterate.optional(),
  output: z.unknown().optional(),
  limit: z.union([z.number(), z.string()]).optional(),
  wrapper: z.unknown().optional(),
  metadata: record.optional(),
  data: record.optional(),
  trigger: trigger.optional(),
});
const pagination = z.strictObject({
  mergeWithParent: z.literal(true).optional(),
  url: z.string().optional(),
  method: z.string().optional(),
  headers: flat.optional(),
  qs: flat.optional(),
  body: z.unknown().optional(),
  condition: condition.default(true),
});
const request = z.strictObject({
  baseUrl: z.string().optional(),
  url: z.string().optional(),
  encodeUrl: z.boolean().default(true),
  method: z.string().default('GET'),
  headers: flat.default({}),
  qs: flat.default({}),
  body: z.unknown().optional(),
  type: z.enum(['json', 'text']).default('json'),
  temp: record.optional(),
  condition: z
    .union([
      condition.transform((value) => ({ condition: value })),
      z.strictObject({ condition, default: z.unknown().optional() }),
    ])
    .default({ condition: true }),
  response: response.prefault({}),
  pagination: pagination.optional(),
  timeout: z.number().optional(),
  log: z.object({ sanitize: z.array(z.string()) }).optional(),
});

export type Request = z.infer<typeof request>;
export type ResponseRules = Request['response'];

/** What was read before, by base, communication and what is allowed: an app has the same requests in every run. */
const readBefore = new WeakMap<object, WeakMap<object, Map<'data' | 'trigger' | undefined, Request[]>>>();
const inheritingNothing = {};

/**
 * The requests of a communication, each on top of the base: none for a connection and a webhook, which inherit
 * nothing. `data` belongs to a webhook's attach and `trigger` to a polling trigger: they must be allowed.
 */
export function requestsOf(
  communication: unknown,
  base: Record<string, unknown> = inheritingNothing,
  allowed?: 'data' | 'trigger',
): Request[] {
  if (typeof communication !== 'object' || communication === null) {
    throw new ModelError('A communication that is neither a collection nor an array');
  }
  const onBase = readBefore.get(base) ?? new WeakMap<object, Map<typeof allowed, Request[]>>();
  readBefore.set(base, onBase);
  const known = onBase.get(communication) ?? new Map<typeof allowed, Request[]>();
  onBase.set(communication, known);
  const requests = known.get(allowed) ?? readRequests(communication, base, allowed);
  known.set(allowed, requests);
  return requests;
}

function readRequests(
  communication: object,
  base: Record<string, unknown>,
  allowed: 'data' | 'trigger' | undefined,
): Request[] {
  const list: unknown[] = Array.isArray(communication) ? communication : [communication];
  return list.map((own) => {
    const parsed = request.safeParse(mergeBase(base, record.parse(own)));
    if (!parsed.success) {
      throw new ModelError(`Not a request this model knows: ${z.prettifyError(parsed.error)}`);
    }
    for (const key of ['data', 'trigger'] as const) {
      if (key !== allowed && parsed.data.response[key] !== undefined) {
        throw new ModelError(`response.${key} in a place this model does not know it in`);
      }
    }
    return parsed.data;
  });
}

/** The communication of a trigger with its epoch on top of the last request. */
export function withEpoch(communication: unknown, epoch: unknown): unknown[] {
  const list: unknown[] = Array.isArray(communication) ? communication : [communication];
  return list.map((own, at) =>
    at < list.length - 1 ? own : overlay(record.parse(own), record.parse(epoch)),
  );
}

function overlay(own: Record<string, unknown>, epoch: Record<string, unknown>): Record<string, unknown> {
  const merged = mergeBase(own, epoch);
  if (epoch.body !== undefined && !isDeepStrictEqual(merged.body, epoch.body)) {
    throw new ModelError(
      'An epoch with a part of the body: sources do not say whether it merges or replaces',
    );
  }
  const { output } = record.parse(epoch.response ?? {});
  return output === undefined
    ? merged
    : { ...merged, response: { ...record.parse(merged.response), output } };
}

/** Collections merge and the request wins; anything else, and the whole of `response.error`, is replaced. */
function mergeBase(base: Record<string, unknown>, own: Record<string, unknown>): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(own)) {
    const inherited = base[key];
    const merges = key !== 'error' && isRecord(inherited) && isRecord(value);
    merged[key] = merges ? mergeBase(inherited, value) : value;
  }
  return merged;
}
