// Runs the requests of a communication one after another: temp, condition, request, response, pages. A MODEL of
// Make's engine written from its documentation (the order of its middleware as far as it is described), not Make.
import type { Request } from './communication.ts';
import { MakeError, ModelError } from './errors.ts';
import { type Context, evaluate, freshVariables } from './iml.ts';
import { mergeTemp } from './merge.ts';
import type { Send } from './network.ts';
import { nextPage, outgoingRequest } from './outgoing.ts';
import { containerOf, outputOf, parseBody, rejectError, rejectInvalid } from './response.ts';
import { isNothing, isRecord } from './values.ts';

const MAX_REQUESTS = 100;
const MAX_PAGES = 50;

/** What a chain of requests ends with. */
export interface ChainResult {
  output: unknown;
  /** What `response.data` of the requests that ran kept. */
  data: Record<string, unknown>;
  /** The variables of the last response, for `metadata` of a connection. */
  context: Context;
}

/** Whether the last request of a chain has given enough with this page; only a trigger has a say in it. */
export type IsEnough = (page: readonly unknown[]) => boolean;

/** Runs a chain; `variables` are those of the whole run: parameters, connection, common and environment. */
export async function runRequests(
  requests: Request[],
  variables: Context,
  send: Send,
  isEnough: IsEnough = () => false,
): Promise<ChainResult> {
  let temp: unknown = {};
  let output: unknown;
  let data: Record<string, unknown> = {};
  let answered: Context = {};
  let limit = Number.POSITIVE_INFINITY;
  let sent = 0;

  const context = (extra: Context = {}): Context => ({ ...freshVariables(), temp, ...variables, ...extra });
  const remember = (block: unknown, extra: Context = {}) => {
    temp = mergeTemp(temp, evaluate(block, context(extra)));
  };
  const keep = ({ response }: Request, extra: Context = {}) => {
    const kept = evaluate(response.data, context(extra));
    if (isRecord(kept)) data = { ...data, ...kept };
  };

  for (const request of requests) {
    remember(request.temp);
    // Only the limit of the last request counts.
    if (request === requests.at(-1)) limit = readLimit(evaluate(request.response.limit, context()));
    if (!evaluate(request.condition.condition, context())) {
      if ('default' in request.condition) output = evaluate(request.condition.default, context());
      continue;
    }
    output = request.url === undefined ? withoutRequest(request) : await withPages(request);
  }

  function withoutRequest(request: Request): unknown {
    const { response } = request;
    remember(response.temp);
    rejectInvalid(response, context());
    keep(request);
    if (response.output === undefined && !response.iterate) return output;
    return outputOf(response, containerOf(response, context()), context());
  }

  async function withPages(request: Request): Promise<unknown> {
    const bundles: unknown[] = [];
    let current = request;
    let page = 1;
    let carried: Context = {};
    for (;;) {
      const { produced, container } = await exchange(current, carried, page);
      if (!request.pagination) return produced;
      const added: unknown[] = Array.isArray(produced) ? produced : [produced];
      bundles.push(...added);
      if (added.length === 0 || bundles.length >= limit || page > MAX_PAGES) return bundles;
      if (request === requests.at(-1) && isEnough(added)) return bundles;
      const iterate = container && {
        iterate: { container: { first: container[0], last: container.at(-1) } },
      };
      const { condition } = request.pagination;
      const goesOn = (number: number): boolean => {
        carried = { ...answered, ...iterate, pagination: { page: number } };
        return Boolean(evaluate(condition, context(carried)));
      };
      // Make asks twice: after the answer, and again with the number of the page to come.
      if (!goesOn(page) || !goesOn(page + 1)) return bundles;
      page += 1;
      current = nextPage(request);
    }
  }

  async function exchange(request: Request, carried: Context, page: number) {
    sent += 1;
    if (sent > MAX_REQUESTS) throw new MakeError('RuntimeError', `More than ${MAX_REQUESTS} requests.`);
    const answer = await send(outgoingRequest(request, context(carried)));
    const { response } = request;
    const { status, headers } = answer;
    answered = { body: parseBody(answer, response.type), headers, statusCode: status };
    const extra = { ...answered, ...(request.pagination && { pagination: { page } }) };
    remember(response.temp, extra);
    rejectError(status, response.error, context(extra));
    rejectInvalid(response, context(extra), status);
    keep(request, extra);
    const container = containerOf(response, context(extra));
    return { produced: outputOf(response, container, context(extra)), container };
  }

  const wrapper = requests.at(-1)?.response.wrapper;
  if (wrapper !== undefined) output = evaluate(wrapper, context({ output }));
  return {
    output: Array.isArray(output) ? output.slice(0, limit) : output,
    data,
    context: context(answered),
  };
}

/** The number of bundles a `limit` allows. */
export function readLimit(value: unknown): number {
  if (isNothing(value) || value === '') return Number.POSITIVE_INFINITY;
  const limit = Number(value);
  if (limit === 0) throw new MakeError('InvalidConfigurationError', 'The limit must be greater than 0.');
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new ModelError(`A limit of ${String(value)}`);
}
