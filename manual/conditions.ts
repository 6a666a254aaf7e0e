// When a request is sent, in words, where the condition is about inputs and what was found before; else nothing is said.
import { isExpr, nodeOf, type Template } from '../operation/expression.ts';
import { and } from './markdown.ts';
import type { Source } from './sentences.ts';

/** The labels of inputs of which one is enough; undefined for anything else. */
function inputsIn(template: Template, { fields, steps }: Source): string[] | undefined {
  if (!isExpr(template)) return undefined;
  const data = nodeOf(template);
  if ('ref' in data) {
    const [root, name = '', ...rest] = data.ref;
    if (root === 'input') return [`**${fields[name]?.label ?? name}**`];
    const step = steps.find((one) => one.kind === 'value' && one.name === name);
    return root === 'result' && step?.kind === 'value' && rest.length === 0
      ? inputsIn(step.value, { fields, steps })
      : undefined;
  }
  if (data.fn !== 'orElse') return undefined;
  const parts = data.args.map((arg) => inputsIn(arg, { fields, steps }));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** Whether a reference is to what an earlier request of the plan brought. */
function isFound(template: Template, { steps }: Source): boolean {
  const data = isExpr(template) ? nodeOf(template) : undefined;
  if (!data || !('ref' in data)) return false;
  const [root, name] = data.ref;
  return root === 'result' && steps.some((step) => step.kind === 'find' && step.name === name);
}

/** A condition in words; undefined where it cannot be said in few. */
export function conditionIn(template: Template, source: Source, holds = true): string | undefined {
  if (!isExpr(template)) return undefined;
  const data = nodeOf(template);
  if ('ref' in data) {
    const [root, name = '', ...rest] = data.ref;
    const step = source.steps.find((one) => one.kind === 'value' && one.name === name);
    return root === 'result' && step?.kind === 'value' && rest.length === 0
      ? conditionIn(step.value, source, holds)
      : undefined;
  }
  const [first, second] = data.args;
  switch (data.fn) {
    case 'not':
      return conditionIn(first, source, !holds);
    case 'filled': {
      if (isFound(first, source)) return holds ? 'a record was found before' : 'none was found before';
      const labels = inputsIn(first, source);
      if (!labels || labels.length > 4) return undefined;
      return holds
        ? `${labels.join(' or ')} is filled in`
        : `${and(labels)} ${labels.length > 1 ? 'are' : 'is'} blank`;
    }
    case 'equal': {
      const labels = inputsIn(first, source);
      if (!labels || typeof second !== 'string') return undefined;
      return `${labels.join(' or ')} ${holds ? 'is' : 'is not'} \`${second}\``;
    }
    case 'all': {
      if (!holds) return undefined;
      const parts = data.args.map((arg) => conditionIn(arg, source));
      return parts.every((part) => part !== undefined) ? and(parts) : undefined;
    }
    default:
      return undefined;
  }
}
