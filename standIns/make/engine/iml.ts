// The IML evaluator: templates with {{…}} and the values they give. A MODEL of Make's engine written from its
// documentation, not Make; it refuses what the documentation does not say.
import { randomUUID } from 'node:crypto';
import { APP_CODE, type Dialect } from './dialect.ts';
import { ModelError } from './errors.ts';
import { functions } from './functions/index.ts';
import { operate } from './operators.ts';
import { type Expression, parseTemplate } from './parser.ts';
import { isRecord, itemAt, member, toText } from './values.ts';

/** The variables of a template by name, such as `parameters`. */
export type Context = Readonly<Record<string, unknown>>;

/** The variables that are new each time a template is evaluated. */
export function freshVariables(): Context {
  const now = new Date();
  return { now, timestamp: Math.floor(now.getTime() / 1000), uuid: randomUUID() };
}

const SPREAD = '{{...}}';

/**
 * The value of a JSON template: every text in it is evaluated, and the key `{{...}}` spreads a collection into
 * the one around it. Members that are undefined stay as such: JSON.stringify drops them.
 */
export function evaluate(template: unknown, context: Context, dialect = APP_CODE): unknown {
  if (typeof template === 'string') return evaluateText(template, context, dialect);
  if (Array.isArray(template)) return template.map((item) => evaluate(item, context, dialect));
  if (!isRecord(template)) return template;
  const result: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(template)) {
    if (key === SPREAD) Object.assign(result, spread(evaluate(inner, context, dialect)));
    else if (key.includes('{{') || key.includes('}}')) throw new ModelError(`A key with IML: ${key}`);
    else result[key] = evaluate(inner, context, dialect);
  }
  return result;
}

/** The names of the functions and variables in a template. Throws when the template is not valid. */
export function checkTemplate(
  template: string,
  dialect = APP_CODE,
): { functions: string[]; roots: string[] } {
  const all = expressionsIn(template, dialect);
  const names = all.flatMap((part) => (part.kind === 'call' ? [part.name] : []));
  const roots = all.flatMap((part) => (part.kind === 'path' ? [part.root] : []));
  return { functions: [...new Set(names)], roots: [...new Set(roots)] };
}

/** Every expression in a template, those inside others too. Throws when the template is not valid. */
export function expressionsIn(template: string, dialect: Dialect): Expression[] {
  const within = (expression: Expression): Expression[] => [
    expression,
    ...partsOf(expression).flatMap(within),
  ];
  return parseTemplate(template, dialect).flatMap((part) => (typeof part === 'string' ? [] : within(part)));
}

function partsOf(expression: Expression): Expression[] {
  if (expression.kind === 'call') return expression.args;
  if (expression.kind === 'not') return [expression.value];
  return expression.kind === 'operation' ? [expression.left, expression.right] : [];
}

function evaluateText(template: string, context: Context, dialect: Dialect): unknown {
  const parts = parseTemplate(template, dialect);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && typeof only !== 'string') return resolve(only, context);
  return parts.map((part) => (typeof part === 'string' ? part : toText(resolve(part, context)))).join('');
}

function spread(value: unknown): Record<string, unknown> {
  if (value === undefined || value === null) return {};
  if (isRecord(value)) return value;
  throw new ModelError(`${SPREAD} of a value that is not a collection`);
}

function resolve(expression: Expression, context: Context): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'emptyarray':
      return [];
    case 'not':
      return !resolve(expression.value, context);
    case 'operation':
      return operate(
        expression.operator,
        resolve(expression.left, context),
        resolve(expression.right, context),
      );
    case 'path':
      return followPath(expression.root, expression.steps, context);
    case 'call':
      return callFunction(expression.name, expression.args, context);
  }
}

function followPath(root: string, steps: (string | number)[], context: Context): unknown {
  // Make would answer undefined here; an app that reads what its place does not have is wrong anyway.
  if (!Object.hasOwn(context, root)) throw new ModelError(`${root} has no value in this place`);
  return steps.reduce<unknown>(
    (value, step) => (typeof step === 'number' ? itemAt(value, step) : member(value, step)),
    context[root],
  );
}

function callFunction(name: string, args: Expression[], context: Context): unknown {
  const [condition, yes, no] = args;
  // Only the chosen branch of an `if` is evaluated; no other function is lazy.
  if (name === 'if' && condition && yes && no)
    return resolve(resolve(condition, context) ? yes : no, context);
  const zone = member(context.environment, 'timezone');
  return functions[name]?.call(
    args.map((arg) => resolve(arg, context)),
    typeof zone === 'string' ? zone : 'UTC',
  );
}
