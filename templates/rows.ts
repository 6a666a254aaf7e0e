// The scenarios that follow a Coda table: a new row gets a pass, a changed row updates or ends it.
import type { Json } from '../make/iml.ts';
import { blueprint, ignore, passkit, router, type Step, withFilter } from './blueprint.ts';
import {
  activeRows,
  column,
  otherRows,
  passColumns,
  revokedRows,
  rowId,
  rowsToDo,
  settled,
  writeError,
  writeRow,
} from './coda.ts';
import { neededColumns, type ProjectKey, type RowType, rowMappings, rowTypes } from './rowMapping.ts';
import type { Settings } from './settings.ts';

const fromSettings = (settings: Settings, keys: readonly ProjectKey[]) =>
  Object.fromEntries(keys.map((key) => [key, settings[key]] as const));

const fromRow = (passType: RowType) =>
  Object.fromEntries(
    Object.entries(rowMappings[passType].columns).map(([key, name]) => [key, `{{${column(name)}}}`] as const),
  );

const done = { ...settled, [passColumns.error]: '' };

interface Action {
  module: 'issuePass' | 'updatePass' | 'revokePass';
  name: string;
  mapper: Step['mapper'];
  cells: (id: number) => Record<string, string>;
}

/** A PassKit module and what becomes of the row, also when PassKit refuses. Takes four ids from `id` on. */
const actAndWrite = (settings: Settings, id: number, { module, name, mapper, cells }: Action): Step[] => [
  {
    ...passkit(settings.app, id, module, name, mapper),
    onerror: [writeError(id + 2, id), ignore(id + 3)],
  },
  writeRow(id + 1, 'Write it into the row', cells(id)),
];

const issue = (settings: Settings, passType: RowType): Action => {
  const { project, variant } = rowMappings[passType];
  return {
    module: 'issuePass',
    name: `Issue: ${rowMappings[passType].type}`,
    mapper: {
      passType,
      ...fromSettings(settings, [...project, ...variant]),
      externalId: rowId,
      ...fromRow(passType),
    },
    cells: (id) => ({
      [passColumns.link]: `{{${id}.passUrl}}`,
      [passColumns.id]: `{{${id}.id}}`,
      ...done,
    }),
  };
};

const update = (settings: Settings, passType: RowType): Action => ({
  module: 'updatePass',
  name: `Update: ${rowMappings[passType].type}`,
  mapper: {
    passType,
    ...fromSettings(settings, rowMappings[passType].project),
    externalId: rowId,
    ...fromRow(passType),
  },
  cells: () => done,
});

const revoke = (settings: Settings, passType: RowType): Action => ({
  module: 'revokePass',
  name: `Revoke: ${rowMappings[passType].type}`,
  mapper: { passType, ...fromSettings(settings, rowMappings[passType].project), externalId: rowId },
  cells: () => done,
});

/** A row that is not worked on, and why. */
const leave = (id: number, reason: string): Step[] => [
  writeRow(id, reason ? 'Say in the row what is wrong' : 'Nothing to do', {
    ...settled,
    [passColumns.error]: reason,
  }),
];

const types = rowTypes.map((passType) => rowMappings[passType].type);
const noSuchType = `Type must be one of: ${types.join(', ')}.`;

/** A new row gets a pass of the type its column Type says, and the link goes back into the row. */
export const newRow = (settings: Settings): Json =>
  blueprint(
    `${settings.client}: new row, new pass`,
    'Each new row of a Coda table gets a membership, coupon or event ticket, as its column Type says, and the link of the pass goes back into the row.',
    [
      ...rowsToDo(settings, 'issue'),
      router(4, 'Which pass?', [
        ...rowTypes.map((passType, index) =>
          withFilter(
            actAndWrite(settings, 5 + 4 * index, issue(settings, passType)),
            activeRows(rowMappings[passType].type, neededColumns(passType)),
          ),
        ),
        withFilter(leave(17, noSuchType), otherRows(types)),
        withFilter(leave(18, ''), revokedRows()),
      ]),
    ],
  );

/** A changed row updates its pass; Canceled or Expired revokes it. */
export const changedRow = (settings: Settings): Json =>
  blueprint(
    `${settings.client}: changed row, updated pass`,
    'A changed row of a Coda table updates its pass; the status Canceled or Expired revokes it. Writing to the row does not start it again.',
    [
      ...rowsToDo(settings, 'update'),
      router(4, 'What to do?', [
        ...rowTypes.flatMap((passType, index) => [
          withFilter(
            actAndWrite(settings, 5 + 8 * index, update(settings, passType)),
            activeRows(rowMappings[passType].type),
          ),
          withFilter(
            actAndWrite(settings, 9 + 8 * index, revoke(settings, passType)),
            revokedRows(rowMappings[passType].type),
          ),
        ]),
        withFilter(leave(29, noSuchType), otherRows(types)),
      ]),
    ],
  );

/** Each row of a sign-up sheet gets an event ticket. */
export const signUpSheet = (settings: Settings): Json =>
  blueprint(
    `${settings.client}: sign-up sheet, event tickets`,
    'Each new row of a sign-up sheet in Coda gets an event ticket, and its link goes back into the row.',
    [
      ...rowsToDo(settings, 'issue'),
      router(4, 'Signed up?', [
        withFilter(
          actAndWrite(settings, 5, issue(settings, 'eventTicket')),
          activeRows(undefined, neededColumns('eventTicket')),
        ),
        withFilter(leave(9, ''), revokedRows()),
      ]),
    ],
  );
