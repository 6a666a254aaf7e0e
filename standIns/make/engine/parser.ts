// From the text of a template to expressions that can be evaluated, or listed by a checker.
// Part of a MODEL of Make's engine, written from its documentation: what it does not know is an error here.
import { APP_CODE, type Dialect } from './dialect.ts';
import { ModelError } from './errors.ts';
import { splitTemplate, type Token, tokenize } from './lexer.ts';
import { ALIASES, KEYWORDS, PRECEDENCE } from './vocabulary.ts';

export type Expression =
  | { kind: 'literal'; value: string | number | boolean | null | undefined }
  | { kind: 'emptyarray' }
  | { kind: 'path'; root: string; steps: (string | number)[] }
  | { kind: 'call'; name: string; args: Expression[] }
  | { kind: 'not'; value: Expression }
  | { kind: 'operation'; operator: string; left: Expression; right: Expression };

/** What was parsed before, by dialect: an app has the same templates in every run. */
const parsedBefore = new Map<Dialect, Map<string, readonly (string | Expression)[]>>();

/** The texts and expressions a template is made of. Throws on anything this model does not know. */
export function parseTemplate(template: string, dialect = APP_CODE): readonly (string | Expression)[] {
  const known = parsedBefore.get(dialect) ?? new Map<string, readonly (string | Expression)[]>();
  parsedBefore.set(dialect, known);
  const found =
    known.get(template) ??
    splitTemplate(template).map((part) =>
      'text' in part ? part.text : parseExpression(part.expression, dialect),
    );
  known.set(template, found);
  return found;
}

function parseExpression(source: string, dialect: Dialect): Expression {
  const tokens = tokenize(source);
  let position = 0;
  const peek = (): Token => tokens[position] ?? { kind: 'end' };
  const next = (): Token => {
    const token = peek();
    position += 1;
    return token;
  };
  const fail = (why: string): never => {
    throw new ModelError(`${why} in {{${source}}}`);
  };
  const shown = (token: Token) => (token.kind === 'end' ? 'end' : String(token.value));
  const at = (symbol: string, token = peek()) => token.kind === 'symbol' && token.value === symbol;
  const take = (symbol: string): boolean => {
    if (!at(symbol)) return false;
    position += 1;
    return true;
  };
  const expect = (symbol: string): void => {
    if (!take(symbol)) fail(`${symbol} expected instead of ${shown(peek())}`);
  };

  function expression(lowest: number): Expression {
    let left = operand();
    for (;;) {
      const token = peek();
      if (token.kind !== 'symbol') return left;
      const operator = ALIASES.get(token.value) ?? token.value;
      const precedence = PRECEDENCE.get(operator);
      if (precedence === undefined || precedence < lowest) return left;
      position += 1;
      left = { kind: 'operation', operator, left, right: expression(precedence + 1) };
    }
  }

  function operand(): Expression {
    const token = next();
    if (token.kind === 'number' && at('.') && isModuleId(token.value)) return path(String(token.value));
    if (token.kind === 'number' || token.kind === 'text') return { kind: 'literal', value: token.value };
    if (token.kind === 'name') return named(token);
    if (at('!', token)) return { kind: 'not', value: operand() };
    if (at('-', token)) {
      const digits = next();
      return digits.kind === 'number'
        ? { kind: 'literal', value: -digits.value }
        : fail('A minus without a number');
    }
    if (!at('(', token)) return fail(`Unexpected ${shown(token)}`);
    const value = expression(0);
    expect(')');
    return value;
  }

  function named(token: { value: string; quoted: boolean }): Expression {
    if (token.quoted) return variable(token.value);
    if (take('(')) return { kind: 'call', name: token.value, args: args(token.value) };
    if (token.value === 'emptyarray') return { kind: 'emptyarray' };
    if (KEYWORDS.has(token.value)) return { kind: 'literal', value: KEYWORDS.get(token.value) };
    return variable(token.value);
  }

  function args(name: string): Expression[] {
    const known = Object.hasOwn(dialect.functions, name) ? dialect.functions[name] : undefined;
    if (!known) return fail(`Unknown function ${name}`);
    const found: Expression[] = [];
    if (!take(')')) {
      do found.push(expression(0));
      while (take(dialect.separator));
      expect(')');
    }
    if (found.length < known.min || found.length > known.max) fail(`${found.length} arguments for ${name}`);
    return found;
  }

  const variable = (root: string): Expression =>
    dialect.roots.has(root) ? path(root) : fail(`Unknown variable ${root}`);

  const isModuleId = (value: number) => dialect.moduleIds && Number.isInteger(value) && value > 0;

  function path(root: string): Expression {
    const steps: (string | number)[] = [];
    for (;;) {
      if (take('.')) {
        const name = next();
        steps.push(name.kind === 'name' ? name.value : fail(`A name expected instead of ${shown(name)}`));
      } else if (take('[')) steps.push(index());
      else return { kind: 'path', root, steps };
    }
  }

  function index(): number {
    if (take(']')) return 1;
    const sign = take('-') ? -1 : 1;
    const token = next();
    if (token.kind !== 'number' || !Number.isInteger(token.value))
      return fail('An index that is not a number');
    if (token.value === 0) fail('[0]: arrays start at 1,');
    expect(']');
    return sign * token.value;
  }

  const parsed = expression(0);
  return peek().kind === 'end' ? parsed : fail(`Unexpected ${shown(peek())}`);
}
