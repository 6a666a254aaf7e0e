// Asks PassKit: turns a declared call or list into a request, and its answer into checked data.
import { errorInLine, PassKitError, reasonIn } from '../passkit/errors.ts';
import { parseJson, resultsIn } from '../passkit/lines.ts';
import { evaluate, type Scope, type Template } from './expression.ts';
import { UserMistake } from './input.ts';
import { type ListPage, listRequest } from './list.ts';
import type { Call, Effect, List } from './step.ts';

export interface HttpRequest {
  /** What it does to PassKit: whether it may have changed something is known from here, never from the verb. */
  effect: Effect;
  method: Call<unknown>['method'];
  /** Below the API's host, with the query string. */
  path: string;
  /** JSON text. */
  body?: string;
}

export interface Answer {
  status: number;
  body: string;
  retryAfter?: number | undefined;
  /** Whether the request was signed with a key at that moment; so it was where nothing is said. */
  signed?: boolean | undefined;
}

/** Sends one request with the connection's credentials. Throws when no answer comes. */
export type Http = (request: HttpRequest) => Promise<Answer>;

/**
 * A page of a list, newest first. Throws PassKitError; half a list is never passed on as a whole one.
 */
export async function readList<T>(list: List<T>, page: ListPage, scope: Scope, http: Http): Promise<T[]> {
  const answer = await exchange(listRequest(list, page), scope, http);
  return resultsIn(answer).map((line) => checked(list.item, line));
}

/** Sends a call and answers with what PassKit said, checked. Throws PassKitError. */
export async function request<T>(call: Call<T>, scope: Scope, http: Http): Promise<T> {
  const body = await exchange(call, scope, http);
  // PassKit says something to every call, if only {}: silence is an answer that got lost.
  if (body.trim() === '') throw new PassKitError('PassKit’s answer was empty');
  const answer = parseJson(body);
  const error = errorInLine(answer);
  if (error) throw error;
  return checked(call.answer, answer);
}

function checked<T>(schema: Call<T>['answer'], value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new PassKitError('PassKit’s answer was not what its API promises');
  return parsed.data;
}

async function exchange(call: Omit<Call<unknown>, 'answer'>, scope: Scope, http: Http): Promise<string> {
  const text = (value: Template) => String(evaluate(value, scope) ?? '');
  const path = call.path.replace(/\{(\w+)\}/g, (_hole, name) => pathPart(text(call.params?.[name])));
  // Written by hand: not every runtime has URLSearchParams.
  const query = Object.entries(call.query ?? {})
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(text(value))}`)
    .join('&');
  const body = call.body === undefined ? undefined : JSON.stringify(evaluate(call.body, scope) ?? {});
  const answer = await http({
    effect: call.effect,
    method: call.method,
    path: query ? `${path}?${query}` : path,
    ...(body !== undefined && { body }),
  });
  return bodyOf(answer);
}

/** The body of an answer. Throws PassKitError when PassKit refused, or sent somewhere else. */
export function bodyOf(answer: Answer): string {
  if (answer.status < 300) return answer.body;
  // A redirect leads away from PassKit, and the credentials stay here.
  if (answer.status < 400) throw new PassKitError('PassKit’s answer led somewhere else');
  const { status, retryAfter, signed = true } = answer;
  const refusal = new PassKitError(reasonOf(answer.body) ?? `HTTP status ${status}`, status, retryAfter);
  refusal.signed = signed;
  throw refusal;
}

/** A dot or two as a part of a path would lead somewhere else, however they are encoded. */
function pathPart(value: string): string {
  if (value === '.' || value === '..')
    throw new UserMistake(`“${value}” cannot be an ID. Use another one.`, undefined, 'invalid_id');
  return encodeURIComponent(value);
}

function reasonOf(body: string): string | undefined {
  try {
    return reasonIn(JSON.parse(body));
  } catch {
    return undefined;
  }
}
