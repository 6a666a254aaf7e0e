// What is changed in a row of a table, written to its pass.
import type * as coda from '@codahq/packs-sdk';
import { customFieldPrefix, UserMistake } from '../operation/input.ts';
import { runByName } from '../passes/byName.ts';
import type { Cut } from './cuts.ts';
import { codaError } from './errors.ts';
import { runtimeOf } from './http.ts';
import { dateIn } from './parameters.ts';
import { isRecord, rowOf } from './schema.ts';

type Row = Record<string, unknown>;

/** Writes what was changed in a row, and answers with the row as it is then, or with the error that belongs to it. */
export async function edited(
  { newValue, updatedFields }: coda.GenericSyncUpdate,
  { update, find }: { update: Cut; find: Cut },
  project: Row,
  context: coda.UpdateSyncExecutionContext,
): Promise<Row | Error> {
  const row: Row = isRecord(newValue) ? newValue : {};
  const id = row[keyOf('id', Object.keys(row))];
  try {
    const keys = [...Object.keys(update.fields), ...Object.keys(row)];
    const changes = Object.fromEntries(
      updatedFields.map((name) => [keyOf(name, keys), row[keyOf(name, Object.keys(row))]]),
    );
    const blank = Object.keys(changes).filter((key) => isBlank(changes[key]));
    const input = {
      ...project,
      id,
      ...inputsOf(changes, update, context.timezone),
      ...cleared(blank, update),
    };
    const runtime = runtimeOf(context);
    const [written = {}] = await runByName(update, input, runtime);
    // What an update does not say, such as the status that comes of a new expiry date, the pass itself tells. It is written
    // by then, so what goes wrong here is no error of the edit.
    const [whole] = await runByName(find, { ...project, id }, runtime).catch(() => []);
    return { ...row, ...rowOf(whole ?? known(written)) };
  } catch (error) {
    const told = codaError(error);
    if (told instanceof Error) return told;
    throw error;
  }
}

/** The inputs that changed cells make; a date with a time is read as a parameter is. */
const inputsOf = (changes: Row, { fields }: Cut, zone: string): Row =>
  Object.fromEntries(
    Object.entries(changes).map(([key, value]) => {
      const type = fields[key]?.type;
      const isMoment = (type === 'dateTime' || type === 'date') && /T/.test(String(value));
      return [key, isMoment ? dateIn(new Date(String(value)), zone, type === 'date') : value];
    }),
  );

const isBlank = (value: unknown) => String(value ?? '').trim() === '';

/**
 * How cells are made blank. Custom fields can be; for all else a blank keeps what the pass has, so an edit would look as if
 * it had done something: throws.
 */
function cleared(blank: readonly string[], { fields }: Cut): Row {
  const names = blank.map((key) => {
    const name = key.slice(customFieldPrefix.length);
    if (key.startsWith(customFieldPrefix) && !name.includes(',') && 'clearCustomFields' in fields)
      return name;
    throw new UserMistake(
      `${fields[key]?.label ?? name} cannot be made blank: in an update, a blank keeps what the pass has. Nothing was changed in this row.`,
    );
  });
  return names.length > 0 ? { clearCustomFields: names.join(',') } : {};
}

const known = ({ outcome: _, ...pass }: Row): Row =>
  Object.fromEntries(Object.entries(pass).filter(([, value]) => value !== null));

/** The key that Coda means, which may come as the schema has it or as Coda writes names of columns. */
export const keyOf = (name: string, keys: readonly string[]): string =>
  keys.find((key) => key === name) ?? keys.find((key) => plain(key) === plain(name)) ?? name;

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
