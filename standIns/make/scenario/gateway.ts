// The custom webhook a scenario begins with (gateway:CustomWebHook) and its answer (gateway:WebhookRespond).
// Part of a MODEL of Make's scenario engine, written from Make's public blueprints, not Make.
import * as z from 'zod';
import type { Bundle } from '../engine/engine.ts';
import { ModelError } from '../engine/errors.ts';
import { isRecord, toJson, toText } from '../engine/values.ts';
import { readAs } from './blueprint.ts';
import { headersOf } from './headers.ts';
import type { Evaluate } from './template.ts';

/** A request that arrives at the webhook; a GET unless it says otherwise or has a form or JSON. */
export interface Incoming {
  method?: 'GET' | 'POST';
  query?: Record<string, string>;
  form?: Record<string, string>;
  json?: Record<string, unknown>;
}

/** What the caller gets; the names of headers are in lower case. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Make's own answer when the scenario gives none. */
export const ACCEPTED: Reply = { status: 200, headers: {}, body: 'Accepted' };

export const webhookParameters = z.strictObject({ maxResults: z.literal(1).optional() });

export const respondMapper = z.strictObject({
  status: z.string(),
  body: z.string(),
  headers: z.array(z.strictObject({ key: z.string().min(1), value: z.string() })).default([]),
});

/** The bundle of the webhook: the query's fields and those of the form or the JSON. */
export function incomingBundle({ method, query = {}, form, json }: Incoming): Bundle {
  if (form && json) throw new ModelError('A request has a form or JSON, not both');
  const body = form ?? json ?? {};
  if (method === 'GET' && (form || json)) throw new ModelError('A GET with a body');
  const twice = Object.keys(query).find((name) => Object.hasOwn(body, name));
  if (twice !== undefined) throw new ModelError(`${twice} in the query and in the body: which one wins?`);
  const bundle = toJson({ ...query, ...body });
  return isRecord(bundle) ? bundle : {};
}

/** The answer a WebhookRespond gives. */
export function replyOf(given: unknown, evaluate: Evaluate): Reply {
  const mapper = readAs(respondMapper, given, 'The mapper of gateway:WebhookRespond');
  const status = toText(evaluate(mapper.status));
  if (!/^[1-5]\d\d$/.test(status)) throw new ModelError(`A status of '${status}'`);
  return {
    status: Number(status),
    headers: headersOf(
      mapper.headers.map(({ key, value }) => [key, value]),
      evaluate,
    ),
    body: toText(evaluate(mapper.body)),
  };
}
