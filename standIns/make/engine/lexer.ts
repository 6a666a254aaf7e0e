// The words of an IML expression, and where expressions stand in a template.
// Part of a MODEL of Make's engine, written from its documentation: what the sources leave open is an error.
import { ModelError } from './errors.ts';

export type Token =
  | { kind: 'number'; value: number }
  | { kind: 'text'; value: string }
  | { kind: 'name'; value: string; quoted: boolean }
  | { kind: 'symbol'; value: string }
  | { kind: 'end' };

const PATTERN = new RegExp(
  [
    String.raw`(?<blank>\s+)`,
    String.raw`(?<number>\d+(?:\.\d+)?)`,
    `(?<text>'[^']*'|"[^"]*")`,
    '`(?<quoted>[^`]+)`',
    '(?<name>[A-Za-z_][A-Za-z0-9_]*)',
    String.raw`(?<symbol>[=!]==|[=!<>]=|&&|\|\||[=<>&|!+\-*/%()[\],;.])`,
  ].join('|'),
  'y',
);

/** The tokens of an expression, with an `end` behind the last. */
export function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < expression.length) {
    const at = PATTERN.lastIndex;
    const groups = PATTERN.exec(expression)?.groups;
    if (!groups) throw new ModelError(`Unexpected ${expression.slice(at, at + 12)} in {{${expression}}}`);
    const token = toToken(groups);
    if (token) tokens.push(token);
  }
  return [...tokens, { kind: 'end' }];
}

function toToken(groups: Record<string, string | undefined>): Token | undefined {
  if (groups.number !== undefined) return { kind: 'number', value: Number(groups.number) };
  if (groups.text !== undefined) return { kind: 'text', value: unquoted(groups.text) };
  if (groups.quoted !== undefined) return { kind: 'name', value: groups.quoted, quoted: true };
  if (groups.name !== undefined) return { kind: 'name', value: groups.name, quoted: false };
  return groups.symbol === undefined ? undefined : { kind: 'symbol', value: groups.symbol };
}

// No source says whether a backslash escapes; before a letter (as in '/\s+/g') it is known to be kept.
function unquoted(literal: string): string {
  const value = literal.slice(1, -1);
  if (/\\(?:["'\\]|$)/.test(value)) throw new ModelError(`A backslash that may be an escape in ${literal}`);
  return value;
}

/** A template cut into its texts and its expressions. */
export function splitTemplate(template: string): ({ text: string } | { expression: string })[] {
  const parts: ({ text: string } | { expression: string })[] = [];
  let rest = template;
  while (rest !== '') {
    const start = rest.indexOf('{{');
    const text = start === -1 ? rest : rest.slice(0, start);
    if (text.includes('}}')) throw new ModelError(`}} without {{ in ${template}`);
    if (text !== '') parts.push({ text });
    if (start === -1) break;
    const expression = /^\{\{((?:'[^']*'|"[^"]*"|`[^`]*`|\}(?!\})|[^'"`}])*)\}\}/.exec(
      rest.slice(start),
    )?.[1];
    if (expression === undefined) throw new ModelError(`{{ without }} in ${template}`);
    parts.push({ expression });
    rest = rest.slice(start + expression.length + 4);
  }
  return parts;
}
