// The columns that the table of a recipe needs, as Markdown in the client's language.
import { dataFormula, toDoFormula } from '../formulas.ts';
import type { RecipeName } from '../recipeNames.ts';
import { table } from '../recipes/markdown.ts';
import type { ColumnName } from '../words/types.ts';
import type { Page } from './types.ts';

/** The columns that the users of a recipe fill in; none where it has no table. */
export const ownColumns: Record<RecipeName, readonly ColumnName[]> = {
  'new-row': ['Name', 'Email', 'Type', 'Tier', 'Status'],
  'changed-row': ['Name', 'Email', 'Type', 'Tier', 'Status'],
  'sign-up-sheet': ['Name', 'Email', 'Status'],
  'redemption-link': [],
  'coupon-expired': [],
  'many-passes': [],
  'lock-screen': [],
};

/** The columns that users fill in, those that the scenario writes, and its two formulas. */
export function columnsTable({ words, texts }: Page, own: readonly ColumnName[]): string {
  const { kinds, what, head, after } = texts.columns;
  const kind: Partial<Record<ColumnName, string>> = {
    Email: kinds.email,
    Type: kinds.list,
    Tier: kinds.list,
    Status: kinds.list,
    'Pass Link': kinds.link,
  };
  const row = (name: ColumnName, said: string, of = kind[name] ?? kinds.text) => [
    `**${words.columns[name]}**`,
    of,
    said.replaceAll('|', '\\|'),
  ];
  const written = ['Pass Link', 'Pass ID', 'Pass Error', 'Pass Sent'] as const;
  return [
    table(head, [
      ...[...own, ...written].map((name) => row(name, what[name] ?? '')),
      row('Pass Data', `\`${dataFormula(words, own)}\``, kinds.formula),
      row('Pass To Do', `\`${toDoFormula(words, own)}\``, kinds.formula),
    ]),
    ...after,
  ].join('\n\n');
}
