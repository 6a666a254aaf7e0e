// The columns that a Coda table needs, as Markdown.
import { passColumns } from '../coda.ts';
import { dataFormula, toDoFormula } from '../formulas.ts';
import { wordsOf } from '../words/index.ts';
import { table } from './markdown.ts';

const { link, id, error, sent, data, toDo } = passColumns;

interface Column {
  name: string;
  kind: string;
  what: string;
}

const own: Record<string, Column> = {
  Name: { name: 'Name', kind: 'Text', what: 'shown on the pass' },
  Email: { name: 'Email', kind: 'Email or text', what: 'of the holder' },
  Type: {
    name: 'Type',
    kind: 'Select list',
    what: '`Membership`, `Coupon` or `Event Ticket`: which pass the row gets',
  },
  Tier: {
    name: 'Tier',
    kind: 'Select list',
    what: 'the ID of the tier, as PassKit shows it; for memberships',
  },
  Status: { name: 'Status', kind: 'Select list', what: '`Active`, `Canceled` or `Expired`' },
};

export type OwnColumn = 'Name' | 'Email' | 'Type' | 'Tier' | 'Status';

const english = wordsOf({ language: 'en' });

/** The table of columns: those of the user, and the six that the scenario needs. */
export function columnsTable(names: readonly OwnColumn[]): string {
  const columns: Column[] = [
    ...names.flatMap((name) => own[name] ?? []),
    { name: link, kind: 'Link or text', what: 'left blank: the link of the pass is written here' },
    { name: id, kind: 'Text', what: 'left blank: the PassKit ID of the pass' },
    { name: error, kind: 'Text', what: 'left blank: what went wrong, and what to do' },
    { name: sent, kind: 'Text', what: 'left blank: what the pass was last made from. You may hide it' },
    { name: data, kind: 'Formula', what: `\`${dataFormula(english, names)}\`` },
    { name: toDo, kind: 'Formula', what: `\`${toDoFormula(english, names)}\`` },
  ];
  return `${table(
    ['Column', 'Type', 'What it holds'],
    columns.map(({ name, kind, what }) => [`**${name}**`, kind, what.replaceAll('|', '\\|')]),
  )}

**${data}** and **${toDo}** tell the scenario what there is to do. What the scenario writes changes neither of the other
columns, so ${'**'}${toDo}${'**'} becomes blank and the scenario does not start itself again. A row with a mistake keeps its place:
**${error}** says what to correct, and correcting it is enough for the next try. To try a row again as it is, empty its
**${sent}**.

A row gets its pass when everything that its pass is made from is there; until then **${toDo}** says *wait*. In Coda a row exists
from its first letter on.`;
}
