// The inputs of an operation: what kind of value each takes, and the words and choices a platform shows.
import { type Ref, ref } from './expression.ts';

/** What an expression sees of a field, by its type. */
interface ValueOf {
  text: string;
  email: string;
  /** A public link, http or https. */
  url: string;
  number: number;
  /** How many: a whole number from 1 up. */
  count: number;
  boolean: boolean;
  choice: string;
  /** Several of the choices. */
  choices: readonly string[];
  /** A point in time, as ISO 8601. */
  dateTime: string;
  /** A calendar date, without a time, such as 1990-05-17. */
  date: string;
  /** Pairs of names and texts. */
  keyValues: Record<string, string>;
}

export type FieldType = keyof ValueOf;

export interface Field {
  type: FieldType;
  /** Title Case; a platform with other rules of style derives its own. */
  label: string;
  help?: string;
  /** The pass types it belongs to; all when missing. Set by `fieldsByType`, not by hand. */
  passTypes?: readonly string[];
  /** Which end of the day a date alone stands for, in a dateTime; the end when missing. */
  dateAlone?: 'start' | 'end';
  /** Always needed, or needed unless one of the other fields is filled. */
  required?: boolean | { unless: readonly string[] };
  /** The values of a choice. */
  choices?: readonly Choice[];
  /** The dropdown that offers values, by the key of its declaration. */
  dropdown?: string;
  /** What few need: a form shows it last, in a group of its own. Never required. */
  advanced?: true;
  /** Names a record by an ID of the user's own; what a dropdown offers are IDs too. */
  names?: true;
}

/** Whether a field takes an ID, which becomes a part of an address. */
export const isId = ({ dropdown, names }: Field) => dropdown !== undefined || names === true;

/**
 * What no ID may be: something that leads elsewhere as a part of an address, however it is encoded, or longer than an
 * address is sure to carry when each of its characters is encoded.
 */
export const ids = {
  never: ['.', '..'],
  longest: 500,
} as const;

export interface Choice {
  value: string;
  label: string;
  passTypes?: readonly string[];
}

export type Fields = Record<string, Field>;

/** References to inputs, by the keys of their fields. */
export type Inputs<F extends Fields> = { readonly [K in keyof F]: Ref<ValueOf[F[K]['type']]> };

/** The inputs of fields as references; a key that is no field does not compile. */
export const inputsOf = <F extends Fields>(_fields: F): Inputs<F> => ref<Inputs<F>>('input') as Inputs<F>;

/** Whether a field, or a choice, applies to a pass type; to an unknown one everything applies. */
export const appliesTo = (item: { passTypes?: readonly string[] }, passType: string | undefined) =>
  !item.passTypes || !passType || item.passTypes.includes(passType);

/**
 * The fields of several pass types in one form, each with the types it belongs to. Throws when two types have
 * different fields under one key.
 */
export function fieldsByType(types: Readonly<Record<string, Fields>>): Fields {
  const form: Fields = {};
  for (const [passType, fields] of Object.entries(types)) {
    for (const [key, field] of Object.entries(fields)) {
      const { passTypes = [], ...known } = form[key] ?? field;
      if (JSON.stringify(known) !== JSON.stringify(field))
        throw new Error(
          `The field ${key} of ${passType} is another one than that of ${passTypes.join(', ')}`,
        );
      form[key] = { ...field, passTypes: [...passTypes, passType] };
    }
  }
  return form;
}
