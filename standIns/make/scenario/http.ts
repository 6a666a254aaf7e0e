// HTTP > Make a request (http:MakeRequest, version 4) without authentication, with a JSON body or none.
// Part of a MODEL of Make's scenario engine, written from Make's public blueprints, not Make.
import * as z from 'zod';
import type { Bundle } from '../engine/engine.ts';
import { ModelError } from '../engine/errors.ts';
import type { Send } from '../engine/network.ts';
import { parseBody, rejectError } from '../engine/response.ts';
import { toText } from '../engine/values.ts';
import { readAs } from './blueprint.ts';
import { filledText, headersOf } from './headers.ts';
import type { Evaluate } from './template.ts';

const pairs = z.array(z.strictObject({ name: z.string().min(1), value: z.string() }));
const withoutBody = z.strictObject({
  inputMethod: z.undefined().optional(),
  url: z.string().min(1),
  method: z.enum(['get', 'post', 'put', 'patch', 'delete']),
  headers: pairs,
  queryParameters: pairs,
  parseResponse: z.boolean(),
  stopOnHttpError: z.boolean().default(true),
});
const withBody = withoutBody.extend({
  method: z.enum(['post', 'put', 'patch']),
  contentType: z.literal('json'),
  inputMethod: z.literal('jsonString'),
  jsonStringBodyContent: z.string(),
});

export const httpParameters = z.strictObject({ authenticationType: z.literal('noAuth') });
export const httpMapper = z.discriminatedUnion('inputMethod', [withoutBody, withBody]);

/** What others may read of its bundle. */
export const HTTP_OUTPUT = new Set(['statusCode', 'headers', 'data']);

/** Sends the request; the names of the headers in the bundle are in lower case. Throws a MakeError. */
export async function makeRequest(given: unknown, evaluate: Evaluate, send: Send): Promise<Bundle> {
  const mapper = readAs(httpMapper, given, 'The mapper of http:MakeRequest');
  const headers = headersOf(
    mapper.headers.map(({ name, value }) => [name, value]),
    evaluate,
  );
  const body = mapper.inputMethod ? jsonOf(mapper.jsonStringBodyContent, evaluate) : undefined;
  if (body !== undefined && 'content-type' in headers) {
    throw new ModelError('A content-type beside contentType: sources disagree on which of them is sent');
  }
  const answer = await send({
    method: mapper.method.toUpperCase(),
    url: urlOf(mapper, evaluate),
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    body,
  });
  if (mapper.stopOnHttpError) rejectError(answer.status, undefined, {});
  const data = parseBody(answer, mapper.parseResponse ? 'automatic' : 'text');
  return { statusCode: answer.status, headers: answer.headers, data };
}

function urlOf(mapper: z.infer<typeof httpMapper>, evaluate: Evaluate): string {
  const url = toText(evaluate(mapper.url));
  if (!/^https?:\/\/[\w\-.~:/?@!$&'()*+,;=%]+$/.test(url)) {
    throw new ModelError(`${url} is not an encoded URL: sources do not say what Make would encode`);
  }
  if (mapper.queryParameters.length === 0) return url;
  if (url.includes('?')) throw new ModelError(`queryParameters beside those of ${url}`);
  const query = new URLSearchParams();
  for (const { name, value } of mapper.queryParameters) query.append(name, filledText(name, value, evaluate));
  return `${url}?${query}`;
}

function jsonOf(template: string, evaluate: Evaluate): string {
  const text = toText(evaluate(template));
  try {
    JSON.parse(text);
  } catch {
    throw new ModelError(`jsonStringBodyContent is not valid JSON: ${text}`);
  }
  return text;
}
