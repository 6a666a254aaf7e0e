// Issue Passes: many passes in one step, from line items. Each row goes through Issue Pass as it is declared; what is
// here is the time of a step, and what is told of each row. Make has bundles instead: Issue a pass after an Iterator.
import type { Bundle, Create, PlainInputField, ZObject } from 'zapier-platform-core';
import type { Field } from '../operation/field.ts';
import { customFieldPrefix, UserMistake } from '../operation/input.ts';
import type { Operation } from '../operation/operation.ts';
import { zapierError } from './errors.ts';
import { dependentFields, groupsOf, inputFieldsOf } from './fields.ts';
import { type Clock, type RowResult, realClock, runRows } from './rows.ts';
import { runtimeOf } from './runtime.ts';

/** Before the key of a field in a row: keys are unique in an action, rows included. */
const prefix = 'row_';
/** More do not fit into a step. */
const most = 200;

/** What each row may say for itself: texts, numbers and dates. What is chosen from a list is the same for all rows. */
const isOfRow = (key: string, { fields }: Operation): boolean => {
  const field: Field | undefined = fields[key];
  if (!field) return key.startsWith(customFieldPrefix);
  return !field.dropdown && !['choice', 'choices', 'keyValues'].includes(field.type);
};

const inRow = ({ key, label, type, helpText }: PlainInputField): PlainInputField => ({
  key: `${prefix}${key}`,
  ...(label && { label }),
  ...(type && { type }),
  // Without it a row could not be told from one that was issued before.
  required: key === 'externalId',
  ...(helpText && { helpText }),
});

/** The fields of the operation: those for all rows, and those of each row as line items. */
const rowFields =
  (operation: Operation) =>
  async (z: ZObject, bundle: Bundle): Promise<PlainInputField[]> => {
    const fields = await dependentFields(operation)(z, bundle);
    const children = fields.filter(({ key }) => isOfRow(key, operation));
    if (children.length === 0) return fields;
    const common = fields.filter(({ key }) => !isOfRow(key, operation));
    return [...common, { key: 'rows', label: 'Rows', children: children.map(inRow) }];
  };

type Data = Record<string, unknown>;
const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The inputs of each row, with those that all have. Throws UserMistake before anything is sent. */
function rowsIn({ rows, ...common }: Data): Data[] {
  const items = Array.isArray(rows) ? rows : [rows];
  const given = items.filter((item) => !isBlank(item));
  if (given.length === 0)
    throw new UserMistake(
      'Rows is empty. Map the line items of an earlier step to its fields.',
      'rows',
      'missing_input',
    );
  if (given.length > most)
    throw new UserMistake(
      `Rows has ${given.length} line items, and a step can issue ${most} at most. Split them with Looping by Zapier, or use Issue Pass for each row. Nothing was issued.`,
      'rows',
    );
  return given.map((item) => {
    if (!isData(item))
      throw new UserMistake(
        'Rows holds a value that is no line item. Map fields of line items, such as those of a spreadsheet step that finds many rows. Nothing was issued.',
        'rows',
      );
    const own = Object.entries(item).map(([key, value]) => [key.replace(prefix, ''), value]);
    return { ...common, ...Object.fromEntries(own) };
  });
}

const isBlank = (item: unknown): boolean =>
  isData(item) ? Object.values(item).every(isBlank) : String(item ?? '').trim() === '';

const counted = (results: readonly RowResult[], ...outcomes: string[]) =>
  results.filter(({ outcome }) => outcomes.includes(outcome)).length;

const output = {
  issued: 'Issued',
  existing: 'Existing or Updated',
  failed: 'Failed',
  notTried: 'Not Tried',
} as const;
const resultOutput = {
  externalId: 'External ID',
  id: 'PassKit ID',
  passUrl: 'Pass Link',
  outcome: 'Outcome',
  error: 'Error',
} as const;

/** Issue Passes, made of Issue Pass. The clock can be another one in tests. */
export function toIssuePasses(operation: Operation, clock: Clock = realClock) {
  const [passType, notice] = inputFieldsOf(operation);
  return {
    key: 'issue_passes',
    noun: 'Pass',
    display: {
      label: 'Issue Passes',
      description:
        'Issues a pass for each of up to 200 line items, or returns the passes that their external IDs already have.',
    },
    operation: {
      inputFields: [
        {
          key: 'notice',
          type: 'copy',
          helpText:
            'Five passes are issued at a time, for 22 seconds. Rows that were not tried by then say `not_tried`: run the step again, and no row gets a second pass.',
        },
        ...(passType ? [passType] : []),
        ...(notice && typeof notice !== 'function' ? [notice] : []),
        rowFields(operation),
      ],
      ...groupsOf(operation),
      outputFields: [
        ...Object.entries(output).map(([key, label]) => ({ key, label, type: 'number' }) as const),
        ...Object.entries(resultOutput).map(
          ([key, label]) => ({ key: `results[]${key}`, label: `Results ${label}`, type: 'string' }) as const,
        ),
      ],
      sample: {
        issued: 1,
        existing: 0,
        failed: 0,
        notTried: 0,
        results: [
          {
            externalId: 'row-1001',
            id: '1aBcDeFgHiJkLmNoPqRsTu',
            passUrl: 'https://pub1.pskt.io/1aBcDeFgHiJkLmNoPqRsTu',
            outcome: 'created',
            error: null,
          },
        ],
      },
      cleanInputData: false,
      perform: async (z: ZObject, bundle: Bundle) => {
        try {
          const results = await runRows(operation, rowsIn(bundle.inputData), runtimeOf(z, bundle), clock);
          return {
            issued: counted(results, 'created'),
            existing: counted(results, 'existing', 'updated'),
            failed: counted(results, 'failed'),
            notTried: counted(results, 'not_tried'),
            results,
          };
        } catch (error) {
          throw zapierError(error);
        }
      },
    },
  } satisfies Create;
}
