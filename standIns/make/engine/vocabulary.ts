// The variables, keywords and operators of IML that this MODEL of Make's engine knows. It is not Make.

/** The variables a template in the code of an app may start a path with. */
export const ROOTS = new Set(
  (
    'parameters connection common temp now timestamp uuid environment data scenario metadata body headers ' +
    'statusCode item output iterate pagination webhook query method payload'
  ).split(' '),
);
/** Those of a template in a scenario, beside the ids of its modules. */
export const SCENARIO_ROOTS = new Set(['now', 'timestamp', 'uuid']);
/** The words that are values; `emptyarray` is not here, since it is a new array each time. */
export const KEYWORDS = new Map<string, string | boolean | null | undefined>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['erase', null],
  ['undefined', undefined],
  ['ignore', undefined],
  ['emptystring', ''],
  ['newline', '\n'],
  ['tab', '\t'],
  ['space', ' '],
]);
/** The operators with two operands; the highest binds first. */
export const PRECEDENCE = new Map<string, number>([
  ...['*', '/', '%'].map((operator) => [operator, 14] as const),
  ...['+', '-'].map((operator) => [operator, 13] as const),
  ...['<', '<=', '>', '>='].map((operator) => [operator, 11] as const),
  ...['=', '!='].map((operator) => [operator, 10] as const),
  ['&', 6],
  ['|', 5],
]);
/** Other spellings of operators. */
export const ALIASES = new Map([
  ['==', '='],
  ['===', '='],
  ['!==', '!='],
  ['&&', '&'],
  ['||', '|'],
]);
