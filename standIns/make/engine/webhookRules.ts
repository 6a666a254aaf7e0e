// The communication of a webhook: what it makes of a request that arrives, and what it answers.
// Part of a MODEL of Make's engine, written from its documentation, not Make.
import * as z from 'zod';
import { condition, iterate } from './communication.ts';
import { ModelError } from './errors.ts';
import { type Context, evaluate } from './iml.ts';
import { containerOf, outputOf } from './response.ts';
import { isNothing, isRecord, toJson, toText } from './values.ts';

/** A request that arrives. */
export interface Incoming {
  method?: string;
  headers?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  /** Text as it was sent, or a value that was sent as JSON. */
  body?: unknown;
}

/** What the sender is answered; a body of JSON is the value. */
export interface Answered {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

const respond = z.strictObject({
  type: z.enum(['json', 'text']).default('json'),
  status: z.union([z.number(), z.string()]).default(200),
  headers: z.record(z.string(), z.unknown()).default({}),
  body: z.unknown().optional(),
});
const rules = z.strictObject({
  verification: z.strictObject({ condition, respond: respond.optional() }).optional(),
  condition: condition.default(true),
  respond: respond.optional(),
  iterate: iterate.optional(),
  output: z.unknown().optional(),
});

export type WebhookRules = z.infer<typeof rules>;

/** The communication of a webhook, read. Throws on a directive this model does not know. */
export function webhookRules(communication: unknown): WebhookRules {
  const parsed = rules.safeParse(communication);
  if (parsed.success) return parsed.data;
  throw new ModelError(`Not a webhook this model knows: ${z.prettifyError(parsed.error)}`);
}

/** The variables that a request brings. */
export function incomingVariables({ method = 'POST', headers = {}, query = {}, body }: Incoming): Context {
  const lowered = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  return {
    method: method.toUpperCase(),
    headers: lowered,
    query,
    body: bodyOf(body, lowered['content-type']),
  };
}

// Text that is not JSON stays text, whatever the header promises: an app must cope with it.
function bodyOf(body: unknown, contentType: string | undefined): unknown {
  if (typeof body !== 'string') return toJson(body);
  if (/urlencoded|form-data/.test(contentType ?? ''))
    throw new ModelError('A webhook that gets a form is not modelled');
  if (contentType !== undefined && !contentType.includes('json')) return body;
  try {
    const value: unknown = JSON.parse(body);
    return value;
  } catch {
    return body === '' ? undefined : body;
  }
}

/** What a webhook makes of a request; `output` is undefined when it is a verification or not meant for it. */
export function handle(communication: WebhookRules, context: Context): { output: unknown; answer: Answered } {
  const { verification } = communication;
  if (verification && evaluate(verification.condition, context)) {
    return { output: undefined, answer: answerOf(verification.respond, context) };
  }
  // Sources do not say what is answered when the condition does not hold: this model answers as always.
  const answer = answerOf(communication.respond, context);
  if (!evaluate(communication.condition, context)) return { output: undefined, answer };
  const container = containerOf(communication, context);
  const output = outputOf(communication, container, context);
  if (!container && !isRecord(output)) {
    throw new ModelError(`A webhook without iterate gives one collection, not ${JSON.stringify(output)}`);
  }
  return { output, answer };
}

function answerOf(given: z.infer<typeof respond> | undefined, context: Context): Answered {
  // Make's own answer.
  if (!given) return { status: 200, headers: {}, body: 'Accepted' };
  const status = Number(evaluate(given.status, context));
  if (!Number.isInteger(status) || status < 100 || status > 999)
    throw new ModelError(`A status of ${status}`);
  const headers = Object.entries(given.headers).map(([name, value]) => [
    name.toLowerCase(),
    toText(evaluate(value, context)),
  ]);
  const body = evaluate(given.body, context);
  if (given.type === 'json' && !isNothing(body) && typeof body !== 'object') {
    throw new ModelError('respond of type json with a body that is neither a collection nor an array');
  }
  return {
    status,
    headers: Object.fromEntries(headers),
    body: given.type === 'text' ? toText(body) : toJson(body),
  };
}
