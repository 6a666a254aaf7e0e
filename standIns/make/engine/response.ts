// What becomes of an answer: its body by `response.type`, its error, its bundles.
// Part of a MODEL of Make's engine, written from its documentation, not Make.
import * as z from 'zod';
import type { ResponseRules } from './communication.ts';
import { MakeError, ModelError } from './errors.ts';
import { type Context, evaluate } from './iml.ts';
import type { Answer } from './network.ts';
import { toText } from './values.ts';

const ERROR_TYPES = new Set(
  (
    'RuntimeError DataError RateLimitError OutOfSpaceError ConnectionError InvalidConfigurationError ' +
    'InvalidAccessTokenError IncompleteDataError DuplicateDataError'
  ).split(' '),
);

/** The body of an answer, parsed as the narrowest range of `response.type` says. */
export function parseBody(answer: Answer, rule: ResponseRules['type']): unknown {
  const type = typeof rule === 'string' ? rule : typeFor(answer.status, rule);
  const isJson = /^application\/([\w.-]+\+)?json\b/i.test(answer.headers['content-type'] ?? '');
  if (type === 'text' || type === 'string' || (type === 'automatic' && !isJson)) return answer.text;
  if (type !== 'json' && type !== 'automatic') throw new ModelError(`response.type ${type} is not modelled`);
  if (answer.text === '') return undefined;
  try {
    const body: unknown = JSON.parse(answer.text);
    return body;
  } catch {
    throw new MakeError(
      'RuntimeError',
      `The answer is not valid JSON: ${answer.text.slice(0, 80)}`,
      answer.status,
    );
  }
}

function typeFor(status: number, ranges: Record<string, string>): string {
  const fitting = Object.entries(ranges).flatMap(([range, type]) => {
    const [from = 0, to = from] = range === '*' ? [0, 1000] : range.split('-').map(Number);
    return from <= status && status <= to ? [{ type, width: to - from }] : [];
  });
  return fitting.sort((a, b) => a.width - b.width)[0]?.type ?? 'automatic';
}

const errorRule = z.object({ message: z.string(), type: z.string().optional() });

/** Throws the error the app declares for an answer of 400 and above, or Make's default for its status. */
export function rejectError(status: number, rule: ResponseRules['error'], context: Context): void {
  if (status < 400) return;
  const declared = declaredError(status, rule);
  const message = declared ? toText(evaluate(declared.message, context)) : `The server answered ${status}.`;
  throw new MakeError(errorType(declared?.type, context) ?? defaultType(status), message, status);
}

/** Throws when `valid` does not hold; its own message and type come first, then those of `error`. */
export function rejectInvalid(rules: ResponseRules, context: Context, status?: number): void {
  const { valid } = rules;
  if (!valid || evaluate(valid.condition, context)) return;
  const own = 'message' in valid ? valid : undefined;
  if (own?.message === undefined && rules.error !== undefined) {
    throw new ModelError('valid without a message beside error: sources disagree on the message');
  }
  const message = toText(evaluate(own?.message ?? 'Response marked as invalid.', context));
  throw new MakeError(errorType(own?.type, context) ?? 'RuntimeError', message, status);
}

function declaredError(status: number, rule: ResponseRules['error']): z.infer<typeof errorRule> | undefined {
  if (rule === undefined) return undefined;
  if (typeof rule === 'string') return { message: rule };
  return errorRule.parse(rule[String(status)] ?? rule);
}

function errorType(template: string | undefined, context: Context): string | undefined {
  if (template === undefined) return undefined;
  const type = toText(evaluate(template, context));
  if (ERROR_TYPES.has(type)) return type;
  throw new ModelError(`Unknown type of error ${type}`);
}

function defaultType(status: number): string {
  if (status === 429) return 'RateLimitError';
  return status >= 500 ? 'ConnectionError' : 'RuntimeError';
}

/** How bundles come of a value: the part that responses and webhooks share. */
export type ItemRules = Pick<ResponseRules, 'iterate' | 'output'>;

/** The items of `iterate` that pass its condition; undefined when the response is not iterated. */
export function containerOf({ iterate }: ItemRules, context: Context): unknown[] | undefined {
  if (!iterate) return undefined;
  const container = evaluate(iterate.container, context);
  if (Array.isArray(container)) return container;
  throw new ModelError(`iterate of a value that is not an array: ${iterate.container}`);
}

/** What a response gives: a bundle for each item that passes, or one value. */
export function outputOf(rules: ItemRules, container: unknown[] | undefined, context: Context): unknown {
  if (!container) return evaluate(rules.output === undefined ? '{{body}}' : rules.output, context);
  const condition = rules.iterate && 'condition' in rules.iterate ? rules.iterate.condition : undefined;
  const output = rules.output === undefined ? '{{item}}' : rules.output;
  return container
    .map((item) => ({ ...context, item }))
    .filter((scope) => condition === undefined || evaluate(condition, scope))
    .map((scope) => evaluate(output, scope));
}
