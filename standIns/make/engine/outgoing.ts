// From a request object to the HTTP request it asks for. Part of a MODEL of Make's engine, not Make.
import type { Request } from './communication.ts';
import { ModelError } from './errors.ts';
import { type Context, evaluate } from './iml.ts';
import { isNothing, isRecord, toText } from './values.ts';

export interface Outgoing {
  method: string;
  url: string;
  headers: Record<string, string>;
  /** The text that is sent. */
  body: string | undefined;
}

/** Evaluates the request; `encodeURL` in the template is the only encoding of its path. */
export function outgoingRequest(request: Request, context: Context): Outgoing {
  const method = toText(evaluate(request.method, context)).toUpperCase();
  if (!/^(GET|POST|PUT|PATCH|DELETE)$/.test(method)) throw new ModelError(`Unknown method ${method}`);
  const content = method === 'GET' ? undefined : contentOf(request, context);
  const headers = flatten(request.headers, context, 'headers');
  const names = headers.map(([name]) => name.toLowerCase());
  if (new Set(names).size < names.length) throw new ModelError(`A header is set twice: ${names.join(', ')}`);
  const given = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
  return {
    method,
    url: urlOf(request, context),
    headers: { ...content?.headers, ...given },
    body: content?.body,
  };
}

function urlOf(request: Request, context: Context): string {
  const url = toText(evaluate(request.url, context));
  if (url === '') throw new ModelError('A url that is empty');
  const isAbsolute = /^https?:\/\//.test(url);
  if (!isAbsolute && request.baseUrl === undefined) throw new ModelError(`${url} without a baseUrl`);
  const full = isAbsolute ? url : `${toText(evaluate(request.baseUrl, context))}/${url}`;
  if (request.encodeUrl && full.includes('%')) {
    throw new ModelError(`encodeUrl is on, so Make would encode ${full} once more: set it to false`);
  }
  if (!request.encodeUrl && !/^[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/.test(full)) {
    throw new ModelError(`encodeUrl is off and ${full} is not encoded`);
  }
  const [, address = '', search] = /^([^?]*)\??(.*)$/s.exec(full) ?? [];
  const query = new URLSearchParams(flatten(request.qs, context, 'qs')).toString();
  const searches = [search, query].filter(Boolean).join('&');
  return `${address.replace(/(?<!:)\/{2,}/g, '/')}${searches === '' ? '' : `?${searches}`}`;
}

/** The entries of `headers` or `qs` that have a value. */
function flatten(template: unknown, context: Context, directive: string): [string, string][] {
  const value = evaluate(template, context) ?? {};
  if (!isRecord(value)) throw new ModelError(`${directive} that are not a collection`);
  return Object.entries(value).flatMap(([name, inner]): [string, string][] =>
    isNothing(inner) ? [] : [[name, toText(inner)]],
  );
}

interface Content {
  body: string;
  headers: Record<string, string>;
}

function contentOf(request: Request, context: Context): Content | undefined {
  const value = evaluate(request.body, context);
  if (value === undefined) return undefined;
  if (request.type === 'text') return { body: toText(value), headers: {} };
  if (typeof value !== 'object' || value === null) {
    throw new ModelError('A JSON body that is neither a collection nor an array');
  }
  return { body: JSON.stringify(value), headers: { 'content-type': 'application/json' } };
}

/** The request for the next page: url, method and body replace, headers and qs merge. */
export function nextPage(request: Request): Request {
  const { pagination } = request;
  if (!pagination) return request;
  const merge = (own: Request['qs'], added: Request['qs'] | undefined): Request['qs'] => {
    if (added === undefined) return own;
    return isRecord(own) && isRecord(added) ? { ...own, ...added } : added;
  };
  return {
    ...request,
    url: pagination.url ?? request.url,
    method: pagination.method ?? request.method,
    body: pagination.body === undefined ? request.body : pagination.body,
    headers: merge(request.headers, pagination.headers),
    qs: merge(request.qs, pagination.qs),
  };
}
