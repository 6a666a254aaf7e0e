// What can go wrong when PassKit is asked, and how its error bodies are read.
// Shapes seen: {"error":"text"}, {"code","message"}, {"error":{"code","message"}} and mixtures of these.
import * as z from 'zod';
import { once } from './once.ts';
import { isRefusal, leavesOpen } from './problems.ts';

/** PassKit refused a request, or its answer never arrived whole. */
export class PassKitError extends Error {
  /** The HTTP status; undefined when no complete answer came (timeout, reset, malformed body). */
  readonly status: number | undefined;
  /** Seconds PassKit asks to wait, when it says so. */
  readonly retryAfter: number | undefined;
  /** False when repeating the request could do something twice. */
  safeToRepeat = true;
  /** Whether an earlier request of the same run has changed something already. */
  partly = false;
  /** Whether the request has left at all. */
  sent = true;
  /** Whether it was signed at that moment, with an API key; a long-lived token was made long before. */
  signed = true;

  constructor(message: string, status?: number, retryAfter?: number) {
    super(message);
    this.name = 'PassKitError';
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** PassKit understood and said no: asking again the same way is pointless. */
  get refused() {
    return isRefusal(this.status);
  }

  /** It is not known whether the request took effect. */
  get lost() {
    return this.sent && leavesOpen(this.status);
  }
}

/** An hour: what asks for more is taken for a mistake. */
const longestWait = 3600;

/** The seconds to wait that a Retry-After header asks for, within reason; undefined when it asks for none. */
export function retryAfterIn(header: unknown): number | undefined {
  const seconds = Number(header);
  return seconds > 0 ? Math.min(Math.ceil(seconds), longestWait) : undefined;
}

/** This request was not sent: the run's time is over, or what `message` says. */
export function notSent(
  message = 'PassKit was too slow, so the step ended before its last request',
): PassKitError {
  const error = new PassKitError(message);
  error.sent = false;
  return error;
}

const detail = once(() =>
  z.object({
    message: z.string().optional().catch(undefined),
    httpCode: z.number().optional().catch(undefined),
    code: z.number().optional().catch(undefined),
    grpcCode: z.number().optional().catch(undefined),
  }),
);
const errorBody = once(() =>
  detail().extend({ error: z.union([z.string(), detail()]).optional().catch(undefined) }),
);

/** PassKit's own words in an error body, or undefined when it has none that a person can read. */
export function reasonIn(body: unknown): string | undefined {
  const parsed = errorBody().safeParse(body);
  if (!parsed.success) return undefined;
  const { message, error } = parsed.data;
  const reason = message || (typeof error === 'string' ? error : error?.message);
  return reason ? readable(reason) : undefined;
}

const errorLine = once(() => errorBody().extend({ error: z.union([z.string(), detail()]) }));

/** The error in a JSON line such as {"error":{"code":5,"message":"…"}}; undefined for a line that is a result. */
export function errorInLine(line: unknown): PassKitError | undefined {
  // Nearly every line is a result: a schema takes longer to refuse one than to read it.
  if (typeof line !== 'object' || line === null || !('error' in line)) return undefined;
  const parsed = errorLine().safeParse(line);
  if (!parsed.success) return undefined;
  const { error } = parsed.data;
  const codes = typeof error === 'string' ? parsed.data : error;
  const status = codes.httpCode ?? httpStatusOf(codes.grpcCode ?? codes.code ?? 0);
  return new PassKitError(reasonIn(line) ?? 'PassKit stopped in the middle of a list', status);
}

/** grpc-gateway's mapping of gRPC codes to HTTP status; of those that are not here, 500. */
const statuses: Readonly<Record<number, number>> = {
  3: 400,
  5: 404,
  6: 409,
  7: 403,
  8: 429,
  9: 400,
  11: 400,
  12: 501,
  13: 500,
  14: 503,
  16: 401,
};

/** All codes of gRPC but that of success. */
export const grpcCodes: readonly number[] = Array.from({ length: 16 }, (_, index) => index + 1);

/** A number that is no code of gRPC may be a status already. */
export const httpStatusOf = (code: number): number =>
  statuses[code] ?? (code >= 400 && code < 600 ? code : 500);

const words = (name: string) =>
  (name.charAt(0).toUpperCase() + name.slice(1)).replace(/([a-z])([A-Z])/g, '$1 $2');

/** "Key: 'Member.Person.EmailAddress' Error:Field validation for 'EmailAddress' failed on the 'email' tag" → plain. */
function readable(reason: string): string {
  const whole = /value for u?int.* field (\w+): (.*)$/.exec(reason);
  if (whole?.[1]) return `${words(whole[1])} is no whole number PassKit takes: ${whole[2]}`;
  const rule = /Field validation for '(\w+)' failed on the '(\w+)/.exec(reason);
  if (!rule?.[1] || !rule[2]) return reason;
  const field = words(rule[1]);
  if (rule[2].startsWith('required')) return `${field} is missing`;
  if (rule[2] === 'email') return `${field} is not an e-mail address`;
  return `${field} is not what PassKit accepts there (rule "${rule[2]}")`;
}
