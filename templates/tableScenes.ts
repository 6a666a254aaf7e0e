// What a run does to a table, in the client's columns and words: some rows before it, and the same rows after it.
// test/templates/tablePicture.test.ts plays each scene in the model of Make.
import { emailAdvice } from '../operation/input.ts';
import { withCode } from '../passkit/problems.ts';
import type { RecipeName } from './recipeNames.ts';
import type { Settings } from './settings.ts';
import { type Words, wordsOf } from './words/index.ts';
import type { ColumnName } from './words/types.ts';

export type PictureRow = Readonly<Partial<Record<ColumnName, string>>>;

export interface Scene {
  columns: readonly ColumnName[];
  before: readonly PictureRow[];
  after: readonly PictureRow[];
}

const columns = [
  'Name',
  'Email',
  'Type',
  'Tier',
  'Status',
  'Pass Link',
  'Pass Error',
  'Pass To Do',
] as const satisfies readonly ColumnName[];

/** What the cell says of an address that is none. */
function wrongAddress({ problems, columns: named }: Words, address: string): string {
  if (!problems) return withCode(`Email address is “${address}”. ${emailAdvice}`, 'invalid_email');
  const [open, close] = problems.quotes;
  return `${problems.said(named).invalid_email} ${open}${address}${close}`;
}

const scenes = {
  'new-row': (words: Words, link: string): Scene => {
    const before = people(words).map((row) => ({ ...row, 'Pass To Do': words.toDo.issue }));
    const wrong = { ...before[0], Name: 'Kim Poe', Email: 'kim at example' };
    return {
      columns,
      before: [...before, wrong],
      after: [
        ...before.map((row) => ({ ...row, 'Pass Link': link, 'Pass To Do': '' })),
        { ...wrong, 'Pass Error': wrongAddress(words, wrong.Email), 'Pass To Do': '' },
      ],
    };
  },
  'changed-row': (words: Words, link: string): Scene => {
    const [member, coupon, ticket] = people(words).map((row) => ({ ...row, 'Pass Link': link }));
    const before = [
      { ...member, Tier: 'gold', 'Pass To Do': words.toDo.update },
      { ...coupon },
      { ...ticket, Status: words.statuses.Canceled, 'Pass To Do': words.toDo.update },
    ];
    return { columns, before, after: before.map((row) => ({ ...row, 'Pass To Do': '' })) };
  },
  'sign-up-sheet': (words: Words, link: string): Scene => {
    const before = people(words).map(({ Name, Email, Status }) => ({
      Name,
      Email,
      Status,
      'Pass To Do': words.toDo.issue,
    }));
    return {
      columns: columns.filter((name) => name !== 'Type' && name !== 'Tier'),
      before,
      after: before.map((row) => ({ ...row, 'Pass Link': link, 'Pass To Do': '' })),
    };
  },
} satisfies Partial<Record<RecipeName, (words: Words, link: string) => Scene>>;

const people = ({ types, statuses }: Words) => [
  {
    Name: 'Jane Doe',
    Email: 'jane@example.com',
    Type: types.membership,
    Tier: 'bronze',
    Status: statuses.Active,
  },
  { Name: 'Max Roe', Email: 'max@example.com', Type: types.coupon, Status: statuses.Active },
  { Name: 'Ann Lee', Email: 'ann@example.com', Type: types.eventTicket, Status: statuses.Active },
];

/** The beginning of a pass's link, with three dots for its ID. */
export const linkOf = ({ region }: Pick<Settings, 'region'>) => `https://${region}.pskt.io/…`;

/** The scene of a recipe; undefined where it has no table. */
export function sceneOf(name: RecipeName, settings: Settings): Scene | undefined {
  const scene = Object.entries(scenes).find(([one]) => one === name)?.[1];
  return scene?.(wordsOf(settings), linkOf(settings));
}
