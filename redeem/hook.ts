// The custom webhook: POST /hooks/pass takes a row as JSON and runs the declaration its action names.
import * as z from 'zod';
import { creates } from '../creates/index.ts';
import { UserMistake } from '../operation/input.ts';
import { Halt, type Runtime, run } from '../operation/run.ts';
import { PassKitError } from '../passkit/errors.ts';
import type { RedeemConfig } from './config.ts';
import { createLimiter } from './limits.ts';
import { Refusal, refusalFor } from './refusal.ts';
import { same } from './tokens.ts';
import { type Visit, visitorOf } from './visit.ts';

/** issue, update, revoke, redeem, reissue: the first word of an action's key. */
const actions = new Map(creates.map((operation) => [operation.key.replace(/_.*/, ''), operation]));

const row = z.record(z.string(), z.unknown());

interface Problem {
  status: 400 | 401 | 409 | 422 | 429 | 500 | 502 | 503;
  error: string;
  field?: string | undefined;
  retryAfter?: number | undefined;
}

export function hookRoute(config: RedeemConfig, runtime: () => Runtime, clock: () => number) {
  const wrongSecrets = createLimiter(20, 600);

  function authorize(c: Visit, hookSecret: string): Problem | undefined {
    const key = visitorOf(c, config) ?? 'anyone';
    const wait = wrongSecrets.take(key, clock());
    const bearer = /^Bearer +(.+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    const known = same(bearer, hookSecret);
    // The right secret is never locked out: it is too long to be guessed.
    if (known) wrongSecrets.giveBack(key);
    else if (wait > 0)
      return { status: 429, error: 'Too many wrong secrets. Wait before you try again.', retryAfter: wait };
    else
      return { status: 401, error: 'Send the header Authorization: Bearer with the secret of this webhook.' };
    return undefined;
  }

  return async (c: Visit): Promise<Response> => {
    if (!config.hookSecret) throw new Refusal('unknown');
    const problem = authorize(c, config.hookSecret) ?? (await act(c, runtime));
    if (problem instanceof Response) return problem;
    const { status, error, field, retryAfter } = problem;
    c.set('outcome', 'problem');
    if (status === 401) c.header('www-authenticate', 'Bearer');
    if (retryAfter) c.header('retry-after', String(retryAfter));
    return c.json({ error, field }, status);
  };
}

async function act(c: Visit, runtime: () => Runtime): Promise<Response | Problem> {
  const body = row.safeParse(await c.req.json().catch(() => undefined));
  if (!body.success)
    return { status: 400, error: 'The body must be a JSON object, such as {"action":"issue", …}.' };
  const { action, ...input } = body.data;
  const operation = typeof action === 'string' ? actions.get(action) : undefined;
  if (!operation)
    return {
      status: 422,
      error: `action must be one of: ${[...actions.keys()].join(', ')}.`,
      field: 'action',
    };
  if (typeof input.externalId === 'string') c.set('externalId', input.externalId);
  // Webhooks are sent again when an answer is late: without an ID of the sender's that would issue a second pass.
  if (action === 'issue' && !filled(input.externalId)) {
    const error =
      'External ID is missing. It makes the request safe to repeat: one external ID never gets a second pass.';
    return { status: 422, error, field: 'externalId' };
  }
  try {
    const [bundle] = await run(operation, input, runtime());
    c.set('outcome', String(bundle?.outcome));
    return c.json(bundle);
  } catch (error) {
    if (error instanceof PassKitError) c.set('passkit', error.status ?? 'no answer');
    return problemOf(error);
  }
}

const filled = (value: unknown) => value !== undefined && value !== null && String(value).trim() !== '';

function problemOf(error: unknown): Problem {
  if (error instanceof UserMistake) return { status: 422, error: error.message, field: error.field };
  if (error instanceof Halt) return { status: 409, error: error.message };
  if (!(error instanceof PassKitError)) throw error;
  const { message, status } = error;
  if (status === 409) return { status, error: `PassKit already has a record like this: ${message}.` };
  if (error.refused) return { status: 422, error: `PassKit did not accept the data: ${message}.` };
  const { status: answer, retryAfter } = refusalFor(error, false);
  if (answer === 500) return { status: 500, error: 'PassKit did not accept the credentials of this server.' };
  return {
    status: answer === 503 ? 503 : 502,
    error: 'PassKit cannot be reached or has a problem. The same request can be sent again safely.',
    retryAfter,
  };
}
