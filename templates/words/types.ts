// The words of a client's own table, and what scenarios say to the client's staff, in their language.
/** The pass types that the recipes are about, in the order of their routes. */
export const rowTypes = ['membership', 'coupon', 'eventTicket'] as const;
export type RowType = (typeof rowTypes)[number];

/** The columns of a table, by the names that they have in English. */
export const columnNames = [
  'Name',
  'Email',
  'Type',
  'Tier',
  'Status',
  'Pass Link',
  'Pass ID',
  'Pass Sent',
  'Pass Error',
  'Pass Data',
  'Pass To Do',
] as const;
export type ColumnName = (typeof columnNames)[number];

/** What the status of a row can say, by the words that it has in English. */
export const statusNames = ['Active', 'Canceled', 'Expired'] as const;
export type StatusName = (typeof statusNames)[number];

export type Title =
  | 'newRow'
  | 'changedRow'
  | 'newAndChangedRow'
  | 'signUpSheet'
  | 'couponExpired'
  | 'onOpening'
  | 'withButton'
  | 'manyPasses';

/** A scenario: what stands behind the client's name, and what it is for. */
interface Scenario {
  title: string;
  description: string;
}

export interface Language {
  columns: Record<ColumnName, string>;
  types: Record<RowType, string>;
  statuses: Record<StatusName, string>;
  /** Other spellings of a status that ends a pass. */
  alsoRevoked: readonly string[];
  /** What the column Pass To Do says. */
  toDo: Record<'issue' | 'update' | 'wait', string>;
  /** Where the token of Coda is pasted, and the doc and its table. */
  placeholders: {
    token: string;
    doc: string;
    table: string;
    /** Stands before the label of a project that is not known. */
    project: string;
  };
  /** What stands under the modules in the editor. */
  steps: Record<
    | 'codaToken'
    | 'rowsToDo'
    | 'rowByRow'
    | 'issue'
    | 'update'
    | 'revoke'
    | 'write'
    | 'sayWrong'
    | 'goOn'
    | 'whichPass'
    | 'whatToDo'
    | 'signedUp'
    | 'openedLink'
    | 'redeem'
    | 'sayWhyNot'
    | 'redeemed'
    | 'tapped'
    | 'showButton'
    | 'couponExpired'
    | 'readCoupon'
    | 'issueNext'
    | 'listComesIn'
    | 'issueOne'
    | 'allResults'
    | 'answer',
    string
  >;
  /** The names of filters. */
  filters: Record<
    | 'somethingToDo'
    | 'active'
    | 'ended'
    | 'noSuchType'
    | 'lacking'
    | 'buttonTapped'
    | 'linkOpened'
    | 'notFollowed'
    | 'withId',
    string
  >;
  /** Why a row gets no pass. */
  noSuchType(column: string, types: string): string;
  /** Which columns a pass is made from; the last may be for one type alone. */
  lacking(columns: string): string;
  lackingTier(column: string, type: string): string;
  scenarios: Record<Title, Scenario>;
}
