// When a request is sent, in words, from the conditions of a declaration: what inputs hold, what was found before, what was
// done. “Only when” names what must hold; a part of a condition that has no words is left out, where the rest must hold as well.
import { type Expr, exprOf, isExpr, type Node, nodeOf, type Template } from '../operation/expression.ts';
import { findOf } from '../operation/step.ts';
import { and } from './markdown.ts';
import { type Source, valueNamed } from './sentences.ts';

/** Words; or whether it always or never holds; undefined where it cannot be said. */
type Said = string | boolean | undefined;

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];
/** A list of more labels than these is said in another way. */
const few = 4;

/** What a name of a plan stands for, as deep as it goes. */
function resolved(template: Template, source: Source): Template {
  if (!isExpr(template)) return template;
  const data = nodeOf(template);
  if (!('ref' in data) || data.ref[0] !== 'result') return template;
  const [, name = '', ...rest] = data.ref;
  const part = valueNamed(name, rest, source);
  return part === undefined ? template : resolved(part, source);
}

/** The labels of inputs of which one is enough; undefined for anything else. */
function inputsIn(given: Template, source: Source): string[] | undefined {
  const template = resolved(given, source);
  if (!isExpr(template)) return undefined;
  const data = nodeOf(template);
  if ('ref' in data) {
    const [root, name = ''] = data.ref;
    return root === 'input' ? [`**${source.fields[name]?.label ?? name}**`] : undefined;
  }
  if (!['orElse', 'mergeMaps', 'blanksOf'].includes(data.fn)) return undefined;
  const parts = data.args.map((arg) => inputsIn(arg, source));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

interface Found {
  /** Such as “the record”. */
  record: string;
  /** Whether it is of the first look. */
  first: boolean;
  property: string;
}

/** What of a record that an earlier request brought a reference is to. */
function foundIn(given: Template, source: Source): Found | undefined {
  const template = resolved(given, source);
  const data = isExpr(template) ? nodeOf(template) : undefined;
  if (!data || !('ref' in data) || data.ref[0] !== 'result') return undefined;
  const [, name, , ...rest] = data.ref;
  const looks = source.steps.flatMap((step) => findOf(step) ?? []);
  const look = looks.find((one) => one.name === name);
  const asked = look?.again?.name ?? look?.name ?? '';
  const index = [...new Set(looks.map((one) => one.again?.name ?? one.name))].indexOf(asked);
  if (!look) return undefined;
  const first = index === 0;
  const record = first ? 'the record' : `the record of the ${ordinals[index] ?? 'last'} look`;
  return { record, first, property: `\`${rest.join('.')}\`` };
}

/** The request of a call whose answer a reference is to. */
function doneIn(given: Template, { steps }: Source): string | undefined {
  const data = isExpr(given) ? nodeOf(given) : undefined;
  if (!data || !('ref' in data) || data.ref[0] !== 'result') return undefined;
  const step = steps.find((one) => one.kind === 'call' && one.name === data.ref[1]);
  return step?.kind === 'call' ? `\`${step.call.method} ${step.call.path}\`` : undefined;
}

function filledIn(given: Template, source: Source, holds: boolean): Said {
  const found = foundIn(given, source);
  if (found) {
    const { record, first, property } = found;
    // Of what is looked for among the records of an owner it is only known whether there is one.
    if (property === '``') return holds ? 'a record was found before' : 'none was found before';
    if (property !== '`id`') return `${record} has ${holds ? 'a' : 'no'} ${property}`;
    if (!first) return `${record.replace('record of the ', '')} found ${holds ? 'a record' : 'none'}`;
    return holds ? 'a record was found before' : 'none was found before';
  }
  const done = doneIn(given, source);
  if (done) return `${done} has ${holds ? '' : 'not '}been answered`;
  const labels = inputsIn(given, source);
  if (!labels) {
    const data = isExpr(given) ? nodeOf(given) : undefined;
    if (!data || !('fn' in data) || data.fn !== 'orElse') return undefined;
    const parts = data.args.map((arg) => filledIn(resolved(arg, source), source, holds));
    return holds ? anyOf(parts) : allOf(parts);
  }
  if (!holds) return `${and(labels)} ${labels.length > 1 ? 'are' : 'is'} blank`;
  return labels.length > few ? `one of ${and(labels)} is filled in` : `${labels.join(' or ')} is filled in`;
}

const fn = (name: Extract<Node, { fn: unknown }>['fn'], ...args: Template[]): Expr =>
  exprOf({ fn: name, args });

function equalTo(one: Template, other: Template, source: Source, holds: boolean): Said {
  const given = resolved(one, source);
  const wanted = resolved(other, source);
  if (!isExpr(given) && !isExpr(wanted)) return (given === wanted) === holds;
  const data = isExpr(given) ? nodeOf(given) : undefined;
  if (data && 'fn' in data && data.fn === 'choose') {
    const [when, then, otherwise] = data.args;
    const either = fn(
      'any',
      fn('all', when, fn('equal', then, wanted)),
      fn('all', fn('not', when), fn('equal', otherwise, wanted)),
    );
    return said(either, source, holds);
  }
  const found = foundIn(given, source);
  const labels = inputsIn(isExpr(wanted) ? wanted : given, source);
  if (isExpr(wanted))
    return found && labels
      ? `${labels.join(' or ')} is ${holds ? 'the' : 'not the'} ${found.property} of ${found.record}`
      : undefined;
  const is = `${holds ? 'is' : 'is not'} \`${String(wanted)}\``;
  if (found) return `${found.property} of ${found.record} ${is}`;
  if (labels) return `${labels.join(' or ')} ${is}`;
  // A blank input stands for its last value.
  if (!data || !('fn' in data) || data.fn !== 'orElse') return undefined;
  const last = data.args.at(-1);
  const before = inputsIn(fn('orElse', ...data.args.slice(0, -1)), source);
  if (!before || isExpr(last)) return undefined;
  if (last !== wanted) return `${before.join(' or ')} ${is}`;
  return holds
    ? `${before.join(' or ')} is blank or \`${String(wanted)}\``
    : `${before.join(' or ')} is neither blank nor \`${String(wanted)}\``;
}

function agreeing(asked: Template, given: Template, source: Source, holds: boolean): Said {
  const [labels, found] = [inputsIn(asked, source), foundIn(given, source)];
  if (!labels || !found) return undefined;
  const same = `the ${found.property} of ${found.record}`;
  return holds ? `${labels.join(' or ')} is blank or ${same}` : `${labels.join(' or ')} is not ${same}`;
}

/** Whether a list of the record has a value under a key. */
function including(list: Template, value: Template, source: Source, holds: boolean): Said {
  const data = isExpr(list) ? nodeOf(list) : undefined;
  if (!data || !('fn' in data) || data.fn !== 'each') return undefined;
  const [of, key] = data.args;
  const wanted = isExpr(value) ? inputsIn(value, source)?.join(' or ') : `\`${String(value)}\``;
  const place = foundIn(of, source)?.property ?? (isExpr(of) && 'ref' in nodeOf(of) ? lastOf(of) : undefined);
  return wanted && place
    ? `${holds ? 'one' : 'none'} of the ${place} has the \`${String(key)}\` ${wanted}`
    : undefined;
}
function lastOf(expr: Expr): string | undefined {
  const data = nodeOf(expr);
  return 'ref' in data ? `\`${data.ref.at(-1)}\`` : undefined;
}

/** All of the parts: those without words are left out, since the others must hold as well. */
function allOf(parts: readonly Said[]): Said {
  if (parts.includes(false)) return false;
  const words = [...new Set(parts.filter((part) => typeof part === 'string'))];
  if (words.length > 1) return and(words.map((one) => (one.includes(', or ') ? `(${one})` : one)));
  if (words[0]) return words[0];
  return parts.includes(undefined) ? undefined : true;
}

/** One of the parts, each of which must have words. */
function anyOf(parts: readonly Said[]): Said {
  if (parts.includes(true)) return true;
  if (parts.includes(undefined)) return undefined;
  const words = [...new Set(parts.filter((part) => typeof part === 'string'))];
  return words.length > 0 ? words.join(', or ') : false;
}

/** The words that a declaration has for a condition that it names. */
function named(template: Template, { steps }: Source): readonly [string, string] | undefined {
  const data = isExpr(template) ? nodeOf(template) : undefined;
  if (!data || !('ref' in data) || data.ref[0] !== 'result' || data.ref.length > 2) return undefined;
  const step = steps.find((one) => one.kind === 'value' && one.name === data.ref[1]);
  return step?.kind === 'value' ? step.says : undefined;
}

function said(given: Template, source: Source, holds: boolean): Said {
  const words = named(given, source);
  if (words) return words[holds ? 0 : 1];
  const template = resolved(given, source);
  if (typeof template === 'boolean') return template === holds;
  if (!isExpr(template)) return undefined;
  const data = nodeOf(template);
  if ('ref' in data) return undefined;
  const [first, second] = data.args;
  switch (data.fn) {
    case 'not':
      return said(first, source, !holds);
    case 'all':
    case 'any': {
      const parts = data.args.map((arg) => said(arg, source, holds));
      return (data.fn === 'all') === holds ? allOf(parts) : anyOf(parts);
    }
    case 'filled':
      return filledIn(resolved(first, source), source, holds);
    case 'equal':
      return equalTo(first, second, source, holds);
    case 'agrees':
      return agreeing(first, second, source, holds);
    case 'includes':
      return including(first, second, source, holds);
    case 'notAfter': {
      const found = foundIn(first, source);
      return found && `${found.property} of ${found.record} is ${holds ? '' : 'not '}past`;
    }
    default:
      return undefined;
  }
}

/** A condition in words: empty where it always holds, undefined where it has none. */
export function conditionIn(template: Template, source: Source): string | undefined {
  const words = said(template, source, true);
  return typeof words === 'boolean' ? '' : words;
}
