// A message of a declaration as people read it beforehand: where a value will stand, the label of its field stands in
// italics, what may be left out stands in brackets, and what only a run knows is three dots.
import { isExpr, type Node, nodeOf, type Template } from '../operation/expression.ts';
import type { Fields } from '../operation/field.ts';
import type { Step } from '../operation/step.ts';

/** What the words of a message are taken from. */
export interface Source {
  fields: Fields;
  steps: readonly Step[];
}

const unknown = '…';

/** The words of a template. */
export function wordsOf(template: Template, source: Source): string {
  if (template === undefined) return '';
  if (!isExpr(template)) return typeof template === 'object' ? unknown : String(template);
  const data = nodeOf(template);
  return 'ref' in data ? named(data.ref, source) : applied(data, source);
}

/** What a plan has under a name, or as a part of it; undefined where only a run knows. */
export function valueNamed(name: string, path: readonly string[], { steps }: Source): Template {
  const step = steps.find((one) => one.kind === 'value' && one.name === name);
  if (step?.kind !== 'value') return undefined;
  return path.reduce<Template>(
    (value, key) =>
      typeof value === 'object' && !isExpr(value) && !Array.isArray(value)
        ? Reflect.get(value, key)
        : undefined,
    step.value,
  );
}

function named([root, name = '', ...rest]: readonly string[], source: Source): string {
  if (root === 'input') return `*${source.fields[name]?.label ?? name}*`;
  const part = root === 'result' ? valueNamed(name, rest, source) : undefined;
  return part === undefined ? unknown : wordsOf(part, source);
}

function applied({ fn, args }: Extract<Node, { fn: unknown }>, source: Source): string {
  const words = args.map((arg) => wordsOf(arg, source));
  switch (fn) {
    case 'join':
      return saying(words.join(''));
    case 'quoted':
    case 'readableTime':
    case 'first':
      return words[0] ?? unknown;
    case 'orElse':
      // What stands in for an unknown value says nothing of it.
      return words.includes(unknown) ? unknown : either(words);
    case 'choose':
      // With one branch it is something that may be left out.
      return args.length < 3 ? optional(words[1] ?? '') : either(words.slice(1));
    default:
      return unknown;
  }
}

/** A text; three dots where nothing in it is a word. */
const saying = (text: string): string => (text.includes(unknown) && !/\p{L}/u.test(text) ? unknown : text);

/** What may be left out; within such a part nothing is marked once more. */
const optional = (text: string): string =>
  saying(text) === unknown ? unknown : `[${text.replace(/[[\]]/g, '')}]`;

/** One of several: those that say something, each once. */
function either(words: readonly string[]): string {
  const said = [...new Set(words.filter((word) => word.trim() !== '' && word !== unknown))];
  if (said.length === 0) return unknown;
  const some = said.length < words.length;
  return said.length === 1 && some && !words.includes(unknown) ? `[${said[0]}]` : said.join(' or ');
}
