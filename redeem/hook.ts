// The custom webhook: POST /hooks/pass takes a row as JSON and runs the declaration its action names.
import { creates } from '../creates/index.ts';
import { UserMistake } from '../operation/input.ts';
import type { Operation } from '../operation/operation.ts';
import { Halt } from '../operation/run.ts';
import { runByName } from '../passes/byName.ts';
import { PassKitError } from '../passkit/errors.ts';
import { nextFor, problemCode, problemOf, sentenceOf } from '../passkit/problems.ts';
import type { RedeemConfig } from './config.ts';
import type { limitersIn } from './limits.ts';
import { Refusal, refusalFor } from './refusal.ts';
import { fieldIn } from './refusedField.ts';
import { exactRow, parseRow, type Row, UnreadableRow } from './row.ts';
import type { VisitRuntime } from './runtime.ts';
import { same } from './tokens.ts';
import { type Visit, visitorOf } from './visit.ts';
import { watched } from './watched.ts';

/** The actions that the webhook offers, by the word each declares for it. */
const actions = new Map(
  creates.flatMap((operation) => (operation.webhook ? [[operation.webhook.action, operation] as const] : [])),
);

interface Failure {
  status: 400 | 401 | 409 | 422 | 429 | 500 | 502 | 503;
  error: string;
  /** Tells the reason to machines. */
  code: string;
  field?: string | undefined;
  retryAfter?: number | undefined;
}

export function hookRoute(
  config: RedeemConfig,
  runtime: () => VisitRuntime,
  clock: () => number,
  limiter: ReturnType<typeof limitersIn>,
) {
  const wrongSecrets = limiter('secrets', 20, 600);

  async function authorize(c: Visit, hookSecret: string): Promise<Failure | undefined> {
    const key = visitorOf(c, config) ?? 'anyone';
    const wait = await wrongSecrets.take(key, clock());
    const bearer = /^Bearer +(.+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    const known = same(bearer, hookSecret);
    // The right secret is never locked out: it is too long to be guessed.
    if (known) await wrongSecrets.giveBack(key, clock());
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
    const problem = (await authorize(c, config.hookSecret)) ?? (await act(c, runtime));
    if (problem instanceof Response) return problem;
    const { status, error, code, field, retryAfter } = problem;
    c.set('outcome', 'problem');
    if (status === 401) c.header('www-authenticate', 'Bearer');
    if (retryAfter) c.header('retry-after', String(retryAfter));
    return c.json({ error, code, field }, status);
  };
}

async function act(c: Visit, runtime: () => VisitRuntime): Promise<Response | Failure> {
  try {
    const { action, ...sent } = parseRow(await c.req.arrayBuffer());
    const operation = typeof action === 'string' ? actions.get(action) : undefined;
    if (operation) return await perform(c, operation, exactRow(sent, operation.fields), runtime());
  } catch (error) {
    if (!(error instanceof UnreadableRow)) throw error;
    const { status, message, code, field } = error;
    return { status, error: message, code, field };
  }
  const error = `action must be one of: ${[...actions.keys()].join(', ')}.`;
  return { status: 422, error, code: 'unknown_action', field: 'action' };
}

async function perform(
  c: Visit,
  operation: Operation,
  input: Row,
  once: VisitRuntime,
): Promise<Response | Failure> {
  if (['string', 'number'].includes(typeof input.externalId)) c.set('externalId', String(input.externalId));
  // Webhooks are sent again when an answer is late: what makes that safe must be there.
  const { needs } = operation.webhook ?? {};
  const missing = needs?.fields.find((key) => isBlank(input[key]));
  if (missing) {
    const error = `${operation.fields[missing]?.label ?? missing} is missing. ${needs?.because}`;
    return { status: 422, error, code: 'missing_input', field: missing };
  }
  const { runtime, unsure } = watched(once);
  try {
    const [bundle] = await runByName(operation, input, runtime);
    c.set('outcome', String(bundle?.outcome));
    return c.json(bundle);
  } catch (error) {
    if (error instanceof PassKitError) c.set('passkit', error.status ?? 'no answer');
    // Who gets a 5xx sends it again. Done twice is worse than asked for, where a row in between may have ended the first.
    if (needs && unsure() && !(error instanceof Halt)) return lost;
    return failureOf(error, operation, input);
  }
}

/** What may have been done and may not be done twice: not a 5xx, which callers take for "send it again". */
const lost: Failure = {
  status: 409,
  error:
    'PassKit’s answer was lost and it could not be asked what became of it, so this may or may not have been done. Look in PassKit before you send it again.',
  code: 'unsure',
};

const isBlank = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

function failureOf(error: unknown, operation: Operation, input: Row): Failure {
  if (error instanceof UserMistake)
    return { status: 422, error: error.message, code: error.code, field: error.field };
  if (error instanceof Halt) return { status: 409, error: error.message, code: error.code };
  if (!(error instanceof PassKitError)) throw error;
  const code = problemCode(error);
  if (code === 'unsure') return lost;
  const { kind } = problemOf(code);
  const sentence = sentenceOf(code, error.message);
  if (kind === 'data') {
    const field = fieldIn(error.message, operation, input);
    return {
      status: code === 'exists' ? 409 : 422,
      error: `${sentence} ${nextFor(code, error)}`,
      code,
      field,
    };
  }
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
