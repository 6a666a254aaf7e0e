// The custom webhook: POST /hooks/pass takes a row as JSON and runs the declaration its action names.
import * as z from 'zod';
import { creates } from '../creates/index.ts';
import { UserMistake } from '../operation/input.ts';
import { Halt, type Runtime, run } from '../operation/run.ts';
import { PassKitError } from '../passkit/errors.ts';
import { problemCode, problemOf, sentenceOf } from '../passkit/problems.ts';
import type { RedeemConfig } from './config.ts';
import { createLimiter } from './limits.ts';
import { Refusal, refusalFor } from './refusal.ts';
import { same } from './tokens.ts';
import { type Visit, visitorOf } from './visit.ts';

/** The actions that the webhook offers, by the word each declares for it. */
const actions = new Map(
  creates.flatMap((operation) => (operation.webhook ? [[operation.webhook.action, operation] as const] : [])),
);

const row = z.record(z.string(), z.unknown());

interface Failure {
  status: 400 | 401 | 409 | 422 | 429 | 500 | 502 | 503;
  error: string;
  /** Tells the reason to machines. */
  code: string;
  field?: string | undefined;
  retryAfter?: number | undefined;
}

export function hookRoute(config: RedeemConfig, runtime: () => Runtime, clock: () => number) {
  const wrongSecrets = createLimiter(20, 600);

  function authorize(c: Visit, hookSecret: string): Failure | undefined {
    const key = visitorOf(c, config) ?? 'anyone';
    const wait = wrongSecrets.take(key, clock());
    const bearer = /^Bearer +(.+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    const known = same(bearer, hookSecret);
    // The right secret is never locked out: it is too long to be guessed.
    if (known) wrongSecrets.giveBack(key);
    else if (wait > 0)
      return {
        status: 429,
        error: 'Too many wrong secrets. Wait before you try again.',
        code: 'slow_down',
        retryAfter: wait,
      };
    else
      return {
        status: 401,
        error: 'Send the header Authorization: Bearer with the secret of this webhook.',
        code: 'wrong_secret',
      };
    return undefined;
  }

  return async (c: Visit): Promise<Response> => {
    if (!config.hookSecret) throw new Refusal('unknown');
    const problem = authorize(c, config.hookSecret) ?? (await act(c, runtime));
    if (problem instanceof Response) return problem;
    const { status, error, code, field, retryAfter } = problem;
    c.set('outcome', 'problem');
    if (status === 401) c.header('www-authenticate', 'Bearer');
    if (retryAfter) c.header('retry-after', String(retryAfter));
    return c.json({ error, code, field }, status);
  };
}

async function act(c: Visit, runtime: () => Runtime): Promise<Response | Failure> {
  const body = row.safeParse(await c.req.json().catch(() => undefined));
  if (!body.success)
    return {
      status: 400,
      error: 'The body must be a JSON object, such as {"action":"issue", …}.',
      code: 'no_json',
    };
  const { action, ...input } = body.data;
  const operation = typeof action === 'string' ? actions.get(action) : undefined;
  if (!operation)
    return {
      status: 422,
      error: `action must be one of: ${[...actions.keys()].join(', ')}.`,
      code: 'unknown_action',
      field: 'action',
    };
  if (typeof input.externalId === 'string') c.set('externalId', input.externalId);
  // Webhooks are sent again when an answer is late: what makes that safe must be there.
  const { needs } = operation.webhook ?? {};
  const missing = needs?.fields.find((key) => !filled(input[key]));
  if (missing) {
    const error = `${operation.fields[missing]?.label ?? missing} is missing. ${needs?.because}`;
    return { status: 422, error, code: 'missing_input', field: missing };
  }
  try {
    const [bundle] = await run(operation, input, runtime());
    c.set('outcome', String(bundle?.outcome));
    return c.json(bundle);
  } catch (error) {
    if (error instanceof PassKitError) c.set('passkit', error.status ?? 'no answer');
    return failureOf(error);
  }
}

const filled = (value: unknown) => value !== undefined && value !== null && String(value).trim() !== '';

function failureOf(error: unknown): Failure {
  if (error instanceof UserMistake)
    return { status: 422, error: error.message, code: 'invalid_input', field: error.field };
  if (error instanceof Halt) return { status: 409, error: error.message, code: error.code };
  if (!(error instanceof PassKitError)) throw error;
  const code = problemCode(error);
  const { kind, next } = problemOf(code);
  const sentence = sentenceOf(code, error.message);
  if (kind === 'data') return { status: code === 'exists' ? 409 : 422, error: `${sentence} ${next}`, code };
  const { status, retryAfter } = refusalFor(error, false);
  if (status === 500)
    return { status: 500, error: 'PassKit did not accept the credentials of this server.', code };
  return {
    status: status === 503 ? 503 : 502,
    error: `${sentence} The same request can be sent again safely.`,
    code,
    retryAfter,
  };
}
