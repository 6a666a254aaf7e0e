// The IML evaluator: templates with {{…}} and the values they give. A MODEL of Make's engine written from its
// documentation, not Make; it refuses what the documentation does not say.
import { randomUUID } from 'node:crypto';
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
export function evaluate(template: unknown, context: Context): unknown {
  if (typeof template === 'string') return evaluateText(template, context);
  if (Array.isArray(template)) return template.map((item) => evaluate(item, context));
  if (!isRecord(template)) return template;
  const result: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(template)) {
    if (key === SPREAD) Object.assign(result, spread(evaluate(inner, context)));
    else if (key.includes('{{') || key.includes('}}')) throw new ModelError(`A key with IML: ${key}`);
    else result[key] = evaluate(inner, context);
  }
  return result;
}

/** The names of the functions and variables in a template. Throws when the template is not valid. */
export function checkTemplate(template: string): { functions: string[]; roots: string[] } {
  const names = new Set<string>();
  const roots = new Set<string>();
  const visit = (expression: Expression): void => {
    if (expression.kind === 'path') roots.add(expression.root);
    if (expression.kind === 'call') names.add(expression.name);
    for (const part of partsOf(expression)) visit(part);
  };
  for (const part of parseTemplate(template)) if (typeof part !== 'string') visit(part);
  return { functions: [...names], roots: [...roots] };
}

function partsOf(expression: Expression): Expression[] {
  if (expression.kind === 'call') return expression.args;
  if (expression.kind === 'not') return [expression.value];
  return expression.kind === 'operation' ? [expression.left, expression.right] : [];
}

function evaluateText(template: string, context: Context): unknown {
  const parts = parseTemplate(template);
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
