// Which column of a membership export holds the pass IDs, and what an ID must look like.
import { Unusable } from './outcomes.ts';

/**
 * The headers taken for the column of pass IDs, without case, spaces and punctuation. Which of them PassKit's export
 * uses has not been seen yet (docs/live-checks.md, `coupons-csv-export`).
 */
const idHeaders = [
  'id',
  'pid',
  'passid',
  'passkitid',
  'passkitpassid',
  'memberid',
  'memberpassid',
  'membershippassid',
  'memberspassid',
  'membersmemberid',
  'membershipid',
  'universalid',
  'universalpassid',
];

export interface IdColumn {
  name: string;
  index: number;
  /** What is wrong with a value of the column, for the user; undefined when nothing is. */
  problemWith(value: string): string | undefined;
}

/** The column named `wanted`, or the one whose header says that it holds pass IDs. Throws Unusable. */
export function findIdColumn(headers: readonly string[], wanted?: string): IdColumn {
  const fits = (header: string) =>
    wanted === undefined ? idHeaders.includes(plain(header)) : header.trim() === wanted.trim();
  const found = headers.flatMap((header, index) => (fits(header) ? [{ name: header.trim(), index }] : []));
  const [column, another] = found;
  if (column && !another) return { ...column, problemWith: wanted === undefined ? notPassKitId : notUsable };
  const what =
    wanted === undefined ? 'whose name says that it holds the pass IDs' : `named “${wanted.trim()}”`;
  throw new Unusable(
    `The file has ${column ? 'more than one column' : 'no column'} ${what}. Its columns are: ${headers.join(', ')}. Name the right one with --id-column.`,
  );
}

const plain = (header: string) => header.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const notPassKitId = (value: string) =>
  value === '' || /^[A-Za-z0-9]{22}$/.test(value)
    ? notUsable(value)
    : `“${shorten(value)}” is not a PassKit ID of 22 letters and digits. If these are IDs of your own, name their column with --id-column.`;

/** PassKit documents 100 characters for the external IDs of raw passes; a reissue renames with 23 more. */
const longestId = 77;

function notUsable(value: string): string | undefined {
  if (value === '') return 'The ID is blank.';
  if (/[\s\p{C}]/u.test(value)) return 'The ID contains a space or a character that cannot be seen.';
  if (value === '.' || value === '..') return `“${value}” cannot be an ID: no link can carry it.`;
  if (/^\$\{.*\}$/.test(value)) return `“${shorten(value)}” is a placeholder that was not filled in.`;
  if (value.length > longestId) return `The ID is longer than ${longestId} characters.`;
  return undefined;
}

const shorten = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
