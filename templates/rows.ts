// The scenarios that follow a Coda table: a new row gets a pass, a changed row updates or ends it.
import type { Json } from '../make/iml.ts';
import { ignore, passkit, router, type Step, withFilter } from './blueprint.ts';
import {
  activeRows,
  type CellTemplates,
  column,
  lackingRows,
  otherRows,
  passColumns,
  revokedRows,
  rowId,
  rowsTo,
  rowsToDo,
  settled,
  type ToDo,
  writeError,
  writeRow,
} from './coda.ts';
import { neededColumns, type ProjectKey, type RowType, rowMappings, rowTypes } from './rowMapping.ts';
import { scenario } from './scenario.ts';
import type { Settings } from './settings.ts';
import { type Words, wordsOf } from './words/index.ts';
import type { ColumnName } from './words/types.ts';

const fromSettings = (settings: Settings, keys: readonly ProjectKey[]) =>
  Object.fromEntries(keys.map((key) => [key, settings[key]] as const));

const fromRow = (words: Words, passType: RowType) =>
  Object.fromEntries(
    Object.entries(rowMappings[passType].columns).map(
      ([key, name]) => [key, `{{${column(words, name)}}}`] as const,
    ),
  );

const needed = neededColumns('eventTicket');

const done = (words: Words): CellTemplates => ({ ...settled(words), [passColumns.error]: '' });

/** The scenarios that follow a table, and what they ask it for, in this order. */
export const followed = {
  'new-and-changed-row': ['issue', 'update'],
  'new-row': ['issue'],
  'changed-row': ['update'],
  'sign-up-sheet': ['issue'],
} as const satisfies Record<string, readonly ToDo[]>;
export type FollowsTable = keyof typeof followed;

interface Action {
  module: 'issuePass' | 'updatePass' | 'revokePass';
  name: string;
  mapper: Step['mapper'];
  cells: (id: number) => CellTemplates;
  /** It ends a pass: where there is none, nothing is wrong. */
  ends?: boolean;
}

/** A PassKit module and what becomes of the row, also when PassKit refuses. Takes four ids from `id` on. */
function actAndWrite(settings: Settings, id: number, { module, name, mapper, cells, ends }: Action): Step[] {
  const words = wordsOf(settings);
  return [
    {
      ...passkit(settings.app, id, module, name, mapper),
      onerror: [writeError(words, id + 2, id, ends), ignore(id + 3, words.steps.goOn)],
    },
    writeRow(words, id + 1, words.steps.write, cells(id)),
  ];
}

const issue = (settings: Settings, passType: RowType): Action => {
  const { project, variant } = rowMappings[passType];
  const words = wordsOf(settings);
  return {
    module: 'issuePass',
    name: `${words.steps.issue}: ${words.types[passType]}`,
    mapper: {
      passType,
      ...fromSettings(settings, [...project, ...variant]),
      externalId: rowId,
      ...fromRow(words, passType),
      // A pass that an earlier try has left, whose answer was lost, is as the row was then.
      ifExists: 'update',
    },
    cells: (id) => ({
      [passColumns.link]: `{{${id}.passUrl}}`,
      [passColumns.id]: `{{${id}.id}}`,
      ...done(words),
    }),
  };
};

const update = (settings: Settings, passType: RowType): Action => {
  const words = wordsOf(settings);
  return {
    module: 'updatePass',
    name: `${words.steps.update}: ${words.types[passType]}`,
    mapper: {
      passType,
      ...fromSettings(settings, rowMappings[passType].project),
      externalId: rowId,
      ...fromRow(words, passType),
    },
    cells: () => done(words),
  };
};

/** A row that has ended without a link may have a pass all the same, whose answer or whose link was lost. */
const revoke = (settings: Settings, passType: RowType): Action => {
  const words = wordsOf(settings);
  return {
    module: 'revokePass',
    name: `${words.steps.revoke}: ${words.types[passType]}`,
    mapper: { passType, ...fromSettings(settings, rowMappings[passType].project), externalId: rowId },
    cells: () => done(words),
    ends: true,
  };
};

/** A row that is not worked on, and why. */
const leave = (words: Words, id: number, reason: string): Step[] => [
  writeRow(words, id, words.steps.sayWrong, { ...settled(words), [passColumns.error]: reason }),
];

const needsOf = (words: Words) =>
  rowTypes.map((passType) => ({ type: words.types[passType], columns: neededColumns(passType) }));

/** Says which columns a row needs: those of all types, then those of one type. */
function lacking(words: Words): string {
  const name = (column: ColumnName) => words.columns[column];
  const always = neededColumns('coupon').map(name);
  const tier = words.lackingTier(name('Tier'), words.types.membership);
  return words.lacking([...always, tier].join(', '));
}

const noSuchType = ({ noSuchType: say, columns, typeWords }: Words) =>
  say(columns.Type, typeWords.join(', '));

/**
 * A new row gets a pass of the type its column Type says, and the link goes back into the row. One that has ended gets none, and
 * loses what an earlier try has left.
 */
export const newRow = (settings: Settings): Json =>
  scenario(settings, 'newRow', (words) => [
    ...rowsToDo(settings, followed['new-row']),
    router(4, words.steps.whichPass, [
      ...rowTypes.map((passType, index) =>
        withFilter(
          actAndWrite(settings, 5 + 4 * index, issue(settings, passType)),
          activeRows(words, words.types[passType], neededColumns(passType)),
        ),
      ),
      withFilter(leave(words, 17, noSuchType(words)), otherRows(words)),
      withFilter(leave(words, 18, lacking(words)), lackingRows(words, needsOf(words))),
      ...rowTypes.map((passType, index) =>
        withFilter(
          actAndWrite(settings, 19 + 4 * index, revoke(settings, passType)),
          revokedRows(words, words.types[passType]),
        ),
      ),
    ]),
  ]);

/** A changed row updates its pass; Canceled or Expired revokes it. */
export const changedRow = (settings: Settings): Json =>
  scenario(settings, 'changedRow', (words) => [
    ...rowsToDo(settings, followed['changed-row']),
    router(4, words.steps.whatToDo, [
      ...rowTypes.flatMap((passType, index) => [
        withFilter(
          actAndWrite(settings, 5 + 8 * index, update(settings, passType)),
          activeRows(words, words.types[passType]),
        ),
        withFilter(
          actAndWrite(settings, 9 + 8 * index, revoke(settings, passType)),
          revokedRows(words, words.types[passType]),
        ),
      ]),
      withFilter(leave(words, 29, noSuchType(words)), otherRows(words)),
    ]),
  ]);

/**
 * Both in one scenario, which looks once: a new row gets its pass, a changed row updates or revokes it. Every module is for
 * one pass type: where the type is mapped, Make cannot show what depends on it. A pass is named by the row's ID, not by
 * Pass ID: a coupon that was issued anew has another PassKit ID, and the coupon of the row is the new one.
 */
export const newAndChangedRow = (settings: Settings): Json =>
  scenario(settings, 'newAndChangedRow', (words) => [
    ...rowsToDo(settings, followed['new-and-changed-row']),
    router(5, words.steps.whatToDo, [
      ...rowTypes.map((passType, index) =>
        withFilter(
          actAndWrite(settings, 6 + 4 * index, issue(settings, passType)),
          rowsTo(words, 'issue', activeRows(words, words.types[passType], neededColumns(passType))),
        ),
      ),
      ...rowTypes.flatMap((passType, index) => [
        withFilter(
          actAndWrite(settings, 18 + 8 * index, update(settings, passType)),
          rowsTo(words, 'update', activeRows(words, words.types[passType])),
        ),
        withFilter(
          actAndWrite(settings, 22 + 8 * index, revoke(settings, passType)),
          revokedRows(words, words.types[passType]),
        ),
      ]),
      withFilter(leave(words, 42, noSuchType(words)), otherRows(words)),
      withFilter(
        leave(words, 43, lacking(words)),
        rowsTo(words, 'issue', lackingRows(words, needsOf(words))),
      ),
    ]),
  ]);

/** Each row of a sign-up sheet gets an event ticket; one that has canceled loses it. */
export const signUpSheet = (settings: Settings): Json =>
  scenario(settings, 'signUpSheet', (words) => [
    ...rowsToDo(settings, followed['sign-up-sheet']),
    router(4, words.steps.signedUp, [
      withFilter(
        actAndWrite(settings, 5, issue(settings, 'eventTicket')),
        activeRows(words, undefined, needed),
      ),
      withFilter(actAndWrite(settings, 9, revoke(settings, 'eventTicket')), revokedRows(words)),
      withFilter(
        leave(words, 13, words.lacking(needed.map((name) => words.columns[name]).join(', '))),
        lackingRows(words, [{ columns: needed }]),
      ),
    ]),
  ]);
